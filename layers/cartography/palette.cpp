#include "layers/cartography/palette.hpp"

#include <cmath>
#include <numbers>

#include "layers/model/class_appearance.hpp"

namespace diaban {

std::optional<AreaCategory> area_category_from_text(const std::optional<std::string>& text) {
    if (!text) {
        return AreaCategory::kOutside;
    }
    if (*text == "stable") {
        return AreaCategory::kStable;
    }
    if (*text == "contained") {
        return AreaCategory::kContained;
    }
    if (*text == "complex") {
        return AreaCategory::kComplex;
    }
    if (*text == "no_data") {
        return AreaCategory::kWithoutData;
    }
    return std::nullopt;
}

const std::array<AreaStyle, kAreaCategoryCount>& class_styles() {
    const auto style = [](const ClassAppearance& look, HatchKind hatch, double spacing, double width, const char* label) {
        return AreaStyle{colour_from_hex(look.fill), hatch, colour_from_hex(look.ink), spacing, width, label};
    };
    static const std::array<AreaStyle, kAreaCategoryCount> styles{{
        style(kStableAppearance, HatchKind::kNone, 4.0, 0.5, "map.class.stable"),
        style(kContainedAppearance, HatchKind::kRising, 4.2, 0.45, "map.class.contained"),
        style(kComplexAppearance, HatchKind::kCrossed, 4.6, 0.5, "map.class.complex"),
        style(kNoDataAppearance, HatchKind::kDots, 4.0, 0.9, "map.class.no-data"),
        style(kOutsideAppearance, HatchKind::kNone, 4.0, 0.5, "map.class.outside"),
    }};
    return styles;
}

std::vector<Colour> sequential_colours(std::size_t count) {
    constexpr double kLightest = 87.0;
    constexpr double kDarkest = 24.0;
    constexpr double kHue = 18.0 * std::numbers::pi / 180.0;  // a red: warm, and away from the blues of water
    std::vector<Colour> colours;
    colours.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double t = count == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(count - 1);
        // As colourful as sRGB has room for at each lightness, with a little to spare: clipping would bend the steps.
        const double chroma = 12.0 + 45.0 * std::sin(0.7 * std::numbers::pi * t);
        colours.push_back(colour_from_lab(
            {kLightest + (kDarkest - kLightest) * t, chroma * std::cos(kHue), chroma * std::sin(kHue)}));
    }
    return colours;
}

}  // namespace diaban
