#include "engine/review/explanation.hpp"

#include <cmath>

namespace diaban {

namespace {

const char* verdict_key(const AreaEvidence& evidence) {
    switch (evidence.area_class) {
        case AreaClass::kStable:
            return "reason.stable";
        case AreaClass::kComplex:
            return "reason.complex";
        case AreaClass::kContained:
            break;
    }
    return evidence.p_elevated_now > 0.5 ? "reason.contained-brought-down" : "reason.contained-no-longer-elevated";
}

std::string class_word(AreaClass area_class, const Catalogue& words) {
    return words.say(std::string("class.") + class_value(area_class));
}

/// The days of the stay on the list.
std::string dates_of(const RememberedClass& memory, const Catalogue& words) {
    std::string text;
    const auto add = [&](const char* key, const std::optional<LocalDay>& day) {
        if (day) {
            text += " " + words.say(key, {{"date", words.date(*day)}});
        }
    };
    add("reason.entered", memory.entered);
    add("reason.left", memory.left);
    if (!memory.held) {
        add("reason.below-since", memory.below_since);
    }
    return text;
}

/// The verdict, with memory and a forced split in front of what the rule itself finds.
std::string opening(const ReasonFigures& figures, const MessageArguments& arguments, const Catalogue& words) {
    const std::string by_rule = words.say(verdict_key(figures.evidence), arguments);
    if (!figures.verdict) {
        return by_rule;
    }
    const AreaVerdict& verdict = *figures.verdict;
    std::string text;
    if (verdict.forced) {
        text += words.say("reason.forced", {{"class", class_word(verdict.area_class, words)},
                                            {"by_rule", class_word(figures.evidence.area_class, words)}}) +
                " ";
    } else if (verdict.memory.held && verdict.memory.below_since) {
        text += words.say("reason.held", {{"since", words.date(*verdict.memory.below_since)}}) + " ";
    }
    text += by_rule;
    if (verdict.memory.status) {
        text += " " +
                words.say("reason.status",
                          {{"status", words.say(std::string("class.status-") + status_value(*verdict.memory.status))}});
        text += dates_of(verdict.memory, words);
        if (verdict.memory.previous_class) {
            text += " " + words.say("reason.previous", {{"class", class_word(*verdict.memory.previous_class, words)}});
        }
    }
    return text;
}

std::string overlay_text(const OverlayFigures& overlay, const Catalogue& words) {
    const auto number = [&](std::uint64_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    MessageArguments arguments = {{"label", overlay.label}, {"n", number(overlay.count)}};
    if (overlay.per_thousand) {
        arguments["rate"] = words.decimal(*overlay.per_thousand, 2);
    }
    if (overlay.n_current && overlay.n_baseline) {
        arguments["now"] = number(*overlay.n_current);
        arguments["before"] = number(*overlay.n_baseline);
        return words.say(overlay.per_thousand ? "reason.overlay-dated-rate" : "reason.overlay-dated", arguments);
    }
    return words.say(overlay.per_thousand ? "reason.overlay-rate" : "reason.overlay-count", arguments);
}

/// Neighbours, overlays and sensitivity.
std::string surroundings(const ReasonFigures& figures, const Catalogue& words) {
    std::string text;
    if (figures.neighbours) {
        const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
        text += " " + words.say("reason.neighbours", {{"n", number(figures.neighbours->neighbours)},
                                                      {"complex", number(figures.neighbours->complex)},
                                                      {"contained", number(figures.neighbours->contained)},
                                                      {"stable", number(figures.neighbours->stable)}});
    }
    std::string listed;
    for (const OverlayFigures& overlay : figures.overlays) {
        listed += (listed.empty() ? "" : "; ") + overlay_text(overlay, words);
    }
    if (!listed.empty()) {
        text += " " + words.say("reason.overlays", {{"listed", listed}});
    }
    if (figures.class_share) {
        // A plain share, not a probability: 0 and 100 % mean none and all of what was tried.
        text += " " + words.say("reason.sensitivity", {{"share", words.decimal(100.0 * *figures.class_share, 0)}});
    }
    return text;
}

}  // namespace

std::string percent_text(double probability, const Catalogue& words) {
    // Counts never make certain: what rounds to 0 or 100 % (or underflows to it) is said to lie beyond 1 or 99 %.
    const double rounded = std::round(100.0 * probability);
    if (rounded >= 100.0) {
        return "> 99";
    }
    if (rounded <= 0.0) {
        return "< 1";
    }
    return words.decimal(rounded, 0);
}

std::string reason_sentence(const ReasonFigures& figures, const Catalogue& words) {
    const AreaEvidence& e = figures.evidence;
    const MessageArguments arguments = {
        {"current", words.window(figures.current)},
        {"baseline", words.window(figures.baseline)},
        {"n_current", words.integer(static_cast<std::int64_t>(figures.n_current))},
        {"n_baseline", words.integer(static_cast<std::int64_t>(figures.n_baseline))},
        {"rr", words.decimal(e.relative_risk, 2)},
        {"rr_low", words.decimal(e.rr_low, 2)},
        {"rr_high", words.decimal(e.rr_high, 2)},
        {"rb", words.decimal(e.baseline_risk, 2)},
        {"rb_low", words.decimal(e.baseline_low, 2)},
        {"rb_high", words.decimal(e.baseline_high, 2)},
        {"interval", words.decimal(100.0 * figures.rule.interval, 0)},
        {"line", words.decimal(figures.rule.elevated_above, 2)},
        {"down", words.decimal(figures.rule.brought_down_below, 2)},
        {"p_stable", percent_text(e.p_stable, words)},
        {"p_contained", percent_text(e.p_contained, words)},
        {"p_complex", percent_text(e.p_complex, words)},
        {"p_before", percent_text(e.p_elevated_before, words)},
        {"p_now", percent_text(e.p_elevated_now, words)},
    };
    std::string text = opening(figures, arguments, words);
    text += " " + words.say(figures.exposure_basis == ExposureBasis::kResidents ? "reason.now-by-residents"
                                                                                : "reason.now-by-area",
                            arguments);
    text += " " + words.say("reason.before", arguments);
    if (figures.incidents == CountedIncidents::kReported) {
        text += " " + words.say("reason.reported-only", {});
    }
    if (e.change_ratio) {
        MessageArguments change = {{"ratio", words.decimal(*e.change_ratio, 2)},
                                   {"low", words.decimal(*e.change_low, 2)},
                                   {"high", words.decimal(*e.change_high, 2)}};
        const bool noise = *e.change_low < 1.0 && *e.change_high > 1.0;
        text += " " + words.say(noise ? "reason.change-noise"
                                      : (*e.change_ratio > 1.0 ? "reason.change-up" : "reason.change-down"),
                                change);
    } else {
        text += " " + words.say("reason.change-undefined", {});
    }
    text += " " + words.say("reason.tipped", arguments);
    text += " " + words.say("reason.probabilities", arguments);
    if (e.borderline) {
        text += " " + words.say("reason.borderline", {});
    }
    text += surroundings(figures, words);
    if (e.nearest_change) {
        const std::int64_t step = e.nearest_change->incidents;
        text += " " + words.say(step < 0 ? "reason.fewer" : "reason.more",
                                {{"n", words.integer(std::abs(step))},
                                 {"total", words.integer(static_cast<std::int64_t>(figures.n_current) + step)},
                                 {"class", words.say(std::string("class.") + class_value(e.nearest_change->becomes))}});
    }
    return text;
}

}  // namespace diaban
