// How well coordinates, read one way, fit the areas: the evidence behind every check of coordinates.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "layers/crs/coordinate_readings.hpp"
#include "layers/geometry/area_locator.hpp"
#include "layers/model/areas.hpp"

namespace diaban {

/// One row with two numbers for coordinates, as they came.
struct CoordinateRow {
    RawCoordinate raw;
    std::uint32_t stated = kNoArea;  ///< the area that the row names, kNoArea where it names none that is known
    std::uint64_t row = 0;           ///< row number in the source, first data row = 1
};

/// Counts that go into a sentence: "of 312 points 309 lie in the areas".
struct CoordinateFit {
    std::uint64_t points = 0;
    std::uint64_t inside = 0;     ///< in any area
    std::uint64_t stated = 0;     ///< points whose row names an area
    std::uint64_t in_stated = 0;  ///< of these, in that area
    std::uint64_t areas_hit = 0;  ///< areas that hold at least one point

    /// Share of points that are where they should be: in the area their row names, else in any area. 0 without points.
    std::uint64_t right = 0;
    [[nodiscard]] double share_right() const {
        return points > 0 ? static_cast<double>(right) / static_cast<double>(points) : 0.0;
    }
    [[nodiscard]] double share_inside() const {
        return points > 0 ? static_cast<double>(inside) / static_cast<double>(points) : 0.0;
    }
};

/// Where the rows lie under one reading.
struct FittedRows {
    std::vector<ProjectedPoint> place;
    std::vector<std::uint32_t> area;  ///< or kNoArea
    std::vector<std::uint8_t> right;  ///< in the stated area, else in any
    CoordinateFit fit;
};

/// Reads all rows one way and locates them; empty when PROJ knows no accurate way from the reading's CRS to that of the
/// areas. O(n log V).
std::optional<FittedRows> fit_rows(std::span<const CoordinateRow> rows, const CoordinateReading& reading,
                                   const AreaLayer& areas, unsigned threads);

}  // namespace diaban
