#include "engine/studies/hotspots/counts.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/local/cell_size.hpp"
#include "layers/base/short_figure.hpp"
#include "layers/geometry/area_locator.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

void add_up(const std::vector<std::uint32_t>& place, const CountedPoints& points, std::vector<double>& counts,
            HotspotSummary& summary) {
    std::size_t inside = 0;
    for (std::size_t i = 0; i < place.size(); ++i) {
        if (place[i] < counts.size()) {
            counts[place[i]] += points.weighted ? points.reading.incidents.weight[points.rows[i]] : 1.0;
            ++inside;
        }
    }
    if (inside == 0) {
        throw Error(ErrorCode::kInput, "error.hotspots-no-points",
                    {{"file", points.source},
                     {"read", std::to_string(points.reading.rows_read)},
                     {"rejected", std::to_string(points.reading.rejects.rows.size())},
                     {"used", std::to_string(points.rows.size())}});
    }
    summary.facts.push_back({Severity::kNote,
                             "hotspots.points",
                             {{"read", std::to_string(points.reading.rows_read)},
                              {"rejected", std::to_string(points.reading.rejects.rows.size())},
                              {"used", std::to_string(points.rows.size())},
                              {"inside", std::to_string(inside)}}});
}

}  // namespace

void count_in_areas(HotspotStudy& study, const CountedPoints& points, const HotspotMethod& method,
                    HotspotSummary& summary) {
    study.counts.assign(study.areas.size(), 0.0);
    const std::vector<ProjectedPoint> at = points_of(points.reading.incidents, points.rows);
    add_up(AreaLocator(study.areas.geometry).locate(at, method.local.threads), points, study.counts, summary);
    for (std::size_t i = 0; i < study.areas.size(); ++i) {
        if (study.areas.geometry[i].empty()) {
            study.counts[i] = kMissing;
        }
    }
}

void count_in_cells(HotspotStudy& study, const CountedPoints& points, const HotspotMethod& method,
                    HotspotSummary& summary) {
    const std::vector<ProjectedPoint> at = points_of(points.reading.incidents, points.rows);
    std::vector<MultiPolygon> extent = study.areas.geometry;
    StudyCellOptions cell = method.cell;
    const bool own_extent = extent.empty();
    // Before there is a cell there is no margin: a hundredth of the extent stands in for the choice of its size.
    if (own_extent) {
        Box box;
        for (const ProjectedPoint p : at) {
            box.expand(p);
        }
        extent = {study_hull(at, {std::max(1.0, 0.01 * std::max(box.width(), box.height()))})};
    }
    double area = 0.0;
    for (const MultiPolygon& part : extent) {
        area += planar_area(part).value;
    }
    CellSizeInput input{{area}, at.size(), {}};
    if (method.cells == CellChoice::kGiven) {
        input.given = cell.side;
    }
    const CellSize size = choose_cell_size(input);
    cell.side = size.side;
    if (own_extent) {
        extent = {study_hull(at, {0.5 * cell.side.value})};
    }
    summary.facts.push_back({Severity::kNote, size.rule_key, {{"metres", short_figure(size.side.value)}}});
    study.cells = make_study_cells(extent, cell);
    study.areas = {};
    study.areas.crs = points.reading.incidents.crs;
    study.areas.id = study.cells->id;
    study.areas.name = study.cells->id;
    study.areas.geometry = study.cells->geometry;
    TextValues ids(study.cells->id.begin(), study.cells->id.end());
    RealValues shares(study.cells->share.begin(), study.cells->share.end());
    study.areas.attributes.columns = {{"cell_id", std::move(ids), "", "field.cell_id"},
                                      {"share", std::move(shares), "", "field.share"}};
    study.counts.assign(study.areas.size(), 0.0);
    add_up(cells_of_points(*study.cells, at), points, study.counts, summary);
}

}  // namespace diaban
