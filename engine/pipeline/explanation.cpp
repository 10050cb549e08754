#include "engine/pipeline/explanation.hpp"

#include <cmath>

namespace diaban {

namespace {

std::string percent(double probability, const Catalogue& words) {
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

const char* verdict_key(const AreaEvidence& evidence) {
    switch (evidence.area_class) {
        case AreaClass::kStable: return "reason.stable";
        case AreaClass::kComplex: return "reason.complex";
        case AreaClass::kContained: break;
    }
    return evidence.p_elevated_now > 0.5 ? "reason.contained-brought-down" : "reason.contained-no-longer-elevated";
}

}  // namespace

const char* class_value(AreaClass area_class) {
    switch (area_class) {
        case AreaClass::kStable: return "stable";
        case AreaClass::kContained: return "contained";
        case AreaClass::kComplex: return "complex";
    }
    return "";
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
        {"p_stable", percent(e.p_stable, words)},
        {"p_contained", percent(e.p_contained, words)},
        {"p_complex", percent(e.p_complex, words)},
    };
    std::string text = words.say(verdict_key(e), arguments);
    text += " " + words.say(figures.exposure_basis == ExposureBasis::kResidents ? "reason.now-by-residents"
                                                                               : "reason.now-by-area", arguments);
    text += " " + words.say("reason.before", arguments);
    if (e.change_ratio) {
        MessageArguments change = {{"ratio", words.decimal(*e.change_ratio, 2)},
                                   {"low", words.decimal(*e.change_low, 2)},
                                   {"high", words.decimal(*e.change_high, 2)}};
        const bool noise = *e.change_low < 1.0 && *e.change_high > 1.0;
        text += " " + words.say(noise ? "reason.change-noise" : (*e.change_ratio > 1.0 ? "reason.change-up" : "reason.change-down"), change);
    } else {
        text += " " + words.say("reason.change-undefined", {});
    }
    text += " " + words.say("reason.probabilities", arguments);
    if (e.borderline) {
        text += " " + words.say("reason.borderline", {});
    }
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
