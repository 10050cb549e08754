#include "engine/sweep/box_frame.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "layers/base/parallel_chunks.hpp"

namespace diaban {

namespace {

constexpr std::size_t kMostEvents = 200000;
constexpr double kHalfLife = 720.0;
constexpr int kShifts = 4;
constexpr int kTurns = 6;

struct Turn {
    double cosine;
    double sine;
};
Turn turn_of(const BoxFrame& frame) {
    const double radians = frame.turn_deg * std::numbers::pi / 180.0;
    return frame.turn_deg == 0.0 ? Turn{1.0, 0.0} : Turn{std::cos(radians), std::sin(radians)};
}

}  // namespace

ProjectedPoint BoxFrame::to_frame(ProjectedPoint p) const {
    const Turn t = turn_of(*this);
    return {t.cosine * p.x + t.sine * p.y - shift_x, t.cosine * p.y - t.sine * p.x - shift_y};
}

ProjectedPoint BoxFrame::to_map(ProjectedPoint p) const {
    const Turn t = turn_of(*this);
    const double x = p.x + shift_x;
    const double y = p.y + shift_y;
    return {t.cosine * x - t.sine * y, t.sine * x + t.cosine * y};
}

BoxFrameChoice choose_box_frame(const FrameHistory& history, Metres side, std::size_t boxes, unsigned threads) {
    std::vector<std::size_t> used;
    for (std::size_t i = 0; i < history.points.size(); ++i) {
        if (history.days[i] < history.before_day) {
            used.push_back(i);
        }
    }
    std::sort(used.begin(), used.end(), [&](std::size_t a, std::size_t b) {
        const ProjectedPoint p = history.points[a];
        const ProjectedPoint q = history.points[b];
        return history.days[a] != history.days[b] ? history.days[a] > history.days[b]
               : p.x != q.x                       ? p.x < q.x
                                                  : p.y < q.y;
    });
    used.resize(std::min(used.size(), kMostEvents));
    double total = 0.0;
    std::vector<double> weight;
    for (const std::size_t i : used) {
        weight.push_back(std::exp2(-(history.before_day - history.days[i]) / kHalfLife));
        total += weight.back();
    }
    std::vector<BoxFrame> candidates;
    for (int turn = 0; turn < kTurns; ++turn) {
        for (int y = 0; y < kShifts; ++y) {
            for (int x = 0; x < kShifts; ++x) {
                candidates.push_back({15.0 * turn, side.value * x / kShifts, side.value * y / kShifts});
            }
        }
    }
    std::vector<double> share(candidates.size(), 0.0);
    for_each_chunk(candidates.size(), 1, threads, [&](std::size_t c, std::size_t, std::size_t) {
        std::vector<std::pair<std::int64_t, double>> keyed;
        keyed.reserve(used.size());
        for (std::size_t k = 0; k < used.size(); ++k) {
            const ProjectedPoint p = candidates[c].to_frame(history.points[used[k]]);
            const auto column = static_cast<std::int64_t>(std::floor(p.x / side.value));
            const auto row = static_cast<std::int64_t>(std::floor(p.y / side.value));
            keyed.emplace_back(row * 0x40000000 + column, weight[k]);
        }
        // By key alone and stably, so that the sums of a box are made in one order.
        std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<double> sums;
        for (std::size_t k = 0; k < keyed.size(); ++k) {
            if (k == 0 || keyed[k].first != keyed[k - 1].first) {
                sums.push_back(0.0);
            }
            sums.back() += keyed[k].second;
        }
        const std::size_t top = std::min(boxes, sums.size());
        std::partial_sort(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(top), sums.end(), std::greater<>());
        share[c] = total > 0.0
                       ? std::accumulate(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(top), 0.0) / total
                       : 0.0;
    });
    const auto best = static_cast<std::size_t>(std::max_element(share.begin(), share.end()) - share.begin());
    return {candidates[best], share[best], share[0]};
}

}  // namespace diaban
