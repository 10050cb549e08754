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

/// Reads one text. A date may be followed by a time (HH:MM[:SS[.f]], AM/PM or SA/CH, sáng and chiều) and an offset; a
/// missing day of the month is the first ("2018-10"). Empty for anything that is not wholly a date, or no real day
/// (31/02). O(length).
std::optional<LocalTime> parse_local_time(std::string_view text, const TimeFormat& format);

/// How much of a time a text gives.
enum class TimePrecision : std::uint8_t { kMonth, kDay, kClock };

/// A time with what it was read from.
struct ReadTime {
    LocalTime time{};
    TimePrecision precision = TimePrecision::kDay;
};

/// The same as `parse_local_time`, with the precision.
std::optional<ReadTime> read_time(std::string_view text, const TimeFormat& format);

/// True for a pattern that `parse_local_time` can follow and that holds at least a year and a month: without them every
/// row would be rejected, or fall into the year 0.
bool is_complete_pattern(std::string_view pattern);

}  // namespace diaban
