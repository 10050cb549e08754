#include "engine/studies/near_repeat/section.hpp"

#include "engine/studies/near_repeat/kinds.hpp"
#include "engine/studies/near_repeat/layers.hpp"
#include "engine/studies/near_repeat/options.hpp"
#include "engine/studies/near_repeat/page.hpp"

namespace diaban {

namespace {

struct NearRepeats {
    StudyResult result;
    std::vector<LinkedPair> links;
};

Json record_of(const KnoxTable& table, const KnoxOptions& options, std::size_t events) {
    Json cells = Json::list();
    for (const KnoxCell& cell : table.cells) {
        cells.push_back({{"distance_from_m", cell.distance_from_m},
                         {"distance_to_m", cell.distance_to_m},
                         {"days_from", cell.days_from},
                         {"days_to", cell.days_to},
                         {"pairs", cell.pairs},
                         {"expected", cell.expected},
                         {"ratio", cell.ratio},
                         {"p", cell.p_value}});
    }
    return {{"metric", options.metric == DistanceMetric::kManhattan ? "manhattan" : "euclidean"},
            {"permutations", options.permutations},
            {"seed", options.seed},
            {"events", events},
            {"places", table.places},
            {"cells", std::move(cells)}};
}

/// Linked: nearer than the first distance that is one, and in fewer days than the first limit.
LinkLimits link_limits(const KnoxOptions& options) {
    LinkLimits limits;
    limits.distance_m = options.distances_m.back();
    for (const double distance : options.distances_m) {
        if (distance > 0.0) {
            limits.distance_m = distance;
            break;
        }
    }
    limits.days = options.days.front();
    limits.metric = options.metric;
    return limits;
}

NearRepeats study_points(const IncidentSet& incidents, const KnoxOptions& options, Progress& progress) {
    progress.begin("step.near-repeat", 0);
    std::vector<LocalDay> days;
    for (const LocalTime time : incidents.time) {
        days.push_back(day_of(time));
    }
    const DatedEvents events{incidents.point, days};
    const KnoxTable table = knox_table(events, options, progress);
    NearRepeats found;
    found.links = linked_pairs(events, link_limits(options));
    found.result.layers.push_back({near_repeat_layer(table)});
    found.result.layers.push_back(
        {near_repeat_links_layer(incidents, found.links), {}, {}, ShowsPlaces::kOfSingleIncidents});
    found.result.record = record_of(table, options, incidents.size());
    found.result.record["linked_pairs"] = found.links.size();
    return found;
}

StudyResult run_on_points(const PointStudyInput& input, Progress& progress) {
    const auto& options = *static_cast<const NearRepeatOptions*>(input.options);
    return study_points(input.points.incidents, knox_options(options, input.threads), progress).result;
}

/// Of the current window's located incidents.
std::optional<StudyResult> run(const StudyInput& input, Progress& progress) {
    const auto* asked = input.project.section<NearRepeatOptions>("near_repeat");
    if (asked == nullptr) {
        return std::nullopt;
    }
    NearRepeatOptions options = *asked;
    options.seed = input.seed.value_or(options.seed);
    const IncidentSet& all = input.data.incidents.incidents;
    const IncidentSet incidents =
        only_rows(all, rows_where(all, {.place = IncidentPlace::kLocated, .windows = {input.project.periods.current}}));
    NearRepeats found = study_points(incidents, knox_options(options, input.threads), progress);
    found.result.area_columns = near_repeat_columns(incidents, found.links, input.data.areas.size());
    found.result.themes.push_back(near_repeat_theme());
    return std::move(found.result);
}

}  // namespace

Study near_repeat_study() {
    return {"near_repeat",
            near_repeat_section(),
            RecordPlace::kOwnFile,
            {&near_repeat_kind(), &near_repeat_links_kind()},
            {{"near_repeat", [](const Output& o) { return only_if(o.study("near_repeat") != nullptr, "near_repeat"); },
              nullptr, near_repeat_page}},
            run,
            run_on_points,
            nullptr,
            near_repeat_summary};
}

}  // namespace diaban
