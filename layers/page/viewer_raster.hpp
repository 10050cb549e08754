// A surface as the viewer carries it: 16-bit steps, differences, deflate, base64.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/raster.hpp"

namespace diaban {

/// Steps of a linear scale: value = offset + step * code. `kNoDataCode` marks a cell without a value.
struct QuantisedRaster {
    Grid grid;
    double offset = 0.0;
    double step = 0.0;
    std::vector<std::uint16_t> codes;  ///< row by row from the north-west
};

inline constexpr std::uint16_t kNoDataCode = 65535;

/// The raster in 65,535 equal steps from its smallest (or 0, where nothing is negative) to its largest value; the error
/// of a cell is at most half a step. Non-finite cells become `kNoDataCode`. O(cells).
QuantisedRaster quantise(const Raster& raster);

/// The same surface with square blocks of cells averaged (cells without a value left out) until at most `most_cells`
/// remain; unchanged where it is small enough. The new cell is a whole multiple of the old one. O(cells).
Raster coarsened(const Raster& raster, std::size_t most_cells);

/// Codes as text: for each cell the code minus the sum of its left and upper minus its upper-left neighbour (modulo
/// 65536, 0 outside the grid), zigzag coded, all low bytes then all high bytes, zlib stream (RFC 1950), base64. A
/// smooth surface has second differences near nothing, which is what makes it small. Throws Error{kInternal} when zlib
/// fails.
std::string packed(const QuantisedRaster& raster);

}  // namespace diaban
