#include "layers/write/style_categories.hpp"

#include "layers/model/absence_appearance.hpp"

namespace diaban {

CategorisedStyle class_style(const Catalogue& words) {
    CategorisedStyle style{"class", FieldType::kText, {}, "name"};
    style.categories = {
        {"stable", words.say("class.stable"), kStableAppearance},
        {"contained", words.say("class.contained"), kContainedAppearance, StylePattern::kRising},
        {"complex", words.say("class.complex"), kComplexAppearance, StylePattern::kCrossed},
        {"suppressed", words.say("map.absence.suppressed"), kSuppressedAppearance, StylePattern::kLevel},
        {"", words.say("map.class.no-data"), kNoDataAppearance, StylePattern::kDots, "watched"},
        {"", words.say("class.outside"), kOutsideAppearance}};
    return style;
}

CategorisedStyle gi_bin_style(const Catalogue& words) {
    const auto entry = [&](const char* bin, const char* key, std::uint32_t fill, StylePattern pattern) {
        return StyleCategory{bin, words.say(key), {bin, fill, 0x29100A}, pattern};
    };
    CategorisedStyle style{"Gi_Bin", FieldType::kInteger, {}};
    style.categories = {entry("3", "style.hot-99", 0xD62F27, StylePattern::kCrossed),
                        entry("2", "style.hot-95", 0xED7551, StylePattern::kRising),
                        entry("1", "style.hot-90", 0xFAB984, StylePattern::kNone),
                        {"0", words.say("style.not-significant"), kNotSignificantAppearance},
                        entry("-1", "style.cold-90", 0xC0CCBE, StylePattern::kNone),
                        entry("-2", "style.cold-95", 0x849EBA, StylePattern::kFalling),
                        entry("-3", "style.cold-99", 0x4575B5, StylePattern::kFalling),
                        {"", words.say("style.no-result"), kNoDataAppearance, StylePattern::kDots}};
    return style;
}

CategorisedStyle cluster_type_style(const Catalogue& words) {
    const auto entry = [&](const char* value, const char* key, std::uint32_t fill, StylePattern pattern) {
        return StyleCategory{value, words.say(key), {value, fill, 0x29100A}, pattern};
    };
    CategorisedStyle style{"COType", FieldType::kText, {}};
    style.categories = {entry("HH", "style.high-high", 0xFF0000, StylePattern::kCrossed),
                        entry("LL", "style.low-low", 0x0000FF, StylePattern::kNone),
                        entry("HL", "style.high-low", 0xF4ADA8, StylePattern::kRising),
                        entry("LH", "style.low-high", 0xA7ADF9, StylePattern::kFalling),
                        {"", words.say("style.not-significant"), {"not_significant", 0xEEEEEE, 0x000000}}};
    return style;
}

}  // namespace diaban
