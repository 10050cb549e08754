// Any bytes as a date: no crash, no undefined behaviour, and every reading within the calendar.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "layers/model/error.hpp"
#include "layers/read/column_time.hpp"
#include "layers/read/local_time_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const DateOrder order : {DateOrder::kYearMonthDay, DateOrder::kDayMonthYear, DateOrder::kMonthDayYear}) {
        TimeFormat format;
        format.order = order;
        if (const auto time = parse_local_time(text, format)) {
            const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(*time)};
            if (!day.ok() || day.year() < std::chrono::year{-1} || day.year() > std::chrono::year{10000}) {
                std::abort();
            }
        }
    }
    // The first line as a pattern for the rest.
    const std::size_t line = text.find('\n');
    if (line != std::string_view::npos) {
        const std::string pattern(text.substr(0, line));
        (void)is_complete_pattern(pattern);
        (void)parse_local_time(text.substr(line + 1), {pattern});
    }
    DateOrderDetector detector;
    for (std::size_t at = 0; at < size;) {
        const std::size_t end = std::min(text.find('\n', at), size);
        detector.add(text.substr(at, end - at));
        at = end + 1;
    }
    try {
        (void)detector.decide("f", "t");
    } catch (const Error&) {
    }
    return 0;
}
