// Units that are classified - the areas of the watch list, or those of another level - with what a rule needs of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/review/class_counts.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/incident_set.hpp"
#include "layers/model/units.hpp"

namespace diaban {

enum class ExposureBasis { kResidents, kAreaKm2 };

struct UnitSet {
    const AreaLayer* units = nullptr;
    std::vector<std::uint32_t> area_of;  ///< unit of each incident, or kNoArea
    std::vector<SquareMetres> area;
    ExposureBasis basis = ExposureBasis::kResidents;

    /// Residents or km2 of each unit, whichever the basis is; 0 where not known.
    [[nodiscard]] std::vector<double> size() const;
};

/// `area_of` with kNoArea for incidents of other categories; all where `categories` is empty. O(incidents).
std::vector<std::uint32_t> only_categories(const IncidentSet& incidents, const std::vector<std::uint32_t>& area_of,
                                           const std::vector<std::string>& categories);

/// Classifies the units on watch by their counts; one entry a unit, empty off the list or without exposure. Empty as a
/// whole when both windows hold no incident of them. Throws as `classify_by_evidence`.
std::optional<EvidenceResult> classify_units(const UnitSet& set, const CountedWindows& windows,
                                             const EvidenceRule& rule, unsigned threads);

}  // namespace diaban
