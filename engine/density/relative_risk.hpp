// Where one kind of point is denser than another would lead to expect: the log ratio of two surfaces.
#pragma once

#include <cstddef>

#include "engine/density/kernel.hpp"
#include "layers/model/raster.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// Two surfaces in weight per km2 on one grid, made with one kernel and one bandwidth.
struct RelativeRiskInput {
    const Raster& cases;
    const Raster& controls;
    double cases_weight = 0.0;  ///< sum of the weights behind `cases`, > 0
    double controls_weight = 0.0;
    Kernel kernel = Kernel::kQuartic;
    Metres bandwidth{0.0};
};

struct RelativeRisk {
    Raster log_ratio;  ///< no unit; kNoData where either surface is 0 or has no data
    /// Two-sided, for each cell alone; kNoData also where fewer than kLeastEffectivePoints stand behind it.
    Raster p_value;
    std::size_t cells_without_ratio = 0;  ///< inside the study area
    std::size_t cells_without_p = 0;      ///< with a ratio
};

/// Below this many points behind a cell (of both kinds, the kernel's effective window) its normal p is not given.
inline constexpr double kLeastEffectivePoints = 10.0;

/// int K(u)^2 over the plane: 9/(5 pi) quartic, 4/(3 pi) Epanechnikov, 3/(2 pi) triangular, 1/pi uniform, 1/(4 pi) Gaussian.
double kernel_roughness(Kernel kernel);

/// With F and G the surfaces, n and m their weights, N = n + m:
///     rho = ln((F / n) / (G / m)),     Z = rho / sqrt(R(K) N^2 / (h^2 n m (F + G))),     p = P(|normal| >= |Z|),
/// the variance that both kinds have when they follow one density, estimated from both together. A fixed edge correction cancels
/// in rho. The effective number of points behind a cell is (F + G) h^2 / R(K). Contours of p at 0.05 are the tolerance contours; a
/// twentieth of the cells lies beyond them by chance.
///
/// Errors: Error{kInput} "error.relative-grids" for two grids, "error.relative-no-weight" for a kind without weight. O(cells).
/// Sources: Kelsall and Diggle 1995, doi:10.1002/sim.4780142106; Hazelton and Davies 2009, doi:10.1002/bimj.200810495.
RelativeRisk relative_risk(const RelativeRiskInput& input);

}  // namespace diaban
