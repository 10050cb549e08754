// Dates and times as people write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "layers/model/periods.hpp"

namespace diaban {

/// The order of a date's parts.
enum class DateOrder { kYearMonthDay, kDayMonthYear, kMonthDayYear };

/// How the texts of one column are read: by a declared pattern, or by an order found over the whole column.
struct TimeFormat {
    /// strftime-like: %d %m %Y %y %H %I %M %S %p %z %b, anything else literally. Empty: use `order`.
    std::string pattern;
    DateOrder order = DateOrder::kYearMonthDay;
    /// Local time's offset from UTC, for texts that carry an offset of their own ("Z", "+0000").
    std::chrono::minutes utc_offset{7 * 60};
};

/// Reads one text. A date may be followed by a time (HH:MM[:SS[.f]], AM/PM) and an offset; a missing day of the month is
/// the first ("2018-10"). Empty for anything that is not wholly a date, or no real day (31/02). O(length).
std::optional<LocalTime> parse_local_time(std::string_view text, const TimeFormat& format);

/// True for a pattern that `parse_local_time` can follow and that holds at least a year and a month: without them every row
/// would be rejected, or fall into the year 0.
bool is_complete_pattern(std::string_view pattern);

/// Finds the order of a column by looking at all of its values.
class DateOrderDetector {
public:
    void add(std::string_view text);
    /// The only order in which the most values are dates. Throws Error{kInput, "error.date-ambiguous"} with both
    /// readings of an example when day and month cannot be told apart anywhere in the column, and "error.date-mixed" when
    /// some rows can only be dd/mm and others only mm/dd, and "error.date-unknown" when nothing reads as a date.
    [[nodiscard]] DateOrder decide(const std::string& file, const std::string& field) const;

private:
    std::uint64_t m_year_first = 0;
    std::uint64_t m_only_day_first = 0;
    std::uint64_t m_only_month_first = 0;
    std::uint64_t m_either = 0;
    std::string m_example_either;
    std::string m_example_day_first;
    std::string m_example_month_first;
    std::string m_example_unreadable;
};

}  // namespace diaban
