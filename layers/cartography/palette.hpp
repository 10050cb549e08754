// What an area looks like: a colour, a hatch and a name for each category, chosen so that colour-blind readers and a
// black-and-white copier tell the categories apart.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/cartography/colour.hpp"

namespace diaban {

/// A pattern of lines or dots over a fill.
enum class HatchKind { kNone, kRising, kCrossed, kDots, kLevel };

/// How one category of areas is drawn and named in the legend.
struct AreaStyle {
    Colour fill;
    HatchKind hatch = HatchKind::kNone;
    Colour hatch_colour;
    double hatch_spacing = 4.0;  ///< points between lines or dots
    double hatch_width = 0.5;    ///< points
    std::string label_key;       ///< word catalogue
};

/// The categories of the class map. 'No data' (on the watch list, but could not be classified) and 'outside' (not on
/// the watch list) are two different things.
enum class AreaCategory { kStable, kContained, kComplex, kWithoutData, kOutside };
inline constexpr std::size_t kAreaCategoryCount = 5;

/// "stable", "contained", "complex", "no_data"; a missing value is kOutside. Empty for any other text.
std::optional<AreaCategory> area_category_from_text(const std::optional<std::string>& text);

/// Styles in the order of AreaCategory. The three classes lie at least 20 apart in CIELAB lightness and carry different
/// hatches; blue, orange and dark red stay apart under the three kinds of colour blindness.
const std::array<AreaStyle, kAreaCategoryCount>& class_styles();

/// `count` colours of one hue from light to dark in equal steps of CIELAB lightness (87 .. 24). The lightest is dark
/// enough to stand apart from paper and from cells of zero.
std::vector<Colour> sequential_colours(std::size_t count);

}  // namespace diaban
