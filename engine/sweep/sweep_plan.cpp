#include "engine/sweep/sweep_plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "engine/sweep/event_pairs.hpp"

namespace diaban {

namespace {

constexpr double kMass = 0.9;

std::size_t index_of(ForecastModel model) {
    return static_cast<std::size_t>(std::find(kForecastCandidates.begin(), kForecastCandidates.end(), model) -
                                    kForecastCandidates.begin());
}

SweepReason reason_of(const SweepRow& row, double usual_in_quarter) {
    if (row.in_quarter >= 3 && static_cast<double>(row.in_quarter) >= 1.5 * usual_in_quarter) {
        return SweepReason::kRecent;
    }
    return row.in_year < 2 ? SweepReason::kNearby : SweepReason::kPersistent;
}

/// Ranks when what police found by looking counts: of every place of the lattice, or of each laid box among the boxes
/// that would be laid then (of twice the budget; those that lie on the box itself are it).
std::vector<std::size_t> ranks_with_detected(RollingForecasts& second, const SweepPlan& plan, double day,
                                             Progress& progress) {
    std::vector<std::size_t> rank;
    const SweepPlaces& places = second.places();
    if (plan.boxes.empty()) {
        const ForecastModel model = plan.model == ForecastModel::kPlaced ? ForecastModel::kMixture : plan.model;
        const std::vector<double>& value = second.at(day, progress).expected[index_of(model)];
        const std::vector<std::uint32_t> order = fill_budget(places, value, {std::nullopt, places.size()});
        rank.resize(places.size());
        for (std::size_t r = 0; r < order.size(); ++r) {
            rank[order[r]] = r + 1;
        }
        return rank;
    }
    const std::vector<double> value = second.weights_of(plan.boxes, day, progress);
    const std::vector<PlacedBox>& others = second.at(day, progress).boxes;
    for (std::size_t k = 0; k < plan.boxes.size(); ++k) {
        rank.push_back(
            1 + static_cast<std::size_t>(std::count_if(others.begin(), others.end(), [&](const PlacedBox& other) {
                return other.weight > value[k] && !overlap(places, other, plan.boxes[k]);
            })));
    }
    return rank;
}

}  // namespace

SweepPlan plan_sweep(const SweepPlanInput& input, const ForecastOptions& options, Progress& progress) {
    progress.begin("step.sweep-forecast", 0);
    RollingForecasts forecasts(input.places, input.events, options);
    SweepPlan plan;
    plan.automatic = forecasts.automatic(input.day, progress);
    plan.forecasts = forecasts.at(input.day, progress);
    plan.model = input.model == ForecastModel::kAutomatic ? plan.automatic.chosen : input.model;
    const std::vector<double>& expected = input.model == ForecastModel::kAutomatic
                                              ? plan.automatic.expected
                                              : plan.forecasts.expected[index_of(input.model)];
    plan.expected_total = std::accumulate(expected.begin(), expected.end(), 0.0);
    if (input.model == ForecastModel::kAutomatic) {
        plan.boxes = plan.automatic.boxes;
    }
    const LaidPlaces laid = lay_places(input.places, input.events, plan.boxes);
    const SweepPlaces& places = laid.places;
    const SweepEvents& events = laid.events;
    std::vector<std::uint32_t> treated(plan.boxes.size());
    std::iota(treated.begin(), treated.end(), static_cast<std::uint32_t>(input.places.size()));
    if (plan.boxes.empty()) {
        treated = fill_budget(places, expected, options.budget);
    }
    progress.begin("step.sweep-controls", 0);
    const std::vector<RoledPlace> roles = assign_roles(places, expected, treated);
    const std::vector<std::uint32_t> groups = work_groups(places, treated, {});
    std::vector<std::uint32_t> chosen;
    for (const RoledPlace& role : roles) {
        chosen.push_back(role.place);
    }
    TimeProfileOptions timing;
    timing.has_hours = input.has_hours;
    const std::vector<TimePeak> peaks = time_peaks(places, chosen, events, input.day, timing);
    progress.throw_if_cancelled();

    const std::size_t known = events_before(events, input.day);
    const std::vector<double> all = place_counts(events, places.size(), -1e300, input.day, Counting::kEvents);
    const std::vector<double> year =
        place_counts(events, places.size(), input.day - 365.0, input.day, Counting::kEvents);
    const std::vector<double> quarter =
        place_counts(events, places.size(), input.day - 90.0, input.day, Counting::kEvents);
    std::vector<std::optional<double>> last(places.size());
    for (std::size_t e = 0; e < known; ++e) {
        if (events.place[e] != kNoPlace) {
            last[events.place[e]] = events.day[e];
        }
    }
    const std::size_t month = events_before(events, input.day - 28.0);
    const std::span<const ProjectedPoint> newest(events.point.data() + month, known - month);
    const NearbyPoints index(newest, 300.0);

    std::vector<std::size_t> with_detected;
    if (input.all_events.size() > 0) {
        RollingForecasts second(input.places, input.all_events, options);
        with_detected = ranks_with_detected(second, plan, input.day, progress);
    }
    const double quarters = std::max(1.0, (input.day - options.first_day) / 90.0);
    for (std::size_t k = 0; k < roles.size(); ++k) {
        const std::uint32_t place = roles[k].place;
        SweepRow row;
        row.role = roles[k];
        if (k < treated.size()) {
            row.rank = k + 1;
            row.group = groups[k];
            plan.expected_chosen += expected[place];
        }
        row.expected = expected[place];
        row.count = count_interval(row.expected, plan.automatic.dispersion, kMass);
        row.share = plan.expected_total > 0.0 ? row.expected / plan.expected_total : 0.0;
        row.in_history = static_cast<std::size_t>(all[place]);
        row.in_year = static_cast<std::size_t>(year[place]);
        row.in_quarter = static_cast<std::size_t>(quarter[place]);
        index.visit(places.centre[place], [&](std::uint32_t, double) { ++row.near_in_month; });
        row.last_day = last[place];
        row.peak = peaks[k];
        row.reason = reason_of(row, all[place] / quarters);
        if (!with_detected.empty() && (plan.boxes.empty() || k < treated.size())) {
            row.rank_with_detected = plan.boxes.empty() ? with_detected[place] : with_detected[k];
        }
        plan.rows.push_back(row);
    }
    return plan;
}

}  // namespace diaban
