#include "engine/studies/cameras/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/studies/cameras/demand.hpp"
#include "engine/studies/cameras/sites.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/read_table.hpp"
#include "layers/read/terrain.hpp"

namespace diaban {

namespace {

/// A column by name, as read_features' own columns are looked up.
std::vector<std::string> text_of(const Table& table, const std::string& name, const std::string& file) {
    return text_column(table, name, file);
}

void read_must_cover(CameraSources& sources) {
    const CameraOptions& options = sources.options();
    if (options.must_cover.empty()) {
        return;
    }
    const FeatureReading reading = sources.features("must_cover", options.must_cover);
    DemandPoints points;
    points.at = places_of(reading, options.must_cover, AreasAsPoints::kAllowed);
    points.weight.assign(points.at.size(), 0.0);
    points.id = first_column(reading, options.must_cover, {"demand_id", "name", "id"});
    if (!options.demand_id_field.empty()) {
        points.id = text_of(reading.table, options.demand_id_field, options.must_cover);
    }
    if (points.id.empty()) {
        for (const std::uint64_t row : reading.row) {
            points.id.push_back(fmt::format("#{}", row));
        }
    }
    std::vector<std::uint32_t> place_of_point;
    sources.result().must_cover = merge_places(points, MergeBy::kId, place_of_point);
}

std::map<std::string, std::vector<std::size_t>> places_by_id(const CameraInputs& inputs) {
    std::map<std::string, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < inputs.demand.size(); ++i) {
        places[inputs.demand[i].id].push_back(i);
    }
    for (std::size_t i = 0; i < inputs.must_cover.size(); ++i) {
        places[inputs.must_cover[i].id].push_back(inputs.demand.size() + i);
    }
    return places;
}

/// Metres from a table of pairs in any order. Pairs whose ends are not in the plan are passed over and counted.
void read_distances(CameraSources& sources) {
    const CameraOptions& options = sources.options();
    CameraInputs& inputs = sources.result();
    if (options.distances.empty()) {
        return;
    }
    const std::string& file = options.distances;
    constexpr double kMostPairs = 5e7;  // 400 MB
    const std::size_t places = inputs.demand.size() + inputs.must_cover.size();
    if (static_cast<double>(places) * static_cast<double>(inputs.sites.size()) > kMostPairs) {
        throw Error(ErrorCode::kInput, "error.cameras-median-size",
                    {{"demand", std::to_string(places)}, {"sites", std::to_string(inputs.sites.size())}});
    }
    const Table table = sources.table("distances", file);
    const std::vector<std::string> from = text_of(table, options.distance_demand_field, file);
    const std::vector<std::string> to = text_of(table, options.distance_site_field, file);
    const std::vector<std::string> metres = text_of(table, options.distance_field, file);
    const auto place_of = places_by_id(inputs);
    std::map<std::string, std::size_t> site_of;
    for (std::size_t j = 0; j < inputs.sites.size(); ++j) {
        site_of[inputs.sites[j].id] = j;
    }
    SiteDistances distances;
    distances.sites = inputs.sites.size();
    distances.metres.assign(places * distances.sites, std::numeric_limits<double>::infinity());
    std::size_t passed_over = 0;
    for (std::size_t row = 0; row < from.size(); ++row) {
        const auto place = place_of.find(from[row]);
        const auto site = site_of.find(to[row]);
        const auto value = parse_decimal(metres[row]);
        if (!value || !std::isfinite(*value) || *value < 0.0) {
            throw Error(ErrorCode::kInput, "error.cameras-distance",
                        {{"file", file},
                         {"row", std::to_string(row + 1)},
                         {"field", options.distance_field},
                         {"value", metres[row]}});
        }
        if (place == place_of.end() || site == site_of.end()) {
            ++passed_over;
            continue;
        }
        for (const std::size_t i : place->second) {
            double& entry = distances.metres[i * distances.sites + site->second];
            if (std::isfinite(entry) && entry != *value) {
                throw Error(
                    ErrorCode::kInput, "error.cameras-distance-twice",
                    {{"file", file}, {"row", std::to_string(row + 1)}, {"demand", from[row]}, {"site", to[row]}});
            }
            entry = *value;
        }
    }
    // A place or site without a single distance is a wrong id far more often than a place that nothing reaches.
    for (const auto& [id, rows] : place_of) {
        const auto begin = distances.metres.begin() + static_cast<std::ptrdiff_t>(rows.front() * distances.sites);
        if (std::none_of(begin, begin + static_cast<std::ptrdiff_t>(distances.sites),
                         [](double d) { return std::isfinite(d); })) {
            throw Error(ErrorCode::kInput, "error.cameras-distance-missing", {{"file", file}, {"id", id}});
        }
    }
    for (const auto& [id, j] : site_of) {
        bool any = !inputs.sites[j].working;
        for (std::size_t i = 0; i < places && !any; ++i) {
            any = std::isfinite(distances.at(i, j));
        }
        if (!any) {
            throw Error(ErrorCode::kInput, "error.cameras-distance-missing", {{"file", file}, {"id", id}});
        }
    }
    if (passed_over > 0) {
        inputs.findings.push_back({Severity::kNote,
                                   "finding.cameras-distances-passed-over",
                                   {{"file", file}, {"count", std::to_string(passed_over)}}});
    }
    inputs.distances = std::move(distances);
}

/// Ground that the model does not know hides nothing: that has to be said.
void tell_beyond_terrain(const CameraOptions& options, CameraInputs& inputs) {
    const Terrain terrain(options.terrain, inputs.crs.crs);
    const auto outside = std::count_if(inputs.sites.begin(), inputs.sites.end(),
                                       [&](const CameraSite& site) { return !terrain.covers(site.view.at); });
    if (outside > 0) {
        inputs.findings.push_back(
            {Severity::kWarning, "finding.cameras-beyond-terrain", {{"count", std::to_string(outside)}}});
    }
}

}  // namespace

CameraInputs read_camera_inputs(const CameraOptions& options, const CameraGiven* given, Progress& progress) {
    CameraInputs result;
    result.reach_m = reach_in_force(options);
    CameraSources sources(options, result, progress);
    read_camera_demand(sources, given);
    read_camera_sites(sources);
    read_must_cover(sources);
    read_distances(sources);
    if (!options.terrain.empty()) {
        sources.note("terrain", options.terrain, 0, 0);
        tell_beyond_terrain(options, result);
    }
    if (given != nullptr && options.demand_kind != DemandKind::kRunIncidents) {
        result.incidents = points_of(*given->incidents, given->counted);
    }
    if (options.as_of) {
        result.as_of = *options.as_of;
    } else if (result.as_of == LocalDay{}) {
        result.as_of = options.today;
        result.findings.push_back({Severity::kNote, "finding.cameras-today", {{"date", iso_date(options.today)}}});
    }
    return result;
}

}  // namespace diaban
