// Incidents whose dates ask for a second look, counted apart.
#pragma once

#include <cstdint>
#include <vector>

#include "layers/model/finding.hpp"
#include "layers/model/incident_set.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

/// Counts over accepted incidents. One incident may be in several. They are told, not left out: a window decides what
/// is counted.
struct DateCounts {
    LocalDay as_of{};  ///< what "future" is measured against: never a clock
    std::uint64_t incidents = 0;
    std::uint64_t future = 0;  ///< after the end of `as_of`
    std::uint64_t before_1990 = 0;
    std::uint64_t outside_windows = 0;   ///< in neither window
    std::uint64_t first_future_row = 0;  ///< of the source; 0 = none
    std::uint64_t first_before_1990_row = 0;
    LocalDay first_future{};
    LocalDay first_before_1990{};
};

/// The two windows that a run compares and the date of the review.
struct ReviewDates {
    TimeWindow baseline;
    TimeWindow current;
    LocalDay as_of{};
};

/// O(n).
DateCounts count_dates(const IncidentSet& incidents, const ReviewDates& dates);

/// What of it a person must be told.
std::vector<Finding> date_findings(const DateCounts& counts);

}  // namespace diaban
