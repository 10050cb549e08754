#include "engine/input/incident_areas.hpp"

#include <string_view>
#include <unordered_map>

#include "layers/geometry/area_locator.hpp"

namespace diaban {

std::vector<std::uint32_t> areas_named(const std::vector<std::string>& texts, const AreaLayer& areas) {
    std::unordered_map<std::string_view, std::uint32_t> by_name;
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
    std::vector<std::uint32_t> named;
    named.reserve(texts.size());
    for (const std::string& text : texts) {
        const auto found = by_name.find(text);
        named.push_back(found != by_name.end() ? found->second : kNoArea);
    }
    return named;
}

std::vector<std::uint32_t> assign_areas(const IncidentSet& incidents, const AreaLayer& areas, unsigned threads) {
    std::vector<std::uint32_t> area_of = AreaLocator(areas.geometry).locate(incidents.point, threads);
    if (!incidents.area_key.empty()) {
        const std::vector<std::uint32_t> named = areas_named(incidents.area_key, areas);
        for (std::size_t i = 0; i < incidents.size(); ++i) {
            area_of[i] = incidents.located[i] != 0 ? area_of[i] : named[i];
        }
    }
    return area_of;
}

}  // namespace diaban
