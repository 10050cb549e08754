// A city of boxes with a known intensity, for tests.
#pragma once

#include <cmath>
#include <vector>

#include "engine/sweep/sweep_history.hpp"
#include "layers/base/random.hpp"

namespace diaban {

/// `side` x `side` boxes of 100 m from the origin.
inline SweepPlaces square_city(std::size_t side) {
    SweepPlaces places;
    places.side = {100.0};
    for (std::size_t row = 0; row < side; ++row) {
        for (std::size_t column = 0; column < side; ++column) {
            places.centre.push_back(
                {100.0 * static_cast<double>(column) + 50.0, 100.0 * static_cast<double>(row) + 50.0});
            places.area_km2.push_back(0.01);
        }
    }
    return places;
}

inline std::uint32_t box_of(ProjectedPoint p, std::size_t side) {
    const double limit = 100.0 * static_cast<double>(side);
    if (!(p.x >= 0.0 && p.y >= 0.0 && p.x < limit && p.y < limit)) {
        return kNoPlace;
    }
    return static_cast<std::uint32_t>(std::floor(p.y / 100.0) * static_cast<double>(side) + std::floor(p.x / 100.0));
}

/// Rates a day that differ from box to box by a gamma-like factor: exp(deviation * normal).
inline std::vector<double> lognormal_rates(std::size_t boxes, double mean_per_day, double deviation,
                                           std::uint64_t seed) {
    std::vector<double> rates(boxes);
    double total = 0.0;
    for (std::size_t i = 0; i < boxes; ++i) {
        RandomSequence random(seed, 77, i);
        rates[i] = std::exp(deviation * random.normal());
        total += rates[i];
    }
    for (double& rate : rates) {
        rate *= mean_per_day * static_cast<double>(boxes) / total;
    }
    return rates;
}

/// Independent Poisson events of `days` days, uniform inside their boxes.
inline SweepEvents poisson_city(const SweepPlaces& places, const std::vector<double>& rates, double days,
                                std::uint64_t seed) {
    SweepEvents events;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        RandomSequence random(seed, 78, i);
        const std::uint32_t count = random.poisson(rates[i] * days);
        for (std::uint32_t k = 0; k < count; ++k) {
            events.day.push_back(days * random.uniform());
            events.point.push_back({places.centre[i].x + 100.0 * (random.uniform() - 0.5),
                                    places.centre[i].y + 100.0 * (random.uniform() - 0.5)});
            events.weight.push_back(1.0);
            events.place.push_back(i);
        }
    }
    return sorted_events(events);
}

}  // namespace diaban
