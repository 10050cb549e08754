#include "engine/review/theme_sentences.hpp"

#include <algorithm>

#include "engine/review/explanation.hpp"

namespace diaban {

namespace {

std::string number(std::size_t n, const Catalogue& words) {
    return words.integer(static_cast<std::int64_t>(n));
}

std::string criteria_sentence(const ThemeSection& theme, const ThemeResult& result, const ThemeUnit& unit,
                              const Catalogue& words) {
    const CriteriaRule& rule = *theme.criteria;
    std::string text = words.say("reason.theme-criteria", {{"theme", theme.label.say(words.language())},
                                                           {"window", words.window(result.current)},
                                                           {"class", theme_class_label(theme, unit, words)}});
    const std::size_t told = std::min(rule.classes.size(), unit.outcome->class_index.value_or(rule.classes.size()) + 1);
    for (std::size_t k = 0; k < told; ++k) {
        const CriteriaTally& tally = unit.tallies[k];
        text += " " + words.say("reason.theme-tally", {{"class", rule.classes[k].label.say(words.language())},
                                                       {"needed", number(tally.needed, words)},
                                                       {"all", number(rule.classes[k].conditions.size(), words)},
                                                       {"met", number(tally.met, words)},
                                                       {"not_met", number(tally.not_met, words)},
                                                       {"missing", number(tally.unknown, words)}});
        std::string without_value;
        std::string without_band;
        for (std::size_t c = 0; c < unit.conditions[k].size(); ++c) {
            const ConditionFinding& condition = unit.conditions[k][c];
            if (condition.state == ConditionState::kUnknown) {
                std::string& keys = condition.band_missing ? without_band : without_value;
                keys += (keys.empty() ? "" : ", ") + rule.classes[k].conditions[c].key;
            }
        }
        if (!without_value.empty()) {
            text += " " + words.say("reason.theme-value-missing", {{"keys", without_value}});
        }
        if (!without_band.empty()) {
            text += " " + words.say("reason.theme-band-missing", {{"keys", without_band}});
        }
    }
    if (unit.outcome->graver_open && unit.outcome->class_index) {
        text += " " + words.say("reason.theme-graver-open");
    }
    return text;
}

std::string evidence_sentence(const ThemeSection& theme, const ThemeResult& result, const ThemeUnit& unit,
                              const Catalogue& words) {
    const MessageArguments head = {{"theme", theme.label.say(words.language())},
                                   {"current", words.window(result.current)},
                                   {"baseline", words.window(result.baseline)},
                                   {"class", theme_class_label(theme, unit, words)},
                                   {"n_current", words.integer(static_cast<std::int64_t>(unit.n_current))},
                                   {"n_baseline", words.integer(static_cast<std::int64_t>(unit.n_baseline))}};
    std::string text = words.say("reason.theme-counts", head);
    if (unit.evidence) {
        const AreaEvidence& e = *unit.evidence;
        text += " " + words.say("reason.theme-evidence",
                                {{"rr", words.decimal(e.relative_risk, 2)},
                                 {"rr_low", words.decimal(e.rr_low, 2)},
                                 {"rr_high", words.decimal(e.rr_high, 2)},
                                 {"interval", words.decimal(100.0 * theme.evidence.evidence.interval, 0)},
                                 {"p_stable", percent_text(e.p_stable, words)},
                                 {"p_contained", percent_text(e.p_contained, words)},
                                 {"p_complex", percent_text(e.p_complex, words)}});
        if (e.borderline) {
            text += " " + words.say("reason.borderline");
        }
    }
    return text;
}

}  // namespace

std::optional<std::string> theme_class(const ThemeSection& theme, const std::optional<ThemeUnit>& unit) {
    if (!unit) {
        return std::nullopt;
    }
    if (theme.criteria) {
        const auto& index = unit->outcome->class_index;
        if (!index) {
            return std::nullopt;
        }
        return *index < theme.criteria->classes.size() ? theme.criteria->classes[*index].code
                                                       : theme.criteria->otherwise_code;
    }
    return unit->evidence ? std::optional<std::string>(class_value(unit->evidence->area_class)) : std::nullopt;
}

std::string theme_class_label(const ThemeSection& theme, const ThemeUnit& unit, const Catalogue& words) {
    if (theme.criteria) {
        const auto& index = unit.outcome->class_index;
        if (index) {
            const CriteriaRule& rule = *theme.criteria;
            return (*index < rule.classes.size() ? rule.classes[*index].label : rule.otherwise_label)
                .say(words.language());
        }
    } else if (unit.evidence) {
        return words.say(std::string("class.") + class_value(unit.evidence->area_class));
    }
    return words.say("class.theme-undecided");
}

std::string theme_sentence(const Project& project, const ThemeResult& result, const ThemeUnit& unit,
                           const Catalogue& words) {
    const ThemeSection& theme = project.themes[result.theme];
    return theme.criteria ? criteria_sentence(theme, result, unit, words)
                          : evidence_sentence(theme, result, unit, words);
}

std::string themes_in_reason(const Project& project, const Analysis& analysis, std::size_t area,
                             const Catalogue& words) {
    std::string listed;
    for (const ThemeResult& result : analysis.themes) {
        if (result.level || !result.units[area]) {
            continue;
        }
        const ThemeSection& theme = project.themes[result.theme];
        listed += (listed.empty() ? "" : "; ") + theme.label.say(words.language()) + ": " +
                  theme_class_label(theme, *result.units[area], words);
    }
    return listed.empty() ? "" : " " + words.say("reason.themes", {{"themes", listed}});
}

}  // namespace diaban
