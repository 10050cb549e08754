// Local days and times, and the two ways the program's own files write a day.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace diaban {

/// Local wall-clock time to the second (Asia/Ho_Chi_Minh unless the source says otherwise).
using LocalTime = std::chrono::local_seconds;
using LocalDay = std::chrono::local_days;

/// The day of a time.
inline LocalDay day_of(LocalTime time) {
    return std::chrono::floor<std::chrono::days>(time);
}
/// The hour of the day, 0 .. 23.
inline int hour_of(LocalTime time) {
    return static_cast<int>(std::chrono::floor<std::chrono::hours>(time - day_of(time)).count());
}

/// "2017-12-14".
std::string iso_date(LocalDay day);
/// "14/12/2017", as written in Vietnam.
std::string vietnamese_date(LocalDay day);

/// "2017-12-14" as a day; empty where the text is anything else, or no day of the calendar.
std::optional<LocalDay> day_from_iso(std::string_view text);

}  // namespace diaban
