#include "layers/cartography/palette.hpp"

#include <cmath>
#include <numbers>

namespace diaban {

std::optional<AreaClass> area_class_from_text(const std::optional<std::string>& text) {
    if (!text) {
        return AreaClass::kOutside;
    }
    if (*text == "stable") {
        return AreaClass::kStable;
    }
    if (*text == "contained") {
        return AreaClass::kContained;
    }
    if (*text == "complex") {
        return AreaClass::kComplex;
    }
    if (*text == "no_data") {
        return AreaClass::kWithoutData;
    }
    return std::nullopt;
}

const std::array<AreaStyle, kAreaClassCount>& class_styles() {
    static const std::array<AreaStyle, kAreaClassCount> styles{{
        {colour_from_hex(0xB5CFE6), HatchKind::kNone, kBlack, 4.0, 0.5, "map.class.stable"},
        {colour_from_hex(0xD9822B), HatchKind::kRising, colour_from_hex(0x5A2E00), 4.2, 0.45, "map.class.contained"},
        {colour_from_hex(0x7D1128), HatchKind::kCrossed, colour_from_hex(0xF6D5DB), 4.6, 0.5, "map.class.complex"},
        {colour_from_hex(0xF4F4F4), HatchKind::kDots, colour_from_hex(0x606060), 4.0, 0.9, "map.class.no-data"},
        {kWhite, HatchKind::kNone, kBlack, 4.0, 0.5, "map.class.outside"},
    }};
    return styles;
}

std::vector<Colour> sequential_colours(std::size_t count) {
    constexpr double kLightest = 94.0;
    constexpr double kDarkest = 24.0;
    constexpr double kHue = 18.0 * std::numbers::pi / 180.0;  // a red: warm, and away from the blues of water
    std::vector<Colour> colours;
    colours.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double t = count == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(count - 1);
        // Chroma is highest in the middle, where sRGB has most room for it.
        const double chroma = 8.0 + 48.0 * std::sin(std::numbers::pi * std::min(1.0, 0.08 + 0.75 * t));
        colours.push_back(colour_from_lab(
            {kLightest + (kDarkest - kLightest) * t, chroma * std::cos(kHue), chroma * std::sin(kHue)}));
    }
    return colours;
}

}  // namespace diaban
