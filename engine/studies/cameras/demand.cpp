#include "engine/studies/cameras/demand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "layers/geometry/area_locator.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/geometry/representative_point.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/column_time.hpp"
#include "layers/read/raster_cells.hpp"

namespace diaban {

namespace {

constexpr std::size_t kMostSpread = 20000;

class DemandReader {
public:
    DemandReader(CameraSources& sources, const CameraGiven* given)
        : m_sources(sources), m_options(sources.options()), m_result(sources.result()), m_given(given) {}

    void read() {
        if (m_given != nullptr) {
            m_result.crs = m_given->crs;
        }
        switch (m_options.demand_kind) {
            case DemandKind::kSource:
                read_source();
                break;
            case DemandKind::kRaster:
                read_raster();
                break;
            case DemandKind::kRunIncidents:
                take_incidents();
                break;
            case DemandKind::kRunDensity:
                take_surface();
                break;
            case DemandKind::kRunAreas:
                spread_watched();
                break;
        }
        read_areas();
        read_hot();
        keep_hours();
        keep_categories();
        weigh_classes();
        merge();
    }

private:
    void read_source() {
        const std::string& file = m_options.demand;
        FeatureReading reading = m_sources.features("demand", file);
        if (m_given == nullptr) {
            m_result.crs = reading.crs;
        }
        std::vector<double> weight(reading.size(), 1.0);
        if (!m_options.weight_field.empty()) {
            const auto values = real_column(reading.table, m_options.weight_field, file);
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (!values[i] || !std::isfinite(*values[i]) || *values[i] < 0.0) {
                    throw Error(ErrorCode::kInput, "error.cameras-weight",
                                {{"file", file},
                                 {"row", std::to_string(reading.row[i])},
                                 {"field", m_options.weight_field},
                                 {"value", values[i] ? fmt::format("{}", *values[i]) : "-"}});
                }
                weight[i] = *values[i];
            }
        }
        DemandPoints& points = m_result.points;
        const auto text_of = [&](const std::string& field) {
            return field.empty() ? std::vector<std::string>() : text_column(reading.table, field, file);
        };
        points.category = text_of(m_options.category_field);
        points.area_class = m_options.areas.empty() ? text_of(m_options.class_field) : std::vector<std::string>();
        if (!m_options.distances.empty()) {
            points.id = m_options.demand_id_field.empty() ? first_column(reading, file, {"demand_id", "id"})
                                                          : text_of(m_options.demand_id_field);
            if (points.id.empty()) {
                throw Error(ErrorCode::kInput, "error.cameras-distance-ids",
                            {{"file", file}, {"option", m_options.named("demand_id")}});
            }
        }
        points.weight = std::move(weight);
        if (m_options.spread_m > 0.0) {
            spread(areas_of(reading, file), Metres{m_options.spread_m});
        } else {
            points.at = places_of(reading, file, AreasAsPoints::kAllowed);
        }
        if (!m_options.time_field.empty()) {
            read_times(reading, file);
        }
    }

    void take_incidents() {
        const IncidentSet& incidents = *m_given->incidents;
        DemandPoints& points = m_result.points;
        points.at = points_of(incidents, m_given->counted);
        for (const std::uint32_t i : m_given->counted) {
            points.weight.push_back(incidents.weight[i]);
            points.hour.push_back(hour_of(incidents.time[i]));
            if (m_given->categories) {
                points.category.push_back(incidents.categories[incidents.category[i]]);
            }
        }
    }

    /// Every attribute of an area goes to each of its points; its weight is shared.
    void spread(const std::vector<MultiPolygon>& areas, Metres spacing) {
        const SpreadPoints over = spread_over(areas, spacing, kMostSpread);
        std::vector<double> count(areas.size(), 0.0);
        for (const std::uint32_t k : over.area) {
            count[k] += 1.0;
        }
        const DemandPoints of_area = std::move(m_result.points);
        DemandPoints points;
        points.at = over.at;
        for (const std::uint32_t k : over.area) {
            points.weight.push_back(of_area.weight[k] / count[k]);
            if (!of_area.category.empty()) {
                points.category.push_back(of_area.category[k]);
            }
            if (!of_area.area_class.empty()) {
                points.area_class.push_back(of_area.area_class[k]);
            }
        }
        m_result.points = std::move(points);
        m_result.findings.push_back({Severity::kNote,
                                     "finding.cameras-spread",
                                     {{"count", std::to_string(over.at.size())},
                                      {"areas", std::to_string(areas.size())},
                                      {"spacing", fmt::format("{:.0f}", over.spacing_m)}}});
    }

    void read_raster() {
        const RasterCells cells =
            read_raster_cells(m_options.demand, m_given != nullptr ? m_given->crs.crs : m_options.analysis_crs);
        m_sources.note("demand", m_options.demand, cells.value.size(), 0);
        if (m_given == nullptr) {
            m_result.crs = cells.crs;
        }
        m_result.points.at = cells.centre;
        for (const double value : cells.value) {
            m_result.points.weight.push_back(value * cells.cell_km2);
        }
        m_result.hot = hot_area(cells.centre, cells.value, cells.cell_km2, m_options.hot_share);
    }

    void surface_cells(std::vector<ProjectedPoint>& centre, std::vector<double>& value) const {
        const Raster& surface = *m_given->density;
        for (std::int64_t row = 0; row < surface.grid.rows; ++row) {
            for (std::int64_t column = 0; column < surface.grid.columns; ++column) {
                const double density = surface.at(row, column);
                if (std::isfinite(density) && density > 0.0) {
                    centre.push_back({surface.grid.centre_x(column), surface.grid.centre_y(row)});
                    value.push_back(density);
                }
            }
        }
    }

    [[nodiscard]] double surface_cell_km2() const {
        const double side = m_given->density->grid.cell.value;
        return side * side / kSquareMetresPerKm2;
    }

    void take_surface() {
        std::vector<double> value;
        surface_cells(m_result.points.at, value);
        for (const double density : value) {
            m_result.points.weight.push_back(density * surface_cell_km2());
        }
    }

    /// Watched areas weigh their square kilometres.
    void spread_watched() {
        const AreaLayer& areas = *m_given->areas;
        std::vector<MultiPolygon> watched;
        for (std::size_t k = 0; k < areas.size(); ++k) {
            if (areas.on_watch[k] != 0 && !areas.geometry[k].empty()) {
                watched.push_back(areas.geometry[k]);
                m_result.points.weight.push_back(to_km2(planar_area(areas.geometry[k])));
                m_result.points.area_class.push_back(m_given->class_of_area[k]);
            }
        }
        spread(watched, Metres{m_options.spread_m > 0.0 ? m_options.spread_m : reach_in_force(m_options)});
    }

    void read_areas() {
        if (m_given != nullptr) {
            for (std::size_t k = 0; k < m_given->areas->size(); ++k) {
                m_result.areas.id.push_back(m_given->areas->id[k]);
                m_result.areas.name.push_back(m_given->areas->name[k]);
                m_result.areas.geometry.push_back(m_given->areas->geometry[k]);
            }
            m_class_of_area = m_given->class_of_area;
            return;
        }
        if (m_options.areas.empty()) {
            return;
        }
        const std::string& file = m_options.areas;
        const FeatureReading reading = m_sources.features("areas", file);
        m_result.areas.geometry = areas_of(reading, file);
        const auto column = [&](const std::string& field, const std::vector<std::string>& usual) {
            return field.empty() ? first_column(reading, file, usual) : text_column(reading.table, field, file);
        };
        m_result.areas.id = column(m_options.area_id_field, {"area_id", "id", "code"});
        m_result.areas.name = column(m_options.area_name_field, {"name"});
        for (std::size_t k = m_result.areas.id.size(); k < reading.size(); ++k) {
            m_result.areas.id.push_back(std::to_string(reading.row[k]));
        }
        m_result.areas.name.resize(reading.size());
        if (!m_options.class_field.empty()) {
            m_class_of_area = text_column(reading.table, m_options.class_field, file);
        }
    }

    void read_hot() {
        if (!m_options.density.empty()) {
            const RasterCells cells = read_raster_cells(m_options.density, m_result.crs.crs);
            m_sources.note("density", m_options.density, cells.value.size(), 0);
            m_result.hot = hot_area(cells.centre, cells.value, cells.cell_km2, m_options.hot_share);
        } else if (m_given != nullptr && m_given->density != nullptr) {
            std::vector<ProjectedPoint> centre;
            std::vector<double> value;
            surface_cells(centre, value);
            m_result.hot = hot_area(centre, value, surface_cell_km2(), m_options.hot_share);
        }
    }

    void read_times(const FeatureReading& reading, const std::string& file) {
        const std::vector<std::string> texts = text_column(reading.table, m_options.time_field, file);
        TimeFormat format;
        format.pattern = m_options.time_format;
        if (!format.pattern.empty() && !is_complete_pattern(format.pattern)) {
            throw Error(ErrorCode::kInput, "error.cameras-time-format", {{"value", format.pattern}});
        }
        if (format.pattern.empty()) {
            DateOrderDetector detector;
            for (const std::string& text : texts) {
                detector.add(text);
            }
            format.order = detector.decide(file, m_options.time_field);
        }
        std::vector<std::uint8_t> kept(texts.size(), 1);
        std::size_t unreadable = 0;
        std::optional<LocalDay> last;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto time = parse_column_time(texts[i], format);
            const LocalDay day = time ? day_of(*time) : LocalDay{};
            m_result.points.hour.push_back(time ? hour_of(*time) : -1);
            unreadable += time ? 0 : 1;
            if (m_options.from || m_options.to) {
                kept[i] = time && (!m_options.from || day >= *m_options.from) && (!m_options.to || day <= *m_options.to)
                              ? 1
                              : 0;
            }
            if (time && kept[i] != 0) {
                last = std::max(last.value_or(day), day);
            }
        }
        if (unreadable > 0) {
            m_result.findings.push_back(
                {Severity::kWarning, "finding.cameras-times", {{"file", file}, {"count", std::to_string(unreadable)}}});
        }
        if (last) {
            m_result.as_of = *last;
        }
        keep(kept);
    }

    /// Leaves out the points that are not marked. Throws when nothing is left.
    void keep(const std::vector<std::uint8_t>& kept) {
        DemandPoints& points = m_result.points;
        const auto shrink = [&](auto& values) {
            if (values.empty()) {
                return;
            }
            std::size_t to = 0;
            for (std::size_t i = 0; i < kept.size(); ++i) {
                if (kept[i] != 0) {
                    values[to++] = values[i];
                }
            }
            values.resize(to);
        };
        shrink(points.weight);
        shrink(points.hour);
        shrink(points.category);
        shrink(points.id);
        shrink(points.area_class);
        shrink(points.at);
        if (points.at.empty()) {
            throw Error(ErrorCode::kInput, "error.cameras-nothing-left", {{"count", std::to_string(kept.size())}});
        }
    }

    void keep_hours() {
        if (m_options.hours.empty()) {
            return;
        }
        std::vector<std::uint8_t> kept;
        for (const int hour : m_result.points.hour) {
            kept.push_back(hour >= 0 && std::any_of(m_options.hours.begin(), m_options.hours.end(),
                                                    [&](const HourRange& range) { return range.contains(hour); })
                               ? 1
                               : 0);
        }
        keep(kept);
    }

    void keep_categories() {
        if (m_options.categories.empty()) {
            return;
        }
        const std::set<std::string> there(m_result.points.category.begin(), m_result.points.category.end());
        for (const std::string& name : m_options.categories) {
            if (there.count(name) == 0) {
                throw Error(ErrorCode::kInput, "error.cameras-category-unknown",
                            {{"value", name}, {"nearest", nearest_name(name, {there.begin(), there.end()})}});
            }
        }
        const std::set<std::string> wanted(m_options.categories.begin(), m_options.categories.end());
        std::vector<std::uint8_t> kept;
        for (const std::string& category : m_result.points.category) {
            kept.push_back(wanted.count(category) != 0 ? 1 : 0);
        }
        keep(kept);
    }

    void weigh_classes() {
        if (m_options.class_weights.empty()) {
            return;
        }
        DemandPoints& points = m_result.points;
        if (points.area_class.empty()) {
            const std::vector<std::uint32_t> area = AreaLocator(m_result.areas.geometry).locate(points.at, 1);
            for (const std::uint32_t k : area) {
                points.area_class.push_back(k == kNoArea || m_class_of_area.empty() ? "" : m_class_of_area[k]);
            }
        }
        std::size_t without = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto factor = m_options.class_weights.find(points.area_class[i]);
            without += factor == m_options.class_weights.end() ? 1 : 0;
            points.weight[i] *= factor == m_options.class_weights.end() ? 0.0 : factor->second;
        }
        if (without > 0) {
            m_result.findings.push_back(
                {Severity::kNote, "finding.cameras-class-none", {{"count", std::to_string(without)}}});
        }
    }

    void merge() {
        m_result.demand = merge_places(m_result.points, m_result.points.id.empty() ? MergeBy::kPlace : MergeBy::kId,
                                       m_result.place_of_point);
        for (const DemandPlace& place : m_result.demand) {
            m_result.total_weight += place.weight;
        }
        if (!(m_result.total_weight > 0.0)) {
            throw Error(ErrorCode::kInput, "error.cameras-no-demand", {{"file", m_options.demand}});
        }
    }

    CameraSources& m_sources;
    const CameraOptions& m_options;
    CameraInputs& m_result;
    const CameraGiven* m_given;
    std::vector<std::string> m_class_of_area;
};

}  // namespace

SpreadPoints spread_over(const std::vector<MultiPolygon>& areas, Metres spacing, std::size_t most) {
    double square_metres = 0.0;
    Box box;
    for (const MultiPolygon& area : areas) {
        square_metres += planar_area(area).value;
        box.expand(bounding_box(area));
    }
    SpreadPoints spread;
    spread.spacing_m = spacing.value;
    while (square_metres / (spread.spacing_m * spread.spacing_m) > static_cast<double>(most)) {
        spread.spacing_m *= 2.0;
    }
    const double step = spread.spacing_m;
    std::vector<ProjectedPoint> lattice;
    for (double x = std::floor(box.x_min / step) * step; x <= box.x_max; x += step) {
        for (double y = std::floor(box.y_min / step) * step; y <= box.y_max; y += step) {
            lattice.push_back({x, y});
        }
    }
    const std::vector<std::uint32_t> inside = AreaLocator(areas).locate(lattice, 1);
    std::vector<std::uint8_t> reached(areas.size(), 0);
    for (std::size_t i = 0; i < lattice.size(); ++i) {
        if (inside[i] != kNoArea) {
            spread.at.push_back(lattice[i]);
            spread.area.push_back(inside[i]);
            reached[inside[i]] = 1;
        }
    }
    for (std::uint32_t k = 0; k < areas.size(); ++k) {
        if (reached[k] == 0) {
            spread.at.push_back(representative_points({&areas[k], 1}).front());
            spread.area.push_back(k);
        }
    }
    return spread;
}

std::vector<DemandPlace> merge_places(const DemandPoints& points, MergeBy by,
                                      std::vector<std::uint32_t>& place_of_point) {
    std::vector<std::uint32_t> order(points.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto same = [&](std::uint32_t a, std::uint32_t b) {
        return points.at[a] == points.at[b] && (by == MergeBy::kPlace || points.id[a] == points.id[b]);
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (!(points.at[a] == points.at[b])) {
            return west_then_south(points.at[a], points.at[b]);
        }
        if (by == MergeBy::kId && points.id[a] != points.id[b]) {
            return points.id[a] < points.id[b];
        }
        return points.weight[a] != points.weight[b] ? points.weight[a] < points.weight[b] : a < b;
    });
    std::vector<DemandPlace> places;
    place_of_point.assign(points.size(), 0);
    for (std::size_t k = 0; k < order.size(); ++k) {
        const std::uint32_t i = order[k];
        if (k == 0 || !same(order[k - 1], i)) {
            places.push_back({points.at[i], 0.0, 0, by == MergeBy::kId ? points.id[i] : ""});
        }
        places.back().weight += points.weight[i];
        ++places.back().points;
        place_of_point[i] = static_cast<std::uint32_t>(places.size() - 1);
    }
    return places;
}

HotArea hot_area(const std::vector<ProjectedPoint>& centre, const std::vector<double>& value, double cell_km2,
                 double share) {
    std::vector<std::size_t> order(value.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return value[a] != value[b] ? value[a] > value[b] : west_then_south(centre[a], centre[b]);
    });
    const double wanted = share * std::accumulate(value.begin(), value.end(), 0.0);
    HotArea hot;
    hot.cell_km2 = cell_km2;
    double held = 0.0;
    for (std::size_t k = 0; k < order.size() && held < wanted; ++k) {
        held += value[order[k]];
        hot.centre.push_back(centre[order[k]]);
    }
    std::sort(hot.centre.begin(), hot.centre.end(), west_then_south);
    return hot;
}

void read_camera_demand(CameraSources& sources, const CameraGiven* given) {
    DemandReader(sources, given).read();
}

}  // namespace diaban
