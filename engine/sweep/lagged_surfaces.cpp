#include "engine/sweep/lagged_surfaces.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "layers/base/parallel_chunks.hpp"

namespace diaban {

namespace {

constexpr double kYear = 365.25;
constexpr double kSeasonMargin = 15.0;
constexpr double kSeasonBandwidth = 300.0;
constexpr double kSeasonPrior = 100.0;

/// Days that count: the integral of the decay over the history.
double effective_days(double half_life, double history) {
    if (std::isinf(half_life)) {
        return history;
    }
    const double tau = half_life / std::numbers::ln2;
    return tau * -std::expm1(-history / tau);
}

void put(std::vector<float>& column, const std::vector<double>& values) {
    column.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        column[i] = static_cast<float>(values[i]);
    }
}

/// Windows [from, to) of the same calendar days in earlier years that history covers whole.
std::vector<std::pair<double, double>> earlier_years(const LagRequest& request) {
    std::vector<std::pair<double, double>> windows;
    for (int years = 1; years <= 10; ++years) {
        const double from = request.day - years * kYear - kSeasonMargin;
        const double to = request.day - years * kYear + request.horizon_days + kSeasonMargin;
        if (from < request.first_day) {
            break;
        }
        if (to <= request.day) {
            windows.emplace_back(from, to);
        }
    }
    return windows;
}

double season_factor(const SweepEvents& events, const LagRequest& request) {
    double seen = kSeasonPrior;
    double usual = kSeasonPrior;
    for (const auto& [from, to] : earlier_years(request)) {
        // The year around the window, as far as it is history.
        const double middle = 0.5 * (from + to);
        const double begin = std::max(request.first_day, middle - 0.5 * kYear);
        const double end = std::min(request.day, begin + kYear);
        const auto count = [&](double a, double b) {
            return static_cast<double>(events_before(events, b) - events_before(events, a));
        };
        if (end - begin > 0.9 * kYear) {
            seen += count(from, to);
            usual += count(begin, end) * (to - from) / (end - begin);
        }
    }
    return seen / usual;
}

}  // namespace

std::vector<LagColumn> lag_columns(const LagOptions& options) {
    std::vector<LagColumn> columns;
    std::vector<double> half_lives = options.half_lives_days;
    half_lives.push_back(std::numeric_limits<double>::infinity());
    for (const double half_life : half_lives) {
        columns.push_back({LagKind::kKernel, half_life, 0.0});
        for (const double bandwidth : options.bandwidths_m) {
            columns.push_back({LagKind::kKernel, half_life, bandwidth});
        }
    }
    columns.push_back({LagKind::kSeason, kYear, kSeasonBandwidth});
    columns.push_back({LagKind::kEven, std::numeric_limits<double>::infinity(), 0.0});
    return columns;
}

std::vector<double> lag_weights(const LagColumn& column, const SweepEvents& events, const LagRequest& request) {
    const std::size_t known = events_before(events, request.day);
    if (column.kind == LagKind::kEven) {
        return {};
    }
    std::vector<double> weights(known, 0.0);
    if (column.kind == LagKind::kSeason) {
        double days = 0.0;
        for (const auto& [from, to] : earlier_years(request)) {
            days += to - from;
            for (std::size_t e = events_before(events, from); e < std::min(known, events_before(events, to)); ++e) {
                weights[e] += 1.0;
            }
        }
        for (double& weight : weights) {
            weight /= std::max(days, 1.0);
        }
        return weights;
    }
    const double days = effective_days(column.half_life_days, std::max(1.0, request.day - request.first_day));
    for (std::size_t e = 0; e < known; ++e) {
        weights[e] = std::isinf(column.half_life_days)
                         ? 1.0 / days
                         : std::exp2(-(request.day - events.day[e]) / column.half_life_days) / days;
    }
    return weights;
}

LagTable lag_table(const PlaceLattice& lattice, const SweepEvents& events, const LagOptions& options,
                   const LagRequest& request) {
    const std::size_t places = lattice.places().size();
    const std::size_t known = events_before(events, request.day);
    LagTable table;
    table.day = request.day;
    table.history_days = std::max(1.0, request.day - request.first_day);
    table.season = season_factor(events, request);
    const std::vector<LagColumn> columns = lag_columns(options);
    table.columns.resize(columns.size());
    const std::size_t per_half_life = options.bandwidths_m.size() + 1;
    const std::size_t half_lives = options.half_lives_days.size() + 1;
    // One chunk a half-life, one for the season, one for the even column.
    for_each_chunk(half_lives + 2, 1, request.threads, [&](std::size_t part, std::size_t, std::size_t) {
        if (part <= half_lives) {
            const std::size_t first = part * per_half_life;
            const std::vector<double> weights = lag_weights(columns[first], events, request);
            const PlaceLattice::Binned binned = lattice.bin(events.point, weights);
            if (part == half_lives) {
                put(table.columns[first], lattice.smoothed(binned, kSeasonBandwidth));
                return;
            }
            std::vector<double> own(places, 0.0);
            for (std::size_t e = 0; e < known; ++e) {
                if (events.place[e] != kNoPlace) {
                    own[events.place[e]] += weights[e];
                }
            }
            put(table.columns[first], own);
            for (std::size_t b = 1; b < per_half_life; ++b) {
                put(table.columns[first + b], lattice.smoothed(binned, columns[first + b].bandwidth_m));
            }
            return;
        }
        const SweepPlaces& all = lattice.places();
        const double area = std::accumulate(all.area_km2.begin(), all.area_km2.end(), 0.0);
        double inside = 0.0;
        for (std::size_t e = 0; e < known; ++e) {
            inside += events.place[e] != kNoPlace ? 1.0 : 0.0;
        }
        std::vector<double> even(places);
        for (std::size_t i = 0; i < places; ++i) {
            even[i] = inside * all.area_km2[i] / area / table.history_days;
        }
        put(table.columns.back(), even);
    });
    return table;
}

}  // namespace diaban
