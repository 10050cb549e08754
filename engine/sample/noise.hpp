// Smooth noise over the plane: what bends straight borders, coasts and roads into natural ones.
#pragma once

#include <cstdint>

#include "layers/model/point.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// Fractal value noise: the sum of `octaves` lattices of random values, each of half the wavelength and half the
/// height of the one before, interpolated with 3t^2 - 2t^3 (Perlin 1985, doi:10.1145/325165.325247).
struct NoiseField {
    std::uint64_t seed = 1;
    std::uint32_t stream = 0;
    Metres wavelength{10'000.0};
    int octaves = 4;

    /// Value at `p`, in (-1, 1), continuous, mean 0. O(octaves).
    [[nodiscard]] double at(ProjectedPoint p) const;
};

}  // namespace diaban
