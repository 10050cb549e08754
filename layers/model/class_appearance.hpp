// The colours of the classes: one table for printed maps, layer styles and the page (a test compares the page's with
// these).
#pragma once

#include <cstdint>

namespace diaban {

/// Fill and hatch ink of one value of field `class`, as 0xRRGGBB. The three classes lie at least 20 apart in CIELAB
/// lightness, so that a black-and-white copier and colour-blind readers tell them apart, and carry different hatches.
struct ClassAppearance {
    const char* value;
    std::uint32_t fill;
    std::uint32_t ink;
};

inline constexpr ClassAppearance kStableAppearance{"stable", 0xB5CFE6, 0x000000};
inline constexpr ClassAppearance kContainedAppearance{"contained", 0xD4781C, 0x5A2E00};
inline constexpr ClassAppearance kComplexAppearance{"complex", 0x7D1128, 0xF6D5DB};
inline constexpr ClassAppearance kNoDataAppearance{"no_data", 0xF4F4F4, 0x606060};
inline constexpr ClassAppearance kOutsideAppearance{"outside", 0xFFFFFF, 0x000000};

}  // namespace diaban
