#include "engine/density/adaptive_bandwidths.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/density/density_surface.hpp"
#include "engine/density/detail/gaussian_points.hpp"
#include "layers/base/parallel_chunks.hpp"

namespace diaban {

namespace {

/// Points sorted into squares of side h by row, then column: all within h of a point lie in three runs.
class SquareIndex {
public:
    SquareIndex(const WeightedPoints& points, double side) : m_points(points), m_side(side), m_order(points.size()) {
        const Box box = bounding_box(points);
        m_x_min = box.empty() ? 0.0 : box.x_min;
        m_y_min = box.empty() ? 0.0 : box.y_min;
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        std::vector<Square> of_point(points.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            of_point[i] = square(points.points[i]);
        }
        std::sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
            return of_point[a] != of_point[b] ? of_point[a] < of_point[b] : a < b;
        });
        for (const std::size_t i : m_order) {
            m_squares.push_back(of_point[i]);
        }
    }

    /// Calls `visit(j)` for every point in the three by three squares around p, always in the same order.
    template <typename Visit>
    void around(ProjectedPoint p, Visit visit) const {
        const Square centre = square(p);
        for (std::int64_t row = centre.first - 1; row <= centre.first + 1; ++row) {
            const auto begin = std::lower_bound(m_squares.begin(), m_squares.end(), Square{row, centre.second - 1});
            const auto end = std::upper_bound(begin, m_squares.end(), Square{row, centre.second + 1});
            for (auto at = begin; at != end; ++at) {
                visit(m_order[static_cast<std::size_t>(at - m_squares.begin())]);
            }
        }
    }

private:
    using Square = std::pair<std::int64_t, std::int64_t>;  ///< row, column

    [[nodiscard]] Square square(ProjectedPoint p) const {
        return {static_cast<std::int64_t>(std::floor((p.y - m_y_min) / m_side)),
                static_cast<std::int64_t>(std::floor((p.x - m_x_min) / m_side))};
    }

    const WeightedPoints& m_points;
    double m_side;
    double m_x_min = 0.0;
    double m_y_min = 0.0;
    std::vector<std::size_t> m_order;
    std::vector<Square> m_squares;  ///< of m_order
};

/// sum_j w_j K(|x_i - x_j| / h) at each point, itself included.
std::vector<double> kernel_sums(const WeightedPoints& points, const PilotOptions& options, Progress& progress) {
    const double h = options.bandwidth.value;
    if (options.kernel == Kernel::kGaussian) {
        std::vector<double> sums =
            detail::gaussian_sums_of_others(points, {.bandwidth = h, .threads = options.threads}, progress);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            sums[i] = (sums[i] + points.weight(i)) * kernel_peak(options.kernel);
        }
        return sums;
    }
    const SquareIndex index(points, h);
    std::vector<double> sums(points.size(), 0.0);
    constexpr std::size_t kChunk = 256;
    for_each_chunk(points.size(), kChunk, options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        progress.throw_if_cancelled();
        for (std::size_t i = begin; i < end; ++i) {
            const ProjectedPoint p = points.points[i];
            double sum = 0.0;
            index.around(p, [&](std::size_t j) {
                const double dx = points.points[j].x - p.x;
                const double dy = points.points[j].y - p.y;
                sum += points.weight(j) * kernel_value(options.kernel, std::sqrt(dx * dx + dy * dy) / h);
            });
            sums[i] = sum;
        }
        progress.advance(end - begin);
    });
    return sums;
}

}  // namespace

AdaptiveBandwidths abramson_bandwidths(const WeightedPoints& points, const PilotOptions& options, Progress& progress) {
    validate(points);
    validate(DensityOptions{.kernel = options.kernel, .bandwidth = options.bandwidth});
    AdaptiveBandwidths result;
    progress.begin("step.density-pilot", points.size());
    const double h = options.bandwidth.value;
    const std::vector<double> sums = kernel_sums(points, options, progress);
    double log_sum = 0.0;
    double weight = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points.weight(i) > 0.0) {
            log_sum += points.weight(i) * std::log(sums[i]);
            weight += points.weight(i);
        }
    }
    // Without weight anywhere every bandwidth is h: the surface is zero all the same.
    const double g = weight > 0.0 ? std::exp(log_sum / weight) : 0.0;
    result.geometric_mean_per_km2 = g / (h * h) * 1e6;
    for (const double sum : sums) {
        double factor = g > 0.0 ? std::sqrt(g / sum) : 1.0;
        if (!(factor <= kMostAdaptiveFactor)) {
            factor = kMostAdaptiveFactor;
            ++result.capped;
        }
        result.metres.push_back(h * factor);
    }
    if (!result.metres.empty()) {
        const auto [least, most] = std::ranges::minmax_element(result.metres);
        result.least = *least;
        result.most = *most;
    }
    return result;
}

}  // namespace diaban
