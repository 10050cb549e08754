#include "engine/review/areas_layer.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/output/carried_attributes.hpp"
#include "engine/output/review_kinds.hpp"
#include "engine/output/table_builder.hpp"
#include "engine/review/area_rates.hpp"
#include "engine/review/explanation.hpp"
#include "engine/review/side_columns.hpp"
#include "engine/review/theme_sentences.hpp"

namespace diaban {

namespace {

std::optional<std::string> text_or_missing(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

/// One column of the evidence, empty where the area has none.
template <typename Member>
auto from_evidence(const Analysis& analysis, Member member) {
    return [&analysis, member](std::size_t i) -> std::optional<double> {
        const auto& evidence = analysis.evidence.areas[i];
        if (!evidence) {
            return std::nullopt;
        }
        return std::invoke(member, *evidence);
    };
}

std::optional<AreaVerdict> verdict_of(const Analysis& analysis, std::size_t area) {
    return analysis.verdicts.areas.empty() ? std::nullopt : analysis.verdicts.areas[area];
}

std::vector<OverlayFigures> overlay_figures(const Project& project, const ProjectData& data, const Analysis& analysis,
                                            std::size_t area) {
    std::vector<OverlayFigures> figures;
    for (std::size_t k = 0; k < analysis.overlays.size(); ++k) {
        const OverlaySection& section = project.overlays[k];
        if (!section.count_per_area) {
            continue;
        }
        const OverlayCounts& counts = analysis.overlays[k];
        OverlayFigures overlay{section.label.empty() ? section.name : section.label, counts.count[area], std::nullopt,
                               std::nullopt, std::nullopt};
        if (const auto& residents = data.areas.population[area]; residents && *residents > 0.0) {
            overlay.per_thousand = 1000.0 * static_cast<double>(overlay.count) / *residents;
        }
        if (!counts.in_current.empty()) {
            overlay.n_baseline = counts.in_baseline[area];
            overlay.n_current = counts.in_current[area];
        }
        figures.push_back(std::move(overlay));
    }
    return figures;
}

void add_classes(TableBuilder& columns, const Project& project, const ProjectData& data, const Analysis& analysis) {
    const auto& evidence = analysis.evidence.areas;
    const auto reason = [&](std::size_t i, Language language) -> std::optional<std::string> {
        if (!evidence[i]) {
            return std::nullopt;
        }
        const bool only_reported = project.classify.incidents == CountedIncidents::kReported;
        const auto counted = [&](const WindowCounts& counts) {
            return counts.incidents[i] - (only_reported ? counts.detected_by_police[i] : 0);
        };
        ReasonFigures figures{*evidence[i],
                              project.classify.rule.evidence,
                              project.periods.baseline,
                              project.periods.current,
                              counted(analysis.baseline),
                              counted(analysis.current),
                              analysis.exposure_basis,
                              project.classify.incidents,
                              verdict_of(analysis, i),
                              std::nullopt,
                              std::nullopt};
        if (!analysis.neighbours.empty()) {
            figures.neighbours = analysis.neighbours[i];
        }
        if (!analysis.sensitivity.class_share.empty()) {
            figures.class_share = analysis.sensitivity.class_share[i];
        }
        figures.overlays = overlay_figures(project, data, analysis, i);
        return reason_sentence(figures, catalogue(language)) +
               themes_in_reason(project, analysis, i, catalogue(language));
    };
    columns.text("class", [&](std::size_t i) {
        const auto area_class = printed_class(analysis, i);
        return area_class ? std::optional<std::string>(class_value(*area_class)) : std::nullopt;
    });
    const Catalogue& words = catalogue(project.project.language);
    columns.text("class_label", [&](std::size_t i) {
        const auto area_class = printed_class(analysis, i);
        return area_class ? std::optional<std::string>(words.say(std::string("class.") + class_value(*area_class)))
                          : std::nullopt;
    });
    columns.real("p_stable", "", from_evidence(analysis, &AreaEvidence::p_stable));
    columns.real("p_contained", "", from_evidence(analysis, &AreaEvidence::p_contained));
    columns.real("p_complex", "", from_evidence(analysis, &AreaEvidence::p_complex));
    columns.add<bool>("borderline", "", [&](std::size_t i) {
        return evidence[i] ? std::optional<bool>(evidence[i]->borderline) : std::nullopt;
    });
    columns.text("reason_vi", [&](std::size_t i) { return reason(i, Language::kVietnamese); });
    columns.text("reason_en", [&](std::size_t i) { return reason(i, Language::kEnglish); });
}

/// What stands beside the class: the rule's own finding, memory, neighbours, sensitivity, and the rule's name on every
/// row.
void add_review(TableBuilder& columns, const Project& project, const Analysis& analysis) {
    const auto& evidence = analysis.evidence.areas;
    const Catalogue& words = catalogue(project.project.language);
    const auto memory = [&](std::size_t i) -> std::optional<RememberedClass> {
        const auto verdict = verdict_of(analysis, i);
        return verdict ? std::optional<RememberedClass>(verdict->memory) : std::nullopt;
    };
    const auto date = [&](std::size_t i,
                          std::optional<LocalDay> RememberedClass::*member) -> std::optional<std::string> {
        const auto remembered = memory(i);
        if (!remembered || !((*remembered).*member)) {
            return std::nullopt;
        }
        return iso_date(*((*remembered).*member));
    };
    columns.text("previous_class", [&](std::size_t i) -> std::optional<std::string> {
        const auto remembered = memory(i);
        if (!remembered || !remembered->previous_class) {
            return std::nullopt;
        }
        return class_value(*remembered->previous_class);
    });
    columns.text("class_by_rule", [&](std::size_t i) {
        return evidence[i] ? std::optional<std::string>(class_value(evidence[i]->area_class)) : std::nullopt;
    });
    columns.text("status", [&](std::size_t i) -> std::optional<std::string> {
        const auto remembered = memory(i);
        if (!remembered || !remembered->status) {
            return std::nullopt;
        }
        return status_value(*remembered->status);
    });
    columns.text("status_label", [&](std::size_t i) -> std::optional<std::string> {
        const auto remembered = memory(i);
        if (!remembered || !remembered->status) {
            return std::nullopt;
        }
        return words.say(std::string("class.status-") + status_value(*remembered->status));
    });
    columns.add<bool>("held", "", [&](std::size_t i) {
        const auto remembered = memory(i);
        return remembered ? std::optional<bool>(remembered->held) : std::nullopt;
    });
    columns.text("entered", [&](std::size_t i) { return date(i, &RememberedClass::entered); });
    columns.text("below_since", [&](std::size_t i) { return date(i, &RememberedClass::below_since); });
    columns.text("left", [&](std::size_t i) { return date(i, &RememberedClass::left); });
    columns.real("p_elevated_before", "", from_evidence(analysis, &AreaEvidence::p_elevated_before));
    columns.real("p_elevated_now", "", from_evidence(analysis, &AreaEvidence::p_elevated_now));
    const auto neighbours = [&](const char* name, std::size_t NeighbourState::*member) {
        columns.integer(name, [&](std::size_t i) {
            return analysis.neighbours.empty()
                       ? std::nullopt
                       : std::optional<std::int64_t>(static_cast<std::int64_t>(analysis.neighbours[i].*member));
        });
    };
    neighbours("neighbours", &NeighbourState::neighbours);
    neighbours("neighbours_complex", &NeighbourState::complex);
    neighbours("neighbours_contained", &NeighbourState::contained);
    neighbours("neighbours_stable", &NeighbourState::stable);
    columns.real("class_share", "", [&](std::size_t i) {
        return analysis.sensitivity.class_share.empty() ? std::nullopt : analysis.sensitivity.class_share[i];
    });
    columns.add<bool>("split_forced", "", [&](std::size_t i) {
        return evidence[i] ? std::optional<bool>(project.classify.force_split.has_value()) : std::nullopt;
    });
    columns.text("review_date", [&](std::size_t) {
        return project.project.as_of ? std::optional<std::string>(iso_date(*project.project.as_of)) : std::nullopt;
    });
    const ReviewRule& rule = project.classify.rule;
    columns.text("rule", [&](std::size_t) {
        return std::optional<std::string>(rule.name + " " + rule.version + (rule.overridden ? " *" : ""));
    });
    columns.text("rule_hash", [hash = rule_hash(rule)](std::size_t) { return std::optional<std::string>(hash); });
}

void add_counts(TableBuilder& columns, const ProjectData& data, const Analysis& analysis) {
    const auto count = [](std::uint64_t n) { return std::optional<std::int64_t>(static_cast<std::int64_t>(n)); };
    const auto window = [](const TimeWindow& w) { return iso_date(w.from) + "/" + iso_date(w.to); };
    const std::string baseline = window(analysis.baseline.window);
    const std::string current = window(analysis.current.window);
    columns.text("window_baseline", [&](std::size_t) { return std::optional<std::string>(baseline); });
    columns.text("window_current", [&](std::size_t) { return std::optional<std::string>(current); });
    columns.integer("n_baseline", [&](std::size_t i) { return count(analysis.baseline.incidents[i]); });
    columns.integer("n_current", [&](std::size_t i) { return count(analysis.current.incidents[i]); });
    if (!data.incidents.incidents.estimated.empty()) {
        columns.integer("n_baseline_estimated", [&](std::size_t i) { return count(analysis.baseline.estimated[i]); });
        columns.integer("n_current_estimated", [&](std::size_t i) { return count(analysis.current.estimated[i]); });
    }
    columns.integer("n_baseline_detected",
                    [&](std::size_t i) { return count(analysis.baseline.detected_by_police[i]); });
    columns.integer("n_current_detected", [&](std::size_t i) { return count(analysis.current.detected_by_police[i]); });
    columns.integer("n_baseline_located", [&](std::size_t i) { return count(analysis.baseline.located_in_area[i]); });
    columns.integer("n_current_located", [&](std::size_t i) { return count(analysis.current.located_in_area[i]); });
    columns.real("population", "residents", [&](std::size_t i) { return data.areas.population[i]; });
    columns.real("area_km2", "km2", [&](std::size_t i) { return std::optional<double>(to_km2(analysis.area[i])); });
    columns.real("rate", rate_unit(analysis.exposure_basis),
                 [&](std::size_t i) { return rate_of(data, analysis, i, analysis.current); });
}

void add_evidence(TableBuilder& columns, const Analysis& analysis) {
    const char* multiple = "multiple of the reference rate";
    const char* ratio = "current / baseline";
    columns.real("relative_risk", multiple, from_evidence(analysis, &AreaEvidence::relative_risk));
    columns.real("rr_low", multiple, from_evidence(analysis, &AreaEvidence::rr_low));
    columns.real("rr_high", multiple, from_evidence(analysis, &AreaEvidence::rr_high));
    columns.real("baseline_risk", multiple, from_evidence(analysis, &AreaEvidence::baseline_risk));
    columns.real("baseline_low", multiple, from_evidence(analysis, &AreaEvidence::baseline_low));
    columns.real("baseline_high", multiple, from_evidence(analysis, &AreaEvidence::baseline_high));
    columns.real("change_ratio", ratio, from_evidence(analysis, &AreaEvidence::change_ratio));
    columns.real("change_low", ratio, from_evidence(analysis, &AreaEvidence::change_low));
    columns.real("change_high", ratio, from_evidence(analysis, &AreaEvidence::change_high));
    columns.real("p_rising", "", from_evidence(analysis, &AreaEvidence::p_rising));
    columns.real("p_falling", "", from_evidence(analysis, &AreaEvidence::p_falling));
    const auto nearest = [&](std::size_t i) {
        const auto& evidence = analysis.evidence.areas[i];
        return evidence ? evidence->nearest_change : std::optional<NearestChange>();
    };
    columns.integer("nearest_change", [&](std::size_t i) {
        const auto change = nearest(i);
        return change ? std::optional<std::int64_t>(change->incidents) : std::nullopt;
    });
    columns.text("nearest_class", [&](std::size_t i) {
        const auto change = nearest(i);
        return change ? std::optional<std::string>(class_value(change->becomes)) : std::nullopt;
    });
    columns.real("density_mean_per_km2", "per km2", [&](std::size_t i) { return analysis.density.mean_by_area[i]; });
    columns.real("density_max_per_km2", "per km2", [&](std::size_t i) { return analysis.density.max_by_area[i]; });
}

}  // namespace

FeatureLayer areas_layer(const ReviewParts& review, const std::vector<Column>& study_columns) {
    const auto& [project, data, analysis] = review;
    const AreaLayer& areas = data.areas;
    TableBuilder columns(areas.size());
    columns.text("area_id", [&](std::size_t i) { return std::optional<std::string>(areas.id[i]); });
    columns.text("name", [&](std::size_t i) { return std::optional<std::string>(areas.name[i]); });
    columns.add<bool>("watched", "", [&](std::size_t i) { return std::optional<bool>(areas.on_watch[i] != 0); });
    columns.text("parent", [&](std::size_t i) { return text_or_missing(areas.parent[i]); });
    add_classes(columns, project, data, analysis);
    add_review(columns, project, analysis);
    add_counts(columns, data, analysis);
    add_evidence(columns, analysis);
    add_side_columns(columns, project, data, analysis);
    for (const Column& column : study_columns) {
        columns.table().columns.push_back(column);
    }
    FeatureLayer layer;
    layer.name = areas_kind().name;
    layer.crs = areas.crs;
    layer.kind = GeometryKind::kArea;
    layer.geometry.reserve(areas.size());
    for (const MultiPolygon& area : areas.geometry) {
        layer.geometry.push_back(area.empty() ? Geometry{} : Geometry{area});
    }
    layer.table = with_attributes(areas.attributes, std::move(columns.table()));
    return layer;
}

}  // namespace diaban
