#include "engine/pipeline/evaluate_record.hpp"

#include <cmath>

#include "engine/pipeline/sweep_record.hpp"

namespace diaban {

namespace {

using Json = nlohmann::ordered_json;

Json difference_json(const Difference& d) {
    return {{"wdd", d.value}, {"standard_error", d.standard_error}, {"low", d.low}, {"high", d.high}, {"z", d.z},
            {"p", d.p}};
}

Json counts_json(const BeforeAfter& counts) {
    return {{"before", counts.before}, {"after", counts.after}};
}

Json window_json(const TimeWindow& window) {
    return {{"from", iso_date(window.from)}, {"to", iso_date(window.to)}, {"days", window.days()}};
}

Json optional_json(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

const char* verdict_name(VerdictState state) {
    switch (state) {
        case VerdictState::kFell:
            return "fell";
        case VerdictState::kRose:
            return "rose";
        case VerdictState::kCannotTell:
            return "cannot_tell";
    }
    return "";
}

const char* quotient_state(QuotientState state) {
    switch (state) {
        case QuotientState::kOk:
            return "ok";
        case QuotientState::kNoCounts:
            return "no_counts";
        case QuotientState::kTargetDidNotFall:
            return "target_did_not_fall";
    }
    return "";
}

Json side_json(const EvaluatedSide& side, const EvaluateOptions& options) {
    Json record = counts_json(side.counts(options.before, options.after));
    record["places"] = side.name.size();
    record["area_km2"] = side.total_km2();
    return record;
}

/// What the treated places would have held without an effect, as the controls have it.
double without_effect(const Evaluation& evaluation) {
    const DifferenceInput& input = evaluation.input;
    return input.treated.before * input.window_ratio +
           input.area_ratio * (input.control.after - input.control.before * input.window_ratio);
}

}  // namespace

std::string verdict_sentence(const EvaluateOptions& options, const Evaluation& evaluation, const Catalogue& words) {
    const Difference& d = evaluation.calibrated;
    const BeforeAfter& t = evaluation.input.treated;
    const BeforeAfter& c = evaluation.input.control;
    const auto count = [&](double v) { return words.decimal(v, 0); };
    MessageArguments arguments = {{"t0", count(t.before)},
                                  {"t1", count(t.after)},
                                  {"c0", count(c.before)},
                                  {"c1", count(c.after)},
                                  {"before", words.window(options.before)},
                                  {"after", words.window(options.after)},
                                  {"wdd", words.decimal(d.value, 1)},
                                  {"low", words.decimal(d.low, 1)},
                                  {"high", words.decimal(d.high, 1)},
                                  {"size", words.decimal(std::abs(d.value), 0)}};
    const bool cooled = evaluation.verdict != difference_verdict(d);
    std::string text = words.say(
        cooled ? "evaluate.verdict-cooled" : std::string("evaluate.verdict-") + verdict_name(evaluation.verdict),
        arguments);
    if (evaluation.verdict == VerdictState::kCannotTell && d.standard_error > 0.0) {
        arguments["detectable"] = words.decimal(detectable_difference(d), 0);
        const double usual = without_effect(evaluation);
        arguments["detectable_share"] = words.decimal(100.0 * detectable_difference(d) / usual, 0);
        // More than everything cannot fall.
        text += " " + words.say(!(usual > 0.0) || detectable_difference(d) > usual ? "evaluate.nothing-detectable"
                                                                                   : "evaluate.detectable",
                                arguments);
    }
    if (evaluation.treated_cooling && evaluation.control_cooling) {
        arguments["treated"] = words.decimal(*evaluation.treated_cooling, 1);
        arguments["control"] = words.decimal(*evaluation.control_cooling, 1);
        arguments["beyond"] = evaluation.beyond_cooling ? words.decimal(evaluation.beyond_cooling->value, 1) : "-";
        text += " " + words.say("evaluate.cooling", arguments);
    }
    if (evaluation.quotient) {
        arguments["wdq"] = words.decimal(evaluation.quotient->value, 2);
        text += " " + words.say(evaluation.quotient->state == QuotientState::kOk ? "evaluate.quotient"
                                                                                 : "evaluate.no-quotient",
                                arguments);
    }
    return text;
}

std::string evaluate_json(const EvaluateOptions& options, const EvaluateSummary& summary, const std::string& command) {
    const Evaluation& e = summary.evaluation;
    Json record = points_record(summary.points, summary.findings, command);
    record["options"] = {{"before", window_json(options.before)},
                         {"after", window_json(options.after)},
                         {"comparison", options.comparison == SideComparison::kByArea ? "area" : "counts"},
                         {"window_ratio", e.input.window_ratio},
                         {"area_ratio", e.input.area_ratio},
                         {"detected", options.include_detected ? "counted" : "left out"}};
    record["treated"] = side_json(e.treated, options);
    record["control"] = side_json(e.control, options);
    record["displacement"] = e.ring ? side_json(*e.ring, options) : Json(nullptr);
    record["control_displacement"] = e.control_ring ? side_json(*e.control_ring, options) : Json(nullptr);
    record["wdd"] = e.poisson.value;
    record["standard_error"] = e.poisson.standard_error;
    record["low"] = e.poisson.low;
    record["high"] = e.poisson.high;
    record["p"] = e.poisson.p;
    record["poisson"] = difference_json(e.poisson);
    record["calibrated"] = difference_json(e.calibrated);
    record["calibrated"]["dispersion"] = e.placebo.dispersion;
    const double usual = without_effect(e);
    record["detectable"] = {{"incidents", detectable_difference(e.calibrated)},
                            {"share", usual > 0.0 ? Json(detectable_difference(e.calibrated) / usual) : Json(nullptr)},
                            {"power", 0.8}};
    record["placebo"] = {
        {"dates", e.placebo.dates}, {"called_by_poisson", e.placebo.called_by_poisson}, {"z", e.placebo.z}};
    record["with_displacement"] = e.with_rings ? difference_json(*e.with_rings) : Json(nullptr);
    if (e.quotient) {
        record["wdq"] = e.quotient->state == QuotientState::kOk ? Json(e.quotient->value) : Json(nullptr);
        record["wdq_state"] = quotient_state(e.quotient->state);
    } else {
        record["wdq"] = nullptr;
        record["wdq_state"] = "no_displacement_areas";
    }
    Json sites = Json::array();
    for (std::size_t i = 0; i < e.sites.size(); ++i) {
        Json site = {{"name", e.treated.name[i]}};
        site.update(difference_json(e.sites[i]));
        sites.push_back(std::move(site));
    }
    record["sites"] = std::move(sites);
    Json others = Json::array();
    for (const OtherWindow& other : e.others) {
        others.push_back({{"name", other.name},
                          {"before", window_json(other.before)},
                          {"treated", counts_json(other.treated)},
                          {"control", counts_json(other.control)},
                          {"difference", difference_json(other.difference)}});
    }
    record["other_windows"] = std::move(others);
    record["regression_to_the_mean"] = {
        {"like_places", e.like_places.places},
        {"mean", e.like_places.mean},
        {"shape", optional_json(e.like_places.shape)},
        {"treated_cooling", optional_json(e.treated_cooling)},
        {"control_cooling", optional_json(e.control_cooling)},
        {"beyond_cooling", e.beyond_cooling ? difference_json(*e.beyond_cooling) : Json(nullptr)}};
    record["verdict"] = verdict_name(e.verdict);
    record["verdict_vi"] = summary.sentence_vi;
    record["verdict_en"] = summary.sentence_en;
    return record.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace diaban
