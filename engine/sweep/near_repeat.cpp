#include "engine/sweep/near_repeat.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "engine/sweep/event_pairs.hpp"

namespace diaban {

namespace {

double lower_end(const std::vector<double>& upper, std::size_t band) {
    return band == 0 ? 0.0 : upper[band - 1];
}

double ring_area(const NearRepeatOptions& bands, std::size_t distance) {
    const double inner = lower_end(bands.distance_m, distance);
    const double outer = bands.distance_m[distance];
    return std::numbers::pi * (outer * outer - inner * inner);
}

}  // namespace

double NearRepeatTable::ratio(std::size_t distance, std::size_t age) const {
    const std::size_t at = distance * bands.age_days.size() + age;
    return expected[at] > 0.0 ? observed[at] / expected[at] : 1.0;
}

NearRepeatTable near_repeat_table(const SweepEvents& events, double first_day, double end_day,
                                  const NearRepeatOptions& options) {
    const std::size_t ages = options.age_days.size();
    const std::size_t cells = ages * options.distance_m.size();
    NearRepeatTable table{options, 0, std::vector<double>(cells, 0.0), std::vector<double>(cells, 0.0),
                          std::vector<double>(cells, 0.0)};
    const std::size_t known = events_before(events, end_day);
    const std::size_t first = known > options.most_events ? known - options.most_events : 0;
    const std::span<const ProjectedPoint> points(events.point.data() + first, known - first);
    table.events = points.size();
    if (points.empty()) {
        return table;
    }
    const NearbyPoints index(points, options.distance_m.back());
    for (std::size_t i = 0; i < points.size(); ++i) {
        index.visit(points[i], [&](std::uint32_t j, double squared) {
            const double age = events.day[first + i] - events.day[first + j];
            if (!(age > 0.0) || age >= options.age_days.back()) {
                return;
            }
            const double metres = std::sqrt(squared);
            const auto d = std::upper_bound(options.distance_m.begin(), options.distance_m.end(), metres);
            const auto a = std::upper_bound(options.age_days.begin(), options.age_days.end(), age);
            if (d != options.distance_m.end()) {
                table.observed[static_cast<std::size_t>(d - options.distance_m.begin()) * ages +
                               static_cast<std::size_t>(a - options.age_days.begin())] += 1.0;
            }
        });
    }
    // Days on which a pair of this age could be seen, over the length of the history.
    const double length = std::max(1.0, end_day - std::max(first_day, events.day[first]));
    const auto exposure = [&](std::size_t age) {
        const double low = lower_end(options.age_days, age);
        const double high = options.age_days[age];
        return (high - low) * std::max(0.0, 1.0 - 0.5 * (low + high) / length);
    };
    const auto n = static_cast<double>(points.size());
    for (std::size_t d = 0; d < options.distance_m.size(); ++d) {
        const double usual_days = exposure(ages - 1);
        const double usual = usual_days > 0.0 ? table.observed[d * ages + ages - 1] / usual_days : 0.0;
        for (std::size_t a = 0; a < ages; ++a) {
            const std::size_t at = d * ages + a;
            const double days = exposure(a);
            table.expected[at] = usual * days;
            // Without a usual level to compare with there is no excess: the events may be too new for the oldest band.
            if (days > 0.0 && usual_days > 0.0) {
                table.excess[at] =
                    std::max(0.0, table.observed[at] - table.expected[at]) / (n * ring_area(options, d) * days);
            }
        }
    }
    return table;
}

double near_repeats_ahead(const NearRepeatTable& table, std::size_t distance, double age_days, double horizon_days) {
    double sum = 0.0;
    for (std::size_t a = 0; a < table.bands.age_days.size(); ++a) {
        const double from = std::max(age_days, lower_end(table.bands.age_days, a));
        const double to = std::min(age_days + horizon_days, table.bands.age_days[a]);
        if (to > from) {
            sum += table.excess[distance * table.bands.age_days.size() + a] * (to - from);
        }
    }
    return sum * ring_area(table.bands, distance);
}

}  // namespace diaban
