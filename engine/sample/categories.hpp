// Kinds of incident with their habits: how often, where, at what hour, and who finds them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace diaban {

enum class DetectedBy : std::uint8_t { kPublic, kPolice };

/// One kind of incident. Shares are of all incidents; hours are relative weights of the 24 hours of the day.
struct IncidentCategory {
    std::string_view name;  ///< as written in the file, Vietnamese
    double share = 0.0;
    double found_by_police = 0.0;  ///< share found by looking (drugs, gambling) and not reported by the public
    double at_hot_places = 0.0;    ///< share near markets, stations, junctions
    double on_roads = 0.0;         ///< share along roads; the rest lies anywhere in the area
    double repeats = 0.0;          ///< share that follows an earlier incident nearby within days
    double weekend = 1.0;          ///< weight of Saturday and Sunday against a working day
    std::array<double, 24> hours{};
};

/// The kinds in the sample; shares sum to 1. Invented, plausible, and not estimated from any record.
std::span<const IncidentCategory> incident_categories();

}  // namespace diaban
