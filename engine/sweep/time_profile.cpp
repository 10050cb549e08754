#include "engine/sweep/time_profile.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/sweep/event_pairs.hpp"

namespace diaban {

namespace {

struct Profile {
    std::array<double, 7> weekday{};
    std::array<double, 24> hour{};
    double total = 0.0;
};

void add(Profile& profile, double day) {
    const double whole = std::floor(day);
    // 1970-01-01 was a Thursday, weekday 4.
    const auto since = static_cast<long long>(whole);
    const auto weekday = static_cast<std::size_t>(((since + 3) % 7 + 7) % 7);
    profile.weekday[weekday] += 1.0;
    profile.hour[static_cast<std::size_t>(std::min(23.0, std::floor((day - whole) * 24.0 + 1e-9)))] += 1.0;
    profile.total += 1.0;
}

}  // namespace

std::vector<TimePeak> time_peaks(const SweepPlaces& places, const std::vector<std::uint32_t>& chosen,
                                 const SweepEvents& events, double day, const TimeProfileOptions& options) {
    const std::size_t first = events_before(events, day - options.days_back);
    const std::size_t end = events_before(events, day);
    Profile all;
    for (std::size_t e = first; e < end; ++e) {
        add(all, events.day[e]);
    }
    const std::span<const ProjectedPoint> points(events.point.data() + first, end - first);
    const NearbyPoints index(points, options.reach_m);
    std::vector<TimePeak> peaks;
    for (const std::uint32_t place : chosen) {
        Profile local;
        index.visit(places.centre[place], [&](std::uint32_t i, double) { add(local, events.day[first + i]); });
        const double total = local.total + options.prior;
        const auto share = [&](double here, double everywhere) {
            return (here + (all.total > 0.0 ? options.prior * everywhere / all.total : 0.0)) / total;
        };
        TimePeak peak;
        for (int d = 0; d < 7; ++d) {
            const auto at = static_cast<std::size_t>(d);
            const double value = share(local.weekday[at], all.weekday[at]);
            if (value > peak.weekday_share + 1e-12) {
                peak.weekday = d + 1;
                peak.weekday_share = value;
            }
        }
        if (options.has_hours) {
            for (int from = 0; from < 24; ++from) {
                double value = 0.0;
                for (int h = 0; h < options.window_hours; ++h) {
                    const auto at = static_cast<std::size_t>((from + h) % 24);
                    value += share(local.hour[at], all.hour[at]);
                }
                if (value > peak.hour_share + 1e-12) {
                    peak.hour_from = from;
                    peak.hour_to = (from + options.window_hours) % 24;
                    peak.hour_share = value;
                }
            }
        }
        peaks.push_back(peak);
    }
    return peaks;
}

}  // namespace diaban
