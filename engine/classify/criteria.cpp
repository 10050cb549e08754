#include "engine/classify/criteria.hpp"

#include <cmath>

namespace diaban {

ConditionState test_value(const std::optional<double>& value, const CriteriaBand& band) {
    if (!value || !std::isfinite(*value) || !band.known()) {
        return ConditionState::kUnknown;
    }
    const bool within = (!band.at_least || *value >= *band.at_least) && (!band.above || *value > *band.above) &&
                        (!band.at_most || *value <= *band.at_most) && (!band.below || *value < *band.below);
    return within ? ConditionState::kMet : ConditionState::kNotMet;
}

ConditionState any_of(std::span<const ConditionState> tests) {
    ConditionState state = tests.empty() ? ConditionState::kUnknown : ConditionState::kNotMet;
    for (const ConditionState test : tests) {
        if (test == ConditionState::kMet) {
            return test;
        }
        if (test == ConditionState::kUnknown) {
            state = test;
        }
    }
    return state;
}

CriteriaTally tally_conditions(std::span<const ConditionState> conditions, std::size_t needed) {
    CriteriaTally tally;
    tally.needed = needed;
    for (const ConditionState condition : conditions) {
        switch (condition) {
            case ConditionState::kMet:
                ++tally.met;
                break;
            case ConditionState::kNotMet:
                ++tally.not_met;
                break;
            case ConditionState::kUnknown:
                ++tally.unknown;
                break;
        }
    }
    if (tally.met >= needed) {
        tally.state = CriteriaClassState::kMet;
    } else {
        tally.state = tally.met + tally.unknown < needed ? CriteriaClassState::kExcluded : CriteriaClassState::kOpen;
    }
    return tally;
}

CriteriaOutcome criteria_outcome(std::span<const CriteriaTally> classes) {
    CriteriaOutcome outcome;
    for (std::size_t k = 0; k < classes.size(); ++k) {
        if (classes[k].state == CriteriaClassState::kMet) {
            outcome.class_index = k;
            return outcome;
        }
        outcome.graver_open = outcome.graver_open || classes[k].state == CriteriaClassState::kOpen;
    }
    if (!outcome.graver_open) {
        outcome.class_index = classes.size();
    }
    return outcome;
}

}  // namespace diaban
