// From when to when a unit was one: days as registers of units hold them.
#pragma once

#include <optional>
#include <string_view>

#include "layers/model/periods.hpp"

namespace diaban {

/// Both days belong to the time of the unit; nothing = no end on that side.
struct ValidDays {
    std::optional<LocalDay> from;
    std::optional<LocalDay> to;

    [[nodiscard]] bool contain(LocalDay day) const { return (!from || *from <= day) && (!to || day <= *to); }
    friend bool operator==(const ValidDays&, const ValidDays&) = default;
};

/// "2025-07-01", "2025/07/01", "2025-07-01T00:00:00", "01/07/2025", "1.7.2025": the year is told by its four digits,
/// and behind the day stands the month, as in every register of Vietnam. Nothing for any other text.
std::optional<LocalDay> day_of_text(std::string_view text);

}  // namespace diaban
