#include "engine/local/population_moments.hpp"

#include <algorithm>
#include <cmath>

namespace diaban {
namespace {

class Sum {
public:
    void add(double value) {
        const double total = m_total + value;
        m_lost += std::abs(m_total) >= std::abs(value) ? (m_total - total) + value : (value - total) + m_total;
        m_total = total;
    }
    [[nodiscard]] double value() const { return m_total + m_lost; }

private:
    double m_total = 0.0;
    double m_lost = 0.0;
};

}  // namespace

double compensated_sum(std::span<const double> values) {
    Sum sum;
    for (const double value : values) {
        sum.add(value);
    }
    return sum.value();
}

bool PopulationMoments::constant() const {
    return largest <= 1e-14 * std::abs(mean);
}

PopulationMoments population_moments(std::span<const double> values) {
    PopulationMoments moments;
    if (values.empty()) {
        return moments;
    }
    moments.mean = compensated_sum(values) / static_cast<double>(values.size());
    moments.z.reserve(values.size());
    Sum squares;
    Sum cubes;
    Sum fourths;
    for (const double value : values) {
        const double z = value - moments.mean;
        moments.z.push_back(z);
        moments.largest = std::max(moments.largest, std::abs(z));
        squares.add(z * z);
        cubes.add(z * z * z);
        fourths.add(z * z * z * z);
    }
    moments.squares = squares.value();
    moments.cubes = cubes.value();
    moments.fourths = fourths.value();
    return moments;
}

}  // namespace diaban
