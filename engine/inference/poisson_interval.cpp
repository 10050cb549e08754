#include "engine/inference/poisson_interval.hpp"

#include <boost/math/special_functions/gamma.hpp>
#include <string>

#include "layers/model/error.hpp"

namespace diaban {

PoissonInterval poisson_interval(std::uint64_t count, double confidence) {
    if (!(confidence > 0.0 && confidence < 1.0)) {
        throw Error(ErrorCode::kUsage, "error.confidence-range", {{"value", std::to_string(confidence)}});
    }
    const double tail = (1.0 - confidence) / 2.0;
    const auto n = static_cast<double>(count);
    return {count == 0 ? 0.0 : boost::math::gamma_p_inv(n, tail), boost::math::gamma_q_inv(n + 1.0, tail)};
}

}  // namespace diaban
