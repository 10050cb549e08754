// Tết Nguyên đán: the first day of the lunar year in Vietnam.
#pragma once

#include <optional>

#include "layers/model/periods.hpp"

namespace diaban {

/// Years for which the date is known.
inline constexpr int kFirstTetYear = 1990;
inline constexpr int kLastTetYear = 2050;

/// Mùng một Tết of the lunar year that begins in that calendar year; empty outside kFirstTetYear to kLastTetYear.
///
/// A table, as Vietnam's calendar is not China's: since 1968 it is computed for UTC+7, and in 2007 and 2030 its new
/// year falls a day earlier. ICU's Chinese calendar is no way to it: in the zone Asia/Ho_Chi_Minh ICU 72 still says 18
/// February for 2007, which was the 17th in Vietnam. The dates follow the rules of the Vietnamese calendar: months
/// begin on the local day of the new moon, the eleventh month holds the winter solstice, and a month without a major
/// solar term in a year of thirteen months is the leap month (new moons and the sun's longitude after J. Meeus,
/// Astronomical Algorithms, 2nd ed., 1998, chapters 25 and 49). tests/reference/tet_dates.py computes them;
/// tests/unit/model/test_tet.cpp compares them with dates as announced.
std::optional<LocalDay> tet(int year);

/// From `days_before` days before mùng một to `days_after` days after it; both ends belong to the window.
std::optional<TimeWindow> tet_window(int year, int days_before, int days_after);

}  // namespace diaban
