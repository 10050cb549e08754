// Memory of earlier reviews: the life cycle of an area on watch, and hysteresis.
//
// The line is the rule's `elevated_above`: an area is elevated now when P(L_C > line) > 1/2 and its class is not stable, else it is
// below the line.
//
//   last status                        elevated now                                     below the line now
//   (none), class stable or no row     proposed (class complex or contained)            (none)
//   proposed, relapsed                 being turned around                              passed
//   being turned around, not passed    complex: not passed; contained: turned around    passed
//   passed, watched                    relapsed                                         watched, or off the list (see below)
//   off the list                       relapsed                                         off the list
//
// A row without status counts as `being turned around` when its class is complex or contained.
// An area leaves the list when the rule itself says stable and the watch period has run since the review in which it passed;
// until then it stays `watched`, and its class is held at contained where the rule alone would say stable.
//
// Source: the three words have no legal definition; the life cycle is that of chuyển hóa địa bàn, the watch period of six months that
// of Quảng Bình's practice. Both are keys of the rule file, not facts.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/classify/area_class.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

enum class ReviewStatus { kProposed, kBeingTurnedAround, kPassed, kWatched, kOffTheList, kNotPassed, kRelapsed };

/// One earlier review of one area.
struct EarlierReview {
    LocalDay date{};
    AreaClass area_class = AreaClass::kStable;
    std::optional<ReviewStatus> status;
    std::string rule = {};  ///< by which it was decided, with version and hash; empty: not told
};

/// What the rule says of the area now.
struct PresentFinding {
    AreaClass area_class = AreaClass::kStable;
    bool elevated_now = false;
};

/// What memory makes of it.
struct RememberedClass {
    AreaClass area_class = AreaClass::kStable;
    bool held = false;                   ///< contained only because the watch period is not over
    std::optional<ReviewStatus> status;  ///< empty: never on the list
    std::optional<AreaClass> previous_class;
    std::optional<LocalDay> entered;      ///< review in which the present stay on the list began
    std::optional<LocalDay> left;         ///< review in which it left; empty while on the list
    std::optional<LocalDay> below_since;  ///< review in which it passed, while watched
};

/// The same day `months` later; the last day of a shorter month.
LocalDay months_later(LocalDay day, unsigned months);

/// `history` in order of date, all dates before `as_of`. O(reviews).
RememberedClass remember(std::span<const EarlierReview> history, const PresentFinding& present, LocalDay as_of,
                         unsigned watch_months);

/// How the year went, over all areas.
struct YearIndicators {
    /// Proposed, being turned around, not passed or relapsed when the year began or in it.
    std::size_t to_be_turned_around = 0;
    std::size_t turned_around = 0;  ///< of these, passed, watched or off the list now
    std::size_t passed_before = 0;  ///< passed, watched or off the list when the year began or in it
    std::size_t not_relapsed = 0;   ///< of these, without a relapse until now
};

/// Adds one area to the year's figures. `year_start`: the state of the last review before it (else of the first review) opens the year.
void add_to_indicators(YearIndicators& year, std::span<const EarlierReview> history, const RememberedClass& now,
                       LocalDay year_start);

}  // namespace diaban
