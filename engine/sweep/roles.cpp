#include "engine/sweep/roles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace diaban {

namespace {

double distance(ProjectedPoint a, ProjectedPoint b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

double side_of(const SweepPlaces& places, std::uint32_t a, std::uint32_t b) {
    return places.shape == PlaceShape::kBoxes
               ? places.side.value
               : std::sqrt(0.5 * (places.area_km2[a] + places.area_km2[b]) * kSquareMetresPerKm2);
}

/// Distance to the nearest treated place, in sides.
std::vector<double> sides_away(const SweepPlaces& places, const std::vector<std::uint32_t>& treated) {
    std::vector<double> away(places.size(), std::numeric_limits<double>::infinity());
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        for (const std::uint32_t t : treated) {
            away[i] = std::min(away[i], distance(places.centre[i], places.centre[t]) / side_of(places, i, t));
        }
    }
    return away;
}

}  // namespace

const char* place_role_name(PlaceRole role) {
    switch (role) {
        case PlaceRole::kTreated:
            return "treated";
        case PlaceRole::kControl:
            return "control";
        case PlaceRole::kDisplacement:
            return "displacement";
    }
    return "";
}

std::vector<RoledPlace> assign_roles(const SweepPlaces& places, const std::vector<double>& expected,
                                     const std::vector<std::uint32_t>& treated) {
    constexpr double kRing = 1.6;
    constexpr double kApart = 3.1;
    // What laid boxes leave of the boxes under them may be next to nothing.
    constexpr double kSliver = 0.02;
    const double usual = places.shape == PlaceShape::kBoxes ? to_km2({places.side.value * places.side.value}) : 0.0;
    const std::vector<double> away = sides_away(places, treated);
    std::vector<RoledPlace> roles;
    std::vector<std::uint8_t> taken(places.size(), 0);
    for (const std::uint32_t t : treated) {
        roles.push_back({t, PlaceRole::kTreated, kNoPlace});
        taken[t] = 1;
    }
    std::vector<std::uint32_t> free;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        if (taken[i] == 0 && away[i] >= kApart && expected[i] > 0.0) {
            free.push_back(i);
        }
    }
    std::sort(free.begin(), free.end(), [&](std::uint32_t a, std::uint32_t b) {
        return expected[a] != expected[b] ? expected[a] > expected[b] : a < b;
    });
    for (const std::uint32_t t : treated) {
        // Free places stand in order of their expected count: the nearest by ratio is one of the two around the treated
        // one's.
        std::uint32_t best = kNoPlace;
        double best_gap = std::numeric_limits<double>::infinity();
        for (const std::uint32_t i : free) {
            const double gap = std::abs(std::log(expected[i] / std::max(expected[t], 1e-12)));
            if (taken[i] == 0 && gap < best_gap) {
                best = i;
                best_gap = gap;
            }
            if (taken[i] == 0 && expected[i] < expected[t]) {
                break;
            }
        }
        if (best != kNoPlace) {
            taken[best] = 1;
            roles.push_back({best, PlaceRole::kControl, t});
        }
    }
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        if (taken[i] == 0 && away[i] <= kRing && places.area_km2[i] >= kSliver * usual) {
            roles.push_back({i, PlaceRole::kDisplacement, kNoPlace});
        }
    }
    return roles;
}

std::vector<std::uint32_t> work_groups(const SweepPlaces& places, const std::vector<std::uint32_t>& treated,
                                       const GroupOptions& options) {
    std::vector<std::uint32_t> group(treated.size(), 0);
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < treated.size(); ++i) {
        if (group[i] != 0) {
            continue;
        }
        group[i] = ++next;
        std::vector<std::pair<double, std::size_t>> near;
        for (std::size_t j = i + 1; j < treated.size(); ++j) {
            const double metres = distance(places.centre[treated[i]], places.centre[treated[j]]);
            if (group[j] == 0 && metres <= options.reach_m) {
                near.emplace_back(metres, j);
            }
        }
        std::sort(near.begin(), near.end());
        for (std::size_t k = 0; k < near.size() && k + 1 < options.most; ++k) {
            group[near[k].second] = next;
        }
    }
    return group;
}

}  // namespace diaban
