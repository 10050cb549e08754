#include "layers/read/local_time_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "layers/base/ascii_text.hpp"

namespace diaban {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// Parts of a date and time as they are read, before they are checked.
struct Parts {
    int year = 0;
    unsigned month = 1;
    unsigned day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    TimePrecision precision = TimePrecision::kMonth;
    std::optional<bool> afternoon;  ///< AM/PM, SA/CH
    std::optional<minutes> offset;  ///< from UTC, as the text says
};

/// A text read from left to right.
class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}
    [[nodiscard]] bool at_end() const { return m_at == m_text.size(); }
    [[nodiscard]] char peek() const { return at_end() ? '\0' : m_text[m_at]; }
    bool take(char c) {
        if (peek() != c || at_end()) {
            return false;
        }
        ++m_at;
        return true;
    }
    bool take_any(std::string_view characters) {
        if (at_end() || characters.find(peek()) == std::string_view::npos) {
            return false;
        }
        ++m_at;
        return true;
    }
    void skip_spaces() {
        while (take(' ')) {
        }
    }
    /// Between `least` and `most` digits.
    std::optional<int> number(int least, int most) {
        int value = 0;
        int digits = 0;
        while (digits < most && std::isdigit(static_cast<unsigned char>(peek())) != 0) {
            value = value * 10 + (m_text[m_at++] - '0');
            ++digits;
        }
        m_last_digits = digits;
        if (digits < least) {
            return std::nullopt;
        }
        return value;
    }
    [[nodiscard]] int last_digits() const { return m_last_digits; }
    std::optional<bool> morning_or_afternoon() {
        if (m_at + 2 > m_text.size()) {
            return std::nullopt;
        }
        const char first = static_cast<char>(std::toupper(static_cast<unsigned char>(m_text[m_at])));
        const char second = static_cast<char>(std::toupper(static_cast<unsigned char>(m_text[m_at + 1])));
        const bool morning = (first == 'A' && second == 'M') || (first == 'S' && second == 'A');
        const bool afternoon = (first == 'P' && second == 'M') || (first == 'C' && second == 'H');
        if (!morning && !afternoon) {
            return std::nullopt;
        }
        m_at += 2;
        return afternoon;
    }
    /// English month abbreviation, 1..12.
    std::optional<unsigned> month_name() {
        static constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
        for (unsigned m = 0; m < kMonths.size() && m_at + 3 <= m_text.size(); ++m) {
            bool same = true;
            for (std::size_t i = 0; i < 3; ++i) {
                same = same && std::tolower(static_cast<unsigned char>(m_text[m_at + i])) == kMonths[m][i];
            }
            if (same) {
                m_at += 3;
                return m + 1;
            }
        }
        return std::nullopt;
    }
    /// "Z", "+07", "+0700" or "+07:00".
    std::optional<minutes> offset() {
        if (take('Z')) {
            return minutes{0};
        }
        const int sign = peek() == '-' ? -1 : 1;
        if (!take_any("+-")) {
            return std::nullopt;
        }
        const auto hours = number(2, 2);
        if (!hours) {
            return std::nullopt;
        }
        int rest = 0;
        if (take(':') || std::isdigit(static_cast<unsigned char>(peek())) != 0) {
            const auto minutes_past = number(2, 2);
            if (!minutes_past) {
                return std::nullopt;
            }
            rest = *minutes_past;
        }
        // The widest offset in use is +14:00; more is a misprint, and half-read text must not pass for no offset.
        const int total = *hours * 60 + rest;
        return rest < 60 && total <= 14 * 60 ? std::optional<minutes>(minutes{sign * total}) : std::nullopt;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    int m_last_digits = 0;
};

/// "17" is 2017, "98" is 1998: spreadsheets' rule (00-68 = 2000s).
int full_year(int year, int digits) {
    return digits > 2 ? year : year + (year <= 68 ? 2000 : 1900);
}

bool read_date(Reader& in, DateOrder order, Parts& parts) {
    if (order == DateOrder::kYearMonthDay) {
        const auto year = in.number(4, 4);
        if (!year || !in.take_any("-/.")) {
            return false;
        }
        const auto month = in.number(1, 2);
        if (!month) {
            return false;
        }
        parts.year = *year;
        parts.month = static_cast<unsigned>(*month);
        if (in.take_any("-/.")) {
            const auto day = in.number(1, 2);
            if (!day) {
                return false;
            }
            parts.day = static_cast<unsigned>(*day);
            parts.precision = TimePrecision::kDay;
        }
        return true;
    }
    const auto first = in.number(1, 2);
    if (!first || !in.take_any("/-.")) {
        return false;
    }
    const auto second = in.number(1, 2);
    if (!second || !in.take_any("/-.")) {
        return false;
    }
    const auto year = in.number(2, 4);
    if (!year || in.last_digits() == 3) {
        return false;
    }
    parts.year = full_year(*year, in.last_digits());
    const bool day_first = order == DateOrder::kDayMonthYear;
    parts.day = static_cast<unsigned>(day_first ? *first : *second);
    parts.month = static_cast<unsigned>(day_first ? *second : *first);
    parts.precision = TimePrecision::kDay;
    return true;
}

bool read_clock(Reader& in, Parts& parts) {
    const auto hour = in.number(1, 2);
    const bool colon = in.peek() == ':';
    if (!hour || !in.take_any(":hHg")) {
        return false;
    }
    parts.hour = *hour;
    parts.precision = TimePrecision::kClock;
    // "22h" is a whole hour; "22:" and "22:5" are unfinished.
    if (colon || std::isdigit(static_cast<unsigned char>(in.peek())) != 0) {
        const auto minute = in.number(2, 2);
        if (!minute) {
            return false;
        }
        parts.minute = *minute;
    }
    if (in.take(':')) {
        const auto second = in.number(2, 2);
        if (!second) {
            return false;
        }
        parts.second = *second;
        if (in.take('.') && !in.number(1, 9)) {
            return false;
        }
    }
    in.skip_spaces();
    parts.afternoon = in.morning_or_afternoon();
    in.skip_spaces();
    if (!in.at_end()) {
        parts.offset = in.offset();
        return parts.offset.has_value();
    }
    return true;
}

bool read_by_pattern(Reader& in, std::string_view pattern, Parts& parts) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == ' ') {
            in.skip_spaces();
            continue;
        }
        if (pattern[i] != '%' || i + 1 == pattern.size()) {
            if (!in.take(pattern[i])) {
                return false;
            }
            continue;
        }
        const char field = pattern[++i];
        std::optional<int> value;
        switch (field) {
            case 'Y':
                value = in.number(4, 4);
                break;
            case 'd':
            case 'm':
            case 'H':
            case 'I':
            case 'M':
            case 'S':
                value = in.number(1, 2);
                break;
            case 'y':
                value = in.number(2, 2);
                break;
            case 'b': {
                const auto month = in.month_name();
                value = month ? std::optional<int>(static_cast<int>(*month)) : std::nullopt;
                break;
            }
            case 'p':
                parts.afternoon = in.morning_or_afternoon();
                value = parts.afternoon ? std::optional<int>(0) : std::nullopt;
                break;
            case 'z':
                parts.offset = in.offset();
                value = parts.offset ? std::optional<int>(0) : std::nullopt;
                break;
            default:
                return false;
        }
        if (!value) {
            return false;
        }
        switch (field) {
            case 'Y':
                parts.year = *value;
                break;
            case 'y':
                parts.year = full_year(*value, 2);
                break;
            case 'm':
            case 'b':
                parts.month = static_cast<unsigned>(*value);
                break;
            case 'd':
                parts.day = static_cast<unsigned>(*value);
                parts.precision = std::max(parts.precision, TimePrecision::kDay);
                break;
            case 'H':
            case 'I':
                parts.hour = *value;
                parts.precision = TimePrecision::kClock;
                break;
            case 'M':
                parts.minute = *value;
                break;
            case 'S':
                parts.second = *value;
                break;
            default:
                break;
        }
    }
    return true;
}

std::optional<ReadTime> checked(const Parts& parts, minutes local_offset) {
    const std::chrono::year_month_day date{std::chrono::year{parts.year}, std::chrono::month{parts.month},
                                           std::chrono::day{parts.day}};
    int hour = parts.hour;
    if (parts.afternoon) {
        if (hour < 1 || hour > 12) {
            return std::nullopt;
        }
        hour = hour % 12 + (*parts.afternoon ? 12 : 0);
    }
    if (!date.ok() || hour > 23 || parts.minute > 59 || parts.second > 60) {
        return std::nullopt;
    }
    LocalTime time = LocalDay{date} + std::chrono::hours{hour} + minutes{parts.minute} + seconds{parts.second};
    if (parts.offset) {
        time += local_offset - *parts.offset;
    }
    return ReadTime{time, parts.precision};
}

}  // namespace

std::optional<ReadTime> read_time(std::string_view text, const TimeFormat& format) {
    Reader in(trimmed(text));
    Parts parts;
    if (!format.pattern.empty()) {
        if (!read_by_pattern(in, format.pattern, parts) || !in.at_end()) {
            return std::nullopt;
        }
        return checked(parts, format.utc_offset);
    }
    if (!read_date(in, format.order, parts)) {
        return std::nullopt;
    }
    if (!in.at_end()) {
        if (!in.take_any("T ")) {
            return std::nullopt;
        }
        in.skip_spaces();
        if (!read_clock(in, parts) || !in.at_end()) {
            return std::nullopt;
        }
    }
    return checked(parts, format.utc_offset);
}

std::optional<LocalTime> parse_local_time(std::string_view text, const TimeFormat& format) {
    const auto read = read_time(text, format);
    return read ? std::optional<LocalTime>(read->time) : std::nullopt;
}

bool is_complete_pattern(std::string_view pattern) {
    bool year = false;
    bool month = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%') {
            continue;
        }
        const char field = ++i < pattern.size() ? pattern[i] : '\0';
        if (field == '\0' || std::string_view("YydmbHIMSpz").find(field) == std::string_view::npos) {
            return false;
        }
        year = year || field == 'Y' || field == 'y';
        month = month || field == 'm' || field == 'b';
    }
    return year && month;
}

}  // namespace diaban
