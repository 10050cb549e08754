#include "engine/project/setting.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <sstream>

#include "layers/model/nearest_name.hpp"
#include "layers/read/local_time_text.hpp"

namespace diaban {

namespace {

constexpr std::size_t kIsoDateLength = 10;
constexpr std::size_t kShortestDate = 8;  // 1/2/2017

std::string shown(const SettingValue& value) {
    if (const auto* list = value.list()) {
        std::string all = "[";
        for (const SettingValue& item : *list) {
            all += (all.size() > 1 ? ", " : "") + shown(item);
        }
        return all + "]";
    }
    if (const auto* members = value.members()) {
        std::string all = "{";
        for (const SettingMember& member : *members) {
            all += (all.size() > 1 ? ", " : "") + member.key + " = " + shown(member.value);
        }
        return all + "}";
    }
    return value.written;
}

template <typename Number>
std::optional<Number> number_of(const std::string& text) {
    Number number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(number)
                                                                                       : std::nullopt;
}

std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ',');) {
        parts.push_back(part);
    }
    if (!text.empty() && text.back() == ',') {
        parts.emplace_back();
    }
    return parts;
}

/// A whole day only: "2018-10" would silently be its first day, at the end of a window too.
std::optional<LocalDay> day_of(const std::string& text, bool flag) {
    if (text.size() > kIsoDateLength || text.size() < (flag ? kShortestDate : kIsoDateLength)) {
        return std::nullopt;
    }
    for (const DateOrder order : {DateOrder::kYearMonthDay, DateOrder::kDayMonthYear}) {
        const auto time = read_time(text, {.pattern = "", .order = order});
        if (time && time->precision == TimePrecision::kDay) {
            return std::chrono::floor<std::chrono::days>(time->time);
        }
        if (!flag) {
            break;
        }
    }
    return std::nullopt;
}

LocalDay date_of(const Setting& setting) {
    if (const auto* day = std::get_if<LocalDay>(&setting.value.content)) {
        return *day;
    }
    if (const auto* text = setting.value.text()) {
        if (const auto day = day_of(*text, setting.is_flag())) {
            return *day;
        }
        if (setting.is_flag()) {
            throw Error(ErrorCode::kUsage, "error.day-unreadable", {{"flag", setting.name}, {"value", *text}});
        }
    }
    setting.refuse("error.key-type", "yyyy-mm-dd");
}

}  // namespace

SettingValue written_text(std::string text) {
    SettingValue value;
    value.written = text;
    value.content = std::move(text);
    return value;
}

std::string any_of(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) {
        all += (all.empty() ? "" : " | ") + name;
    }
    return all;
}

std::string range_text(double low, double high) {
    std::ostringstream range;
    range.precision(std::numeric_limits<double>::digits10);
    range << low << " .. " << high;
    return range.str();
}

void Setting::refuse(const char* key, const std::string& expected) const {
    const bool type = std::string_view(key) == "error.key-type";
    MessageArguments arguments = place();
    arguments.insert({{"value", shown(value)}, {"expected", expected}});
    if (is_flag()) {
        const bool of_flags = std::string_view(key).starts_with("error.flag-");
        throw Error(type ? ErrorCode::kUsage : flag_out_of_range,
                    type       ? "error.flag-type"
                    : of_flags ? key
                               : "error.flag-range",
                    arguments);
    }
    throw Error(ErrorCode::kInput, key, arguments);
}

void Setting::refuse_choice(const std::string& given, const std::vector<std::string>& names) const {
    MessageArguments arguments = place();
    arguments.insert({{"value", given}, {"expected", any_of(names)}, {"nearest", nearest_name(given, names)}});
    throw Error(is_flag() ? ErrorCode::kUsage : ErrorCode::kInput, is_flag() ? "error.flag-choice" : "error.key-choice",
                arguments);
}

MessageArguments Setting::place() const {
    if (is_flag()) {
        return {{"flag", name}};
    }
    return {{"key", name},
            {"file", file->string()},
            {"line", std::to_string(value.line)},
            {"column", std::to_string(value.column)}};
}

Setting Setting::member(const SettingMember& part) const {
    return {file, name.empty() ? part.key : name + "." + part.key, part.value, flag_out_of_range};
}

Setting Setting::item(const SettingValue& part) const {
    return {file, name, part, flag_out_of_range};
}

std::string Setting::text() const {
    const auto* text = value.text();
    if (text == nullptr) {
        refuse("error.key-type", "text");
    }
    return *text;
}

bool Setting::boolean() const {
    if (const auto* given = std::get_if<bool>(&value.content)) {
        return *given;
    }
    const std::string* text = is_flag() ? value.text() : nullptr;
    if (text == nullptr || (*text != "true" && *text != "false")) {
        refuse("error.key-type", "true | false");
    }
    return *text == "true";
}

std::optional<double> Setting::any_number() const {
    if (const auto* whole = std::get_if<std::int64_t>(&value.content)) {
        return static_cast<double>(*whole);
    }
    if (const auto* decimal = std::get_if<double>(&value.content)) {
        return *decimal;
    }
    return is_flag() && value.text() != nullptr ? number_of<double>(*value.text()) : std::nullopt;
}

double Setting::number(double low, double high) const {
    const std::optional<double> given = any_number();
    if (!given) {
        refuse("error.key-type", "number");
    }
    if (!std::isfinite(*given) || *given < low || *given > high) {
        const bool degrees = is_flag() && name.ends_with("-m") && *given > 0.0 && *given < 0.1;
        refuse(degrees ? "error.flag-degrees" : "error.key-range", range_text(low, high));
    }
    return *given;
}

std::int64_t Setting::integer(std::int64_t low, std::int64_t high) const {
    std::optional<std::int64_t> given;
    if (const auto* whole = std::get_if<std::int64_t>(&value.content)) {
        given = *whole;
    } else if (is_flag() && value.text() != nullptr) {
        given = number_of<std::int64_t>(*value.text());
    }
    if (!given) {
        refuse("error.key-type", "whole number");
    }
    if (*given < low || *given > high) {
        // A count out of range has always been bad usage.
        Setting{file, name, value}.refuse("error.key-range", std::to_string(low) + " .. " + std::to_string(high));
    }
    return *given;
}

LocalDay Setting::date() const {
    return date_of(*this);
}

MonthDay Setting::month_day() const {
    const std::string written = text();
    unsigned month = 0;
    unsigned day = 0;
    char dash = 0;
    std::istringstream stream(written);
    stream >> month >> dash >> day;
    const bool read = static_cast<bool>(stream) && dash == '-' && stream.peek() == std::char_traits<char>::eof();
    // std::chrono keeps months and days in a byte, where 268 is 12: their range is looked at first.
    const bool in_range = month <= 12 && day <= 31;
    if (!read || !in_range || !std::chrono::month_day{std::chrono::month{month}, std::chrono::day{day}}.ok()) {
        refuse("error.key-type", "\"mm-dd\"");
    }
    return {month, day};
}

TimeWindow Setting::window() const {
    const std::string expected = is_flag() ? "FROM,TO: 2017-01-01,2017-01-28" : "[from, to]";
    SettingValue::List ends;
    if (const auto* list = value.list()) {
        ends = *list;
    } else if (is_flag()) {
        for (const std::string& part : parts_of(text())) {
            ends.push_back(written_text(part));
        }
    }
    if (ends.size() != 2) {
        refuse("error.key-type", expected);
    }
    std::optional<LocalDay> days[2];
    for (std::size_t i = 0; i < 2; ++i) {
        if (const auto* day = std::get_if<LocalDay>(&ends[i].content)) {
            days[i] = *day;
        } else if (const auto* text = ends[i].text()) {
            days[i] = day_of(*text, is_flag());
        }
        if (!days[i]) {
            refuse("error.key-type", is_flag() ? expected : "yyyy-mm-dd");
        }
    }
    const TimeWindow window{*days[0], *days[1]};
    if (window.days() < 1) {
        refuse("error.window-order", "from <= to");
    }
    return window;
}

std::vector<std::string> Setting::texts() const {
    std::vector<std::string> all;
    const auto* list = value.list();
    if (list == nullptr) {
        if (is_flag()) {
            return parts_of(text());
        }
        refuse("error.key-type", "[\"...\", ...]");
    }
    for (const SettingValue& item : *list) {
        if (item.text() == nullptr) {
            refuse("error.key-type", "[\"...\", ...]");
        }
        all.push_back(*item.text());
    }
    return all;
}

std::array<std::int64_t, 3> Setting::three_counts() const {
    constexpr std::int64_t kMost = 1000000;
    std::vector<std::int64_t> counts;
    if (const auto* list = value.list()) {
        for (const SettingValue& part : *list) {
            counts.push_back(item(part).integer(0, kMost));
        }
    } else if (is_flag()) {
        for (const std::string& part : parts_of(text())) {
            const auto count = number_of<std::int64_t>(part);
            if (!count || *count > kMost) {
                refuse("error.key-type", "22,22,4");
            }
            counts.push_back(*count);
        }
    }
    if (counts.size() != 3) {
        refuse("error.key-type", is_flag() ? "22,22,4" : "[22, 22, 4]");
    }
    return {counts[0], counts[1], counts[2]};
}

}  // namespace diaban
