#include "engine/sweep/backtest.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

/// What came in each place.
struct Outcome {
    const SweepPlaces& places;
    std::vector<double> counts;
    std::vector<double> harm;
    std::vector<double> street_m;
};

struct PlaceOutcome {
    double expected = 0.0;
    double observed = 0.0;
};

std::vector<CalibrationBin> calibration_bins(std::vector<PlaceOutcome> outcomes) {
    std::stable_sort(outcomes.begin(), outcomes.end(),
                     [](const PlaceOutcome& a, const PlaceOutcome& b) { return a.expected > b.expected; });
    double total = 0.0;
    for (const PlaceOutcome& o : outcomes) {
        total += o.expected;
    }
    std::vector<CalibrationBin> bins(1);
    for (const PlaceOutcome& o : outcomes) {
        if (bins.back().expected >= total / 10.0 && bins.size() < 10) {
            bins.emplace_back();
        }
        bins.back().expected += o.expected;
        bins.back().observed += o.observed;
        ++bins.back().places;
    }
    return bins;
}

/// Slope of mean observed on mean expected counts a place, each bin weighted by the precision of its observed mean.
double slope_of(const std::vector<CalibrationBin>& bins) {
    double weight = 0.0;
    double x = 0.0;
    double y = 0.0;
    for (const CalibrationBin& bin : bins) {
        if (bin.expected > 0.0) {
            const auto n = static_cast<double>(bin.places);
            const double w = n * n / bin.expected;
            weight += w;
            x += w * bin.expected / n;
            y += w * bin.observed / n;
        }
    }
    if (!(weight > 0.0)) {
        return 0.0;
    }
    x /= weight;
    y /= weight;
    double products = 0.0;
    double squares = 0.0;
    for (const CalibrationBin& bin : bins) {
        if (bin.expected > 0.0) {
            const auto n = static_cast<double>(bin.places);
            const double w = n * n / bin.expected;
            products += w * (bin.expected / n - x) * (bin.observed / n - y);
            squares += w * (bin.expected / n - x) * (bin.expected / n - x);
        }
    }
    return squares > 0.0 ? products / squares : 0.0;
}

}  // namespace

BacktestResult backtest(const SweepPlaces& places, const SweepEvents& events, const BacktestOptions& options,
                        Progress& progress) {
    RollingForecasts forecasts(places, events, options.forecast);
    const double horizon = options.forecast.horizon_days;
    const double first_origin = options.end_day - static_cast<double>(options.folds) * horizon;
    if (first_origin - options.forecast.first_day < std::max(30.0, horizon)) {
        throw Error(
            ErrorCode::kInput, "error.backtest-history",
            {{"folds", std::to_string(options.folds)},
             {"days", std::to_string(static_cast<long long>(std::floor(first_origin - options.forecast.first_day)))}});
    }
    BacktestResult result;
    result.models.assign(kForecastCandidates.begin(), kForecastCandidates.end());
    result.models.push_back(ForecastModel::kAutomatic);
    const double study_km2 = std::accumulate(places.area_km2.begin(), places.area_km2.end(), 0.0);
    const auto street_lengths = [&](const SweepPlaces& all, const std::vector<std::uint32_t>& place) {
        std::vector<double> metres(all.size(), 0.0);
        for (std::size_t s = 0; s < options.streets.size(); ++s) {
            if (place[s] != kNoPlace) {
                metres[place[s]] += options.streets.weight[s];
            }
        }
        return metres;
    };
    const std::vector<double> street_m = street_lengths(places, options.streets.place);
    const double study_m = std::accumulate(street_m.begin(), street_m.end(), 0.0);
    std::vector<PlaceOutcome> outcomes;
    progress.begin("step.backtest", options.folds);
    for (std::size_t f = 0; f < options.folds; ++f) {
        BacktestFold fold;
        fold.from_day = first_origin + static_cast<double>(f) * horizon;
        fold.to_day = fold.from_day + horizon;
        const DayForecasts& day = forecasts.at(fold.from_day, progress);
        AutomaticForecast automatic = forecasts.automatic(fold.from_day, progress);
        fold.windows = day.windows;
        fold.chosen = automatic.chosen;
        const std::vector<double> counts =
            place_counts(events, places.size(), fold.from_day, fold.to_day, Counting::kEvents);
        const std::vector<double> harm =
            place_counts(events, places.size(), fold.from_day, fold.to_day, Counting::kWeights);
        const SweepBudget& budget = options.forecast.budget;
        FoldCounts common;
        common.events = std::accumulate(counts.begin(), counts.end(), 0.0);
        common.harm = std::accumulate(harm.begin(), harm.end(), 0.0);
        common.study_km2 = study_km2;
        common.study_m = study_m;
        for (const std::uint32_t i : fill_budget(places, counts, budget)) {
            common.best += counts[i];
        }
        if (options.forecast.boxes == BoxRule::kPlaced && places.shape == PlaceShape::kBoxes) {
            common.best_placed = forecasts.most_possible(fold.from_day, fold.to_day);
        }
        // What auto's boxes see: the lattice where it lays none.
        const LaidPlaces laid = lay_places(places, events, automatic.boxes);
        const Outcome on_lattice{places, counts, harm, street_m};
        const Outcome as_laid{
            laid.places, place_counts(laid.events, laid.places.size(), fold.from_day, fold.to_day, Counting::kEvents),
            place_counts(laid.events, laid.places.size(), fold.from_day, fold.to_day, Counting::kWeights),
            street_lengths(laid.places, event_places_with_boxes(places, options.streets, automatic.boxes))};
        for (std::size_t m = 0; m < result.models.size(); ++m) {
            const std::vector<double>& expected = m < day.expected.size() ? day.expected[m] : automatic.expected;
            const Outcome& came = m < day.expected.size() ? on_lattice : as_laid;
            FoldCounts figures = common;
            std::vector<std::uint32_t> chosen = fill_budget(came.places, expected, budget);
            if (m == day.expected.size() && !automatic.boxes.empty()) {
                chosen.resize(automatic.boxes.size());
                std::iota(chosen.begin(), chosen.end(), static_cast<std::uint32_t>(places.size()));
            }
            for (const std::uint32_t i : chosen) {
                figures.hits += came.counts[i];
                figures.harm_hits += came.harm[i];
                figures.area_km2 += came.places.area_km2[i];
                figures.length_m += came.street_m[i];
                if (m == day.expected.size()) {
                    fold.expected_in_chosen += expected[i];
                }
            }
            fold.counts.push_back(figures);
            // The curve from one order: the places up to each share of the area.
            const std::vector<std::uint32_t> order =
                fill_budget(came.places, expected, {study_km2 * 2.0, std::nullopt});
            std::vector<double> hits(options.area_shares.size(), 0.0);
            double area = 0.0;
            double caught = 0.0;
            std::size_t share = 0;
            for (const std::uint32_t i : order) {
                while (share < hits.size() && area + came.places.area_km2[i] > options.area_shares[share] * study_km2) {
                    hits[share++] = caught;
                }
                area += came.places.area_km2[i];
                caught += came.counts[i];
            }
            while (share < hits.size()) {
                hits[share++] = caught;
            }
            fold.curve_hits.push_back(std::move(hits));
        }
        for (std::size_t i = 0; i < laid.places.size(); ++i) {
            outcomes.push_back({automatic.expected[i], as_laid.counts[i]});
        }
        if (f + 1 == options.folds) {
            result.last = std::move(automatic);
        }
        result.folds.push_back(std::move(fold));
        progress.advance(1);
    }
    result.calibration = calibration_bins(std::move(outcomes));
    result.calibration_slope = slope_of(result.calibration);
    return result;
}

}  // namespace diaban
