#include "engine/pipeline/camera_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/pipeline/camera_candidates.hpp"
#include "layers/geometry/area_locator.hpp"
#include "layers/geometry/representative_point.hpp"
#include "layers/read/digest.hpp"
#include "layers/read/personal_columns.hpp"
#include "layers/read/read_features.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

/// A camera with one of these statuses stands but sees nothing.
bool is_broken(const std::string& status) {
    static const std::set<std::string> kBroken = {
        "hỏng",   "Hỏng",    "HỎNG",    "hong",         "tạm dừng", "Tạm dừng",     "ngừng",   "ngừng hoạt động", "không hoạt động",
        "Không hoạt động",   "mất",     "đã tháo",      "broken",   "out of order", "offline", "inactive",        "removed",
        "stopped", "paused", "0",       "false",        "no",       "off"};
    return kBroken.count(status) != 0;
}

bool west_then_south(ProjectedPoint a, ProjectedPoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

std::string some(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(kShown, names.size()); ++i) {
        text += (i > 0 ? ", " : "") + names[i];
    }
    return names.size() > kShown ? text + fmt::format(" (+{})", names.size() - kShown) : text;
}

class InputReader {
public:
    InputReader(const CameraOptions& options, Progress& progress) : m_options(options), m_progress(progress) {}

    CameraInputs read() {
        m_result.reach_m = reach_in_force(m_options);
        read_demand();
        if (!m_options.existing.empty()) {
            read_existing();
        }
        m_result.existing = m_result.sites.size();
        if (m_options.candidates.empty()) {
            generate_candidates();
        } else {
            read_candidates();
        }
        drop_excluded();
        spread_bearings();
        if (!m_options.buildings.empty()) {
            read_buildings();
        }
        return std::move(m_result);
    }

private:
    FeatureReading features_of(const std::string& role, const std::string& text) {
        FeatureReadOptions read;
        read.source = parse_source(text);
        read.analysis_crs = m_result.crs.crs;
        if (role == "demand") {
            read.source.where = m_options.where;
            read.analysis_crs = m_options.analysis_crs;
        }
        {
            // --x, --y and --crs speak of whatever source is a table or carries no CRS of its own.
            const Source source = Source::open(read.source);
            if (!source.has_geometry()) {
                read.x_field = m_options.x_field;
                read.y_field = m_options.y_field;
                read.declared_crs = m_options.crs;
            } else if (source.own_crs().empty()) {
                read.declared_crs = m_options.crs;
            }
        }
        FeatureReading reading = read_features(read, m_progress);
        CameraInput input{role, fs::path(read.source.path).filename().string(), reading.rows_read,
                          reading.rejects.rows.size(), ""};
        std::error_code ignored;
        if (fs::is_regular_file(read.source.path, ignored)) {
            input.sha256 = sha256_of_file(read.source.path);
        }
        for (const auto& [reason, count] : reading.rejects.by_reason()) {
            m_result.findings.push_back({Severity::kWarning, "finding.cameras-rows-rejected",
                                         {{"file", input.path}, {"count", std::to_string(count)}, {"reason_key", reason}}});
        }
        m_result.inputs.push_back(std::move(input));
        return reading;
    }

    /// Points as they are, areas by a point inside.
    std::vector<ProjectedPoint> places_of(FeatureReading& reading, const std::string& file, bool areas_too) const {
        std::vector<ProjectedPoint> places;
        for (Geometry& geometry : reading.geometry) {
            if (const auto* point = std::get_if<ProjectedPoint>(&geometry)) {
                places.push_back(*point);
            } else if (const auto* area = std::get_if<MultiPolygon>(&geometry); area != nullptr && areas_too) {
                places.push_back(representative_points({area, 1}).front());
            } else {
                throw Error(ErrorCode::kInput, "error.cameras-not-points", {{"file", file}});
            }
        }
        return places;
    }

    void read_demand() {
        FeatureReading reading = features_of("demand", m_options.demand);
        m_result.crs = reading.crs;
        const std::string& file = m_options.demand;
        std::vector<std::string> fields;
        for (const Column& column : reading.table.columns) {
            fields.push_back(column.name);
        }
        if (const auto personal = personal_columns(fields); !personal.empty()) {
            m_result.findings.push_back({Severity::kWarning, "finding.personal-dropped",
                                         {{"file", file}, {"columns", some(personal)},
                                          {"count", std::to_string(personal.size())}}});
        }
        std::vector<double> weight(reading.size(), 1.0);
        if (!m_options.weight_field.empty()) {
            const auto values = real_column(reading.table, m_options.weight_field, file);
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (!values[i] || !std::isfinite(*values[i]) || *values[i] < 0.0) {
                    throw Error(ErrorCode::kInput, "error.cameras-weight",
                                {{"file", file}, {"row", std::to_string(reading.row[i])}, {"field", m_options.weight_field},
                                 {"value", values[i] ? fmt::format("{}", *values[i]) : "-"}});
                }
                weight[i] = *values[i];
            }
        }
        const std::vector<ProjectedPoint> places = places_of(reading, file, true);
        std::vector<std::size_t> order(places.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        // Weights of one place are summed in order of size, so that the order of the source does not show in the last bit.
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return !(places[a] == places[b]) ? west_then_south(places[a], places[b]) : weight[a] < weight[b];
        });
        for (const std::size_t i : order) {
            if (m_result.demand.empty() || !(m_result.demand.back().at == places[i])) {
                m_result.demand.push_back({places[i], 0.0, 0});
            }
            m_result.demand.back().weight += weight[i];
            ++m_result.demand.back().points;
        }
        for (const DemandPlace& place : m_result.demand) {
            m_result.total_weight += place.weight;
            m_extent.expand(place.at);
        }
        if (!(m_result.total_weight > 0.0)) {
            throw Error(ErrorCode::kInput, "error.cameras-no-demand", {{"file", file}});
        }
    }

    std::vector<std::string> ids_of(const FeatureReading& reading, const std::string& file,
                                    const std::vector<std::string>& names) const {
        for (const std::string& name : names) {
            if (reading.table.find(name) != nullptr) {
                return text_column(reading.table, name, file);
            }
        }
        return {};
    }

    /// Given ids, or numbers in order of place. Ids must differ: the result names sites by them.
    void finish_sites(std::vector<CameraSite>& sites, const std::string& prefix, const std::string& file) const {
        const bool named = std::any_of(sites.begin(), sites.end(), [](const CameraSite& s) { return !s.id.empty(); });
        std::sort(sites.begin(), sites.end(), [&](const CameraSite& a, const CameraSite& b) {
            if (named && a.id != b.id) {
                return a.id < b.id;
            }
            return !(a.view.at == b.view.at) ? west_then_south(a.view.at, b.view.at) : a.cost < b.cost;
        });
        std::set<std::string> taken;
        for (std::size_t k = 0; k < sites.size(); ++k) {
            if (!named) {
                sites[k].id = fmt::format("{}{:05d}", prefix, k + 1);
            }
            if (!taken.insert(sites[k].id).second) {
                throw Error(ErrorCode::kInput, "error.cameras-id-twice", {{"file", file}, {"id", sites[k].id}});
            }
        }
    }

    void read_existing() {
        const std::string& file = m_options.existing;
        FeatureReading reading = features_of("existing", file);
        const std::vector<ProjectedPoint> places = places_of(reading, file, false);
        const std::vector<std::string> ids = ids_of(reading, file, {"camera_id", "site_id", "id"});
        const std::vector<std::string> status = ids_of(reading, file, {"status"});
        const std::vector<std::string> checked = ids_of(reading, file, {"last_check"});
        const auto numbers = [&](const char* name) {
            return reading.table.find(name) != nullptr ? real_column(reading.table, name, file)
                                                       : std::vector<std::optional<double>>(reading.size());
        };
        const auto reach = numbers("reach_m");
        const auto bearing = numbers("bearing_deg");
        const auto width = numbers("field_of_view_deg");
        std::vector<CameraSite> cameras;
        std::vector<std::string> broken;
        std::vector<std::string> beside;
        const double margin = std::max({m_extent.width(), m_extent.height(), 10.0 * m_result.reach_m});
        for (std::size_t k = 0; k < places.size(); ++k) {
            CameraSite camera;
            camera.id = ids.empty() ? "" : ids[k];
            camera.view = {places[k], Metres{reach[k].value_or(m_result.reach_m)}, bearing[k], width[k].value_or(360.0)};
            camera.existing = true;
            camera.status_text = status.empty() ? "" : status[k];
            camera.working = !is_broken(camera.status_text);
            camera.last_check = checked.empty() ? "" : checked[k];
            if (!(camera.view.reach.value > 0.0)) {
                throw Error(ErrorCode::kInput, "error.cameras-existing-reach",
                            {{"file", file}, {"row", std::to_string(reading.row[k])},
                             {"value", fmt::format("{}", camera.view.reach.value)}});
            }
            const std::string name = camera.id.empty() ? fmt::format("#{}", reading.row[k]) : camera.id;
            const double outside = std::max({m_extent.x_min - places[k].x, places[k].x - m_extent.x_max,
                                             m_extent.y_min - places[k].y, places[k].y - m_extent.y_max, 0.0});
            if (outside > margin) {
                throw Error(ErrorCode::kInput, "error.cameras-outside",
                            {{"file", file}, {"camera", name}, {"distance", fmt::format("{:.0f}", outside / 1000.0)}});
            }
            if (outside > camera.view.reach.value) {
                beside.push_back(name);
            }
            if (!camera.working) {
                broken.push_back(name);
            }
            cameras.push_back(std::move(camera));
        }
        finish_sites(cameras, "C", file);
        tell("finding.cameras-broken", broken);
        tell("finding.cameras-beside", beside);
        m_result.sites.insert(m_result.sites.end(), cameras.begin(), cameras.end());
    }

    void tell(const char* key, const std::vector<std::string>& names) {
        if (!names.empty()) {
            m_result.findings.push_back(
                {Severity::kWarning, key, {{"count", std::to_string(names.size())}, {"names", some(names)}}});
        }
    }

    void read_candidates() {
        const std::string& file = m_options.candidates;
        FeatureReading reading = features_of("candidates", file);
        const std::vector<ProjectedPoint> places = places_of(reading, file, true);
        const std::vector<std::string> ids = ids_of(reading, file, {"site_id", "id"});
        std::string cost_field = m_options.cost_field;
        if (cost_field.empty() && reading.table.find("cost") != nullptr) {
            cost_field = "cost";
        }
        if (cost_field.empty() && m_options.budget) {
            throw Error(ErrorCode::kInput, "error.cameras-cost-missing", {{"file", file}});
        }
        std::vector<CameraSite> sites;
        std::vector<std::optional<double>> cost;
        if (!cost_field.empty()) {
            cost = real_column(reading.table, cost_field, file);
        }
        std::vector<std::optional<double>> bonus;
        if (!m_options.bonus_field.empty()) {
            bonus = real_column(reading.table, m_options.bonus_field, file);
        }
        for (std::size_t k = 0; k < places.size(); ++k) {
            CameraSite site;
            site.id = ids.empty() ? "" : ids[k];
            site.view = {places[k], Metres{m_result.reach_m}, std::nullopt, 360.0};
            if (!cost.empty()) {
                if (!cost[k] || !std::isfinite(*cost[k]) || !(*cost[k] > 0.0)) {
                    throw Error(ErrorCode::kInput, "error.cameras-cost",
                                {{"file", file}, {"row", std::to_string(reading.row[k])}, {"field", cost_field},
                                 {"value", cost[k] ? fmt::format("{}", *cost[k]) : "-"}});
                }
                site.cost = *cost[k];
            }
            if (!bonus.empty()) {
                if (!bonus[k] || !(*bonus[k] >= 0.0) || !std::isfinite(*bonus[k])) {
                    throw Error(ErrorCode::kInput, "error.cameras-weight",
                                {{"file", file}, {"row", std::to_string(reading.row[k])}, {"field", m_options.bonus_field},
                                 {"value", bonus[k] ? fmt::format("{}", *bonus[k]) : "-"}});
                }
                site.bonus = *bonus[k];
            }
            sites.push_back(std::move(site));
        }
        finish_sites(sites, "S", file);
        m_result.candidate_rule_key = "cameras.rule-given";
        m_result.sites.insert(m_result.sites.end(), sites.begin(), sites.end());
    }

    void generate_candidates() {
        if (m_options.budget || !m_options.cost_field.empty()) {
            // Generated sites have no prices of their own: a budget then counts sites.
            m_result.findings.push_back({Severity::kNote, "finding.cameras-generated-cost", {}});
        }
        std::vector<ProjectedPoint> places;
        if (!m_options.roads.empty()) {
            FeatureReading reading = features_of("roads", m_options.roads);
            std::vector<LineString> roads;
            for (const Geometry& geometry : reading.geometry) {
                if (const auto* line = std::get_if<LineString>(&geometry)) {
                    roads.push_back(*line);
                }
            }
            if (roads.empty()) {
                throw Error(ErrorCode::kInput, "error.cameras-not-lines", {{"file", m_options.roads}});
            }
            places = road_candidates(roads, Metres{m_options.road_step_m});
            m_result.candidate_rule_key = "cameras.rule-roads";
            m_result.findings.push_back({Severity::kNote, "finding.cameras-roads",
                                         {{"count", std::to_string(places.size())},
                                          {"step", fmt::format("{:.0f}", m_options.road_step_m)}}});
        } else {
            std::vector<ProjectedPoint> demand;
            for (const DemandPlace& place : m_result.demand) {
                demand.push_back(place.at);
            }
            Metres spacing{m_options.grid_m > 0.0 ? m_options.grid_m : 0.5 * m_result.reach_m};
            constexpr std::size_t kMostCandidates = 20000;
            places = grid_candidates(demand, Metres{m_result.reach_m}, spacing, kMostCandidates);
            m_result.candidate_rule_key = "cameras.rule-grid";
            m_result.findings.push_back({Severity::kNote, "finding.cameras-grid",
                                         {{"count", std::to_string(places.size())},
                                          {"spacing", fmt::format("{:.0f}", spacing.value)}}});
        }
        for (std::size_t k = 0; k < places.size(); ++k) {
            CameraSite site;
            site.id = fmt::format("S{:05d}", k + 1);
            site.view = {places[k], Metres{m_result.reach_m}, std::nullopt, 360.0};
            m_result.sites.push_back(std::move(site));
        }
    }

    void drop_excluded() {
        if (m_options.exclude.empty()) {
            return;
        }
        FeatureReading reading = features_of("exclude", m_options.exclude);
        std::vector<MultiPolygon> areas;
        for (const Geometry& geometry : reading.geometry) {
            if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
                areas.push_back(*area);
            } else {
                throw Error(ErrorCode::kInput, "error.cameras-not-areas", {{"file", m_options.exclude}});
            }
        }
        std::vector<ProjectedPoint> places;
        for (const CameraSite& site : m_result.sites) {
            places.push_back(site.view.at);
        }
        const std::vector<std::uint32_t> inside = AreaLocator(areas).locate(places, 1);
        std::vector<CameraSite> kept;
        std::vector<std::string> dropped;
        for (std::size_t k = 0; k < places.size(); ++k) {
            if (m_result.sites[k].existing || inside[k] == kNoArea) {
                kept.push_back(m_result.sites[k]);
            } else {
                dropped.push_back(m_result.sites[k].id);
            }
        }
        tell("finding.cameras-excluded", dropped);
        m_result.sites = std::move(kept);
    }

    /// A camera that looks one way is a candidate for each way it may look.
    void spread_bearings() {
        if (!m_options.field_of_view_deg || *m_options.field_of_view_deg >= 360.0) {
            return;
        }
        const double width = *m_options.field_of_view_deg;
        const int ways = static_cast<int>(std::ceil(360.0 / (0.5 * width) - 1e-9));
        std::vector<CameraSite> spread(m_result.sites.begin(),
                                       m_result.sites.begin() + static_cast<std::ptrdiff_t>(m_result.existing));
        for (std::size_t k = m_result.existing; k < m_result.sites.size(); ++k) {
            for (int way = 0; way < ways; ++way) {
                CameraSite site = m_result.sites[k];
                site.view.bearing_deg = 360.0 * way / ways;
                site.view.field_of_view_deg = width;
                site.id += fmt::format("-{:03.0f}", *site.view.bearing_deg);
                spread.push_back(std::move(site));
            }
        }
        m_result.sites = std::move(spread);
    }

    void read_buildings() {
        FeatureReading reading = features_of("buildings", m_options.buildings);
        const auto heights = real_column(reading.table, m_options.height_field, m_options.buildings);
        std::uint64_t unknown = 0;
        for (std::size_t k = 0; k < reading.size(); ++k) {
            const auto* area = std::get_if<MultiPolygon>(&reading.geometry[k]);
            if (area == nullptr) {
                throw Error(ErrorCode::kInput, "error.cameras-not-areas", {{"file", m_options.buildings}});
            }
            constexpr double kOneStorey = 3.5;
            unknown += heights[k] && *heights[k] > 0.0 ? 0 : 1;
            m_result.buildings.push_back(*area);
            m_result.building_heights.push_back(heights[k] && *heights[k] > 0.0 ? *heights[k] : kOneStorey);
        }
        if (unknown > 0) {
            m_result.findings.push_back(
                {Severity::kWarning, "finding.cameras-heights", {{"count", std::to_string(unknown)}}});
        }
    }

    const CameraOptions& m_options;
    Progress& m_progress;
    CameraInputs m_result;
    Box m_extent;
};

}  // namespace

CameraInputs read_camera_inputs(const CameraOptions& options, Progress& progress) {
    return InputReader(options, progress).read();
}

}  // namespace diaban
