// RollingForecasts::automatic: the choice among the candidates, and counts that mean what they say.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/sweep/count_regression.hpp"
#include "engine/sweep/forecast.hpp"

namespace diaban {

namespace {

constexpr double kSwitch = 2.5;  ///< standard errors; of eight noisy gains one is above 2 by chance
constexpr std::array<double, 3> kBudgets{0.5, 1.0, 2.0};

double sum_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// One past horizon on which candidates are scored.
struct Fold {
    const DayForecasts* forecasts = nullptr;
    std::vector<double> counts;  ///< of places
    std::vector<std::uint32_t> upper;
    std::vector<double> box_counts;  ///< of forecasts->boxes
};

/// log E[y] = intercept + slope log(x + offset), and the spread around it.
struct Calibration {
    double intercept = 0.0;
    double slope = 1.0;
    double dispersion = 0.0;

    [[nodiscard]] double operator()(double x) const { return std::exp(intercept) * std::pow(x + kOffset, slope); }
    static constexpr double kOffset = 1e-6;
};

Calibration calibrate(const CountRows& rows) {
    constexpr double kFewest = 30.0;  ///< events for a slope of its own
    constexpr double kPrior = 10.0;   ///< events' worth of the forecast as it is, below that
    Calibration result;
    const double events = sum_of(rows.y);
    if (events < kFewest) {
        result.intercept = std::log((events + kPrior) / (sum_of(rows.x[0]) + kPrior));
        return result;
    }
    RegressionOptions options;
    options.ridge = 1.0;
    options.offset = Calibration::kOffset;
    const CountRegression fit = fit_count_regression(rows, options);
    if (!(fit.deviation[0] > 0.0) || !fit.converged) {
        result.intercept = std::log(events / std::max(1e-9, sum_of(rows.x[0])));
        return result;
    }
    result.slope = std::clamp(fit.coefficient[0] / fit.deviation[0], 0.3, 1.5);
    double mapped = 0.0;
    for (const double x : rows.x[0]) {
        mapped += result(x);
    }
    result.intercept = std::log(events / mapped);
    double excess = 0.0;
    double squares = 0.0;
    for (std::size_t r = 0; r < rows.rows(); ++r) {
        const double mean = result(rows.x[0][r]);
        excess += (rows.y[r] - mean) * (rows.y[r] - mean) - mean;
        squares += mean * mean;
    }
    result.dispersion = std::max(0.0, excess / squares);
    return result;
}

/// Score of one candidate from its hits in each fold at each of kBudgets.
CandidateScore score_of(ForecastModel model, const std::vector<std::array<double, 3>>& hits,
                        const std::vector<Fold>& folds) {
    CandidateScore score;
    score.model = model;
    double events = 0.0;
    double caught = 0.0;
    for (std::size_t f = 0; f < folds.size(); ++f) {
        const double all = sum_of(folds[f].counts);
        events += all;
        caught += hits[f][1];
        score.score +=
            (hits[f][0] + hits[f][1] + hits[f][2]) / 3.0 / std::max(1.0, all) / static_cast<double>(folds.size());
    }
    score.hit_rate = events > 0.0 ? caught / events : 0.0;
    return score;
}

/// Gain on the default, fold by fold.
void add_gain(CandidateScore& score, const std::vector<std::array<double, 3>>& hits,
              const std::vector<std::array<double, 3>>& by_default, const std::vector<Fold>& folds) {
    const auto n = static_cast<double>(folds.size());
    double squares = 0.0;
    for (std::size_t f = 0; f < folds.size(); ++f) {
        double gain = 0.0;
        for (std::size_t b = 0; b < kBudgets.size(); ++b) {
            gain += (hits[f][b] - by_default[f][b]) / 3.0 / std::max(1.0, sum_of(folds[f].counts));
        }
        score.gain += gain / n;
        squares += gain * gain;
    }
    if (folds.size() > 1) {
        score.gain_error = std::sqrt(std::max(0.0, squares - n * score.gain * score.gain) / (n - 1.0) / n);
    }
}

double log_score_of(std::size_t model, const std::vector<Fold>& folds) {
    double sum = 0.0;
    double events = 0.0;
    for (const Fold& fold : folds) {
        const std::vector<double>& expected = fold.forecasts->expected[model];
        for (std::size_t i = 0; i < expected.size(); ++i) {
            sum += (fold.counts[i] > 0.0 ? fold.counts[i] * std::log(std::max(expected[i], 1e-4)) : 0.0) - expected[i];
        }
        events += sum_of(fold.counts);
    }
    return events > 0.0 ? sum / events : 0.0;
}

}  // namespace

SweepBudget scaled_budget(const SweepBudget& budget, double factor) {
    SweepBudget scaled = budget;
    if (scaled.area_km2) {
        *scaled.area_km2 *= factor;
    }
    if (scaled.places) {
        *scaled.places = std::max<std::size_t>(
            1, static_cast<std::size_t>(std::lround(factor * static_cast<double>(*scaled.places))));
    }
    return scaled;
}

std::size_t boxes_within(const std::vector<PlacedBox>& boxes, const SweepBudget& budget) {
    const double room = budget.area_km2 ? *budget.area_km2 * (1.0 + 1e-5) : 0.0;
    double area = 0.0;
    std::size_t n = 0;
    while (n < boxes.size() && !(budget.places && n >= *budget.places)) {
        area += boxes[n].area_km2;
        if (budget.area_km2 && area > room) {
            break;
        }
        ++n;
    }
    return n;
}

LaidPlaces lay_places(const SweepPlaces& places, const SweepEvents& events, const std::vector<PlacedBox>& boxes) {
    LaidPlaces laid{places, events};
    if (!boxes.empty()) {
        laid.places = places_with_boxes(places, boxes);
        laid.events.place = event_places_with_boxes(places, events, boxes);
    }
    return laid;
}

AutomaticForecast RollingForecasts::automatic(double day, Progress& progress) {
    const double horizon = m_options.horizon_days;
    const std::size_t most =
        m_options.rolling_folds != 0
            ? m_options.rolling_folds
            : std::clamp(static_cast<std::size_t>(std::ceil(365.0 / horizon)), std::size_t{4}, std::size_t{12});
    const DayForecasts& now = at(day, progress);
    std::vector<Fold> folds;
    for (std::size_t k = 1; k <= most; ++k) {
        const double begin = day - static_cast<double>(k) * horizon;
        const DayForecasts& then = at(begin, progress);
        if (then.windows < 2) {
            break;
        }
        Fold fold{&then,
                  place_counts(m_events, m_places.size(), begin, begin + horizon, Counting::kEvents),
                  upper_places(table(begin)),
                  {}};
        if (!then.boxes.empty()) {
            const std::size_t first = events_before(m_events, begin);
            const std::size_t last = events_before(m_events, begin + horizon);
            SweepEvents window;
            for (std::size_t e = first; e < last; ++e) {
                window.point.push_back(m_events.point[e]);
                window.place.push_back(m_events.place[e]);
            }
            fold.box_counts.assign(then.boxes.size(), 0.0);
            for (const std::uint32_t place : event_places_with_boxes(m_places, window, then.boxes)) {
                if (place != kNoPlace && place >= m_places.size()) {
                    fold.box_counts[place - m_places.size()] += 1.0;
                }
            }
        }
        folds.push_back(std::move(fold));
    }
    AutomaticForecast result;
    result.folds = folds.size();
    const std::size_t models = kForecastCandidates.size();
    const bool placed = !now.boxes.empty();
    std::vector<std::vector<std::array<double, 3>>> hits(models + (placed ? 1 : 0));
    for (const Fold& fold : folds) {
        for (std::size_t m = 0; m < hits.size(); ++m) {
            std::array<double, 3> caught{};
            for (std::size_t b = 0; b < kBudgets.size(); ++b) {
                const SweepBudget budget = scaled_budget(m_options.budget, kBudgets[b]);
                if (m < models) {
                    for (const std::uint32_t i : fill_budget(m_places, fold.forecasts->expected[m], budget)) {
                        caught[b] += fold.counts[i];
                    }
                } else {
                    const auto taken = static_cast<std::ptrdiff_t>(boxes_within(fold.forecasts->boxes, budget));
                    caught[b] = std::accumulate(fold.box_counts.begin(), fold.box_counts.begin() + taken, 0.0);
                }
            }
            hits[m].push_back(caught);
        }
    }
    const std::size_t by_default = hits.size() - 1;
    std::size_t best = by_default;
    for (std::size_t m = 0; m < hits.size(); ++m) {
        CandidateScore score = score_of(m < models ? kForecastCandidates[m] : ForecastModel::kPlaced, hits[m], folds);
        add_gain(score, hits[m], hits[by_default], folds);
        // Placed boxes stand on the mixture's surface.
        score.log_score = log_score_of(m < models ? m : models - 2, folds);
        const double best_gain = best == by_default ? 0.0 : result.scores[best].gain;
        if (folds.size() >= 4 && score.gain > kSwitch * score.gain_error && score.gain > best_gain) {
            best = m;
        }
        result.scores.push_back(score);
    }
    result.chosen = best < models ? kForecastCandidates[best] : ForecastModel::kPlaced;

    // Counts as they came against counts as they were expected, among the places that matter.
    const std::size_t on_lattice = best < models ? best : models - 1;
    CountRows rows;
    rows.x.resize(1);
    for (const Fold& fold : folds) {
        for (const std::uint32_t i : fold.upper) {
            rows.x[0].push_back(fold.forecasts->expected[on_lattice][i]);
            rows.y.push_back(fold.counts[i]);
        }
    }
    result.expected = now.expected[on_lattice];
    Calibration lattice;
    if (!folds.empty()) {
        lattice = calibrate(rows);
        std::vector<std::uint8_t> is_upper(m_places.size(), 0);
        for (const std::uint32_t i : upper_places(table(day))) {
            is_upper[i] = 1;
        }
        double above = 0.0;
        double below = 0.0;
        for (std::size_t i = 0; i < result.expected.size(); ++i) {
            result.expected[i] = lattice(result.expected[i]);
            (is_upper[i] != 0 ? above : below) += result.expected[i];
        }
        // The rest shares what is left of the level; it is hardly raised, so that nothing of it overtakes the upper
        // places.
        const double factor = below > 0.0 ? std::clamp((now.level - above) / below, 0.0, 1.5) : 0.0;
        for (std::size_t i = 0; i < result.expected.size(); ++i) {
            if (is_upper[i] == 0) {
                result.expected[i] *= factor;
            }
        }
    }
    Calibration told = lattice;
    if (result.chosen == ForecastModel::kPlaced) {
        CountRows box_rows;
        box_rows.x.resize(1);
        for (const Fold& fold : folds) {
            for (std::size_t k = 0; k < fold.box_counts.size(); ++k) {
                box_rows.x[0].push_back(fold.forecasts->boxes[k].weight);
                box_rows.y.push_back(fold.box_counts[k]);
            }
        }
        told = folds.empty() ? Calibration{} : calibrate(box_rows);
        result.boxes.assign(now.boxes.begin(), now.boxes.begin() + static_cast<std::ptrdiff_t>(now.within_budget));
        for (const auto& [place, share] : now.left_shares) {
            result.expected[place] *= share;
        }
        for (PlacedBox& box : result.boxes) {
            // Without earlier days to calibrate on, what the surface holds is told as it is.
            box.expected = folds.empty() ? box.expected : told(box.weight);
            result.expected.push_back(box.expected);
        }
    }
    result.calibration_intercept = told.intercept;
    result.calibration_slope = told.slope;
    result.dispersion = told.dispersion;
    return result;
}

}  // namespace diaban
