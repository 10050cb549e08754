// Classes of a density surface: breaks that a person can read out, and the image that shows them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layers/cartography/colour.hpp"
#include "layers/cartography/thematic_map.hpp"
#include "layers/model/raster.hpp"

namespace diaban {

/// Class k holds values from breaks[k] (open, except the first) to breaks[k + 1] (closed). `has_zero`: cells of exactly
/// 0 are a class of their own before them.
struct DensityClasses {
    bool has_zero = false;
    std::vector<double> breaks;  ///< ascending; one more than classes, or empty
    int decimals = 0;            ///< digits after the mark that the breaks need

    [[nodiscard]] std::size_t count() const { return breaks.empty() ? 0 : breaks.size() - 1; }
    /// Index of the class of a positive value.
    [[nodiscard]] std::size_t class_of(double value) const;
};

/// At most `wanted` classes of the positive finite values. Equal steps: the smallest step of 1, 2, 2.5 or 5 times a
/// power of ten that reaches the greatest value. Quantiles: equal numbers of cells, breaks rounded to two significant
/// digits and repeated ones dropped, so there may be fewer. Series: 1, 2 and 5 times powers of ten, the last
/// break reaching the greatest value. No positive value: no class.
DensityClasses density_classes(const Raster& density, DensityBreaks method, std::size_t wanted);

/// Equal steps; the series where equal steps would leave more than two thirds of the positive cells in the lowest
/// class.
DensityBreaks fitting_breaks(const Raster& density, std::size_t wanted);

/// "12,5 – 25".
std::string class_in_words(const DensityClasses& classes, std::size_t index, const Catalogue& words);

}  // namespace diaban
