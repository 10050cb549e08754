#include "engine/review/area_counts.hpp"

#include <unordered_map>

#include "layers/geometry/area_locator.hpp"

namespace diaban {

std::vector<std::uint32_t> assign_areas(const IncidentLayer& incidents, const AreaLayer& areas, unsigned threads) {
    std::vector<std::uint32_t> area_of = AreaLocator(areas.geometry).locate(incidents.point, threads);
    if (incidents.area_key.empty()) {
        return area_of;
    }
    std::unordered_map<std::string, std::uint32_t> by_name;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const auto [entry, added] = by_name.emplace(areas.name[i], static_cast<std::uint32_t>(i));
        if (!added) {
            entry->second = kNoArea;
        }
    }
    // Ids are unique, so they win over a name that happens to read the same.
    for (std::size_t i = 0; i < areas.size(); ++i) {
        by_name[areas.id[i]] = static_cast<std::uint32_t>(i);
    }
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (incidents.located[i] == 0) {
            const auto found = by_name.find(incidents.area_key[i]);
            area_of[i] = found != by_name.end() ? found->second : kNoArea;
        }
    }
    return area_of;
}

WindowCounts count_window(const IncidentLayer& incidents, const std::vector<std::uint32_t>& area_of,
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
