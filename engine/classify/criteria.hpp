// Classes by counted criteria: k of n conditions, where what is not known stays unknown.
//
// A condition is met when one of its tests is; a test compares a value with a band. Without the value, or without the
// band, a test is unknown. A class that needs k of its n conditions is
//   met       when at least k are met,
//   excluded  when met + unknown < k: whatever the unknown ones turn out to be, it cannot be reached,
//   open      otherwise.
// Classes stand in order from the gravest. The outcome is the first class that is met; when none is, `otherwise`, but
// only if all are excluded: an open class is never read as "not met".
//
// Source: three-valued logic of Kleene 1938, doi:10.2307/2267778.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace diaban {

enum class ConditionState { kMet, kNotMet, kUnknown };

/// Limits of a value; those that are empty do not bind. No limit at all: the band is not known.
struct CriteriaBand {
    std::optional<double> at_least;
    std::optional<double> above;
    std::optional<double> at_most;
    std::optional<double> below;

    [[nodiscard]] bool known() const { return at_least || above || at_most || below; }
    friend bool operator==(const CriteriaBand&, const CriteriaBand&) = default;
};

/// Unknown without the value, without the band, or for a value that is not finite. O(1).
ConditionState test_value(const std::optional<double>& value, const CriteriaBand& band);

/// Met when one is met; else unknown when one is unknown; else not met. An empty list is unknown. O(n).
ConditionState any_of(std::span<const ConditionState> tests);

enum class CriteriaClassState { kMet, kExcluded, kOpen };

/// The conditions of one class, counted.
struct CriteriaTally {
    std::size_t met = 0;
    std::size_t not_met = 0;
    std::size_t unknown = 0;
    std::size_t needed = 0;
    CriteriaClassState state = CriteriaClassState::kOpen;
};

/// Counts the conditions of a class that needs `needed` of them. O(n).
CriteriaTally tally_conditions(std::span<const ConditionState> conditions, std::size_t needed);

struct CriteriaOutcome {
    /// Index of the class, number of classes for "none of them", empty where it cannot be said.
    std::optional<std::size_t> class_index;
    bool graver_open = false;  ///< a class before it is open: it may yet be graver
};

/// `classes`: tallies from the gravest class down. O(n).
CriteriaOutcome criteria_outcome(std::span<const CriteriaTally> classes);

}  // namespace diaban
