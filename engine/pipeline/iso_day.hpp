// Days as the program's own files write them.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

#include "layers/model/periods.hpp"

namespace diaban {

/// "2017-12-14" as a day; empty where the text is anything else.
inline std::optional<LocalDay> day_from_iso(std::string_view text) {
    const auto part = [&](std::size_t at, std::size_t length) {
        int value = -1;
        const char* end = text.data() + at + length;
        const auto read = std::from_chars(text.data() + at, end, value);
        return read.ec == std::errc() && read.ptr == end ? value : -1;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const int year = part(0, 4);
    const int month = part(5, 2);
    const int day = part(8, 2);
    if (year < 0 || month < 0 || day < 0) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional<LocalDay>(LocalDay{date}) : std::nullopt;
}

}  // namespace diaban
