#include <algorithm>
#include <cmath>
#include <cstdint>

#include "tests/bench/density_plain_loop.hpp"

namespace diaban {
namespace {
#include "tests/bench/density_plain_loop.inl"
}  // namespace

namespace bench {

void plain_loop_native(const std::vector<ProjectedPoint>& points, const Grid& grid, const PlainLoop& loop,
                       std::vector<double>& values) {
    run_plain_loop(points, grid, loop, values);
}

}  // namespace bench
}  // namespace diaban
