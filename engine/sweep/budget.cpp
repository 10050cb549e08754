#include "engine/sweep/budget.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace diaban {

std::size_t places_for(const TeamTime& time) {
    const double visits = time.shifts * std::ceil(time.shift_hours / 2.0);
    return static_cast<std::size_t>(
        std::max(0.0, std::floor(60.0 * time.team_hours / (visits * (time.visit_minutes + time.way_minutes)) + 1e-9)));
}

std::vector<std::uint32_t> fill_budget(const SweepPlaces& places, const std::vector<double>& value,
                                       const SweepBudget& budget) {
    std::vector<double> merit = value;
    if (places.shape == PlaceShape::kOther) {
        for (std::size_t i = 0; i < merit.size(); ++i) {
            merit[i] /= std::max(places.area_km2[i], 1e-9);
        }
    }
    std::vector<std::uint32_t> order(places.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return merit[a] != merit[b] ? merit[a] > merit[b] : a < b; });
    std::vector<std::uint32_t> taken;
    double area = 0.0;
    std::optional<double> passed_over;  ///< merit of the first place that did not fit
    // A hundredth of a per mille of room for rounding: 29 boxes of 0.0225 km2 fit 0.6525.
    const double room = budget.area_km2 ? *budget.area_km2 * (1.0 + 1e-5) : 0.0;
    double smallest = std::numeric_limits<double>::infinity();
    for (const double km2 : places.area_km2) {
        smallest = km2 > 0.0 ? std::min(smallest, km2) : smallest;
    }
    for (const std::uint32_t i : order) {
        if ((budget.places && taken.size() >= *budget.places) || (budget.area_km2 && area + smallest > room)) {
            break;
        }
        if (places.area_km2[i] <= 0.0) {
            continue;  // wholly under a laid box
        }
        if (passed_over && !taken.empty() && merit[i] < 0.5 * *passed_over) {
            break;
        }
        if (budget.area_km2 && area + places.area_km2[i] > room) {
            passed_over = passed_over.value_or(merit[i]);
            continue;
        }
        area += places.area_km2[i];
        taken.push_back(i);
    }
    return taken;
}

}  // namespace diaban
