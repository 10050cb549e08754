#include "engine/review/area_counts.hpp"

namespace diaban {

WindowCounts count_window(const IncidentSet& incidents, const std::vector<std::uint32_t>& area_of,
                          std::size_t area_count, const TimeWindow& window) {
    WindowCounts counts;
    counts.window = window;
    counts.incidents.assign(area_count, 0);
    counts.detected_by_police.assign(area_count, 0);
    counts.estimated.assign(area_count, 0);
    counts.located_in_area.assign(area_count, 0);
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (!window.contains(incidents.time[i])) {
            continue;
        }
        ++counts.in_window;
        counts.located += incidents.located[i];
        if (area_of[i] == kNoArea) {
            ++(incidents.located[i] != 0 ? counts.outside_areas : counts.name_unknown);
            continue;
        }
        ++counts.incidents[area_of[i]];
        counts.detected_by_police[area_of[i]] += incidents.detected_by_police[i];
        counts.estimated[area_of[i]] += incidents.estimated.empty() ? 0 : incidents.estimated[i];
        counts.located_in_area[area_of[i]] += incidents.located[i];
    }
    return counts;
}

std::optional<double> located_share(const WindowCounts& baseline, const WindowCounts& current) {
    const std::uint64_t all = baseline.in_window + current.in_window;
    if (all == 0) {
        return std::nullopt;
    }
    return static_cast<double>(baseline.located + current.located) / static_cast<double>(all);
}

}  // namespace diaban
