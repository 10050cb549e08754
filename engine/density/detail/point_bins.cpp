#include "engine/density/detail/point_bins.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace diaban::detail {
namespace {

constexpr double kCellsABin = 8.0;
constexpr std::size_t kLeastPointsAThread = 50'000;
constexpr std::uint8_t kNoStep = 255;
constexpr std::int64_t kMostSteps = 250;
/// Of the memory allowed, what counters of all bins may take: with them the points are read once less.
constexpr std::size_t kShareOfCounts = 10;
/// Points looked through at a time: what is found of them stays in the nearest cache.
constexpr std::size_t kBlock = 4096;

/// Where points are counted and then put: the arithmetic has to be the same both times.
struct BinFinder {
    double x_min;
    double y_max;
    double inverse_side;
    double columns;
    double rows;

    explicit BinFinder(const BinFrame& frame)
        : x_min(frame.x_min),
          y_max(frame.y_max),
          inverse_side(1.0 / frame.side),
          columns(static_cast<double>(frame.columns)),
          rows(static_cast<double>(frame.rows)) {}

    [[nodiscard]] double column(ProjectedPoint p) const { return (p.x - x_min) * inverse_side; }
    [[nodiscard]] double row(ProjectedPoint p) const { return (y_max - p.y) * inverse_side; }
};

BinRange range_of(double from, double to, std::int64_t count) {
    // A millionth of a bin more on either side: rounding may have put a point beside its bin.
    const double limit = static_cast<double>(count);
    const auto first = static_cast<std::int64_t>(std::clamp(std::floor(from - 1e-6), 0.0, limit));
    const auto end = static_cast<std::int64_t>(std::clamp(std::floor(to + 1e-6) + 1.0, 0.0, limit));
    return {first, std::max(first, end)};
}

/// How the input is cut for several threads; the result does not depend on it.
struct Cut {
    std::size_t count;
    std::size_t size;
};

Cut cut(std::size_t n, const ThreadTeam& team) {
    const std::size_t count = std::clamp<std::size_t>(n / kLeastPointsAThread, 1, team.size());
    return {count, std::max<std::size_t>(1, chunk_count(n, count))};
}

/// Steps [first, end) of rows.
struct Steps {
    std::uint8_t first;
    std::uint8_t end;
};

/// Writes the indices of the points of `steps` among those from `begin` on to `found`, which has room for all; gives their number.
/// Sixty-four are looked at together.
std::size_t find_steps(std::span<const std::uint8_t> step_of, std::size_t begin, Steps steps, std::uint32_t* found) {
    std::size_t n = 0;
    std::size_t i = 0;
#if defined(__SSE2__)
    const __m128i first = _mm_set1_epi8(static_cast<char>(steps.first));
    const __m128i last = _mm_set1_epi8(static_cast<char>(steps.end - steps.first - 1));
    for (; i + 64 <= step_of.size(); i += 64) {
        std::uint64_t hits = 0;
        for (unsigned part = 0; part < 4; ++part) {
            const __m128i here =
                _mm_sub_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(step_of.data() + i + part * 16)), first);
            const auto mask = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(here, last), here)));
            hits |= static_cast<std::uint64_t>(mask) << (part * 16);
        }
        const auto base = static_cast<std::uint32_t>(begin + i);
        while (hits != 0) {
            found[n++] = base + static_cast<std::uint32_t>(std::countr_zero(hits));
            hits &= hits - 1;
        }
    }
#endif
    for (; i < step_of.size(); ++i) {
        found[n] = static_cast<std::uint32_t>(begin + i);
        n += step_of[i] >= steps.first && step_of[i] < steps.end ? 1 : 0;
    }
    return n;
}

template <typename Value>
void drop_front(std::vector<Value>& values, std::uint64_t count) {
    if (!values.empty()) {
        values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
    }
}

void drop_rows_before(PointBins& held, std::int64_t first) {
    const std::int64_t dropped = std::min(first, held.rows.end) - held.rows.first;
    if (dropped <= 0) {
        return;
    }
    const std::int64_t bins = dropped * held.frame.columns;
    const std::uint64_t points = held.begin[static_cast<std::size_t>(bins)];
    drop_front(held.points, points);
    drop_front(held.offsets, points);
    drop_front(held.weights, points);
    held.begin.erase(held.begin.begin(), held.begin.begin() + bins);
    for (std::uint64_t& place : held.begin) {
        place -= points;
    }
    held.rows.first += dropped;
}

/// Steps from the bin's west or north side to `place`, which is its part of the side, from the bin's centre.
std::int32_t offset_of(double place) {
    return static_cast<std::int32_t>(static_cast<std::int64_t>(place * kOffsetsASide) - (std::int64_t{1} << 31));
}

/// Rows that are sorted in next.
struct Band {
    Steps steps;
    std::int64_t first_row;
    std::uint32_t columns;
    std::size_t bins;
};

/// Calls `visit(index, bin, column, row)` for the band's points among [begin, end), in order; column and row are their places in bins.
/// They may lie far apart in the input, so those that come soon are asked for now.
template <typename Visit>
void for_each_point(const BinBands& bands, const Band& band, BinRange input, Visit visit) {
    const BinFinder find(bands.held.frame);
    const ProjectedPoint* points = bands.points.points.data();
    std::vector<std::uint32_t> found(kBlock + 1);
    for (auto block = static_cast<std::size_t>(input.first); block < static_cast<std::size_t>(input.end);
         block += kBlock) {
        const std::size_t size = std::min(kBlock, static_cast<std::size_t>(input.end) - block);
        const std::size_t n = find_steps({bands.step_of.data() + block, size}, block, band.steps, found.data());
        constexpr std::size_t kAhead = 32;
        for (std::size_t k = 0; k < n; ++k) {
            __builtin_prefetch(points + found[std::min(k + kAhead, n - 1)]);
            const ProjectedPoint p = points[found[k]];
            const double column = find.column(p);
            const double row = find.row(p);
            const std::uint32_t bin =
                (static_cast<std::uint32_t>(row) - static_cast<std::uint32_t>(band.first_row)) * band.columns +
                static_cast<std::uint32_t>(column);
            visit(found[k], bin, column, row);
        }
    }
}

/// Sorts the rows from the last one held up to `end_row` in behind it.
void append_rows(BinBands& bands, std::int64_t end_row) {
    PointBins& held = bands.held;
    ThreadTeam& team = *bands.options.team;
    const auto columns = static_cast<std::uint32_t>(held.frame.columns);
    const Steps steps{static_cast<std::uint8_t>(held.rows.end / bands.rows_a_step),
                      static_cast<std::uint8_t>((end_row + bands.rows_a_step - 1) / bands.rows_a_step)};
    const Band band{steps, held.rows.end, columns, static_cast<std::size_t>(end_row - held.rows.end) * columns};

    // Each part of the input has its own counters; turned into positions they keep the order of input, whatever the parts.
    const Cut parts = cut(bands.points.size(), team);
    bands.counters.assign(parts.count * band.bins, 0);
    const auto input = [](std::size_t begin, std::size_t end) {
        return BinRange{static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end)};
    };
    team.for_each_chunk(bands.points.size(), parts.size, [&](std::size_t begin, std::size_t end, std::size_t part) {
        std::uint32_t* counts = bands.counters.data() + part * band.bins;
        if (!bands.in_bin.empty()) {
            const std::size_t all = bands.in_bin.size() / parts.count;
            const std::size_t first = part * all + static_cast<std::size_t>(band.first_row) * columns;
            std::copy_n(bands.in_bin.data() + first, band.bins, counts);
            return;
        }
        for_each_point(bands, band, input(begin, end),
                       [&](std::uint32_t, std::uint32_t bin, double, double) { ++counts[bin]; });
    });
    std::uint64_t total = held.begin.back();
    held.begin.pop_back();
    held.begin.reserve(held.begin.size() + band.bins + 1);
    for (std::size_t bin = 0; bin < band.bins; ++bin) {
        held.begin.push_back(total);
        std::uint32_t in_bin = 0;
        for (std::size_t part = 0; part < parts.count; ++part) {
            const std::uint32_t here = bands.counters[part * band.bins + bin];
            bands.counters[part * band.bins + bin] = in_bin;
            in_bin += here;
        }
        total += in_bin;
    }
    held.begin.push_back(total);
    const bool as_offsets = bands.options.places == PlacesHeld::kOffsets;
    if (as_offsets) {
        held.offsets.resize(total + kOffsetsToSpare);
    } else {
        held.points.resize(total);
    }
    if (!bands.all_one) {
        held.weights.resize(total);
    }
    const std::uint64_t* begin_of = held.begin.data() + (held.begin.size() - 1 - band.bins);
    team.for_each_chunk(bands.points.size(), parts.size, [&](std::size_t begin, std::size_t end, std::size_t part) {
        std::uint32_t* next = bands.counters.data() + part * band.bins;
        for_each_point(
            bands, band, input(begin, end), [&](std::uint32_t index, std::uint32_t bin, double column, double row) {
                const std::size_t place = begin_of[bin] + next[bin]++;
                if (as_offsets) {
                    held.offsets[place] = {offset_of(column - std::floor(column)), offset_of(row - std::floor(row))};
                } else {
                    held.points[place] = bands.points.points[index];
                }
                if (!bands.all_one) {
                    held.weights[place] = bands.points.weights[index];
                }
            });
    });
    held.rows.end = end_row;
}

std::size_t bytes_a_point(const BinBands& bands) {
    return (bands.options.places == PlacesHeld::kOffsets ? sizeof(BinOffset) : sizeof(ProjectedPoint)) +
           (bands.all_one ? 0 : sizeof(double));
}

/// Of a row's bins: where each begins, and its counters.
std::size_t bytes_a_row(const BinBands& bands) {
    return static_cast<std::size_t>(bands.held.frame.columns) *
           (sizeof(std::uint64_t) + sizeof(std::uint32_t) * cut(bands.points.size(), *bands.options.team).count);
}

/// Room for as many points as come together at most, taken once: a vector that grows takes twice what it needs.
void reserve_for(BinBands& bands, std::int64_t rows) {
    const auto window = static_cast<std::size_t>(rows / bands.rows_a_step + 2);
    std::size_t most = 0;
    std::size_t sum = 0;
    for (std::size_t step = 0; step < bands.in_step.size(); ++step) {
        sum += bands.in_step[step];
        sum -= step >= window ? bands.in_step[step - window] : 0;
        most = std::max(most, sum);
    }
    most = std::min(std::max(most, bands.options.bytes / bytes_a_point(bands)), bands.points.size());
    if (bands.options.places == PlacesHeld::kOffsets) {
        bands.held.offsets.reserve(most + kOffsetsToSpare);
    } else {
        bands.held.points.reserve(most);
    }
    if (!bands.all_one) {
        bands.held.weights.reserve(most);
    }
}

}  // namespace

BinFrame bins_around(const Grid& grid, double reach) {
    const double cell = grid.cell.value;
    const Box box = grid.box();
    // Never more than about 2^31 bins, whatever the grid: 32 bits number them.
    const double most =
        std::sqrt((box.width() / cell / kCellsABin + 34.0) * (box.height() / cell / kCellsABin + 34.0) / 2.0e9);
    BinFrame frame;
    frame.side = std::max({kCellsABin * cell, reach / 16.0, most * kCellsABin * cell});
    frame.x_min = box.x_min - reach - 1e-3 * frame.side;
    frame.y_max = box.y_max + reach + 1e-3 * frame.side;
    frame.columns = static_cast<std::int64_t>(std::ceil((box.width() + 2.0 * reach) / frame.side + 2e-3));
    frame.rows = static_cast<std::int64_t>(std::ceil((box.height() + 2.0 * reach) / frame.side + 2e-3));
    return frame;
}

std::size_t bytes_to_sort_in(const WeightedPoints& points, const Grid& grid) {
    constexpr std::size_t kMostCells = 8'000'000;
    return (points.size() * sizeof(ProjectedPoint) + std::min(grid.size(), kMostCells) * sizeof(double)) / 9;
}

BinBands lay_bands(const WeightedPoints& points, const BinFrame& frame, const BandOptions& options) {
    BinBands bands;
    bands.points = points;
    bands.options = options;
    bands.rows_a_step = std::max<std::int64_t>(1, (frame.rows + kMostSteps - 1) / kMostSteps);
    bands.held.frame = frame;
    bands.held.begin.assign(1, 0);
    for (const double weight : points.weights) {
        bands.all_one = bands.all_one && (weight == 1.0 || weight == 0.0);
    }
    // One place more, for what lies outside.
    std::vector<std::uint8_t> step_of_row(static_cast<std::size_t>(frame.rows + 1), kNoStep);
    for (std::int64_t row = 0; row < frame.rows; ++row) {
        step_of_row[static_cast<std::size_t>(row)] = static_cast<std::uint8_t>(row / bands.rows_a_step);
    }
    const BinFinder find(frame);
    const double outside = static_cast<double>(frame.rows);
    const auto columns = static_cast<std::uint32_t>(frame.columns);
    ThreadTeam& team = *bands.options.team;
    const Cut parts = cut(points.size(), team);
    bands.step_of.resize(points.size());
    std::vector<std::vector<std::size_t>> counts(parts.count, std::vector<std::size_t>(kNoStep + 1U, 0));
    const auto bins = static_cast<std::size_t>(frame.rows * frame.columns);
    if (bins * parts.count * sizeof(std::uint32_t) <= options.bytes / kShareOfCounts) {
        bands.in_bin.assign(bins * parts.count, 0);
    }
    team.for_each_chunk(points.size(), parts.size, [&](std::size_t begin, std::size_t end, std::size_t part) {
        std::vector<std::size_t>& mine = counts[part];
        std::uint32_t* in_bin = bands.in_bin.empty() ? nullptr : bands.in_bin.data() + part * bins;
        for (std::size_t i = begin; i < end; ++i) {
            const ProjectedPoint p = points.points[i];
            const double column = find.column(p);
            const double row = find.row(p);
            const bool inside = (static_cast<int>(column >= 0.0) & static_cast<int>(column < find.columns) &
                                 static_cast<int>(row >= 0.0) & static_cast<int>(row < find.rows)) != 0;
            const std::uint8_t step = step_of_row[static_cast<std::uint32_t>(inside ? row : outside)];
            const bool counts_too = points.weights.empty() || points.weights[i] > 0.0;
            bands.step_of[i] = counts_too ? step : kNoStep;
            ++mine[bands.step_of[i]];
            if (in_bin != nullptr && inside && counts_too) {
                ++in_bin[static_cast<std::uint32_t>(row) * columns + static_cast<std::uint32_t>(column)];
            }
        }
    });
    bands.in_step.assign(static_cast<std::size_t>((frame.rows + bands.rows_a_step - 1) / bands.rows_a_step), 0);
    for (const std::vector<std::size_t>& mine : counts) {
        for (std::size_t step = 0; step < bands.in_step.size(); ++step) {
            bands.in_step[step] += mine[step];
        }
    }
    return bands;
}

void hold_rows(BinBands& bands, BinRange wanted) {
    PointBins& held = bands.held;
    wanted.end = std::min(wanted.end, held.frame.rows);
    if (held.points.capacity() == 0 && held.offsets.capacity() == 0) {
        reserve_for(bands, wanted.end - wanted.first);
    }
    if (held.rows.end >= wanted.end) {
        return;
    }
    drop_rows_before(held, wanted.first);
    // Rows that were never asked for are passed over.
    const std::int64_t step = bands.rows_a_step;
    if (held.rows.first == held.rows.end && wanted.first / step * step > held.rows.end) {
        held.rows.first = held.rows.end = wanted.first / step * step;
    }
    const std::size_t a_point = bytes_a_point(bands);
    const std::size_t a_row = bytes_a_row(bands);
    std::size_t bytes = held.begin.back() * a_point + static_cast<std::size_t>(held.rows.end - held.rows.first) * a_row;
    std::int64_t end = held.rows.end;
    while (end < held.frame.rows) {
        const std::int64_t next = std::min(held.frame.rows, end + step);
        bytes += bands.in_step[static_cast<std::size_t>(end / step)] * a_point +
                 static_cast<std::size_t>(next - end) * a_row;
        if (end >= wanted.end && bytes > bands.options.bytes) {
            break;
        }
        end = next;
    }
    append_rows(bands, end);
    drop_rows_before(held, wanted.first);
}

PointBins sort_into_bins(const WeightedPoints& points, const BinFrame& frame, const BandOptions& options) {
    BinBands bands = lay_bands(points, frame, options);
    hold_rows(bands, {0, frame.rows});
    return std::move(bands.held);
}

BinRange bin_columns(const PointBins& bins, double x_min, double x_max) {
    return range_of((x_min - bins.frame.x_min) / bins.frame.side, (x_max - bins.frame.x_min) / bins.frame.side,
                    bins.frame.columns);
}

BinRange bin_rows(const PointBins& bins, double y_min, double y_max) {
    const BinRange range = bin_rows(bins.frame, y_min, y_max);
    return {std::max(range.first, bins.rows.first), std::min(range.end, bins.rows.end)};
}

BinRange bin_rows(const BinFrame& frame, double y_min, double y_max) {
    return range_of((frame.y_max - y_max) / frame.side, (frame.y_max - y_min) / frame.side, frame.rows);
}

}  // namespace diaban::detail
