#include "engine/studies/evaluate/record.hpp"

#include <cmath>

#include "engine/studies/points_record.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

namespace {

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

Json cooling_json(const std::optional<Cooling>& cooling) {
    const LikePlaces like = cooling ? cooling->like : LikePlaces{};
    const auto known = [&](double value) { return cooling ? Json(value) : Json(nullptr); };
    const ExpectedSides expected = cooling ? cooling->expected : ExpectedSides{};
    return {{"like_places", like.rates.places},
            {"mean", known(like.rates.mean)},
            {"history_half_life_days", like.history.half_life_days},
            {"history_windows", known(like.history.windows)},
            {"dispersion", known(like.history.dispersion)},
            {"level", known(like.level)},
            {"treated_expected", known(expected.treated.mean)},
            {"control_expected", known(expected.control.mean)},
            {"treated_cooling", known(cooling ? cooling->treated_change : 0.0)},
            {"control_cooling", known(cooling ? cooling->control_change : 0.0)},
            {"beyond_cooling", cooling ? difference_json(cooling->beyond) : Json(nullptr)}};
}

Json side_json(const EvaluatedSide& side, const EvaluateOptions& options) {
    Json record = counts_json(side.counts(options.before, options.after));
    record["places"] = side.name.size();
    record["area_km2"] = side.total_km2();
    return record;
}

/// The difference that the verdict rests on.
const Difference& deciding_difference(const Evaluation& evaluation) {
    return evaluation.cooling ? evaluation.cooling->beyond : evaluation.calibrated;
}

/// What the treated places would have held without an effect: as they were expected to, or as the controls have it.
double without_effect(const Evaluation& evaluation) {
    if (evaluation.cooling) {
        return evaluation.cooling->expected.treated.mean;
    }
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
    const Difference& decisive = deciding_difference(evaluation);
    if (evaluation.cooling) {
        arguments["expected"] = count(evaluation.cooling->expected.treated.mean);
        arguments["expected_control"] = count(evaluation.cooling->expected.control.mean);
        arguments["cooling"] = words.decimal(d.value - decisive.value, 1);
        arguments["beyond"] = words.decimal(decisive.value, 1);
        arguments["beyond_low"] = words.decimal(decisive.low, 1);
        arguments["beyond_high"] = words.decimal(decisive.high, 1);
        arguments["beyond_size"] = words.decimal(std::abs(decisive.value), 0);
    }
    std::string text = words.say("evaluate.counts", arguments) + " ";
    const bool told = evaluation.verdict != VerdictState::kCannotTell;
    if (evaluation.cooling) {
        const bool opposed = !told && difference_verdict(decisive) != VerdictState::kCannotTell;
        text += words.say("evaluate.expected", arguments) + " ";
        text += words.say(std::string("evaluate.beyond-") + (opposed ? "opposed" : verdict_name(evaluation.verdict)),
                          arguments);
        if (!told && difference_verdict(d) != VerdictState::kCannotTell) {
            text += " " + words.say("evaluate.cooled", arguments);
        }
    } else {
        text += words.say(std::string("evaluate.verdict-") + verdict_name(evaluation.verdict), arguments);
    }
    if (!told && decisive.standard_error > 0.0) {
        const double detectable = detectable_difference(decisive);
        const double usual = without_effect(evaluation);
        arguments["detectable"] = words.decimal(detectable, 0);
        arguments["detectable_share"] = words.decimal(100.0 * detectable / usual, 0);
        // More than everything cannot fall.
        text += " " +
                words.say(!(usual > 0.0) || detectable > usual ? "evaluate.nothing-detectable" : "evaluate.detectable",
                          arguments);
    }
    if (evaluation.quotient) {
        arguments["wdq"] = words.decimal(evaluation.quotient->value, 2);
        // Places that did not fall, or fell as hot places do, have nothing to displace.
        const bool success = evaluation.verdict == VerdictState::kFell;
        const auto key = [&] {
            switch (evaluation.quotient->state) {
                case QuotientState::kOk:
                    return "evaluate.quotient";
                case QuotientState::kNoCounts:
                    return "evaluate.no-quotient-counts";
                case QuotientState::kTargetDidNotFall:
                    break;
            }
            return "evaluate.no-quotient-share";
        };
        text += " " + words.say(success ? key() : "evaluate.no-quotient", arguments);
    }
    return text;
}

Json evaluate_record(const EvaluateOptions& options, const EvaluateSummary& summary, const std::string& command) {
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
    record["detectable"] = {
        {"incidents", detectable_difference(deciding_difference(e))},
        {"share", usual > 0.0 ? Json(detectable_difference(deciding_difference(e)) / usual) : Json(nullptr)},
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
    Json sites = Json::list();
    for (std::size_t i = 0; i < e.sites.size(); ++i) {
        Json site = {{"name", e.treated.name[i]}};
        const Json difference = difference_json(e.sites[i]);
        for (const auto& [key, value] : difference.members()) {
            site[key] = value;
        }
        sites.push_back(std::move(site));
    }
    record["sites"] = std::move(sites);
    Json others = Json::list();
    for (const OtherWindow& other : e.others) {
        others.push_back({{"name", other.name},
                          {"before", window_json(other.before)},
                          {"treated", counts_json(other.treated)},
                          {"control", counts_json(other.control)},
                          {"difference", difference_json(other.difference)}});
    }
    record["other_windows"] = std::move(others);
    record["regression_to_the_mean"] = cooling_json(e.cooling);
    record["verdict"] = verdict_name(e.verdict);
    record["verdict_vi"] = summary.sentence_vi;
    record["verdict_en"] = summary.sentence_en;
    return record;
}

}  // namespace diaban
