#include "engine/review/level_analysis.hpp"

#include <algorithm>

#include "engine/input/incident_areas.hpp"
#include "engine/review/area_hierarchy.hpp"
#include "layers/geometry/measure.hpp"

namespace diaban {

namespace {

/// Below this many units "elevated against the common rate" says nothing: each is most of its own reference.
constexpr std::size_t kFewestUnits = 3;

void add_class(RolledUp& rolled, const std::optional<AreaClass>& area_class) {
    ++rolled.members;
    if (area_class) {
        switch (*area_class) {
            case AreaClass::kStable:
                ++rolled.stable;
                break;
            case AreaClass::kContained:
                ++rolled.contained;
                break;
            case AreaClass::kComplex:
                ++rolled.complex;
                break;
        }
    }
}

ExposureBasis basis_of(const AreaLayer& units) {
    const bool all =
        units.size() > 0 && std::all_of(units.population.begin(), units.population.end(),
                                        [](const auto& residents) { return residents.value_or(0.0) > 0.0; });
    return all ? ExposureBasis::kResidents : ExposureBasis::kAreaKm2;
}

}  // namespace

LevelAnalysis analyse_level(const LevelSection& section, const AreaLayer& units, const LevelContext& context,
                            std::vector<Finding>& findings) {
    LevelAnalysis level;
    level.above = lies_above(units, context.areas);
    level.set.units = &units;
    level.set.basis = basis_of(units);
    for (const MultiPolygon& unit : units.geometry) {
        level.set.area.push_back(planar_area(unit));
    }
    level.set.area_of = assign_areas(context.incidents, units, context.threads);
    level.parent = level.above ? parents_of(context.areas, units, context.threads)
                               : parents_of(units, context.areas, context.threads);
    if (level.above) {
        for (std::size_t i = 0; i < context.incidents.size(); ++i) {
            const std::uint32_t area = context.incidents.area_of[i];
            if (level.set.area_of[i] == kNoArea && context.incidents.located[i] == 0 && area != kNoArea) {
                const auto& unit = level.parent[area];
                level.set.area_of[i] = unit ? static_cast<std::uint32_t>(*unit) : kNoArea;
            }
        }
    }
    level.baseline = count_window(context.incidents, level.set.area_of, units.size(), context.project.periods.baseline);
    level.current = count_window(context.incidents, level.set.area_of, units.size(), context.project.periods.current);
    level.evidence.resize(units.size());
    if (units.size() >= kFewestUnits) {
        const auto result =
            classify_units(level.set, {level.baseline, level.current, context.project.classify.incidents},
                           context.project.classify.rule.evidence, context.threads);
        if (result) {
            level.evidence = result->areas;
        }
    } else {
        findings.push_back({Severity::kNote,
                            "finding.level-too-small",
                            {{"level", section.level},
                             {"units", std::to_string(units.size())},
                             {"least", std::to_string(kFewestUnits)}}});
    }
    level.rolled.resize(level.above ? units.size() : context.areas.size());
    std::size_t without = 0;
    for (std::size_t i = 0; i < level.parent.size(); ++i) {
        if (!level.parent[i]) {
            ++without;
            continue;
        }
        const auto own =
            level.above ? context.area_class[i]
                        : (level.evidence[i] ? std::optional<AreaClass>(level.evidence[i]->area_class) : std::nullopt);
        add_class(level.rolled[*level.parent[i]], own);
    }
    if (without > 0) {
        findings.push_back({Severity::kWarning,
                            "finding.level-without-parent",
                            {{"level", section.level}, {"count", std::to_string(without)}}});
    }
    return level;
}

}  // namespace diaban
