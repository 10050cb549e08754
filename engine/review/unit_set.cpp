#include "engine/review/unit_set.hpp"

namespace diaban {

std::vector<double> UnitSet::size() const {
    std::vector<double> sizes;
    for (std::size_t i = 0; i < units->size(); ++i) {
        sizes.push_back(basis == ExposureBasis::kResidents ? units->population[i].value_or(0.0) : to_km2(area[i]));
    }
    return sizes;
}

std::vector<std::uint32_t> only_categories(const IncidentSet& incidents, const std::vector<std::uint32_t>& area_of,
                                           const std::vector<std::string>& categories) {
    if (categories.empty()) {
        return area_of;
    }
    const std::vector<std::uint8_t> counted = marked_categories(incidents, categories);
    std::vector<std::uint32_t> only(area_of);
    for (std::size_t i = 0; i < only.size(); ++i) {
        if (counted[incidents.category[i]] == 0) {
            only[i] = kNoArea;
        }
    }
    return only;
}

std::optional<EvidenceResult> classify_units(const UnitSet& set, const CountedWindows& windows,
                                             const EvidenceRule& rule, unsigned threads) {
    const ClassCounts counts = class_counts(windows, set.size(), set.units->on_watch);
    double sum = 0.0;
    for (std::size_t k = 0; k < counts.area.size(); ++k) {
        // Exposure 0 leaves a unit undefined, and its incidents out of the list.
        sum += counts.baseline_exposure[k] > 0.0 ? counts.baseline_count[k] + counts.current_count[k] : 0.0;
    }
    if (!(sum > 0.0)) {
        return std::nullopt;
    }
    const EvidenceResult of_watched = classify_by_evidence(counts.input(), rule, threads);
    EvidenceResult result = of_watched;
    result.areas.assign(set.units->size(), std::nullopt);
    for (std::size_t k = 0; k < counts.area.size(); ++k) {
        result.areas[counts.area[k]] = of_watched.areas[k];
    }
    return result;
}

}  // namespace diaban
