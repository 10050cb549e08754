// The purposes for which the sample draws random numbers: one stream each, so that a new layer changes no older one.
#pragma once

#include <cstdint>

namespace diaban::sample_stream {

inline constexpr std::uint32_t kBase = 0x53410000;
inline constexpr std::uint32_t kOutlineX = kBase + 1;
inline constexpr std::uint32_t kOutlineY = kBase + 2;
inline constexpr std::uint32_t kBorderX = kBase + 3;
inline constexpr std::uint32_t kBorderY = kBase + 4;
inline constexpr std::uint32_t kMeshVertex = kBase + 5;
inline constexpr std::uint32_t kSites = kBase + 6;
inline constexpr std::uint32_t kNames = kBase + 7;
inline constexpr std::uint32_t kResidents = kBase + 8;
inline constexpr std::uint32_t kClasses = kBase + 9;
inline constexpr std::uint32_t kMultiples = kBase + 10;
inline constexpr std::uint32_t kCounts = kBase + 11;
inline constexpr std::uint32_t kClusters = kBase + 12;
inline constexpr std::uint32_t kIncidents = kBase + 13;
inline constexpr std::uint32_t kRoads = kBase + 14;
inline constexpr std::uint32_t kTerrain = kBase + 15;
inline constexpr std::uint32_t kPlaces = kBase + 16;
inline constexpr std::uint32_t kCameras = kBase + 17;
inline constexpr std::uint32_t kSweep = kBase + 18;
inline constexpr std::uint32_t kFaults = kBase + 19;

}  // namespace diaban::sample_stream
