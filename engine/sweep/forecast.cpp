#include "engine/sweep/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "engine/sweep/count_regression.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr double kSlowHalfLife = 480.0;
constexpr double kFastHalfLife = 120.0;
constexpr double kFastPrior = 100.0;  ///< incidents' worth of the slow level
constexpr double kEvenShare = 0.02;   ///< keeps a kernel's likelihood finite where it expects nothing

std::size_t windows_of(std::size_t given, double days, double horizon, std::size_t least, std::size_t most) {
    return given != 0 ? given : std::clamp(static_cast<std::size_t>(std::ceil(days / horizon)), least, most);
}

double sum_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

void scale_to(std::vector<double>& values, double total) {
    const double sum = sum_of(values);
    if (sum > 0.0) {
        for (double& v : values) {
            v *= total / sum;
        }
    }
}

/// A past horizon: what was known when it began, and what came.
struct PastWindow {
    const LagTable* table = nullptr;
    std::vector<double> counts;
    std::vector<std::uint32_t> upper;  ///< places that are looked at one by one
};

std::size_t column_of(const std::vector<LagColumn>& columns, double half_life, double bandwidth) {
    for (std::size_t k = 0; k < columns.size(); ++k) {
        if (columns[k].kind == LagKind::kKernel && columns[k].half_life_days == half_life &&
            columns[k].bandwidth_m == bandwidth) {
            return k;
        }
    }
    return 0;
}

std::vector<double> as_double(const std::vector<float>& column, double factor) {
    std::vector<double> values(column.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = factor * static_cast<double>(column[i]);
    }
    return values;
}

}  // namespace

const char* forecast_model_name(ForecastModel model) {
    switch (model) {
        case ForecastModel::kNaive:
            return "naive";
        case ForecastModel::kKernel:
            return "kernel";
        case ForecastModel::kKernelRecency:
            return "kernel-recency";
        case ForecastModel::kNearRepeat:
            return "near-repeat";
        case ForecastModel::kSelfExciting:
            return "self-exciting";
        case ForecastModel::kRegression:
            return "regression";
        case ForecastModel::kMixture:
            return "mixture";
        case ForecastModel::kBlend:
            return "blend";
        case ForecastModel::kPlaced:
            return "placed";
        case ForecastModel::kAutomatic:
            return "auto";
    }
    return "";
}

void validate(const ForecastOptions& options) {
    const auto refuse = [](const char* name, double value, const char* range) {
        throw Error(ErrorCode::kInput, "error.option-out-of-range",
                    {{"option", name}, {"value", std::to_string(value)}, {"range", range}});
    };
    if (!(options.horizon_days >= 1.0 && options.horizon_days <= 366.0)) {
        refuse("horizon_days", options.horizon_days, "1 .. 366");
    }
    if (options.budget.area_km2 && !(*options.budget.area_km2 > 0.0)) {
        refuse("area_km2", *options.budget.area_km2, "> 0");
    }
    if (options.budget.places && *options.budget.places == 0) {
        refuse("boxes", 0.0, ">= 1");
    }
    if (!options.budget.area_km2 && !options.budget.places) {
        refuse("area_km2", 0.0, "> 0");
    }
}

/// Everything that one day's forecasts may look at.
struct RollingForecasts::Known {
    const SweepEvents& events;
    const LagTable& now;
    std::vector<PastWindow> past;
    std::vector<LagColumn> columns;
    double horizon = 0.0;
    double first_day = 0.0;

    [[nodiscard]] double factor(const LagTable& table) const { return horizon * table.season; }

    /// Rows of the upper places of all past horizons, and for sums of rates one row more a horizon: all other places
    /// together.
    [[nodiscard]] CountRows rows(const std::vector<std::size_t>& chosen, bool with_rest) const {
        CountRows rows;
        rows.x.resize(chosen.size());
        for (const PastWindow& window : past) {
            const double scale = factor(*window.table);
            double rest = 0.0;
            if (with_rest) {
                rest = sum_of(window.counts);
            }
            for (const std::uint32_t i : window.upper) {
                rows.y.push_back(window.counts[i]);
                rest -= window.counts[i];
            }
            for (std::size_t k = 0; k < chosen.size(); ++k) {
                const std::vector<float>& column = window.table->columns[chosen[k]];
                double others = 0.0;
                if (with_rest) {
                    for (const float v : column) {
                        others += static_cast<double>(v);
                    }
                }
                for (const std::uint32_t i : window.upper) {
                    rows.x[k].push_back(scale * static_cast<double>(column[i]));
                    others -= static_cast<double>(column[i]);
                }
                if (with_rest) {
                    rows.x[k].push_back(scale * std::max(others, 0.0));
                }
            }
            if (with_rest) {
                rows.y.push_back(rest);
            }
        }
        return rows;
    }

    /// Poisson log-likelihood of one kernel column with a little of the even one.
    [[nodiscard]] double likelihood(std::size_t k) const {
        double sum = 0.0;
        for (const PastWindow& window : past) {
            const double scale = factor(*window.table);
            const std::vector<float>& column = window.table->columns[k];
            const std::vector<float>& even = window.table->columns.back();
            for (std::size_t i = 0; i < column.size(); ++i) {
                const double mean = scale * ((1.0 - kEvenShare) * static_cast<double>(column[i]) +
                                             kEvenShare * static_cast<double>(even[i]));
                if (window.counts[i] > 0.0) {
                    sum += window.counts[i] * std::log(std::max(mean, 1e-12));
                }
                sum -= mean;
            }
        }
        return sum;
    }

    [[nodiscard]] std::size_t best_kernel(bool all_history_only) const {
        std::size_t best = column_of(columns, std::numeric_limits<double>::infinity(), 150.0);
        double best_value = -std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < columns.size() && !past.empty(); ++k) {
            const LagColumn& column = columns[k];
            if (column.kind != LagKind::kKernel || column.bandwidth_m == 0.0 ||
                (all_history_only && !std::isinf(column.half_life_days))) {
                continue;
            }
            const double value = likelihood(k);
            if (value > best_value) {
                best_value = value;
                best = k;
            }
        }
        return best;
    }
};

RollingForecasts::RollingForecasts(const SweepPlaces& places, const SweepEvents& events, ForecastOptions options)
    : m_places(places), m_events(events), m_options(std::move(options)) {
    validate(m_options);
    if (m_places.size() == 0) {
        throw Error(ErrorCode::kInput, "error.sweep-no-places", {});
    }
    m_lattice = std::make_unique<PlaceLattice>(m_places);
}

RollingForecasts::~RollingForecasts() = default;

const LagTable& RollingForecasts::table(double day) {
    auto found = m_tables.find(day);
    if (found == m_tables.end()) {
        const SweepEvents known = history_before(m_events, day);
        found = m_tables
                    .emplace(day, lag_table(*m_lattice, known, m_options.lags,
                                            {m_options.first_day, day, m_options.horizon_days, m_options.threads}))
                    .first;
    }
    return found->second;
}

std::vector<std::uint32_t> RollingForecasts::upper_places(const LagTable& table) const {
    const std::vector<LagColumn> columns = lag_columns(m_options.lags);
    const double all = std::numeric_limits<double>::infinity();
    const std::size_t own = column_of(columns, all, 0.0);
    const std::size_t smooth = column_of(columns, all, 75.0);
    std::vector<double> score(m_places.size());
    for (std::size_t i = 0; i < score.size(); ++i) {
        score[i] = static_cast<double>(table.columns[own][i]) + 0.5 * static_cast<double>(table.columns[smooth][i]);
    }
    const std::size_t chosen = fill_budget(m_places, score, m_options.budget).size();
    const std::size_t most = std::min(m_places.size(), std::clamp<std::size_t>(15 * chosen, 400, 10000));
    std::vector<std::uint32_t> upper = fill_budget(m_places, score, {std::nullopt, most});
    std::sort(upper.begin(), upper.end());
    return upper;
}

ExpectedSurface RollingForecasts::surface_of(const DayForecasts& forecasts, const SweepEvents& events) const {
    const double factor = m_options.horizon_days * m_tables.at(forecasts.day).season;
    const std::vector<LagColumn> columns = lag_columns(m_options.lags);
    const LagRequest request{m_options.first_day, forecasts.day, m_options.horizon_days, m_options.threads};
    // Nothing to learn from yet: all history, smoothed a little.
    std::vector<double> weights = forecasts.mixture.weights;
    if (forecasts.windows == 0) {
        weights.assign(columns.size(), 0.0);
        weights[column_of(columns, std::numeric_limits<double>::infinity(), 75.0)] = 1.0;
    }
    ExpectedSurface surface;
    std::map<double, std::vector<double>> by_bandwidth;
    std::vector<double> share;
    double share_of = 0.0;
    double inside = 0.0;
    double area = 0.0;
    for (std::size_t e = 0; e < events.size(); ++e) {
        inside += events.place[e] != kNoPlace ? 1.0 : 0.0;
    }
    for (const double km2 : m_places.area_km2) {
        area += km2;
    }
    for (std::size_t k = 0; k < columns.size(); ++k) {
        if (!(weights[k] > 0.0)) {
            continue;
        }
        if (columns[k].kind == LagKind::kEven) {
            surface.even_per_km2 +=
                weights[k] * factor * inside / area / std::max(1.0, forecasts.day - m_options.first_day);
            continue;
        }
        std::vector<double>& sum = by_bandwidth[columns[k].bandwidth_m];
        sum.resize(events.size(), 0.0);
        // Columns of one half-life stand together.
        if (share_of != columns[k].half_life_days || columns[k].kind == LagKind::kSeason) {
            share = lag_weights(columns[k], events, request);
            share_of = columns[k].half_life_days;
        }
        for (std::size_t e = 0; e < sum.size(); ++e) {
            sum[e] += weights[k] * factor * share[e];
        }
    }
    surface.own.assign(events.size(), 0.0);
    for (auto& [bandwidth, sum] : by_bandwidth) {
        if (bandwidth == 0.0) {
            surface.own = std::move(sum);
        } else {
            surface.smoothed.emplace_back(bandwidth, std::move(sum));
        }
    }
    surface.around = lag_weights({LagKind::kKernel, std::numeric_limits<double>::infinity(), 0.0}, events, request);
    surface.recent = lag_weights({LagKind::kKernel, kSlowHalfLife, 0.0}, events, request);
    for (std::size_t e = 0; e < events.size(); ++e) {
        surface.around[e] *= factor;
        surface.recent[e] *= factor;
    }
    return surface;
}

void RollingForecasts::place(DayForecasts& forecasts, const SweepEvents& events) const {
    const ExpectedSurface surface = surface_of(forecasts, events);
    const FreeBoxes placement(*m_lattice, events.point, events.place, surface);
    forecasts.boxes = placement.fill(upper_places(m_tables.at(forecasts.day)), scaled_budget(m_options.budget, 2.0));
    forecasts.within_budget = boxes_within(forecasts.boxes, m_options.budget);
    forecasts.left_shares = placement.left_shares(
        {forecasts.boxes.begin(), forecasts.boxes.begin() + static_cast<std::ptrdiff_t>(forecasts.within_budget)});
}

std::vector<double> RollingForecasts::weights_of(const std::vector<PlacedBox>& boxes, double day, Progress& progress) {
    const DayForecasts& forecasts = at(day, progress);
    const SweepEvents events = history_before(m_events, day);
    const ExpectedSurface surface = surface_of(forecasts, events);
    const FreeBoxes placement(*m_lattice, events.point, events.place, surface);
    std::vector<double> values;
    for (const PlacedBox& box : boxes) {
        values.push_back(placement.weight(box));
    }
    return values;
}

double RollingForecasts::most_possible(double from, double to) const {
    const auto first = static_cast<std::ptrdiff_t>(events_before(m_events, from));
    const auto last = static_cast<std::ptrdiff_t>(events_before(m_events, to));
    const std::vector<ProjectedPoint> points(m_events.point.begin() + first, m_events.point.begin() + last);
    const std::vector<std::uint32_t> places(m_events.place.begin() + first, m_events.place.begin() + last);
    ExpectedSurface surface;
    surface.own.assign(points.size(), 1.0);
    std::vector<std::uint32_t> looked_at;
    for (const std::uint32_t place : places) {
        if (place != kNoPlace) {
            looked_at.push_back(place);
        }
    }
    double most = 0.0;
    for (const PlacedBox& box : FreeBoxes(*m_lattice, points, places, surface).fill(looked_at, m_options.budget)) {
        most += box.expected;
    }
    return most;
}

const DayForecasts& RollingForecasts::at(double day, Progress& progress) {
    if (const auto found = m_forecasts.find(day); found != m_forecasts.end()) {
        return found->second;
    }
    progress.throw_if_cancelled();
    // From here on nothing but `known` is read: what happened on `day` or later does not exist.
    const SweepEvents events = history_before(m_events, day);
    const double horizon = m_options.horizon_days;
    const double history = day - m_options.first_day;
    const double least_history = std::max({30.0, horizon, std::min(365.0, 0.3 * history)});
    const std::size_t most = windows_of(m_options.most_windows, 730.0, horizon, 6, 36);
    Known known{events, table(day), {}, lag_columns(m_options.lags), horizon, m_options.first_day};
    for (std::size_t k = 1; k <= most; ++k) {
        const double begin = day - static_cast<double>(k) * horizon;
        if (begin - m_options.first_day < least_history) {
            break;
        }
        const LagTable& before = table(begin);
        known.past.push_back({&before, place_counts(events, m_places.size(), begin, begin + horizon, Counting::kEvents),
                              upper_places(before)});
        progress.throw_if_cancelled();
    }

    DayForecasts forecasts;
    forecasts.day = day;
    forecasts.windows = known.past.size();
    const double all = std::numeric_limits<double>::infinity();
    const double factor = known.factor(known.now);
    const auto column = [&](std::size_t k) { return as_double(known.now.columns[k], factor); };
    // The level follows the last months as far as they hold enough incidents to be believed.
    const double slow = sum_of(column(column_of(known.columns, kSlowHalfLife, 0.0)));
    const double fast = sum_of(column(column_of(known.columns, kFastHalfLife, 0.0)));
    const double believed = fast / horizon * kFastHalfLife / std::numbers::ln2;
    const double level = (believed * fast + kFastPrior * slow) / (believed + kFastPrior);
    forecasts.level = level;
    const auto scaled = [&](std::vector<double> values) {
        scale_to(values, level);
        return values;
    };

    const std::size_t kernel = known.best_kernel(true);
    const std::size_t recency = known.best_kernel(false);
    forecasts.kernel_bandwidth_m = known.columns[kernel].bandwidth_m;
    forecasts.recency_bandwidth_m = known.columns[recency].bandwidth_m;
    forecasts.recency_half_life_days = known.columns[recency].half_life_days;
    const std::vector<double> naive = scaled(column(column_of(known.columns, all, 0.0)));
    const std::vector<double> plain = scaled(column(kernel));

    // Near repeats: the rings around recent events as Gaussians of the same mean squared distance.
    forecasts.near_repeat = near_repeat_table(events, m_options.first_day, day, {});
    std::vector<double> repeated = plain;
    const auto& bands = forecasts.near_repeat.bands;
    const double newest = day - bands.age_days[bands.age_days.size() - 2];
    const std::size_t first_recent = events_before(events, newest);
    const std::vector<ProjectedPoint> recent(events.point.begin() + static_cast<std::ptrdiff_t>(first_recent),
                                             events.point.end());
    for (std::size_t d = 0; d < bands.distance_m.size(); ++d) {
        std::vector<double> extra;
        for (std::size_t e = first_recent; e < events.size(); ++e) {
            extra.push_back(near_repeats_ahead(forecasts.near_repeat, d, day - events.day[e], horizon));
        }
        const double inner = d == 0 ? 0.0 : bands.distance_m[d - 1];
        const double deviation = 0.5 * std::sqrt(inner * inner + bands.distance_m[d] * bands.distance_m[d]);
        const std::vector<double> ring = m_lattice->smoothed(m_lattice->bin(recent, extra), deviation);
        for (std::size_t i = 0; i < repeated.size(); ++i) {
            repeated[i] += ring[i];
        }
    }

    SelfExcitingOptions process;
    process.ground = &m_places;
    process.background_bandwidth_m = std::min(forecasts.kernel_bandwidth_m, 300.0);
    process.most_events = 3000;
    process.most_steps = 100;
    process.tolerance = 1e-3;
    forecasts.self_exciting = fit_self_exciting(events, day, process);
    std::vector<double> exciting = plain;
    for (double& v : exciting) {
        v *= forecasts.self_exciting.background_share;
    }
    {
        std::vector<double> offspring;
        const std::size_t first = events_before(events, day - process.most_days);
        const std::vector<ProjectedPoint> parents(events.point.begin() + static_cast<std::ptrdiff_t>(first),
                                                  events.point.end());
        for (std::size_t e = first; e < events.size(); ++e) {
            offspring.push_back(offspring_ahead(forecasts.self_exciting, day - events.day[e], horizon));
        }
        const std::vector<double> spread =
            m_lattice->smoothed(m_lattice->bin(parents, offspring), forecasts.self_exciting.sigma_m);
        for (std::size_t i = 0; i < exciting.size(); ++i) {
            exciting[i] += spread[i];
        }
    }
    progress.throw_if_cancelled();

    // The two that learn.
    std::vector<std::size_t> every(known.columns.size());
    std::iota(every.begin(), every.end(), std::size_t{0});
    forecasts.mixture = fit_additive(known.rows(every, true));
    std::vector<double> mixture(m_places.size(), 0.0);
    for (std::size_t k = 0; k < every.size(); ++k) {
        const double weight = forecasts.mixture.weights[k] * factor;
        for (std::size_t i = 0; weight > 0.0 && i < mixture.size(); ++i) {
            mixture[i] += weight * static_cast<double>(known.now.columns[k][i]);
        }
    }
    RegressionOptions ridge;
    ridge.offset = 0.02 * horizon / 31.0;
    const CountRegression regression = fit_count_regression(known.rows(every, false), ridge);
    forecasts.regression_converged = regression.converged;
    std::vector<double> regressed(m_places.size(), 0.0);
    std::vector<double> row(every.size());
    const double box_km2 = to_km2({m_places.side.value * m_places.side.value});
    for (std::size_t i = 0; i < regressed.size(); ++i) {
        for (std::size_t k = 0; k < every.size(); ++k) {
            row[k] = factor * static_cast<double>(known.now.columns[k][i]);
        }
        // A box cut by the border has as much less to expect; for other places size is part of their lagged rates.
        regressed[i] =
            regression.expected(row) * (m_places.shape == PlaceShape::kBoxes ? m_places.area_km2[i] / box_km2 : 1.0);
    }
    if (known.past.empty()) {
        // Nothing to learn from yet: the smoothed map stands in.
        mixture = plain;
        regressed = plain;
    }
    progress.throw_if_cancelled();

    std::vector<double> blend(m_places.size());
    for (std::size_t i = 0; i < blend.size(); ++i) {
        blend[i] = 0.5 * naive[i] + 0.25 * regressed[i] + 0.25 * mixture[i];
    }
    forecasts.expected = {
        naive,   plain, scaled(column(recency)), scaled(std::move(repeated)), scaled(std::move(exciting)), regressed,
        mixture, blend};
    if (m_options.boxes == BoxRule::kPlaced && m_places.shape == PlaceShape::kBoxes) {
        place(forecasts, events);
    }
    return m_forecasts.emplace(day, std::move(forecasts)).first->second;
}

}  // namespace diaban
