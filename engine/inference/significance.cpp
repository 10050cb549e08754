#include "engine/inference/significance.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <numeric>

namespace diaban {

double two_sided_normal_p(double z) {
    return std::max(std::erfc(std::abs(z) / std::numbers::sqrt2), std::numeric_limits<double>::min());
}

std::vector<double> benjamini_hochberg(const std::vector<double>& p) {
    const std::size_t m = p.size();
    std::vector<std::size_t> order(m);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return p[a] != p[b] ? p[a] < p[b] : a < b; });
    std::vector<double> adjusted(m);
    double smallest = 1.0;
    for (std::size_t rank = m; rank > 0; --rank) {
        const std::size_t test = order[rank - 1];
        smallest = std::min(smallest, p[test] * static_cast<double>(m) / static_cast<double>(rank));
        adjusted[test] = smallest;
    }
    return adjusted;
}

int confidence_bin(double p, double z) {
    const int level = p <= 0.01 ? 3 : p <= 0.05 ? 2 : p <= 0.10 ? 1 : 0;
    return z > 0.0 ? level : z < 0.0 ? -level : 0;
}

}  // namespace diaban
