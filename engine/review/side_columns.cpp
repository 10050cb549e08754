#include "engine/review/side_columns.hpp"

#include <functional>

#include "engine/output/carried_attributes.hpp"
#include "engine/output/review_kinds.hpp"
#include "engine/review/explanation.hpp"
#include "engine/review/theme_sentences.hpp"
#include "layers/base/ascii_text.hpp"
#include "layers/geometry/area_locator.hpp"

namespace diaban {

namespace {

std::optional<std::int64_t> whole(std::uint64_t n) {
    return static_cast<std::int64_t>(n);
}

std::optional<double> per_thousand(double count, const std::optional<double>& residents) {
    return residents && *residents > 0.0 ? std::optional<double>(1000.0 * count / *residents) : std::nullopt;
}

/// A column of evidence that a unit may not have.
template <typename EvidenceOf>
auto real_of(EvidenceOf evidence_of, double AreaEvidence::*member) {
    return [evidence_of, member](std::size_t i) -> std::optional<double> {
        const AreaEvidence* evidence = evidence_of(i);
        return evidence != nullptr ? std::optional<double>(evidence->*member) : std::nullopt;
    };
}

/// Class, probabilities, multiple and change; names begin with `prefix`.
template <typename EvidenceOf>
void add_evidence_columns(TableBuilder& columns, const std::string& prefix, EvidenceOf evidence_of) {
    const auto real = [&](const char* name, const char* title, double AreaEvidence::*member) {
        columns.real(prefix + name, "", real_of(evidence_of, member));
        columns.titled(title);
    };
    real("p_stable", "field.p_stable", &AreaEvidence::p_stable);
    real("p_contained", "field.p_contained", &AreaEvidence::p_contained);
    real("p_complex", "field.p_complex", &AreaEvidence::p_complex);
    columns.add<bool>(prefix + "borderline", "", [&](std::size_t i) {
        const AreaEvidence* evidence = evidence_of(i);
        return evidence != nullptr ? std::optional<bool>(evidence->borderline) : std::nullopt;
    });
    columns.titled("field.borderline");
    real("relative_risk", "field.relative_risk", &AreaEvidence::relative_risk);
    real("rr_low", "field.rr_low", &AreaEvidence::rr_low);
    real("rr_high", "field.rr_high", &AreaEvidence::rr_high);
}

std::string rule_of(const ThemeSection& theme) {
    if (theme.criteria) {
        return theme.criteria->name + " " + theme.criteria->version + " (" + criteria_hash(*theme.criteria) + ")";
    }
    return theme.evidence.name + " " + theme.evidence.version + (theme.evidence.overridden ? " *" : "") + " (" +
           rule_hash(theme.evidence) + ")";
}

void add_theme(TableBuilder& columns, const Project& project, const ThemeResult& result) {
    const ThemeSection& theme = project.themes[result.theme];
    const std::string prefix = "theme_" + theme.name + "_";
    const auto text = [&](const char* name, const char* title, auto value_of) {
        columns.text(prefix + name, [&](std::size_t i) -> std::optional<std::string> {
            return result.units[i] ? std::optional<std::string>(value_of(*result.units[i])) : std::nullopt;
        });
        columns.titled(title);
    };
    const auto count = [&](const char* name, const char* title, std::uint64_t ThemeUnit::*member) {
        columns.integer(prefix + name, [&](std::size_t i) {
            return result.units[i] ? whole((*result.units[i]).*member) : std::nullopt;
        });
        columns.titled(title);
    };
    columns.text(prefix + "class", [&](std::size_t i) { return theme_class(theme, result.units[i]); });
    columns.titled("field.theme_class");
    text("label", "field.theme_label",
         [&](const ThemeUnit& unit) { return theme_class_label(theme, unit, catalogue(project.project.language)); });
    text("reason_vi", "field.theme_reason_vi", [&](const ThemeUnit& unit) {
        return theme_sentence(project, result, unit, catalogue(Language::kVietnamese));
    });
    text("reason_en", "field.theme_reason_en",
         [&](const ThemeUnit& unit) { return theme_sentence(project, result, unit, catalogue(Language::kEnglish)); });
    count("n_baseline", "field.theme_n_baseline", &ThemeUnit::n_baseline);
    count("n_current", "field.theme_n_current", &ThemeUnit::n_current);
    if (theme.criteria) {
        columns.add<bool>(prefix + "graver_open", "", [&](std::size_t i) {
            return result.units[i] ? std::optional<bool>(result.units[i]->outcome->graver_open) : std::nullopt;
        });
        columns.titled("field.theme_graver_open");
    } else {
        add_evidence_columns(columns, prefix, [&](std::size_t i) -> const AreaEvidence* {
            return result.units[i] && result.units[i]->evidence ? &*result.units[i]->evidence : nullptr;
        });
    }
    text("from", "field.theme_from", [&](const ThemeUnit&) { return iso_date(result.current.from); });
    text("to", "field.theme_to", [&](const ThemeUnit&) { return iso_date(result.current.to); });
    text("rule", "field.theme_rule", [&](const ThemeUnit&) { return rule_of(theme); });
}

void add_themes(TableBuilder& columns, const Project& project, const Analysis& analysis,
                const std::optional<std::size_t>& level) {
    for (const ThemeResult& result : analysis.themes) {
        if (result.level == level) {
            add_theme(columns, project, result);
        }
    }
}

void add_overlays(TableBuilder& columns, const Project& project, const ProjectData& data, const Analysis& analysis) {
    for (std::size_t k = 0; k < analysis.overlays.size(); ++k) {
        if (!project.overlays[k].count_per_area) {
            continue;
        }
        const OverlayCounts& counts = analysis.overlays[k];
        const std::string prefix = overlays_kind().member(project.overlays[k].name) + "_";
        columns.integer(prefix + "n", [&](std::size_t i) { return whole(counts.count[i]); });
        columns.titled("field.overlay_n");
        columns.real(prefix + "per_1000", "per 1,000 residents", [&](std::size_t i) {
            return per_thousand(static_cast<double>(counts.count[i]), data.areas.population[i]);
        });
        columns.titled("field.overlay_per_1000");
        if (!counts.length_km.empty()) {
            columns.real(prefix + "km", "km",
                         [&](std::size_t i) { return std::optional<double>(counts.length_km[i]); });
            columns.titled("field.overlay_km");
        }
        if (!counts.in_current.empty()) {
            columns.integer(prefix + "n_baseline", [&](std::size_t i) { return whole(counts.in_baseline[i]); });
            columns.titled("field.overlay_n_baseline");
            columns.integer(prefix + "n_current", [&](std::size_t i) { return whole(counts.in_current[i]); });
            columns.titled("field.overlay_n_current");
        }
    }
}

void add_rolled(TableBuilder& columns, const std::string& prefix, const std::vector<RolledUp>& rolled) {
    const auto column = [&](const char* name, const char* title, std::size_t RolledUp::*member) {
        columns.integer(prefix + name, [&](std::size_t i) { return whole(rolled[i].*member); });
        columns.titled(title);
    };
    column("n", "field.rolled_n", &RolledUp::members);
    column("stable", "field.rolled_stable", &RolledUp::stable);
    column("contained", "field.rolled_contained", &RolledUp::contained);
    column("complex", "field.rolled_complex", &RolledUp::complex);
}

void add_levels(TableBuilder& columns, const Project& project, const ProjectData& data, const Analysis& analysis) {
    for (std::size_t k = 0; k < analysis.levels.size(); ++k) {
        const LevelAnalysis& level = analysis.levels[k];
        const std::string name = levels_kind().member(project.levels[k].level);
        if (level.above) {
            columns.text(name, [&](std::size_t i) -> std::optional<std::string> {
                return level.parent[i] ? std::optional<std::string>(data.levels[k].id[*level.parent[i]]) : std::nullopt;
            });
            columns.titled("field.level_above");
        } else {
            add_rolled(columns, name + "_", level.rolled);
        }
    }
}

void add_harm(TableBuilder& columns, const ProjectData& data, const Analysis& analysis) {
    const CategoryAnalyses& categories = analysis.categories;
    if (categories.harm_current.empty()) {
        return;
    }
    const char* unit = "weight of severity";
    const auto harm = [&](const char* name, const std::vector<WeightedSum>& values, double WeightedSum::*member) {
        columns.real(name, unit, [&](std::size_t i) { return std::optional<double>(values[i].*member); });
    };
    harm("harm_baseline", categories.harm_baseline, &WeightedSum::sum);
    harm("harm_baseline_low", categories.harm_baseline, &WeightedSum::low);
    harm("harm_baseline_high", categories.harm_baseline, &WeightedSum::high);
    harm("harm_current", categories.harm_current, &WeightedSum::sum);
    harm("harm_current_low", categories.harm_current, &WeightedSum::low);
    harm("harm_current_high", categories.harm_current, &WeightedSum::high);
    columns.real("harm_per_1000", "weight of severity per 1,000 residents and year", [&](std::size_t i) {
        const auto rate = per_thousand(categories.harm_current[i].sum, data.areas.population[i]);
        return rate ? std::optional<double>(*rate / analysis.current.window.years()) : std::nullopt;
    });
}

/// Of each unit above: how many of its areas have which class of each theme, and of how many it cannot be said.
void add_rolled_themes(TableBuilder& columns, const Project& project, const Analysis& analysis,
                       const LevelAnalysis& level) {
    for (const ThemeResult& result : analysis.themes) {
        if (result.level) {
            continue;
        }
        const ThemeSection& theme = project.themes[result.theme];
        std::vector<std::string> codes = {"stable", "contained", "complex"};
        if (theme.criteria) {
            codes.clear();
            for (const CriteriaClass& a_class : theme.criteria->classes) {
                codes.push_back(a_class.code);
            }
            codes.push_back(theme.criteria->otherwise_code);
        }
        codes.emplace_back();
        for (const std::string& code : codes) {
            std::vector<std::uint64_t> count(level.rolled.size(), 0);
            for (std::size_t i = 0; i < level.parent.size(); ++i) {
                if (level.parent[i] && result.units[i] && theme_class(theme, result.units[i]).value_or("") == code) {
                    ++count[*level.parent[i]];
                }
            }
            columns.integer("areas_theme_" + theme.name + "_" + (code.empty() ? "undecided" : lower_ascii(code)),
                            [&](std::size_t i) { return whole(count[i]); });
            columns.titled("field.rolled_theme");
        }
    }
}

FeatureLayer level_layer(const Project& project, const ProjectData& data, const Analysis& analysis, std::size_t k) {
    const AreaLayer& units = data.levels[k];
    const LevelAnalysis& level = analysis.levels[k];
    TableBuilder columns(units.size());
    columns.text("area_id", [&](std::size_t i) { return std::optional<std::string>(units.id[i]); });
    columns.text("name", [&](std::size_t i) { return std::optional<std::string>(units.name[i]); });
    columns.text("parent", [&](std::size_t i) -> std::optional<std::string> {
        if (!level.above && level.parent[i]) {
            return data.areas.id[*level.parent[i]];
        }
        return units.parent[i].empty() ? std::nullopt : std::optional<std::string>(units.parent[i]);
    });
    const auto evidence_of = [&](std::size_t i) -> const AreaEvidence* {
        return level.evidence[i] ? &*level.evidence[i] : nullptr;
    };
    columns.text("class", [&](std::size_t i) -> std::optional<std::string> {
        return level.evidence[i] ? std::optional<std::string>(class_value(level.evidence[i]->area_class))
                                 : std::nullopt;
    });
    columns.text("class_label", [&](std::size_t i) -> std::optional<std::string> {
        return level.evidence[i] ? std::optional<std::string>(
                                       catalogue(project.project.language)
                                           .say(std::string("class.") + class_value(level.evidence[i]->area_class)))
                                 : std::nullopt;
    });
    add_evidence_columns(columns, "", evidence_of);
    columns.integer("n_baseline", [&](std::size_t i) { return whole(level.baseline.incidents[i]); });
    columns.integer("n_current", [&](std::size_t i) { return whole(level.current.incidents[i]); });
    columns.integer("n_baseline_detected", [&](std::size_t i) { return whole(level.baseline.detected_by_police[i]); });
    columns.integer("n_current_detected", [&](std::size_t i) { return whole(level.current.detected_by_police[i]); });
    columns.real("population", "residents", [&](std::size_t i) { return units.population[i]; });
    columns.real("area_km2", "km2", [&](std::size_t i) { return std::optional<double>(to_km2(level.set.area[i])); });
    if (level.above) {
        add_rolled(columns, "areas_", level.rolled);
        add_rolled_themes(columns, project, analysis, level);
    }
    add_themes(columns, project, analysis, k);
    FeatureLayer layer;
    layer.name = levels_kind().member(project.levels[k].level);
    layer.crs = units.crs;
    layer.kind = GeometryKind::kArea;
    for (const MultiPolygon& unit : units.geometry) {
        layer.geometry.push_back(unit.empty() ? Geometry{} : Geometry{unit});
    }
    layer.table = with_attributes(units.attributes, std::move(columns.table()));
    return layer;
}

FeatureLayer categories_layer(const ProjectData& data, const Analysis& analysis) {
    struct Row {
        const CategoryAnalysis* category;
        std::size_t area;
    };
    std::vector<Row> rows;
    for (const CategoryAnalysis& category : analysis.categories.categories) {
        for (std::size_t i = 0; i < data.areas.size(); ++i) {
            if (category.baseline.incidents[i] + category.current.incidents[i] > 0 || data.areas.on_watch[i] != 0) {
                rows.push_back({&category, i});
            }
        }
    }
    TableBuilder columns(rows.size());
    const auto evidence_of = [&](std::size_t i) -> const AreaEvidence* {
        const auto& areas = rows[i].category->evidence.areas;
        return !areas.empty() && areas[rows[i].area] ? &*areas[rows[i].area] : nullptr;
    };
    columns.text("area_id", [&](std::size_t i) { return std::optional<std::string>(data.areas.id[rows[i].area]); });
    columns.text("category", [&](std::size_t i) { return std::optional<std::string>(rows[i].category->category); });
    columns.integer("n_baseline",
                    [&](std::size_t i) { return whole(rows[i].category->baseline.incidents[rows[i].area]); });
    columns.integer("n_current",
                    [&](std::size_t i) { return whole(rows[i].category->current.incidents[rows[i].area]); });
    columns.integer("n_baseline_detected",
                    [&](std::size_t i) { return whole(rows[i].category->baseline.detected_by_police[rows[i].area]); });
    columns.integer("n_current_detected",
                    [&](std::size_t i) { return whole(rows[i].category->current.detected_by_police[rows[i].area]); });
    columns.text("class", [&](std::size_t i) -> std::optional<std::string> {
        const AreaEvidence* evidence = evidence_of(i);
        return evidence != nullptr ? std::optional<std::string>(class_value(evidence->area_class)) : std::nullopt;
    });
    add_evidence_columns(columns, "", evidence_of);
    columns.real("severity", "weight of severity", [&](std::size_t i) { return rows[i].category->weight; });
    FeatureLayer layer;
    layer.name = area_categories_kind().name;
    layer.table = std::move(columns.table());
    return layer;
}

const char* state_name(ConditionState state) {
    switch (state) {
        case ConditionState::kMet:
            return "met";
        case ConditionState::kNotMet:
            return "not_met";
        case ConditionState::kUnknown:
            break;
    }
    return "unknown";
}

FeatureLayer conditions_layer(const Project& project, const ProjectData& data, const Analysis& analysis) {
    struct Row {
        const ThemeResult* result;
        std::size_t unit;
        std::size_t a_class;
        std::size_t condition;
    };
    std::vector<Row> rows;
    for (const ThemeResult& result : analysis.themes) {
        for (std::size_t i = 0; i < result.units.size(); ++i) {
            if (!result.units[i]) {
                continue;
            }
            for (std::size_t k = 0; k < result.units[i]->conditions.size(); ++k) {
                for (std::size_t c = 0; c < result.units[i]->conditions[k].size(); ++c) {
                    rows.push_back({&result, i, k, c});
                }
            }
        }
    }
    const auto theme_of = [&](std::size_t i) -> const ThemeSection& { return project.themes[rows[i].result->theme]; };
    const auto class_of = [&](std::size_t i) -> const CriteriaClass& {
        return theme_of(i).criteria->classes[rows[i].a_class];
    };
    const auto finding = [&](std::size_t i) -> const ConditionFinding& {
        return rows[i].result->units[rows[i].unit]->conditions[rows[i].a_class][rows[i].condition];
    };
    TableBuilder columns(rows.size());
    columns.text("level", [&](std::size_t i) {
        const auto& level = rows[i].result->level;
        return std::optional<std::string>(level ? project.levels[*level].level : "areas");
    });
    columns.text("area_id", [&](std::size_t i) {
        const auto& level = rows[i].result->level;
        return std::optional<std::string>(level ? data.levels[*level].id[rows[i].unit] : data.areas.id[rows[i].unit]);
    });
    columns.text("theme", [&](std::size_t i) { return std::optional<std::string>(theme_of(i).name); });
    columns.text("theme_class", [&](std::size_t i) { return std::optional<std::string>(class_of(i).code); });
    columns.text("theme_class_vi", [&](std::size_t i) {
        return std::optional<std::string>(class_of(i).label.say(Language::kVietnamese));
    });
    columns.text("theme_class_en",
                 [&](std::size_t i) { return std::optional<std::string>(class_of(i).label.say(Language::kEnglish)); });
    columns.integer("needed", [&](std::size_t i) { return whole(class_of(i).at_least); });
    columns.text("condition", [&](std::size_t i) {
        return std::optional<std::string>(class_of(i).conditions[rows[i].condition].key);
    });
    columns.text("condition_text", [&](std::size_t i) {
        return std::optional<std::string>(class_of(i).conditions[rows[i].condition].text.say(project.project.language));
    });
    columns.real("value", "", [&](std::size_t i) { return finding(i).value; });
    columns.text("state", [&](std::size_t i) { return std::optional<std::string>(state_name(finding(i).state)); });
    columns.text("missing", [&](std::size_t i) -> std::optional<std::string> {
        if (finding(i).state != ConditionState::kUnknown) {
            return std::nullopt;
        }
        return finding(i).band_missing ? "band" : "value";
    });
    columns.text("rule", [&](std::size_t i) { return std::optional<std::string>(rule_of(theme_of(i))); });
    FeatureLayer layer;
    layer.name = theme_conditions_kind().name;
    layer.table = std::move(columns.table());
    return layer;
}

/// One overlay with the area that each feature lies in.
FeatureLayer overlay_layer(const Project& project, const ProjectData& data, const Analysis& analysis, std::size_t k) {
    FeatureLayer layer = data.overlays[k].layer;
    layer.name = overlays_kind().member(project.overlays[k].name);
    const OverlayCounts& counts = analysis.overlays[k];
    TableBuilder columns(layer.geometry.size());
    columns.text("in_area", [&](std::size_t i) -> std::optional<std::string> {
        return counts.area_of[i] != kNoArea ? std::optional<std::string>(data.areas.id[counts.area_of[i]])
                                            : std::nullopt;
    });
    columns.text("overlay", [&](std::size_t) {
        const OverlaySection& section = project.overlays[k];
        return std::optional<std::string>(section.label.empty() ? section.name : section.label);
    });
    layer.table = with_attributes(layer.table, std::move(columns.table()));
    return layer;
}

}  // namespace

void add_side_columns(TableBuilder& columns, const Project& project, const ProjectData& data,
                      const Analysis& analysis) {
    add_themes(columns, project, analysis, std::nullopt);
    add_harm(columns, data, analysis);
    add_overlays(columns, project, data, analysis);
    add_levels(columns, project, data, analysis);
}

std::vector<OutputLayer> side_layers(const ReviewParts& review) {
    const auto& [project, data, analysis] = review;
    std::vector<OutputLayer> layers;
    for (std::size_t k = 0; k < analysis.levels.size(); ++k) {
        layers.push_back({level_layer(project, data, analysis, k)});
    }
    for (std::size_t k = 0; k < analysis.overlays.size(); ++k) {
        layers.push_back({overlay_layer(project, data, analysis, k)});
        // Dated points are events, such as tips: the setting for single incidents is theirs too.
        layers.back().places =
            project.overlays[k].time.empty() ? ShowsPlaces::kOfAreas : ShowsPlaces::kOfSingleIncidents;
    }
    if (!analysis.categories.categories.empty()) {
        layers.push_back({categories_layer(data, analysis)});
    }
    bool criteria = false;
    for (const ThemeSection& theme : project.themes) {
        criteria = criteria || theme.criteria.has_value();
    }
    if (criteria) {
        layers.push_back({conditions_layer(project, data, analysis)});
    }
    return layers;
}

}  // namespace diaban
