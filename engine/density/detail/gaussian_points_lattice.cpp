#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/density/detail/gaussian_lanes.hpp"
#include "engine/density/detail/gaussian_points.hpp"
#include "engine/density/detail/loose_lanes.hpp"
#include "engine/density/detail/point_bins.hpp"
#include "layers/base/parallel_chunks.hpp"

namespace diaban::detail {
namespace {

/// Lattice spacings a bandwidth, and c / g as in gaussian_lattice.hpp.
constexpr double kSpacingsABandwidth = 4.0;
constexpr double kCommonWidth = 1.11;
constexpr std::int64_t kNodes = 16;
constexpr double kReach = 7.0;

/// The 16 weights of the nodes around a place that lies `part` of a spacing behind node 7.
DIABAN_FLATTEN void node_weights(double part, double factor, double* weights) {
    const Vector8 first = {-7.0, -6.0, -5.0, -4.0, -3.0, -2.0, -1.0, 0.0};
    for (int half = 0; half < 2; ++half) {
        const Vector8 d = first + (8.0 * half - part);
        exp_lanes(d * d * factor, *reinterpret_cast<Vector8*>(weights + 8 * half));
    }
}

struct PairTask {
    const WeightedPoints& points;
    double factor;
    const double* x;
    const double* y;
    const double* w;
    std::size_t padded;
    std::size_t begin;
    std::size_t end;
    double* sums;
};

DIABAN_FLATTEN void sum_pairs(const PairTask& task) {
    for (std::size_t i = task.begin; i < task.end; ++i) {
        Vector8 sum = {};
        for (std::size_t j = 0; j < task.padded; j += 8) {
            const Vector8 dx = load_lanes(task.x + j) - task.x[i];
            const Vector8 dy = load_lanes(task.y + j) - task.y[i];
            const Vector8 exponent = (dx * dx + dy * dy) * task.factor;
            const Vector8 least = Vector8{} - 700.0;
            Vector8 value;
            exp_lanes(exponent > least ? exponent : least, value);
            Vector8 weight = load_lanes(task.w + j);
            if (i - j < 8) {
                weight[i - j] = 0.0;  // left out, not subtracted: others far away would drown in its rounding
            }
            sum += value * weight;
        }
        task.sums[i] = ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
    }
}

struct Nodes {
    std::int64_t columns = 0;
    std::int64_t rows = 0;
    double factor = 0.0;  ///< of the narrow Gaussian's exponent, in spacings
    std::vector<double> values;
};

struct SpreadTask {
    const PointBins& bins;
    Nodes& nodes;
    std::int64_t row;
};

/// Adds the points of one lattice row to the nodes.
DIABAN_FLATTEN void spread_row(const SpreadTask& task) {
    const PointBins& bins = task.bins;
    const double inverse = 1.0 / bins.frame.side;
    alignas(64) double wx[kNodes];
    alignas(64) double wy[kNodes];
    for (std::int64_t column = 0; column < bins.frame.columns; ++column) {
        const std::size_t bin = bins.bin(task.row, column);
        for (std::size_t i = bins.begin[bin]; i < bins.begin[bin + 1]; ++i) {
            const ProjectedPoint p = bins.points[i];
            node_weights((p.x - bins.frame.x_min) * inverse - static_cast<double>(column), task.nodes.factor, wx);
            node_weights((bins.frame.y_max - p.y) * inverse - static_cast<double>(task.row), task.nodes.factor, wy);
            const double w = bins.weights.empty() ? 1.0 : bins.weights[i];
            double* target = task.nodes.values.data() + task.row * task.nodes.columns + column;
            for (std::int64_t r = 0; r < kNodes; ++r) {
                for (std::int64_t v = 0; v < kNodes; v += 8) {
                    double* node = target + r * task.nodes.columns + v;
                    store_lanes(node, load_lanes(node) + (w * wy[r]) * *reinterpret_cast<const Vector8*>(wx + v));
                }
            }
        }
    }
}

struct GatherTask {
    const WeightedPoints& points;
    const BinFrame& frame;
    const Nodes& nodes;
    std::size_t begin;
    std::size_t end;
    double* sums;
};

DIABAN_FLATTEN void gather(const GatherTask& task) {
    const double inverse = 1.0 / task.frame.side;
    alignas(64) double wx[kNodes];
    alignas(64) double wy[kNodes];
    for (std::size_t i = task.begin; i < task.end; ++i) {
        const double x = (task.points.points[i].x - task.frame.x_min) * inverse;
        const double y = (task.frame.y_max - task.points.points[i].y) * inverse;
        const auto column = static_cast<std::int64_t>(x);
        const auto row = static_cast<std::int64_t>(y);
        node_weights(x - static_cast<double>(column), task.nodes.factor, wx);
        node_weights(y - static_cast<double>(row), task.nodes.factor, wy);
        Vector8 sum = {};
        const double* source = task.nodes.values.data() + row * task.nodes.columns + column;
        for (std::int64_t r = 0; r < kNodes; ++r) {
            for (std::int64_t v = 0; v < kNodes; v += 8) {
                sum += wy[r] *
                       (load_lanes(source + r * task.nodes.columns + v) * *reinterpret_cast<const Vector8*>(wx + v));
            }
        }
        task.sums[i] = ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
    }
}

/// One row or a run of columns convolved with the taps; `stride` is 1 along a row.
struct ConvolveTask {
    const double* source;
    double* target;
    std::int64_t count;
    std::int64_t stride;
    const std::vector<double>& taps;
};

DIABAN_FLATTEN void convolve(const ConvolveTask& task) {
    const auto taps = static_cast<std::int64_t>(task.taps.size());
    std::int64_t j = 0;
    for (; j + 8 <= task.count; j += 8) {
        Vector8 sum = {};
        for (std::int64_t t = 0; t < taps; ++t) {
            sum += task.taps[static_cast<std::size_t>(t)] * load_lanes(task.source + j + t * task.stride);
        }
        store_lanes(task.target + j, sum);
    }
    for (; j < task.count; ++j) {
        double sum = 0.0;
        for (std::int64_t t = 0; t < taps; ++t) {
            sum += task.taps[static_cast<std::size_t>(t)] * task.source[j + t * task.stride];
        }
        task.target[j] = sum;
    }
}

#define DIABAN_RUN(Task, body)                               \
    void run_baseline(const Task& task) {                    \
        body(task);                                          \
    }                                                        \
    DIABAN_TARGET_AVX2 void run_avx2(const Task& task) {     \
        body(task);                                          \
    }                                                        \
    DIABAN_TARGET_AVX512 void run_avx512(const Task& task) { \
        body(task);                                          \
    }

DIABAN_RUN(PairTask, sum_pairs)
DIABAN_RUN(SpreadTask, spread_row)
DIABAN_RUN(GatherTask, gather)
DIABAN_RUN(ConvolveTask, convolve)
#undef DIABAN_RUN

template <typename Task>
void run(const Task& task) {
    static const InstructionSet instructions = widest_instruction_set();
    switch (instructions) {
        case InstructionSet::kAvx512:
            return run_avx512(task);
        case InstructionSet::kAvx2:
            return run_avx2(task);
        case InstructionSet::kBaseline:
            return run_baseline(task);
    }
}

std::vector<double> pairwise(const WeightedPoints& points, const GaussianSumOptions& options, Progress& progress) {
    const std::size_t n = points.size();
    const std::size_t padded = chunk_count(n, 8) * 8;
    std::vector<double> x(padded, 0.0);
    std::vector<double> y(padded, 0.0);
    std::vector<double> w(padded, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        x[i] = points.points[i].x - points.points[0].x;
        y[i] = points.points[i].y - points.points[0].y;
        w[i] = points.weight(i);
    }
    std::vector<double> sums(n);
    const double factor = -0.5 / (options.bandwidth * options.bandwidth);
    for_each_chunk(n, 256, options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        progress.throw_if_cancelled();
        run(PairTask{points, factor, x.data(), y.data(), w.data(), padded, begin, end, sums.data()});
    });
    return sums;
}

std::vector<double> by_lattice(const WeightedPoints& points, const GaussianSumOptions& options, Progress& progress) {
    const double h = kSpacingsABandwidth;  // in spacings
    const double spacing = options.bandwidth / h;
    const double narrow_squared = 0.5 * h * h * (1.0 - std::sqrt(1.0 - 4.0 * kCommonWidth * kCommonWidth / (h * h)));
    const double wide_squared = h * h - 2.0 * narrow_squared;
    const auto reach = static_cast<std::int64_t>(std::ceil(kReach * std::sqrt(wide_squared)));
    const Box box = bounding_box(points);
    BinFrame frame;
    frame.side = spacing;
    frame.x_min = box.x_min - 0.5 * spacing;
    frame.y_max = box.y_max + 0.5 * spacing;
    frame.columns = static_cast<std::int64_t>(box.width() / spacing) + 2;
    frame.rows = static_cast<std::int64_t>(box.height() / spacing) + 2;
    const PointBins bins = sort_into_bins(
        points, frame,
        {.places = PlacesHeld::kPoints, .bytes = 0, .team = std::make_shared<ThreadTeam>(options.threads)});
    // Room for the wide Gaussian's reach on every side lets the convolution run without tests.
    Nodes spread;
    spread.columns = frame.columns + kNodes;
    spread.rows = frame.rows + kNodes;
    spread.factor = -0.5 / narrow_squared;
    spread.values.assign(static_cast<std::size_t>(spread.columns * spread.rows), 0.0);
    // Every sixteenth and later rows touch other nodes: sixteen rounds, each of rows that cannot meet.
    constexpr std::int64_t kApart = kNodes;
    for (std::int64_t round = 0; round < kApart; ++round) {
        const std::int64_t count = (frame.rows - round + kApart - 1) / kApart;
        for_each_chunk(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)), 1, options.threads,
                       [&](std::size_t index, std::size_t, std::size_t) {
                           progress.throw_if_cancelled();
                           run(SpreadTask{bins, spread, round + static_cast<std::int64_t>(index) * kApart});
                       });
    }
    std::vector<double> taps;
    // Two sums over nodes: each brings the factor g^2 / (2 pi c c'), whose product is what makes the sum exact.
    const double first_squared = narrow_squared * (wide_squared + narrow_squared) / (h * h);
    const double second_squared = narrow_squared * wide_squared / (wide_squared + narrow_squared);
    const double weight = 1.0 / (2.0 * std::numbers::pi * std::sqrt(first_squared * second_squared));
    for (std::int64_t t = -reach; t <= reach; ++t) {
        const double d = static_cast<double>(t);
        taps.push_back(weight * std::exp(-0.5 * d * d / wide_squared));
    }
    // Along rows, then along columns, with zeros beyond the edge.
    const std::int64_t columns = spread.columns;
    for_each_chunk(static_cast<std::size_t>(spread.rows), 8, options.threads,
                   [&](std::size_t begin, std::size_t end, std::size_t) {
                       progress.throw_if_cancelled();
                       std::vector<double> padded(static_cast<std::size_t>(columns + 2 * reach), 0.0);
                       for (std::size_t r = begin; r < end; ++r) {
                           double* row = spread.values.data() + static_cast<std::int64_t>(r) * columns;
                           std::copy(row, row + columns, padded.begin() + reach);
                           run(ConvolveTask{padded.data(), row, columns, 1, taps});
                       }
                   });
    constexpr std::size_t kColumnsATask = 64;
    for_each_chunk(static_cast<std::size_t>(columns), kColumnsATask, options.threads,
                   [&](std::size_t begin, std::size_t end, std::size_t) {
                       progress.throw_if_cancelled();
                       const auto width = static_cast<std::int64_t>(end - begin);
                       std::vector<double> padded(static_cast<std::size_t>((spread.rows + 2 * reach) * width), 0.0);
                       for (std::int64_t r = 0; r < spread.rows; ++r) {
                           const double* row = spread.values.data() + r * columns + static_cast<std::int64_t>(begin);
                           std::copy(row, row + width, padded.begin() + (r + reach) * width);
                       }
                       for (std::int64_t r = 0; r < spread.rows; ++r) {
                           run(ConvolveTask{padded.data() + r * width,
                                            spread.values.data() + r * columns + static_cast<std::int64_t>(begin),
                                            width, width, taps});
                       }
                   });
    std::vector<double> sums(points.size());
    for_each_chunk(points.size(), 4096, options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        progress.throw_if_cancelled();
        run(GatherTask{points, frame, spread, begin, end, sums.data()});
        for (std::size_t i = begin; i < end; ++i) {
            sums[i] = std::max(0.0, sums[i] - points.weight(i));
        }
    });
    return sums;
}

}  // namespace

std::vector<double> gaussian_sums_of_others(const WeightedPoints& points, const GaussianSumOptions& options,
                                            Progress& progress) {
    return points.size() <= kPairwisePoints ? pairwise(points, options, progress)
                                            : by_lattice(points, options, progress);
}

}  // namespace diaban::detail
