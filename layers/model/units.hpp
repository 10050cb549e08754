// Units as types: a length cannot be passed where an area or an angle is meant.
//
// Inside the program every length is in metres and every area in square metres; where types end (flags, columns,
// JSON) the unit is in the name: `--bandwidth-m`, `area_km2`, `density_per_km2`.
#pragma once

#include <compare>

namespace diaban {

/// A length in metres.
struct Metres {
    double value = 0.0;
    friend constexpr auto operator<=>(const Metres&, const Metres&) = default;
};

/// An area in square metres.
struct SquareMetres {
    double value = 0.0;
    friend constexpr auto operator<=>(const SquareMetres&, const SquareMetres&) = default;
};

/// An angle in degrees, used for longitude and latitude only.
struct Degrees {
    double value = 0.0;
    friend constexpr auto operator<=>(const Degrees&, const Degrees&) = default;
};

/// Square metres in one square kilometre.
inline constexpr double kSquareMetresPerKm2 = 1e6;

/// The same area in square kilometres, for output columns named `..._km2`.
constexpr double to_km2(SquareMetres area) {
    return area.value / kSquareMetresPerKm2;
}

}  // namespace diaban
