// Colours by how they are seen: sRGB for drawing, CIELAB for measuring how far apart two colours are.
#pragma once

namespace diaban {

/// sRGB, each part 0 .. 1.
struct Colour {
    double red = 0.0;
    double green = 0.0;
    double blue = 0.0;
    friend constexpr bool operator==(const Colour&, const Colour&) = default;
};

/// CIELAB under D65: lightness 0 (black) .. 100 (white), a (green to red), b (blue to yellow).
struct LabColour {
    double lightness = 0.0;
    double a = 0.0;
    double b = 0.0;
};

inline constexpr Colour kBlack{0.0, 0.0, 0.0};
inline constexpr Colour kWhite{1.0, 1.0, 1.0};

/// 0xRRGGBB.
constexpr Colour colour_from_hex(unsigned hex) {
    return {((hex >> 16) & 0xFFu) / 255.0, ((hex >> 8) & 0xFFu) / 255.0, (hex & 0xFFu) / 255.0};
}

/// sRGB (IEC 61966-2-1) to CIELAB (CIE 15:2004), white point D65.
LabColour lab_from_colour(const Colour& colour);

/// The reverse; parts outside sRGB are clipped to it.
Colour colour_from_lab(const LabColour& lab);

/// CIELAB L* of a colour: what a black-and-white copier sees.
double lightness(const Colour& colour);

}  // namespace diaban
