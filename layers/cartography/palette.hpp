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
enum class HatchKind { kNone, kRising, kCrossed, kDots, kLevel, kFalling };

/// How one category of areas is drawn and named in the legend.
struct AreaStyle {
    Colour fill;
    HatchKind hatch = HatchKind::kNone;
    Colour hatch_colour;
    double hatch_spacing = 4.0;  ///< points between lines or dots
    double hatch_width = 0.5;    ///< points
    std::string label_key;       ///< word catalogue
};

/// The categories of the class map. 'No data' (on the watch list, but could not be classified), 'suppressed' (known,
/// but not shown) and 'outside' (not on the watch list) are three different things.
enum class AreaCategory { kStable, kContained, kComplex, kWithoutData, kSuppressed, kOutside };
inline constexpr std::size_t kAreaCategoryCount = 6;

/// "stable", "contained", "complex", "no_data", "suppressed"; a missing value is kOutside. Empty for any other text.
std::optional<AreaCategory> area_category_from_text(const std::optional<std::string>& text);

/// Styles in the order of AreaCategory. The three classes lie at least 20 apart in CIELAB lightness and carry different
/// hatches; blue, orange and dark red stay apart under the three kinds of colour blindness.
const std::array<AreaStyle, kAreaCategoryCount>& class_styles();

/// Why an area carries no colour of a theme. Four different things, four different looks, the same on every map.
enum class Absence { kNotSignificant, kWithoutData, kSuppressed, kOutside };
inline constexpr std::size_t kAbsenceCount = 4;
const AreaStyle& absence_style(Absence absence);

/// Gi_Bin 3, 2, 1 (hot), -1, -2, -3 (cold) in the colours ArcGIS gives them; hot bins rise, cold ones fall, so that a
/// copier tells them apart although red and blue are equally dark.
const std::array<AreaStyle, 6>& hot_spot_styles();

/// COType HH, LL, HL, LH in the colours GeoDa gives them, each with a hatch of its own.
const std::array<AreaStyle, 4>& cluster_styles();

/// Change of a rate: clearly up, up, down, clearly down. Brown and blue-green stay apart for colour-blind readers; what
/// goes up rises, what goes down falls.
const std::array<AreaStyle, 4>& change_styles();

/// Styles of `count` classes from the gravest: those of the class map for two (complex, stable) and three; for more,
/// steps of one hue from dark to light, each with another hatch than its neighbour.
std::vector<AreaStyle> graded_styles(std::size_t count);

/// `count` colours of one hue from light to dark in equal steps of CIELAB lightness (87 .. 24). The lightest is dark
/// enough to stand apart from paper and from cells of zero.
std::vector<Colour> sequential_colours(std::size_t count);

}  // namespace diaban
