#include "layers/cartography/palette.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "layers/model/absence_appearance.hpp"

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
    if (*text == "suppressed") {
        return AreaCategory::kSuppressed;
    }
    return std::nullopt;
}

const std::array<AreaStyle, kAreaCategoryCount>& class_styles() {
    const auto style = [](const ClassAppearance& look, HatchKind hatch, double spacing, double width,
                          const char* label) {
        return AreaStyle{colour_from_hex(look.fill), hatch, colour_from_hex(look.ink), spacing, width, label};
    };
    static const std::array<AreaStyle, kAreaCategoryCount> styles{{
        style(kStableAppearance, HatchKind::kNone, 4.0, 0.5, "map.class.stable"),
        style(kContainedAppearance, HatchKind::kRising, 4.2, 0.45, "map.class.contained"),
        style(kComplexAppearance, HatchKind::kCrossed, 4.6, 0.5, "map.class.complex"),
        absence_style(Absence::kWithoutData),
        absence_style(Absence::kSuppressed),
        absence_style(Absence::kOutside),
    }};
    return styles;
}

const AreaStyle& absence_style(Absence absence) {
    static const std::array<AreaStyle, kAbsenceCount> styles{{
        {colour_from_hex(kNotSignificantAppearance.fill), HatchKind::kDots,
         colour_from_hex(kNotSignificantAppearance.ink), 6.5, 0.6, "map.absence.not-significant"},
        {colour_from_hex(kNoDataAppearance.fill), HatchKind::kDots, colour_from_hex(kNoDataAppearance.ink), 4.0, 0.9,
         "map.class.no-data"},
        {colour_from_hex(kSuppressedAppearance.fill), HatchKind::kLevel, colour_from_hex(kSuppressedAppearance.ink),
         3.4, 0.6, "map.absence.suppressed"},
        {colour_from_hex(kOutsideAppearance.fill), HatchKind::kNone, colour_from_hex(kOutsideAppearance.ink), 4.0, 0.5,
         "map.class.outside"},
    }};
    return styles[static_cast<std::size_t>(absence)];
}

const std::array<AreaStyle, 6>& hot_spot_styles() {
    constexpr Colour kInk{0.16, 0.06, 0.03};
    constexpr Colour kColdInk{0.03, 0.08, 0.2};
    static const std::array<AreaStyle, 6> styles{{
        {colour_from_hex(0xD62F27), HatchKind::kCrossed, kInk, 4.2, 0.5, "style.hot-99"},
        {colour_from_hex(0xED7551), HatchKind::kRising, kInk, 3.6, 0.5, "style.hot-95"},
        {colour_from_hex(0xFAB984), HatchKind::kRising, kInk, 6.5, 0.45, "style.hot-90"},
        {colour_from_hex(0xC0CCBE), HatchKind::kFalling, kColdInk, 6.5, 0.45, "style.cold-90"},
        {colour_from_hex(0x849EBA), HatchKind::kFalling, kColdInk, 3.6, 0.5, "style.cold-95"},
        {colour_from_hex(0x4575B5), HatchKind::kFalling, kWhite, 2.4, 0.5, "style.cold-99"},
    }};
    return styles;
}

const std::array<AreaStyle, 4>& cluster_styles() {
    constexpr Colour kInk{0.16, 0.06, 0.03};
    static const std::array<AreaStyle, 4> styles{{
        {colour_from_hex(0xFF0000), HatchKind::kCrossed, kInk, 4.2, 0.5, "style.high-high"},
        {colour_from_hex(0x0000FF), HatchKind::kFalling, kWhite, 3.6, 0.5, "style.low-low"},
        {colour_from_hex(0xF4ADA8), HatchKind::kRising, kInk, 4.2, 0.5, "style.high-low"},
        {colour_from_hex(0xA7ADF9), HatchKind::kFalling, kInk, 4.2, 0.5, "style.low-high"},
    }};
    return styles;
}

const std::array<AreaStyle, 4>& change_styles() {
    constexpr Colour kRisingInk{0.25, 0.13, 0.0};
    constexpr Colour kFallingInk{0.0, 0.2, 0.18};
    static const std::array<AreaStyle, 4> styles{{
        {colour_from_hex(0x8C510A), HatchKind::kRising, {0.98, 0.91, 0.78}, 5.2, 0.45, "map.change.up-strong"},
        {colour_from_hex(0xD8B365), HatchKind::kRising, kRisingInk, 5.5, 0.45, "map.change.up"},
        {colour_from_hex(0x7CC4BB), HatchKind::kFalling, kFallingInk, 5.5, 0.45, "map.change.down"},
        {colour_from_hex(0x01665E), HatchKind::kFalling, {0.85, 0.96, 0.94}, 5.2, 0.45, "map.change.down-strong"},
    }};
    return styles;
}

std::vector<AreaStyle> graded_styles(std::size_t count) {
    const auto of = [](AreaCategory category) { return class_styles()[static_cast<std::size_t>(category)]; };
    if (count <= 2) {
        return {of(AreaCategory::kContained), of(AreaCategory::kStable)};
    }
    if (count == 3) {
        return {of(AreaCategory::kComplex), of(AreaCategory::kContained), of(AreaCategory::kStable)};
    }
    constexpr std::array<HatchKind, 4> kHatches{HatchKind::kCrossed, HatchKind::kRising, HatchKind::kFalling,
                                                HatchKind::kNone};
    std::vector<Colour> colours = sequential_colours(count);
    std::vector<AreaStyle> styles;
    for (std::size_t k = 0; k < count; ++k) {
        const Colour& fill = colours[count - 1 - k];
        styles.push_back(
            {fill, kHatches[k % kHatches.size()], lightness(fill) < 50.0 ? kWhite : kBlack, 4.4, 0.45, ""});
    }
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
