#include "engine/sweep/self_exciting.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "engine/sweep/event_pairs.hpp"

namespace diaban {

namespace {

constexpr std::size_t kFewest = 50;
constexpr std::size_t kMostPairs = 3000000;

/// The parents and neighbours of one event, in compressed rows.
struct Pairs {
    std::vector<std::size_t> begin{0};
    std::vector<std::uint32_t> other;
    std::vector<float> days;     ///< age of the possible parent; unused in the background's rows
    std::vector<float> squared;  ///< squared distance, or the kernel's value in the background's rows
};

}  // namespace

SelfExcitingFit fit_self_exciting(const SweepEvents& events, double end_day, const SelfExcitingOptions& options) {
    SelfExcitingFit fit;
    const std::size_t known = events_before(events, end_day);
    std::size_t first = known > options.most_events ? known - options.most_events : 0;
    const double reach = std::max(options.most_metres, 3.0 * options.background_bandwidth_m);
    const double b2 = options.background_bandwidth_m * options.background_bandwidth_m;

    Pairs parents;
    Pairs near;
    // Crowded data can hold more pairs than memory: the history is halved until they fit.
    while (true) {
        parents = {};
        near = {};
        const std::span<const ProjectedPoint> points(events.point.data() + first, known - first);
        const NearbyPoints index(points, reach);
        bool fits = true;
        for (std::size_t i = 0; i < points.size() && fits; ++i) {
            index.visit(points[i], [&](std::uint32_t j, double squared) {
                if (j == i) {
                    return;
                }
                if (squared <= 9.0 * b2) {
                    near.other.push_back(j);
                    near.squared.push_back(
                        static_cast<float>(std::exp(-0.5 * squared / b2) / (2.0 * std::numbers::pi * b2)));
                }
                const double age = events.day[first + i] - events.day[first + j];
                if (age > 0.0 && age <= options.most_days && squared <= options.most_metres * options.most_metres) {
                    parents.other.push_back(j);
                    parents.days.push_back(static_cast<float>(age));
                    parents.squared.push_back(static_cast<float>(squared));
                }
            });
            parents.begin.push_back(parents.other.size());
            near.begin.push_back(near.other.size());
            fits = near.other.size() + parents.other.size() <= kMostPairs;
        }
        if (fits) {
            break;
        }
        first += (known - first) / 2;
    }
    const std::size_t n = known - first;
    fit.events = n;
    if (n < kFewest) {
        return fit;
    }
    const double length = std::max(1.0, end_day - events.day[first]);
    std::vector<double> inside(n, 1.0);
    if (options.ground != nullptr) {
        const NearbyPoints ground(options.ground->centre, 3.0 * options.background_bandwidth_m);
        for (std::size_t i = 0; i < n; ++i) {
            double mass = 0.0;
            ground.visit(events.point[first + i], [&](std::uint32_t place, double squared) {
                mass += options.ground->area_km2[place] * kSquareMetresPerKm2 * std::exp(-0.5 * squared / b2) /
                        (2.0 * std::numbers::pi * b2);
            });
            inside[i] = std::clamp(mass, 0.05, 1.0);
        }
    }
    std::vector<double> background(n, 0.7);
    fit.theta = 0.3;
    fit.omega_per_day = 0.1;
    fit.sigma_m = options.most_metres / 6.0;
    std::vector<double> rate;
    for (fit.steps = 0; fit.steps < options.most_steps; ++fit.steps) {
        // Expectation: who came from whom.
        double triggered = 0.0;
        double days = 0.0;
        double squares = 0.0;
        std::vector<double> next(n);
        const double scale = fit.theta * fit.omega_per_day / (2.0 * std::numbers::pi * fit.sigma_m * fit.sigma_m);
        for (std::size_t i = 0; i < n; ++i) {
            double mu = 0.0;
            for (std::size_t p = near.begin[i]; p < near.begin[i + 1]; ++p) {
                mu += background[near.other[p]] * near.squared[p];
            }
            // Where no other event is near, the background must still be able to have made this one.
            mu = std::max(mu / (length * inside[i]), 1e-3 / (2.0 * std::numbers::pi * b2 * length));
            rate.clear();
            double sum = mu;
            for (std::size_t p = parents.begin[i]; p < parents.begin[i + 1]; ++p) {
                rate.push_back(scale * std::exp(-fit.omega_per_day * parents.days[p] -
                                                0.5 * parents.squared[p] / (fit.sigma_m * fit.sigma_m)));
                sum += rate.back();
            }
            next[i] = mu / sum;
            for (std::size_t p = parents.begin[i]; p < parents.begin[i + 1]; ++p) {
                const double share = rate[p - parents.begin[i]] / sum;
                triggered += share;
                days += share * parents.days[p];
                squares += share * parents.squared[p];
            }
        }
        background.swap(next);
        // Maximisation. The part of each event's offspring that history has seen depends on omega: one fixed-point
        // step.
        double seen = 0.0;
        double seen_days = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            const double left = end_day - events.day[first + i];
            const double miss = std::exp(-fit.omega_per_day * left);
            seen += 1.0 - miss;
            seen_days += left * miss;
        }
        const double theta = triggered / std::max(seen, 1e-9);
        const double omega = triggered / std::max(days + theta * seen_days, 1e-9);
        const double sigma = std::sqrt(squares / std::max(2.0 * triggered, 1e-9));
        const double change = std::max({std::abs(theta - fit.theta) / std::max(theta, 1e-3),
                                        std::abs(omega - fit.omega_per_day) / std::max(omega, 1e-9),
                                        std::abs(sigma - fit.sigma_m) / std::max(sigma, 1e-9)});
        fit.theta = std::min(theta, 0.99);
        fit.omega_per_day = std::clamp(omega, 1.0 / options.most_days, 24.0);
        fit.sigma_m = std::clamp(sigma, 1.0, options.most_metres);
        if (change < options.tolerance) {
            fit.converged = true;
            break;
        }
    }
    double sum = 0.0;
    for (const double q : background) {
        sum += q;
    }
    fit.background_share = sum / static_cast<double>(n);
    return fit;
}

double offspring_ahead(const SelfExcitingFit& fit, double age_days, double horizon_days) {
    return fit.theta * std::exp(-fit.omega_per_day * age_days) * -std::expm1(-fit.omega_per_day * horizon_days);
}

}  // namespace diaban
