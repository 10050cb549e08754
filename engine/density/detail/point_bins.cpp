#include "engine/density/detail/point_bins.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/parallel_chunks.hpp"

namespace diaban::detail {
namespace {

constexpr double kCellsABin = 8.0;
constexpr std::size_t kLeastPointsAThread = 50'000;
constexpr std::uint32_t kOutOfReach = 0xFFFFFFFFU;

/// Where points are counted and then put: the arithmetic has to be the same both times.
struct BinFinder {
    double x_min;
    double y_max;
    double inverse_side;
    double columns;
    double first_row;
    double end_row;

    [[nodiscard]] std::uint32_t operator()(ProjectedPoint p) const {
        const double column = (p.x - x_min) * inverse_side;
        const double row = (y_max - p.y) * inverse_side;
        if (!(column >= 0.0 && column < columns && row >= first_row && row < end_row)) {
            return kOutOfReach;
        }
        return static_cast<std::uint32_t>(row - first_row) * static_cast<std::uint32_t>(columns) +
               static_cast<std::uint32_t>(column);
    }
};

BinRange range_of(double from, double to, std::int64_t count) {
    // A millionth of a bin more on either side: rounding may have put a point beside its bin.
    const double limit = static_cast<double>(count);
    const auto first = static_cast<std::int64_t>(std::clamp(std::floor(from - 1e-6), 0.0, limit));
    const auto end = static_cast<std::int64_t>(std::clamp(std::floor(to + 1e-6) + 1.0, 0.0, limit));
    return {first, std::max(first, end)};
}

}  // namespace

BinFrame bins_around(const Grid& grid, double reach) {
    const double cell = grid.cell.value;
    const Box box = grid.box();
    // Never more than about 2^31 bins, whatever the grid: 32 bits number them.
    const double most = std::sqrt((box.width() / cell / kCellsABin + 34.0) * (box.height() / cell / kCellsABin + 34.0) /
                                  2.0e9);
    BinFrame frame;
    frame.side = std::max({kCellsABin * cell, reach / 16.0, most * kCellsABin * cell});
    frame.x_min = box.x_min - reach - 1e-3 * frame.side;
    frame.y_max = box.y_max + reach + 1e-3 * frame.side;
    frame.columns = static_cast<std::int64_t>(std::ceil((box.width() + 2.0 * reach) / frame.side + 2e-3));
    frame.rows = static_cast<std::int64_t>(std::ceil((box.height() + 2.0 * reach) / frame.side + 2e-3));
    return frame;
}

PointBins sort_into_bins(const WeightedPoints& points, const BinFrame& frame, unsigned threads) {
    return sort_into_bins(points, frame, {0, frame.rows}, threads);
}

PointBins sort_into_bins(const WeightedPoints& points, const BinFrame& frame, BinRange rows, unsigned threads) {
    PointBins bins;
    bins.frame = frame;
    bins.rows = rows;
    const std::size_t count = static_cast<std::size_t>(frame.columns) * static_cast<std::size_t>(rows.end - rows.first);
    const BinFinder find{frame.x_min, frame.y_max, 1.0 / frame.side, static_cast<double>(frame.columns),
                         static_cast<double>(rows.first), static_cast<double>(rows.end)};
    const std::size_t n = points.size();

    // Each part of the input has its own counters; turned into positions they keep the order of input, whatever the parts.
    const std::size_t parts =
        std::clamp<std::size_t>(std::min<std::size_t>(n / kLeastPointsAThread, n / (count + 1) * 4), 1,
                                thread_count(threads));
    const std::size_t part_size = std::max<std::size_t>(1, chunk_count(n, parts));
    std::vector<std::uint32_t> positions(parts * count, 0);
    bool all_one = true;
    for (const double weight : points.weights) {
        all_one = all_one && (weight == 1.0 || weight == 0.0);
    }
    const auto keep = [&](std::size_t i) { return points.weight(i) > 0.0; };
    for_each_chunk(n, part_size, threads, [&](std::size_t begin, std::size_t end, std::size_t part) {
        std::uint32_t* counts = positions.data() + part * count;
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t bin = find(points.points[i]);
            if (bin != kOutOfReach && keep(i)) {
                ++counts[bin];
            }
        }
    });
    bins.begin.assign(count + 1, 0);
    std::uint64_t total = 0;
    for (std::size_t bin = 0; bin < count; ++bin) {
        bins.begin[bin] = total;
        std::uint32_t in_bin = 0;
        for (std::size_t part = 0; part < parts; ++part) {
            const std::uint32_t here = positions[part * count + bin];
            positions[part * count + bin] = in_bin;
            in_bin += here;
        }
        total += in_bin;
    }
    bins.begin[count] = total;
    bins.points.resize(total);
    if (!all_one) {
        bins.weights.resize(total);
    }
    for_each_chunk(n, part_size, threads, [&](std::size_t begin, std::size_t end, std::size_t part) {
        std::uint32_t* next = positions.data() + part * count;
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t bin = find(points.points[i]);
            if (bin == kOutOfReach || !keep(i)) {
                continue;
            }
            const std::size_t place = bins.begin[bin] + next[bin]++;
            bins.points[place] = points.points[i];
            if (!all_one) {
                bins.weights[place] = points.weights[i];
            }
        }
    });
    return bins;
}

BinRange bin_columns(const PointBins& bins, double x_min, double x_max) {
    return range_of((x_min - bins.frame.x_min) / bins.frame.side, (x_max - bins.frame.x_min) / bins.frame.side, bins.frame.columns);
}

BinRange bin_rows(const PointBins& bins, double y_min, double y_max) {
    const BinRange range = bin_rows(bins.frame, y_min, y_max);
    return {std::max(range.first, bins.rows.first), std::min(range.end, bins.rows.end)};
}

BinRange bin_rows(const BinFrame& frame, double y_min, double y_max) {
    return range_of((frame.y_max - y_max) / frame.side, (frame.y_max - y_min) / frame.side, frame.rows);
}

}  // namespace diaban::detail
