#include "engine/density/relative_risk.hpp"

#include <cmath>
#include <numbers>

#include "engine/inference/significance.hpp"
#include "layers/model/error.hpp"

namespace diaban {

double kernel_roughness(Kernel kernel) {
    using std::numbers::inv_pi;
    switch (kernel) {
        case Kernel::kQuartic:
            return 1.8 * inv_pi;
        case Kernel::kEpanechnikov:
            return 4.0 / 3.0 * inv_pi;
        case Kernel::kTriangular:
            return 1.5 * inv_pi;
        case Kernel::kUniform:
            return inv_pi;
        case Kernel::kGaussian:
            return 0.25 * inv_pi;
    }
    throw Error(ErrorCode::kInternal, "error.kernel-unknown", {{"value", "?"}});
}

RelativeRisk relative_risk(const RelativeRiskInput& input) {
    const Grid& grid = input.cases.grid;
    if (!(grid == input.controls.grid)) {
        throw Error(ErrorCode::kInput, "error.relative-grids", {});
    }
    const double n = input.cases_weight;
    const double m = input.controls_weight;
    if (!(n > 0.0) || !(m > 0.0)) {
        throw Error(ErrorCode::kInput, "error.relative-no-weight",
                    {{"cases", std::to_string(n)}, {"controls", std::to_string(m)}});
    }
    const double h_km = input.bandwidth.value / 1000.0;
    const double roughness = kernel_roughness(input.kernel);
    RelativeRisk risk{{grid, std::vector<double>(grid.size(), kNoData), ""},
                      {grid, std::vector<double>(grid.size(), kNoData), ""},
                      0,
                      0};
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const double f = input.cases.values[i];
        const double g = input.controls.values[i];
        if (std::isnan(f) || std::isnan(g)) {
            continue;
        }
        if (!(f > 0.0) || !(g > 0.0)) {
            ++risk.cells_without_ratio;
            continue;
        }
        const double log_ratio = std::log(f / n) - std::log(g / m);
        risk.log_ratio.values[i] = log_ratio;
        const double effective = (f + g) * h_km * h_km / roughness;
        if (effective < kLeastEffectivePoints) {
            ++risk.cells_without_p;
            continue;
        }
        const double share = n / (n + m);
        const double deviation = std::sqrt(1.0 / (effective * share * (1.0 - share)));
        risk.p_value.values[i] = two_sided_normal_p(log_ratio / deviation);
    }
    return risk;
}

}  // namespace diaban
