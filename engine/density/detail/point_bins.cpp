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
constexpr std::uint8_t kNoBand = 255;
constexpr std::int64_t kMostBands = 250;

/// Where points are counted and then put: the arithmetic has to be the same both times.
struct BinFinder {
    double x_min;
    double y_max;
    double inverse_side;
    double columns;
    double rows;

    explicit BinFinder(const BinFrame& frame)
        : x_min(frame.x_min), y_max(frame.y_max), inverse_side(1.0 / frame.side), columns(static_cast<double>(frame.columns)),
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

/// Writes the indices of one band's points among [begin, end) to `found`, which has room for them and one more; gives their number.
/// Sixty-four numbers are looked at together.
std::size_t find_band(std::span<const std::uint8_t> band_of, std::size_t begin, std::uint8_t band, std::uint32_t* found) {
    std::size_t n = 0;
    std::size_t i = 0;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8(static_cast<char>(band));
    for (; i + 64 <= band_of.size(); i += 64) {
        std::uint64_t hits = 0;
        for (unsigned part = 0; part < 4; ++part) {
            const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(band_of.data() + i + part * 16));
            const auto mask = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(here, wanted)));
            hits |= static_cast<std::uint64_t>(mask) << (part * 16);
        }
        // One without a branch: most often there are few.
        const auto first = static_cast<std::uint32_t>(begin + i);
        found[n] = first + static_cast<std::uint32_t>(std::countr_zero(hits | (std::uint64_t{1} << 63)));
        n += hits != 0 ? 1 : 0;
        hits &= hits - 1;
        while (hits != 0) {
            found[n++] = first + static_cast<std::uint32_t>(std::countr_zero(hits));
            hits &= hits - 1;
        }
    }
#endif
    for (; i < band_of.size(); ++i) {
        found[n] = static_cast<std::uint32_t>(begin + i);
        n += band_of[i] == band ? 1 : 0;
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

/// What is sorted in next.
struct Band {
    std::uint8_t number;
    std::int64_t first_row;
    std::uint32_t columns;
    std::size_t bins;
};

/// Finds the points of a band in one part of the input and counts them by bins. They lie far apart in the input, so each is looked
/// at once and those that come soon are asked for now.
void find_part(const BinBands& bands, const Band& band, std::size_t begin, std::span<const std::uint8_t> here, BandPart& part,
               std::uint32_t* counts) {
    const BinFinder find(bands.held.frame);
    const ProjectedPoint* points = bands.points.points.data();
    const std::size_t room = std::min(here.size(), bands.in_band[band.number]) + 1;
    if (part.index.size() < room) {
        part.index.resize(room);
    }
    const std::size_t n = find_band(here, begin, band.number, part.index.data());
    part.bin.resize(n);
    const bool as_offsets = bands.options.places == PlacesHeld::kOffsets;
    part.points.resize(as_offsets ? 0 : n);
    part.offsets.resize(as_offsets ? n : 0);
    constexpr std::size_t kAhead = 32;
    const std::uint32_t* index = part.index.data();
    for (std::size_t k = 0; k < n; ++k) {
        __builtin_prefetch(points + index[std::min(k + kAhead, n - 1)]);
        const ProjectedPoint p = points[index[k]];
        const double column = find.column(p);
        const double row = find.row(p);
        const auto in_column = static_cast<std::uint32_t>(column);
        const auto in_row = static_cast<std::uint32_t>(row);
        const std::uint32_t bin = (in_row - static_cast<std::uint32_t>(band.first_row)) * band.columns + in_column;
        part.bin[k] = bin;
        ++counts[bin];
        if (as_offsets) {
            part.offsets[k] = {offset_of(column - static_cast<double>(in_column)), offset_of(row - static_cast<double>(in_row))};
        } else {
            part.points[k] = p;
        }
    }
}

/// Sorts the next band in behind what is held.
void append_band(BinBands& bands) {
    PointBins& held = bands.held;
    ThreadTeam& team = *bands.options.team;
    const std::int64_t first_row = held.rows.end;
    const std::int64_t end_row = std::min(held.frame.rows, first_row + bands.options.rows_a_band);
    const auto columns = static_cast<std::uint32_t>(held.frame.columns);
    const Band band{static_cast<std::uint8_t>(first_row / bands.options.rows_a_band), first_row, columns,
                    static_cast<std::size_t>(end_row - first_row) * columns};
    if (bands.in_band[band.number] == 0) {
        held.begin.resize(held.begin.size() + band.bins, held.begin.back());
        held.rows.end = end_row;
        return;
    }

    // Each part of the input has its own counters; turned into positions they keep the order of input, whatever the parts.
    const Cut parts = cut(bands.points.size(), team);
    bands.parts.resize(parts.count);
    bands.counters.assign(parts.count * band.bins, 0);
    team.for_each_chunk(bands.points.size(), parts.size, [&](std::size_t begin, std::size_t end, std::size_t part) {
        find_part(bands, band, begin, {bands.band_of.data() + begin, end - begin}, bands.parts[part],
                  bands.counters.data() + part * band.bins);
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
    team.for_each_chunk(parts.count, 1, [&](std::size_t part, std::size_t, std::size_t) {
        std::uint32_t* next = bands.counters.data() + part * band.bins;
        const BandPart& mine = bands.parts[part];
        for (std::size_t k = 0; k < mine.bin.size(); ++k) {
            const std::size_t place = begin_of[mine.bin[k]] + next[mine.bin[k]]++;
            if (as_offsets) {
                held.offsets[place] = mine.offsets[k];
            } else {
                held.points[place] = mine.points[k];
            }
            if (!bands.all_one) {
                held.weights[place] = bands.points.weights[mine.index[k]];
            }
        }
    });
    held.rows.end = end_row;
}

/// Room for as many points as come together at most, taken once: a vector that grows takes twice what it needs.
void reserve_for(BinBands& bands, std::int64_t rows) {
    const auto window = static_cast<std::size_t>(rows / bands.options.rows_a_band + 2);
    std::size_t most = 0;
    std::size_t sum = 0;
    for (std::size_t band = 0; band < bands.in_band.size(); ++band) {
        sum += bands.in_band[band];
        sum -= band >= window ? bands.in_band[band - window] : 0;
        most = std::max(most, sum);
    }
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

BinBands lay_bands(const WeightedPoints& points, const BinFrame& frame, const BandOptions& options) {
    BinBands bands;
    bands.points = points;
    bands.options = options;
    bands.options.rows_a_band = std::max(options.rows_a_band, (frame.rows + kMostBands - 1) / kMostBands);
    bands.held.frame = frame;
    bands.held.begin.assign(1, 0);
    for (const double weight : points.weights) {
        bands.all_one = bands.all_one && (weight == 1.0 || weight == 0.0);
    }
    // One place more, for what lies outside.
    std::vector<std::uint8_t> band_of_row(static_cast<std::size_t>(frame.rows + 1), kNoBand);
    for (std::int64_t row = 0; row < frame.rows; ++row) {
        band_of_row[static_cast<std::size_t>(row)] = static_cast<std::uint8_t>(row / bands.options.rows_a_band);
    }
    const BinFinder find(frame);
    const double outside = static_cast<double>(frame.rows);
    ThreadTeam& team = *bands.options.team;
    const Cut parts = cut(points.size(), team);
    bands.band_of.resize(points.size());
    std::vector<std::vector<std::size_t>> counts(parts.count, std::vector<std::size_t>(kNoBand + 1U, 0));
    team.for_each_chunk(points.size(), parts.size, [&](std::size_t begin, std::size_t end, std::size_t part) {
        std::vector<std::size_t>& mine = counts[part];
        for (std::size_t i = begin; i < end; ++i) {
            const ProjectedPoint p = points.points[i];
            const double column = find.column(p);
            const double row = find.row(p);
            const bool inside = (static_cast<int>(column >= 0.0) & static_cast<int>(column < find.columns) &
                                 static_cast<int>(row >= 0.0) & static_cast<int>(row < find.rows)) != 0;
            const std::uint8_t band = band_of_row[static_cast<std::uint32_t>(inside ? row : outside)];
            bands.band_of[i] = band;
            ++mine[band];
        }
        for (std::size_t i = begin; !points.weights.empty() && i < end; ++i) {
            if (points.weights[i] == 0.0) {
                --mine[bands.band_of[i]];
                bands.band_of[i] = kNoBand;
            }
        }
    });
    bands.in_band.assign(static_cast<std::size_t>((frame.rows + bands.options.rows_a_band - 1) / bands.options.rows_a_band), 0);
    for (const std::vector<std::size_t>& mine : counts) {
        for (std::size_t band = 0; band < bands.in_band.size(); ++band) {
            bands.in_band[band] += mine[band];
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
    drop_rows_before(held, wanted.first);
    while (held.rows.end < wanted.end) {
        append_band(bands);
        drop_rows_before(held, wanted.first);
    }
}

PointBins sort_into_bins(const WeightedPoints& points, const BinFrame& frame, const BandOptions& options) {
    BandOptions at_once = options;
    at_once.rows_a_band = std::max<std::int64_t>(frame.rows, 1);
    BinBands bands = lay_bands(points, frame, at_once);
    hold_rows(bands, {0, frame.rows});
    return std::move(bands.held);
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
