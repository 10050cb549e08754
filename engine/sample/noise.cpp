#include "engine/sample/noise.hpp"

#include <cmath>

#include "layers/base/random.hpp"

namespace diaban {
namespace {

double lattice_value(const NoiseField& field, int octave, std::int64_t column, std::int64_t row) {
    const auto item =
        (static_cast<std::uint64_t>(static_cast<std::uint32_t>(column)) << 32) | static_cast<std::uint32_t>(row);
    RandomSequence random(field.seed + (static_cast<std::uint64_t>(octave) << 56), field.stream, item);
    return 2.0 * random.uniform() - 1.0;
}

double smooth(double t) {
    return t * t * (3.0 - 2.0 * t);
}

double octave_at(const NoiseField& field, int octave, ProjectedPoint scaled) {
    const double left = std::floor(scaled.x);
    const double bottom = std::floor(scaled.y);
    const auto column = static_cast<std::int64_t>(left);
    const auto row = static_cast<std::int64_t>(bottom);
    const double u = smooth(scaled.x - left);
    const double v = smooth(scaled.y - bottom);
    const double south =
        lattice_value(field, octave, column, row) * (1.0 - u) + lattice_value(field, octave, column + 1, row) * u;
    const double north = lattice_value(field, octave, column, row + 1) * (1.0 - u) +
                         lattice_value(field, octave, column + 1, row + 1) * u;
    return south * (1.0 - v) + north * v;
}

}  // namespace

double NoiseField::at(ProjectedPoint p) const {
    double sum = 0.0;
    double weights = 0.0;
    double height = 1.0;
    double wave = wavelength.value;
    for (int octave = 0; octave < octaves; ++octave) {
        sum += height * octave_at(*this, octave, {p.x / wave, p.y / wave});
        weights += height;
        height *= 0.5;
        wave *= 0.5;
    }
    return sum / weights;
}

}  // namespace diaban
