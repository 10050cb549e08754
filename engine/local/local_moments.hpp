// Value, expectation and variance of each local statistic for one area.
#pragma once

#include <cstddef>

#include "engine/local/local_statistics.hpp"
#include "engine/local/population_moments.hpp"

namespace diaban {

/// A statistic with its first two moments under the null. A variance that is not positive means: not defined.
struct LocalMoments {
    double value = 0.0;
    double expectation = 0.0;
    double variance = 0.0;
};

/// What the moments of one area are made of. `weights` must have self weights for Gi* (they are not used otherwise).
struct LocalTask {
    const PopulationMoments& population;
    const SpatialWeights& weights;
};

/// Formulas and sources: `local_statistics`. O(neighbours).
LocalMoments getis_ord_star(const LocalTask& task, std::size_t area);
LocalMoments getis_ord(const LocalTask& task, std::size_t area);
LocalMoments local_moran(const LocalTask& task, std::size_t area, MoranMoments moments);
LocalMoments local_geary(const LocalTask& task, std::size_t area);

/// sum_j w_ij z_j over the neighbours, self left out. O(neighbours).
double lagged(const LocalTask& task, std::size_t area);

}  // namespace diaban
