#include "engine/input/area_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "layers/geometry/contiguity.hpp"
#include "layers/geometry/coverage.hpp"
#include "layers/geometry/nesting.hpp"

namespace diaban {

namespace {

constexpr std::size_t kShown = 5;
constexpr double kInsideEnough = 0.98;  // below: not a border drawn twice, but another border
constexpr double kNarrow =
    50.0;  // metres of mean width: a slip of drawing; wider ground may be a lake or somebody else's

/// Square metres below a hectare, square kilometres above.
std::string area_text(double square_metres) {
    return square_metres < 10.0      ? fmt::format("{:.2g} m²", square_metres)
           : square_metres < 10000.0 ? fmt::format("{:.0f} m²", square_metres)
                                     : fmt::format("{:.3f} km²", square_metres / kSquareMetresPerKm2);
}

/// The first few, then how many more.
std::string some(const std::vector<std::string>& texts, const char* between) {
    std::string text;
    for (std::size_t i = 0; i < std::min(kShown, texts.size()); ++i) {
        text += (i > 0 ? between : "") + texts[i];
    }
    return texts.size() > kShown ? text + fmt::format(" (+{})", texts.size() - kShown) : text;
}

std::string labelled(const AreaLayer& areas, std::uint32_t area) {
    return areas.name[area] == areas.id[area] ? areas.name[area] : areas.name[area] + " (" + areas.id[area] + ")";
}

Finding gap_finding(const AreaLayer& areas, const std::vector<const CoverageGap*>& gaps, bool narrow) {
    double sum = 0.0;
    std::vector<std::string> texts;
    for (const CoverageGap* gap : gaps) {
        sum += gap->area.value;
        std::vector<std::string> names;
        for (const std::uint32_t neighbour : gap->neighbours) {
            names.push_back(labelled(areas, neighbour));
        }
        texts.push_back(area_text(gap->area.value) + ": " + some(names, " – "));
    }
    return {narrow ? Severity::kWarning : Severity::kNote,
            narrow ? "finding.areas-gaps" : "finding.areas-open-ground",
            {{"count", std::to_string(gaps.size())}, {"area", area_text(sum)}, {"where", some(texts, "; ")}},
            "areas"};
}

/// Pairs with what they have in common, all in all, and the first few.
Finding overlap_finding(const char* key, Severity severity, const AreaLayer& areas,
                        const std::vector<AreaOverlap>& pairs) {
    double sum = 0.0;
    std::vector<std::string> texts;
    for (const AreaOverlap& overlap : pairs) {
        sum += overlap.area.value;
        texts.push_back(fmt::format("{} – {}: {}", labelled(areas, overlap.first), labelled(areas, overlap.second),
                                    area_text(overlap.area.value)));
    }
    return {severity,
            key,
            {{"count", std::to_string(pairs.size())}, {"area", area_text(sum)}, {"where", some(texts, "; ")}},
            "areas"};
}

/// Index of a unit by id, else by a name that only one unit has.
std::unordered_map<std::string, std::uint32_t> units_by_key(const AreaLayer& areas) {
    std::unordered_map<std::string, std::uint32_t> units;
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        const auto [entry, added] = units.emplace(areas.name[i], i);
        if (!added) {
            entry->second = kNoParent;
        }
    }
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        units[areas.id[i]] = i;
    }
    return units;
}

/// How far the farthest part lies from the largest, in metres: between their boxes, so at most what it is in truth.
double farthest_part(const MultiPolygon& area) {
    std::vector<Box> boxes;
    for (const Polygon& part : area.polygons) {
        boxes.push_back(bounding_box(MultiPolygon{{part}}));
    }
    const auto size = [](const Box& box) { return (box.x_max - box.x_min) * (box.y_max - box.y_min); };
    const Box main =
        *std::max_element(boxes.begin(), boxes.end(), [&](const Box& a, const Box& b) { return size(a) < size(b); });
    double farthest = 0.0;
    for (const Box& box : boxes) {
        const double x = std::max({0.0, box.x_min - main.x_max, main.x_min - box.x_max});
        const double y = std::max({0.0, box.y_min - main.y_max, main.y_min - box.y_max});
        farthest = std::max(farthest, std::hypot(x, y));
    }
    return farthest;
}

std::vector<std::uint32_t> parents_in(const AreaLayer& units, const AreaLayer& above) {
    const auto known = units_by_key(above);
    std::vector<std::uint32_t> parents(units.size(), kNoParent);
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (const auto found = known.find(units.parent[i]); !units.parent[i].empty() && found != known.end()) {
            parents[i] = found->second;
        }
    }
    return parents;
}

void tell_nesting(const NamedLevel& level, const NamedLevel& above, const std::vector<std::uint32_t>& parents,
                  std::vector<Finding>& findings) {
    const AreaLayer& units = *level.areas;
    std::vector<std::string> unknown;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        if (parents[i] == kNoParent) {
            unknown.push_back(labelled(units, i) + (units.parent[i].empty() ? "" : " → '" + units.parent[i] + "'"));
        }
    }
    if (!unknown.empty()) {
        findings.push_back({Severity::kWarning,
                            "finding.parents-unknown",
                            {{"file", level.file},
                             {"above", above.file},
                             {"count", std::to_string(unknown.size())},
                             {"areas", some(unknown, ", ")}},
                            level.role});
    }
    const auto shares = share_inside_parent(units.geometry, parents, above.areas->geometry);
    std::vector<std::pair<double, std::uint32_t>> outside;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        if (shares[i] && *shares[i] < kInsideEnough) {
            outside.emplace_back(*shares[i], i);
        }
    }
    if (outside.empty()) {
        return;
    }
    std::sort(outside.begin(), outside.end());
    std::vector<std::string> texts;
    for (const auto& [share, unit] : outside) {
        texts.push_back(fmt::format("{}: {:.1f} % {} {}", labelled(units, unit), 100.0 * share, "⊂",
                                    labelled(*above.areas, parents[unit])));
    }
    findings.push_back({Severity::kWarning,
                        "finding.units-outside-parent",
                        {{"file", level.file},
                         {"above", above.file},
                         {"count", std::to_string(outside.size())},
                         {"areas", some(texts, "; ")}},
                        level.role});
}

}  // namespace

std::vector<Finding> coverage_findings(const AreaLayer& areas) {
    const Coverage coverage = measure_coverage(areas.geometry, {});
    std::vector<Finding> findings;
    if (!coverage.overlaps.empty()) {
        findings.push_back(overlap_finding("finding.areas-overlap", Severity::kWarning, areas, coverage.overlaps));
    }
    if (!coverage.strips.empty()) {
        findings.push_back(overlap_finding("finding.areas-strips", Severity::kNote, areas, coverage.strips));
        findings.back().arguments["width"] = fmt::format("{:g}", CoverageOptions{}.narrowest.value);
        findings.back().arguments["smallest"] = fmt::format("{:g}", CoverageOptions{}.smallest.value);
        findings.back().arguments["all"] = std::to_string(coverage.overlaps.size() + coverage.strips.size());
    }
    std::vector<const CoverageGap*> narrow;
    std::vector<const CoverageGap*> wide;
    for (const CoverageGap& gap : coverage.gaps) {
        (gap.mean_width.value < kNarrow ? narrow : wide).push_back(&gap);
    }
    if (!narrow.empty()) {
        findings.push_back(gap_finding(areas, narrow, true));
    }
    if (!wide.empty()) {
        findings.push_back(gap_finding(areas, wide, false));
    }
    return findings;
}

std::vector<Finding> shape_findings_of_areas(const AreaLayer& areas) {
    std::vector<std::string> multipart;
    std::vector<std::string> holes;
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        const std::vector<Polygon>& parts = areas.geometry[i].polygons;
        if (parts.size() > 1) {
            const double far = farthest_part(areas.geometry[i]);
            multipart.push_back(labelled(areas, i) + fmt::format(": {}", parts.size()) +
                                (far > 0.0 ? fmt::format(" (≥ {:.1f} km)", far / 1000.0) : ""));
        }
        std::size_t count = 0;
        for (const Polygon& part : parts) {
            count += part.holes.size();
        }
        if (count > 0) {
            holes.push_back(labelled(areas, i) + fmt::format(": {}", count));
        }
    }
    std::vector<std::string> islands;
    if (areas.size() > 1) {
        for (const std::uint32_t island : find_contiguity(areas.geometry, {}).islands) {
            if (!areas.geometry[island].empty()) {
                islands.push_back(labelled(areas, island));
            }
        }
    }
    std::vector<Finding> findings;
    const auto tell = [&](const char* key, const std::vector<std::string>& names) {
        if (!names.empty()) {
            findings.push_back({Severity::kNote,
                                key,
                                {{"count", std::to_string(names.size())}, {"areas", some(names, "; ")}},
                                "areas"});
        }
    };
    tell("finding.areas-multipart", multipart);
    tell("finding.areas-holes", holes);
    tell("finding.areas-islands", islands);
    return findings;
}

std::vector<Finding> population_findings(const Project& project, const AreaLayer& areas) {
    if (project.areas.population.empty()) {
        return {{Severity::kNote, "finding.population-not-given", {}, "areas"}};
    }
    std::vector<Finding> findings;
    std::vector<std::string> missing;
    std::vector<std::string> zero;
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        if (areas.on_watch[i] == 0) {
            continue;
        }
        if (!areas.population[i]) {
            missing.push_back(labelled(areas, i));
        } else if (*areas.population[i] == 0.0) {
            zero.push_back(labelled(areas, i));
        }
    }
    if (!missing.empty()) {
        findings.push_back({Severity::kWarning,
                            "finding.population-missing",
                            {{"count", std::to_string(missing.size())}, {"areas", some(missing, ", ")}},
                            "areas"});
    }
    if (!zero.empty()) {
        findings.push_back({Severity::kWarning,
                            "finding.population-zero",
                            {{"count", std::to_string(zero.size())}, {"areas", some(zero, ", ")}},
                            "areas"});
    }
    if (!project.areas.population_date || project.areas.population_source.empty()) {
        findings.push_back(
            {Severity::kNote, "finding.population-undated", {{"field", project.areas.population}}, "areas"});
    } else {
        findings.push_back({Severity::kNote,
                            "finding.population-dated",
                            {{"field", project.areas.population},
                             {"date", iso_date(*project.areas.population_date)},
                             {"source", project.areas.population_source}},
                            "areas"});
    }
    return findings;
}

std::vector<Finding> nesting_findings(const std::vector<NamedLevel>& levels) {
    std::vector<Finding> findings;
    for (const NamedLevel& level : levels) {
        const AreaLayer& units = *level.areas;
        const bool any =
            std::any_of(units.parent.begin(), units.parent.end(), [](const std::string& p) { return !p.empty(); });
        const NamedLevel* above = nullptr;
        std::vector<std::uint32_t> parents;
        std::ptrdiff_t most = 0;
        for (const NamedLevel& other : levels) {
            if (&other == &level || !any) {
                continue;
            }
            std::vector<std::uint32_t> found = parents_in(units, *other.areas);
            const std::ptrdiff_t known =
                static_cast<std::ptrdiff_t>(found.size()) - std::count(found.begin(), found.end(), kNoParent);
            if (known > most) {
                most = known;
                above = &other;
                parents = std::move(found);
            }
        }
        if (above != nullptr) {
            tell_nesting(level, *above, parents, findings);
        }
    }
    return findings;
}

}  // namespace diaban
