#include "layers/geometry/area_locator.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "layers/geometry/cell_index.hpp"
#include "layers/geometry/geos_session.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

struct PreparedDestroyer {
    GEOSContextHandle_t context = nullptr;
    void operator()(const GEOSPreparedGeometry* geometry) const { GEOSPreparedGeom_destroy_r(context, geometry); }
};

/// One thread's own prepared areas: GEOS builds their indexes on first use, which is not safe to share.
class PreparedAreas {
public:
    explicit PreparedAreas(std::span<const MultiPolygon> areas)
        : m_areas(areas), m_geometry(areas.size()), m_prepared(areas.size()) {}

    bool covers(std::size_t area, ProjectedPoint p) {
        if (!m_prepared[area]) {
            m_geometry[area] = to_geos(m_context, m_areas[area]);
            m_prepared[area] = {GEOSPrepare_r(m_context.get(), m_geometry[area].get()),
                                PreparedDestroyer{m_context.get()}};
        }
        const char answer = intersects(area, p);
        if (answer == 2) {
            throw Error(ErrorCode::kInternal, "error.geos", {{"cause", m_context.message()}});
        }
        return answer == 1;
    }

private:
    char intersects(std::size_t area, ProjectedPoint p) {
        const GeosGeometry point{GEOSGeom_createPointFromXY_r(m_context.get(), p.x, p.y),
                                 GeosGeometryDestroyer{m_context.get()}};
        return GEOSPreparedIntersects_r(m_context.get(), m_prepared[area].get(), point.get());
    }

    std::span<const MultiPolygon> m_areas;
    GeosContext m_context;
    std::vector<GeosGeometry> m_geometry;
    std::vector<std::unique_ptr<const GEOSPreparedGeometry, PreparedDestroyer>> m_prepared;
};

}  // namespace

AreaLocator::AreaLocator(std::span<const MultiPolygon> areas) : m_areas(areas) {
    m_boxes.reserve(areas.size());
    for (const MultiPolygon& area : areas) {
        m_boxes.push_back(bounding_box(area));
    }
}

std::vector<std::uint32_t> AreaLocator::locate(std::span<const ProjectedPoint> points, unsigned threads) const {
    PreparedAreas for_index(m_areas);
    const CellIndex index(m_areas, points.size(),
                          [&](std::uint32_t area, ProjectedPoint p) { return for_index.covers(area, p); });
    std::vector<std::uint32_t> answer(points.size(), kNoArea);
    constexpr std::size_t kChunk = 8192;
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::exception_ptr error;
    const auto worker = [&] {
        try {
            PreparedAreas prepared(m_areas);
            for (std::size_t begin = next.fetch_add(kChunk); begin < points.size() && !failed;
                 begin = next.fetch_add(kChunk)) {
                for (std::size_t i = begin; i < std::min(points.size(), begin + kChunk); ++i) {
                    const CellIndex::Answer found = index.at(points[i]);
                    answer[i] = found.area;
                    for (const std::uint32_t area : found.candidates) {
                        if (m_boxes[area].contains(points[i]) && prepared.covers(area, points[i])) {
                            answer[i] = area;
                            break;
                        }
                    }
                }
            }
        } catch (...) {
            if (!failed.exchange(true)) {
                error = std::current_exception();
            }
        }
    };
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t useful = (points.size() + kChunk - 1) / kChunk;
    const std::size_t workers = std::min<std::size_t>(threads > 0 ? threads : cores, std::max<std::size_t>(1, useful));
    std::vector<std::thread> pool;
    for (std::size_t i = 1; i < workers; ++i) {
        pool.emplace_back(worker);
    }
    worker();
    for (std::thread& thread : pool) {
        thread.join();
    }
    if (error) {
        std::rethrow_exception(error);
    }
    return answer;
}

}  // namespace diaban
