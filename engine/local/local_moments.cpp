#include "engine/local/local_moments.hpp"

namespace diaban {
namespace {

/// W_i and V_i over the neighbours, self left out.
struct RowSums {
    double weights = 0.0;
    double squares = 0.0;
};

RowSums row_sums(const SpatialWeights& weights, std::size_t area) {
    RowSums sums;
    for (const double w : weights.weights_of(area)) {
        sums.weights += w;
        sums.squares += w * w;
    }
    return sums;
}

}  // namespace

double lagged(const LocalTask& task, std::size_t area) {
    const auto neighbours = task.weights.neighbours_of(area);
    const auto weights = task.weights.weights_of(area);
    double sum = 0.0;
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
        sum += weights[k] * task.population.z[neighbours[k]];
    }
    return sum;
}

LocalMoments getis_ord_star(const LocalTask& task, std::size_t area) {
    const PopulationMoments& population = task.population;
    const double n = population.count();
    const double self = task.weights.self_weights[area];
    RowSums row = row_sums(task.weights, area);
    row.weights += self;
    row.squares += self * self;
    const double expectation = row.weights * population.mean;
    const double centred = lagged(task, area) + self * population.z[area];
    const double variance = population.squares / n * ((n * row.squares - row.weights * row.weights) / (n - 1.0));
    return {expectation + centred, expectation, variance};
}

LocalMoments getis_ord(const LocalTask& task, std::size_t area) {
    const PopulationMoments& population = task.population;
    const double others = population.count() - 1.0;
    const double own = population.z[area];
    const RowSums row = row_sums(task.weights, area);
    // Mean and variance of the others, from the centred sums: sum of the others' z is -z_i.
    const double shift = -own / others;
    const double spread = (population.squares - own * own) / others - shift * shift;
    const double base = row.weights * population.mean;
    const double variance = spread * ((others * row.squares - row.weights * row.weights) / (others - 1.0));
    return {base + lagged(task, area), base + row.weights * shift, variance};
}

LocalMoments local_moran(const LocalTask& task, std::size_t area, MoranMoments moments) {
    const PopulationMoments& population = task.population;
    const double n = population.count();
    const double m2 = population.squares / n;
    const double own = population.z[area];
    const RowSums row = row_sums(task.weights, area);
    const double value = own / m2 * lagged(task, area);
    if (moments == MoranMoments::kConditional) {
        const double expectation = -(own * own / m2) * row.weights / (n - 1.0);
        const double scale = own / m2;
        const double variance = scale * scale * (n / (n - 2.0)) *
                                (row.squares - row.weights * row.weights / (n - 1.0)) * (m2 - own * own / (n - 1.0));
        return {value, expectation, variance};
    }
    const double b2 = population.fourths / n / (m2 * m2);
    const double expectation = -row.weights / (n - 1.0);
    const double variance = row.squares * (n - b2) / (n - 1.0) +
                            (row.weights * row.weights - row.squares) * (2.0 * b2 - n) / ((n - 1.0) * (n - 2.0)) -
                            expectation * expectation;
    return {value, expectation, variance};
}

LocalMoments local_geary(const LocalTask& task, std::size_t area) {
    const PopulationMoments& population = task.population;
    const double n = population.count();
    const double others = n - 1.0;
    const double unit = population.squares / others;
    const double own = population.z[area];
    const auto neighbours = task.weights.neighbours_of(area);
    const auto weights = task.weights.weights_of(area);
    double sum = 0.0;
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
        const double difference = own - population.z[neighbours[k]];
        sum += weights[k] * difference * difference;
    }
    const RowSums row = row_sums(task.weights, area);
    // d_j = (z_i - z_j)^2 over the others is the finite population that the neighbours are drawn from.
    const double own2 = own * own;
    const double mean = (n * own2 + population.squares) / others;
    const double total_squares =
        n * own2 * own2 + 6.0 * own2 * population.squares - 4.0 * own * population.cubes + population.fourths;
    const double spread = (total_squares - others * mean * mean) / (others - 1.0);
    return {sum / unit, row.weights * mean / unit,
            (row.squares - row.weights * row.weights / others) * spread / (unit * unit)};
}

}  // namespace diaban
