#include "layers/cartography/colour.hpp"

#include <algorithm>
#include <cmath>

namespace diaban {

namespace {

constexpr double kWhiteX = 0.95047;
constexpr double kWhiteY = 1.0;
constexpr double kWhiteZ = 1.08883;
constexpr double kDelta = 6.0 / 29.0;

double to_linear(double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double from_linear(double part) {
    const double encoded = part <= 0.0031308 ? part * 12.92 : 1.055 * std::pow(part, 1.0 / 2.4) - 0.055;
    return std::clamp(encoded, 0.0, 1.0);
}

double lab_curve(double t) {
    return t > kDelta * kDelta * kDelta ? std::cbrt(t) : t / (3.0 * kDelta * kDelta) + 4.0 / 29.0;
}

double lab_curve_inverse(double t) {
    return t > kDelta ? t * t * t : 3.0 * kDelta * kDelta * (t - 4.0 / 29.0);
}

}  // namespace

LabColour lab_from_colour(const Colour& colour) {
    const double red = to_linear(colour.red);
    const double green = to_linear(colour.green);
    const double blue = to_linear(colour.blue);
    const double x = lab_curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / kWhiteX);
    const double y = lab_curve((0.2126729 * red + 0.7151522 * green + 0.0721750 * blue) / kWhiteY);
    const double z = lab_curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / kWhiteZ);
    return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

Colour colour_from_lab(const LabColour& lab) {
    const double fy = (lab.lightness + 16.0) / 116.0;
    const double x = kWhiteX * lab_curve_inverse(fy + lab.a / 500.0);
    const double y = kWhiteY * lab_curve_inverse(fy);
    const double z = kWhiteZ * lab_curve_inverse(fy - lab.b / 200.0);
    return {from_linear(3.2404542 * x - 1.5371385 * y - 0.4985314 * z),
            from_linear(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z),
            from_linear(0.0556434 * x - 0.2040259 * y + 1.0572252 * z)};
}

double lightness(const Colour& colour) {
    return lab_from_colour(colour).lightness;
}

}  // namespace diaban
