#include "layers/read/valid_days.hpp"

#include <array>

namespace diaban {

std::optional<LocalDay> day_of_text(std::string_view text) {
    std::array<int, 3> value{};
    std::array<std::size_t, 3> digits{};
    std::size_t i = text.find_first_not_of(" \t");
    for (std::size_t group = 0; group < 3; ++group) {
        while (i < text.size() && text[i] >= '0' && text[i] <= '9' && digits[group] < 4) {
            value[group] = value[group] * 10 + (text[i] - '0');
            ++digits[group];
            ++i;
        }
        if (digits[group] == 0) {
            return std::nullopt;
        }
        if (group < 2) {
            if (i >= text.size() || (text[i] != '-' && text[i] != '/' && text[i] != '.')) {
                return std::nullopt;
            }
            ++i;
        }
    }
    // A time of day may follow.
    const bool ends = i == text.size() || text[i] == ' ' || text[i] == 'T';
    const bool year_first = digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2;
    const bool year_last = digits[2] == 4 && digits[0] <= 2 && digits[1] <= 2;
    if (!ends || (!year_first && !year_last)) {
        return std::nullopt;
    }
    using namespace std::chrono;
    const year_month_day date{year{year_first ? value[0] : value[2]}, month{static_cast<unsigned>(value[1])},
                              day{static_cast<unsigned>(year_first ? value[2] : value[0])}};
    return date.ok() ? std::optional<LocalDay>(LocalDay{date}) : std::nullopt;
}

}  // namespace diaban
