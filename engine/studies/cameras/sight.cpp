#include "engine/studies/cameras/sight.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include "layers/base/parallel_chunks.hpp"
#include "layers/read/terrain.hpp"

namespace diaban {

namespace {

/// What one thread looks with: GEOS and GDAL handles belong to one.
class Sight {
public:
    explicit Sight(const SightContext& context) : m_context(context) {
        if (!context.inputs.buildings.empty()) {
            m_buildings = std::make_unique<LineOfSight>(context.inputs.buildings, context.inputs.building_heights);
        }
        if (!context.options.terrain.empty()) {
            m_terrain = std::make_unique<Terrain>(context.options.terrain, context.inputs.crs.crs);
        }
    }

    /// `order` sorts the points by x: those within reach are a run.
    [[nodiscard]] std::vector<std::uint32_t> seen(const CameraSite& site, const std::vector<ProjectedPoint>& points,
                                                  const std::vector<std::uint32_t>& order) const {
        std::vector<std::uint32_t> seen;
        if (site.existing && !site.working) {
            return seen;
        }
        const CameraOptions& options = m_context.options;
        const ProjectedPoint at = site.view.at;
        const double reach = site.view.reach.value;
        auto next = std::lower_bound(order.begin(), order.end(), at.x - reach,
                                     [&](std::uint32_t i, double x) { return points[i].x < x; });
        for (; next != order.end() && points[*next].x <= at.x + reach; ++next) {
            if (sees(site.view, points[*next]) &&
                (m_buildings == nullptr ||
                 m_buildings->clear(at, Metres{options.mast_m}, points[*next], Metres{options.eye_m}))) {
                seen.push_back(*next);
            }
        }
        if (m_terrain != nullptr) {
            std::vector<ProjectedPoint> places;
            for (const std::uint32_t i : seen) {
                places.push_back(points[i]);
            }
            const std::vector<std::uint8_t> clear =
                m_terrain->seen(at, Metres{options.mast_m}, Metres{options.eye_m}, site.view.reach, places);
            std::size_t to = 0;
            for (std::size_t k = 0; k < seen.size(); ++k) {
                if (clear[k] != 0) {
                    seen[to++] = seen[k];
                }
            }
            seen.resize(to);
        }
        std::sort(seen.begin(), seen.end());
        return seen;
    }

private:
    const SightContext& m_context;
    std::unique_ptr<LineOfSight> m_buildings;
    std::unique_ptr<Terrain> m_terrain;
};

}  // namespace

CompressedRows who_sees(const SightContext& context, const std::vector<std::uint32_t>& sites,
                        const std::vector<ProjectedPoint>& points) {
    context.progress.begin("step.siting-views", sites.size());
    std::vector<std::uint32_t> order(points.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return points[a].x != points[b].x ? points[a].x < points[b].x : a < b;
    });
    std::vector<std::vector<std::uint32_t>> rows(sites.size());
    constexpr std::size_t kChunk = 64;
    for_each_chunk(sites.size(), kChunk, context.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        context.progress.throw_if_cancelled();
        const Sight sight(context);
        for (std::size_t j = begin; j < end; ++j) {
            rows[j] = sight.seen(context.inputs.sites[sites[j]], points, order);
        }
        context.progress.advance(end - begin);
    });
    CompressedRows seen;
    for (auto& row : rows) {
        seen.push_row(std::move(row));
    }
    return seen;
}

CompressedRows who_reaches(const CameraInputs& inputs, std::size_t first, std::size_t places) {
    CompressedRows rows;
    for (std::size_t j = 0; j < inputs.sites.size(); ++j) {
        const CameraSite& site = inputs.sites[j];
        std::vector<std::uint32_t> reached;
        for (std::uint32_t i = 0; i < places && !(site.existing && !site.working); ++i) {
            if (inputs.distances->at(first + i, j) <= site.view.reach.value) {
                reached.push_back(i);
            }
        }
        rows.push_row(std::move(reached));
    }
    return rows;
}

}  // namespace diaban
