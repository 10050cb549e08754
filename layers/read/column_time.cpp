#include "layers/read/column_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "layers/base/ascii_text.hpp"
#include "layers/model/error.hpp"
#include "layers/read/number_text.hpp"

namespace diaban {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool digits_only(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most && std::all_of(text.begin(), text.end(), is_digit);
}

/// "10/2018": a month of a year. No other order of parts can be meant.
std::optional<ReadTime> month_of_year(std::string_view text) {
    const std::size_t mark = text.find_first_of("/-.");
    if (mark == std::string_view::npos || !digits_only(text.substr(0, mark), 1, 2) ||
        !digits_only(text.substr(mark + 1), 4, 4)) {
        return std::nullopt;
    }
    return read_time(fmt::format("{}-{}", text.substr(mark + 1), text.substr(0, mark)), {});
}

/// Five digits, then perhaps a fraction.
std::optional<LocalTime> serial_time(std::string_view text) {
    if (text.size() < 5 || !digits_only(text.substr(0, 5), 5, 5) ||
        (text.size() > 5 && text[5] != '.' && text[5] != ',')) {
        return std::nullopt;
    }
    const auto number = parse_decimal(text);
    return number ? excel_serial_time(*number) : std::nullopt;
}

/// A clock as a spreadsheet keeps it, 0.95 for 22:48.
std::optional<std::string> fraction_of_day(std::string_view text) {
    if (text.find_first_of(".,") == std::string_view::npos) {
        return std::nullopt;
    }
    const auto number = parse_decimal(text);
    if (!number || *number < 0.0 || *number >= 1.0) {
        return std::nullopt;
    }
    const int seconds = std::min(86399, static_cast<int>(std::lround(*number * 86400.0)));
    return fmt::format("{:02d}:{:02d}:{:02d}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

std::optional<ReadTime> CellTime::in_order(DateOrder order) const {
    if (unmistakable) {
        return unmistakable;
    }
    switch (order) {
        case DateOrder::kYearMonthDay:
            return std::nullopt;
        case DateOrder::kDayMonthYear:
            return day_first;
        case DateOrder::kMonthDayYear:
            return month_first;
    }
    return std::nullopt;
}

std::optional<LocalTime> excel_serial_time(double serial) {
    constexpr double kFirst = 32874.0;   // 1990-01-01
    constexpr double kBehind = 73051.0;  // 2100-01-01
    constexpr double kUnixEpoch = 25569.0;
    if (!(serial >= kFirst && serial < kBehind)) {
        return std::nullopt;
    }
    return LocalTime{std::chrono::seconds{std::llround((serial - kUnixEpoch) * 86400.0)}};
}

CellTime read_cell_time(std::string_view text, std::chrono::minutes utc_offset) {
    text = trimmed(text);
    CellTime cell;
    TimeFormat format;
    format.utc_offset = utc_offset;
    cell.unmistakable = read_time(text, format);
    if (cell.unmistakable) {
        return cell;
    }
    format.order = DateOrder::kDayMonthYear;
    cell.day_first = read_time(text, format);
    format.order = DateOrder::kMonthDayYear;
    cell.month_first = read_time(text, format);
    if (cell.day_first || cell.month_first) {
        return cell;
    }
    cell.unmistakable = month_of_year(text);
    if (!cell.unmistakable) {
        if (const auto serial = serial_time(text)) {
            const bool whole = (*serial - day_of(*serial)).count() == 0;
            cell.unmistakable = ReadTime{*serial, whole ? TimePrecision::kDay : TimePrecision::kClock};
            cell.serial = true;
        }
    }
    return cell;
}

std::optional<LocalTime> parse_column_time(std::string_view text, const TimeFormat& format) {
    if (!format.pattern.empty()) {
        return parse_local_time(text, format);
    }
    const auto read = read_cell_time(text, format.utc_offset).in_order(format.order);
    return read ? std::optional<LocalTime>(read->time) : std::nullopt;
}

std::string join_time_cells(std::span<const std::string_view> cells) {
    std::vector<std::string_view> parts;
    for (const std::string_view cell : cells) {
        if (trimmed(cell).empty()) {
            break;
        }
        parts.push_back(trimmed(cell));
    }
    if (parts.empty()) {
        return {};
    }
    const bool in_parts =
        cells.size() > 1 && digits_only(parts[0], 4, 4) &&
        std::all_of(parts.begin() + 1, parts.end(), [](auto part) { return digits_only(part, 1, 2); });
    std::string text(parts[0]);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (in_parts) {
            constexpr std::string_view kBefore = " -- ::";
            text += i < kBefore.size() ? kBefore[i] : ' ';
            text += parts[i].size() == 1 ? "0" : "";
            text += parts[i];
        } else {
            const auto clock = fraction_of_day(parts[i]);
            text += " " + (clock ? *clock : std::string(parts[i]));
        }
    }
    // An hour without minutes.
    constexpr std::size_t kUpToHour = 4;
    return in_parts && parts.size() == kUpToHour ? text + ":00" : text;
}

void DateOrderDetector::add(std::string_view text) {
    add(text, read_cell_time(text, std::chrono::minutes{0}));
}

void DateOrderDetector::add(std::string_view text, const CellTime& readings) {
    const auto keep = [&](std::string& example) {
        if (example.empty()) {
            example = text;
        }
    };
    if (readings.unmistakable) {
        m_months_only += readings.unmistakable->precision == TimePrecision::kMonth ? 1 : 0;
        if (readings.serial) {
            ++m_serial;
            keep(m_example_serial);
        } else {
            ++m_year_first;
        }
    } else if (readings.day_first && readings.month_first) {
        ++m_either;
        keep(m_example_either);
    } else if (readings.day_first) {
        ++m_only_day_first;
        keep(m_example_day_first);
    } else if (readings.month_first) {
        ++m_only_month_first;
        keep(m_example_month_first);
    } else if (!trimmed(text).empty()) {
        keep(m_example_unreadable);
    }
}

void DateOrderDetector::merge(const DateOrderDetector& later) {
    m_year_first += later.m_year_first;
    m_serial += later.m_serial;
    m_months_only += later.m_months_only;
    m_only_day_first += later.m_only_day_first;
    m_only_month_first += later.m_only_month_first;
    m_either += later.m_either;
    const auto keep = [](std::string& example, const std::string& other) {
        if (example.empty()) {
            example = other;
        }
    };
    keep(m_example_serial, later.m_example_serial);
    keep(m_example_either, later.m_example_either);
    keep(m_example_day_first, later.m_example_day_first);
    keep(m_example_month_first, later.m_example_month_first);
    keep(m_example_unreadable, later.m_example_unreadable);
}

DateOrder DateOrderDetector::decide(const std::string& file, const std::string& field) const {
    const std::uint64_t unmistakable = m_year_first + m_serial;
    if (unmistakable == 0 && with_slashes() == 0) {
        throw Error(ErrorCode::kInput, "error.date-unknown",
                    {{"file", file}, {"field", field}, {"example", m_example_unreadable}});
    }
    if (with_slashes() == 0) {
        return DateOrder::kYearMonthDay;
    }
    if (m_only_day_first > 0 && m_only_month_first == 0) {
        return DateOrder::kDayMonthYear;
    }
    if (m_only_month_first > 0 && m_only_day_first == 0) {
        return DateOrder::kMonthDayYear;
    }
    if (unmistakable >= with_slashes()) {
        return DateOrder::kYearMonthDay;
    }
    if (m_only_day_first > 0) {
        throw Error(ErrorCode::kInput, "error.date-mixed",
                    {{"file", file},
                     {"field", field},
                     {"day_first", m_example_day_first},
                     {"month_first", m_example_month_first}});
    }
    const CellTime readings = read_cell_time(m_example_either, std::chrono::minutes{0});
    throw Error(ErrorCode::kInput, "error.date-ambiguous",
                {{"file", file},
                 {"field", field},
                 {"example", m_example_either},
                 {"day_first", iso_date(day_of(readings.day_first->time))},
                 {"month_first", iso_date(day_of(readings.month_first->time))}});
}

std::string DateOrderDetector::name_of(DateOrder order) const {
    switch (order) {
        case DateOrder::kYearMonthDay:
            return m_year_first == 0 && m_serial > 0 ? "serial" : "yyyy-mm-dd";
        case DateOrder::kDayMonthYear:
            return "dd/mm/yyyy";
        case DateOrder::kMonthDayYear:
            return "mm/dd/yyyy";
    }
    return "";
}

}  // namespace diaban
