#include "layers/page/viewer_raster.hpp"

#include <algorithm>
#include <cmath>

#include "layers/page/viewer_packing.hpp"

namespace diaban {

namespace {

constexpr double kMostSteps = 65534.0;

}  // namespace

QuantisedRaster quantise(const Raster& raster) {
    QuantisedRaster result;
    result.grid = raster.grid;
    double low = 0.0;
    double high = 0.0;
    for (const double value : raster.values) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    result.offset = low;
    result.step = (high - low) / kMostSteps;
    result.codes.reserve(raster.values.size());
    for (const double value : raster.values) {
        if (!std::isfinite(value)) {
            result.codes.push_back(kNoDataCode);
        } else if (result.step > 0.0) {
            result.codes.push_back(
                static_cast<std::uint16_t>(std::clamp(std::round((value - low) / result.step), 0.0, kMostSteps)));
        } else {
            result.codes.push_back(0);
        }
    }
    return result;
}

Raster coarsened(const Raster& raster, std::size_t most_cells) {
    std::int64_t factor = 1;
    const auto blocks = [](std::int64_t cells, std::int64_t size) { return (cells + size - 1) / size; };
    while (static_cast<std::size_t>(blocks(raster.grid.columns, factor) * blocks(raster.grid.rows, factor)) >
           std::max<std::size_t>(most_cells, 1)) {
        ++factor;
    }
    if (factor == 1) {
        return raster;
    }
    Raster result;
    result.unit = raster.unit;
    result.grid = raster.grid;
    result.grid.cell.value *= static_cast<double>(factor);
    result.grid.columns = blocks(raster.grid.columns, factor);
    result.grid.rows = blocks(raster.grid.rows, factor);
    result.values.reserve(result.grid.size());
    for (std::int64_t row = 0; row < result.grid.rows; ++row) {
        for (std::int64_t column = 0; column < result.grid.columns; ++column) {
            double sum = 0.0;
            std::int64_t count = 0;
            for (std::int64_t r = row * factor; r < std::min((row + 1) * factor, raster.grid.rows); ++r) {
                for (std::int64_t c = column * factor; c < std::min((column + 1) * factor, raster.grid.columns); ++c) {
                    const double value = raster.at(r, c);
                    if (std::isfinite(value)) {
                        sum += value;
                        ++count;
                    }
                }
            }
            result.values.push_back(count > 0 ? sum / static_cast<double>(count) : kNoData);
        }
    }
    return result;
}

std::string packed(const QuantisedRaster& raster) {
    const std::size_t cells = raster.codes.size();
    const auto columns = static_cast<std::size_t>(raster.grid.columns);
    std::vector<std::uint8_t> bytes(2 * cells);
    for (std::size_t i = 0; i < cells; ++i) {
        const std::size_t column = i % columns;
        const unsigned left = column > 0 ? raster.codes[i - 1] : 0U;
        const unsigned upper = i >= columns ? raster.codes[i - columns] : 0U;
        const unsigned corner = column > 0 && i >= columns ? raster.codes[i - columns - 1] : 0U;
        const unsigned difference = (raster.codes[i] - (left + upper - corner)) & 0xFFFFU;
        const unsigned zigzag = difference < 0x8000U ? difference << 1U : ((0x10000U - difference) << 1U) - 1U;
        bytes[i] = static_cast<std::uint8_t>(zigzag & 0xFFU);
        bytes[cells + i] = static_cast<std::uint8_t>(zigzag >> 8U);
    }
    return deflated_base64(bytes);
}

}  // namespace diaban
