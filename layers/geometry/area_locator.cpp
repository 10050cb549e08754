#include "layers/geometry/area_locator.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

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

/// Areas whose box touches each cell of a coarse grid, lowest index first: a point looks at a few areas, not at all.
class CoarseIndex {
public:
    explicit CoarseIndex(const std::vector<Box>& boxes) {
        for (const Box& box : boxes) {
            if (!box.empty()) {
                m_extent.expand(box);
            }
        }
        if (m_extent.empty()) {
            return;
        }
        m_side = std::clamp<std::int64_t>(static_cast<std::int64_t>(2.0 * std::sqrt(double(boxes.size()))), 1, 512);
        m_cells.resize(static_cast<std::size_t>(m_side * m_side));
        for (std::size_t area = 0; area < boxes.size(); ++area) {
            if (boxes[area].empty()) {
                continue;
            }
            for (std::int64_t row = row_of(boxes[area].y_min); row <= row_of(boxes[area].y_max); ++row) {
                for (std::int64_t column = column_of(boxes[area].x_min); column <= column_of(boxes[area].x_max); ++column) {
                    m_cells[static_cast<std::size_t>(row * m_side + column)].push_back(static_cast<std::uint32_t>(area));
                }
            }
        }
    }

    [[nodiscard]] std::span<const std::uint32_t> candidates(ProjectedPoint p) const {
        if (!m_extent.contains(p)) {
            return {};
        }
        return m_cells[static_cast<std::size_t>(row_of(p.y) * m_side + column_of(p.x))];
    }

private:
    [[nodiscard]] std::int64_t cell_of(double offset, double length) const {
        const double share = length > 0.0 ? offset / length : 0.0;
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(share * static_cast<double>(m_side)), 0, m_side - 1);
    }
    [[nodiscard]] std::int64_t column_of(double x) const { return cell_of(x - m_extent.x_min, m_extent.width()); }
    [[nodiscard]] std::int64_t row_of(double y) const { return cell_of(y - m_extent.y_min, m_extent.height()); }

    Box m_extent;
    std::int64_t m_side = 0;
    std::vector<std::vector<std::uint32_t>> m_cells;
};

}  // namespace

AreaLocator::AreaLocator(std::span<const MultiPolygon> areas) : m_areas(areas) {
    m_boxes.reserve(areas.size());
    for (const MultiPolygon& area : areas) {
        m_boxes.push_back(bounding_box(area));
    }
}

std::vector<std::uint32_t> AreaLocator::locate(std::span<const ProjectedPoint> points, unsigned threads) const {
    const CoarseIndex index(m_boxes);
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
                    for (const std::uint32_t area : index.candidates(points[i])) {
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
