#include "engine/studies/cameras/sites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/studies/cameras/candidates.hpp"
#include "layers/geometry/area_locator.hpp"

namespace diaban {

namespace {

/// A camera with one of these statuses stands but sees nothing.
const std::set<std::string>& broken_words() {
    static const std::set<std::string> kBroken = {"hỏng",
                                                  "Hỏng",
                                                  "HỎNG",
                                                  "hong",
                                                  "hư hỏng",
                                                  "Hư hỏng",
                                                  "bị hỏng",
                                                  "tạm dừng",
                                                  "Tạm dừng",
                                                  "ngừng",
                                                  "Ngừng",
                                                  "ngừng hoạt động",
                                                  "Ngừng hoạt động",
                                                  "không hoạt động",
                                                  "Không hoạt động",
                                                  "mất",
                                                  "mất tín hiệu",
                                                  "Mất tín hiệu",
                                                  "đã tháo",
                                                  "Đã tháo",
                                                  "bảo trì",
                                                  "Bảo trì",
                                                  "broken",
                                                  "Broken",
                                                  "out of order",
                                                  "offline",
                                                  "inactive",
                                                  "removed",
                                                  "stopped",
                                                  "paused",
                                                  "faulty",
                                                  "0",
                                                  "false",
                                                  "no",
                                                  "off"};
    return kBroken;
}

/// And with one of these it works. Any other word counts as working, and is told.
const std::set<std::string>& working_words() {
    static const std::set<std::string> kWorking = {"",
                                                   "hoạt động",
                                                   "Hoạt động",
                                                   "đang hoạt động",
                                                   "Đang hoạt động",
                                                   "bình thường",
                                                   "Bình thường",
                                                   "tốt",
                                                   "Tốt",
                                                   "working",
                                                   "Working",
                                                   "active",
                                                   "Active",
                                                   "ok",
                                                   "OK",
                                                   "online",
                                                   "1",
                                                   "true",
                                                   "yes",
                                                   "on"};
    return kWorking;
}

class SiteReader {
public:
    explicit SiteReader(CameraSources& sources)
        : m_sources(sources), m_options(sources.options()), m_result(sources.result()) {
        for (const DemandPlace& place : m_result.demand) {
            m_extent.expand(place.at);
        }
    }

    void read() {
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
        drop_dwellings();
        if (!m_options.buildings.empty()) {
            read_buildings();
        }
    }

private:
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
        const FeatureReading reading = m_sources.features("existing", file);
        const std::vector<ProjectedPoint> places = places_of(reading, file, AreasAsPoints::kRefused);
        const std::vector<std::string> ids = first_column(reading, file, {"camera_id", "site_id", "id"});
        const std::vector<std::string> status = first_column(reading, file, {"status"});
        const std::vector<std::string> checked = first_column(reading, file, {"last_check"});
        const auto numbers = [&](const char* name) {
            return reading.table.find(name) != nullptr ? real_column(reading.table, name, file)
                                                       : std::vector<std::optional<double>>(reading.size());
        };
        const auto reach = numbers("reach_m");
        const auto bearing = numbers("bearing_deg");
        const auto width = numbers("field_of_view_deg");
        std::vector<CameraSite> cameras;
        std::vector<std::string> broken;
        std::vector<std::string> unknown;
        std::vector<std::string> beside;
        const double margin = std::max({m_extent.width(), m_extent.height(), 10.0 * m_result.reach_m});
        for (std::size_t k = 0; k < places.size(); ++k) {
            CameraSite camera;
            camera.id = ids.empty() ? "" : ids[k];
            camera.view = {places[k], Metres{reach[k].value_or(m_result.reach_m)}, bearing[k],
                           width[k].value_or(360.0)};
            camera.existing = true;
            camera.status_text = status.empty() ? "" : status[k];
            camera.working = broken_words().count(camera.status_text) == 0;
            camera.last_check = checked.empty() ? "" : checked[k];
            if (!(camera.view.reach.value > 0.0)) {
                throw Error(ErrorCode::kInput, "error.cameras-existing-reach",
                            {{"file", file},
                             {"row", std::to_string(reading.row[k])},
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
            } else if (working_words().count(camera.status_text) == 0) {
                unknown.push_back(name + " '" + camera.status_text + "'");
            }
            cameras.push_back(std::move(camera));
        }
        finish_sites(cameras, "C", file);
        m_sources.tell("finding.cameras-broken", broken);
        m_sources.tell("finding.cameras-status-unknown", unknown);
        m_sources.tell("finding.cameras-beside", beside);
        m_result.sites.insert(m_result.sites.end(), cameras.begin(), cameras.end());
    }

    /// Numbers, or what the site's class is worth; a class without a value is worth nothing.
    std::vector<std::optional<double>> bonuses_of(const FeatureReading& reading, const std::string& file) const {
        if (m_options.bonus_field.empty()) {
            return {};
        }
        if (m_options.bonus_values.empty()) {
            return real_column(reading.table, m_options.bonus_field, file);
        }
        std::vector<std::optional<double>> bonus;
        for (const std::string& text : text_column(reading.table, m_options.bonus_field, file)) {
            const auto value = m_options.bonus_values.find(text);
            bonus.emplace_back(value == m_options.bonus_values.end() ? 0.0 : value->second);
        }
        return bonus;
    }

    void read_candidates() {
        const std::string& file = m_options.candidates;
        const FeatureReading reading = m_sources.features("candidates", file);
        const std::vector<ProjectedPoint> places = places_of(reading, file, AreasAsPoints::kAllowed);
        const std::vector<std::string> ids = m_options.site_id_field.empty()
                                                 ? first_column(reading, file, {"site_id", "id"})
                                                 : text_column(reading.table, m_options.site_id_field, file);
        std::string cost_field = m_options.cost_field;
        if (cost_field.empty() && reading.table.find("cost") != nullptr) {
            cost_field = "cost";
        }
        if (cost_field.empty() && m_options.budget) {
            throw Error(ErrorCode::kInput, "error.cameras-cost-missing",
                        {{"file", file}, {"budget", m_options.named("budget")}, {"cost", m_options.named("cost")}});
        }
        std::vector<CameraSite> sites;
        std::vector<std::optional<double>> cost;
        if (!cost_field.empty()) {
            cost = real_column(reading.table, cost_field, file);
        }
        const std::vector<std::optional<double>> bonus = bonuses_of(reading, file);
        for (std::size_t k = 0; k < places.size(); ++k) {
            CameraSite site;
            site.id = ids.empty() ? "" : ids[k];
            site.view = {places[k], Metres{m_result.reach_m}, std::nullopt, 360.0};
            if (!cost.empty()) {
                if (!cost[k] || !std::isfinite(*cost[k]) || !(*cost[k] > 0.0)) {
                    throw Error(ErrorCode::kInput, "error.cameras-cost",
                                {{"file", file},
                                 {"row", std::to_string(reading.row[k])},
                                 {"field", cost_field},
                                 {"value", cost[k] ? fmt::format("{}", *cost[k]) : "-"}});
                }
                site.cost = *cost[k];
            }
            if (!bonus.empty()) {
                if (!bonus[k] || !(*bonus[k] >= 0.0) || !std::isfinite(*bonus[k])) {
                    throw Error(ErrorCode::kInput, "error.cameras-weight",
                                {{"file", file},
                                 {"row", std::to_string(reading.row[k])},
                                 {"field", m_options.bonus_field},
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
            const FeatureReading reading = m_sources.features("roads", m_options.roads);
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
            m_result.findings.push_back(
                {Severity::kNote,
                 "finding.cameras-roads",
                 {{"count", std::to_string(places.size())}, {"step", fmt::format("{:.0f}", m_options.road_step_m)}}});
        } else {
            std::vector<ProjectedPoint> demand;
            for (const DemandPlace& place : m_result.demand) {
                demand.push_back(place.at);
            }
            Metres spacing{m_options.grid_m > 0.0 ? m_options.grid_m : 0.5 * m_result.reach_m};
            constexpr std::size_t kMostCandidates = 20000;
            places = grid_candidates(demand, Metres{m_result.reach_m}, spacing, kMostCandidates);
            m_result.candidate_rule_key = "cameras.rule-grid";
            m_result.findings.push_back({Severity::kNote,
                                         "finding.cameras-grid",
                                         {{"count", std::to_string(places.size())},
                                          {"spacing", fmt::format("{:.0f}", spacing.value)},
                                          {"candidates", m_options.named("candidates")},
                                          {"roads", m_options.named("roads")}}});
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
        const FeatureReading reading = m_sources.features("exclude", m_options.exclude);
        const std::vector<MultiPolygon> areas = areas_of(reading, m_options.exclude);
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
        m_sources.tell("finding.cameras-excluded", dropped);
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

    /// A proposed camera may have no dwelling in view, hidden by buildings or not.
    void drop_dwellings() {
        if (m_options.dwellings.empty()) {
            return;
        }
        const FeatureReading reading = m_sources.features("dwellings", m_options.dwellings);
        std::vector<CameraView> views;
        for (const CameraSite& site : m_result.sites) {
            views.push_back(site.view);
        }
        const std::vector<std::uint8_t> meets = views_that_meet(views, reading.geometry);
        std::vector<CameraSite> kept;
        std::vector<std::string> dropped;
        for (std::size_t k = 0; k < views.size(); ++k) {
            if (m_result.sites[k].existing || meets[k] == 0) {
                kept.push_back(m_result.sites[k]);
            } else {
                dropped.push_back(m_result.sites[k].id);
            }
        }
        m_sources.tell("finding.cameras-dwellings", dropped);
        m_result.sites = std::move(kept);
    }

    void read_buildings() {
        const FeatureReading reading = m_sources.features("buildings", m_options.buildings);
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

    CameraSources& m_sources;
    const CameraOptions& m_options;
    CameraInputs& m_result;
    Box m_extent;
};

}  // namespace

void read_camera_sites(CameraSources& sources) {
    SiteReader(sources).read();
}

}  // namespace diaban
