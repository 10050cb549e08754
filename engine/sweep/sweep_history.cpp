#include "engine/sweep/sweep_history.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace diaban {

SweepEvents sorted_events(const SweepEvents& events) {
    std::vector<std::size_t> order(events.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t i) {
        return std::tuple(events.day[i], events.point[i].x, events.point[i].y, events.weight[i], events.place[i]);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    SweepEvents sorted;
    sorted.point.reserve(order.size());
    sorted.day.reserve(order.size());
    sorted.weight.reserve(order.size());
    sorted.place.reserve(order.size());
    for (const std::size_t i : order) {
        sorted.point.push_back(events.point[i]);
        sorted.day.push_back(events.day[i]);
        sorted.weight.push_back(events.weight[i]);
        sorted.place.push_back(events.place[i]);
    }
    return sorted;
}

std::size_t events_before(const SweepEvents& events, double day) {
    return static_cast<std::size_t>(std::lower_bound(events.day.begin(), events.day.end(), day) - events.day.begin());
}

SweepEvents history_before(const SweepEvents& events, double day) {
    const auto count = static_cast<std::ptrdiff_t>(events_before(events, day));
    return {{events.point.begin(), events.point.begin() + count},
            {events.day.begin(), events.day.begin() + count},
            {events.weight.begin(), events.weight.begin() + count},
            {events.place.begin(), events.place.begin() + count}};
}

std::vector<double> place_counts(const SweepEvents& events, std::size_t places, double from, double to,
                                 Counting counting) {
    std::vector<double> counts(places, 0.0);
    const std::size_t end = events_before(events, to);
    for (std::size_t i = events_before(events, from); i < end; ++i) {
        if (events.place[i] != kNoPlace) {
            counts[events.place[i]] += counting == Counting::kEvents ? 1.0 : events.weight[i];
        }
    }
    return counts;
}

}  // namespace diaban
