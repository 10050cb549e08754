// Windows of time in local days. Police years and months do not start where the calendar's do (year 15/12, month 15th),
// so a figure never goes without its window.
#pragma once

#include <optional>

#include "layers/base/calendar.hpp"

namespace diaban {

/// From the start of `from` to the END of `to`: both days belong to the window, as in the project file and in speech.
struct TimeWindow {
    LocalDay from{};
    LocalDay to{};

    [[nodiscard]] bool contains(LocalTime time) const { return time >= from && time < to + std::chrono::days{1}; }
    /// Number of days, both ends counted; 0 or less when `to` lies before `from`.
    [[nodiscard]] int days() const { return static_cast<int>((to - from).count()) + 1; }
    /// Length in Julian years (365.25 days), the exposure's unit of time.
    [[nodiscard]] double years() const { return days() / 365.25; }
    friend bool operator==(const TimeWindow&, const TimeWindow&) = default;
};

/// A day of the year, for `year_start = "12-15"`.
struct MonthDay {
    unsigned month = 1;
    unsigned day = 1;
    friend bool operator==(const MonthDay&, const MonthDay&) = default;
};

/// From one day to the other, where either may be left open: then the window reaches as far as the calendar.
TimeWindow window_between(std::optional<LocalDay> from, std::optional<LocalDay> to);

/// The police (or any) year that contains `day` when years start on `start`: 15/12 of one year to 14/12 of the next.
TimeWindow year_containing(LocalDay day, MonthDay start);

/// The month that contains `day` when months start on `month_start` (1..28): the 15th to the 14th.
TimeWindow month_containing(LocalDay day, unsigned month_start);

/// The window of the same length just before (liền kề).
TimeWindow window_just_before(const TimeWindow& window);

/// The same dates a year earlier (cùng kỳ); 29 February falls back to 28 February.
TimeWindow same_period_a_year_before(const TimeWindow& window);

}  // namespace diaban
