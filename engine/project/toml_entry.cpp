#include "engine/project/toml_entry.hpp"

#include <cmath>
#include <optional>
#include <sstream>

#include "layers/read/local_time_text.hpp"

namespace diaban {

namespace {

constexpr std::size_t kIsoDateLength = 10;

LocalDay date_of(const TomlEntry& entry, const toml::node& value) {
    if (const auto date = value.value_exact<toml::date>()) {
        const std::chrono::year_month_day day{std::chrono::year{date->year}, std::chrono::month{date->month},
                                              std::chrono::day{date->day}};
        if (day.ok()) {
            return LocalDay{day};
        }
    } else if (const auto text = value.value_exact<std::string>(); text && text->size() == kIsoDateLength) {
        // A whole day only: "2018-10" would silently be its first day, at the end of a window too.
        if (const auto time = parse_local_time(*text, {})) {
            return std::chrono::floor<std::chrono::days>(*time);
        }
    }
    entry.refuse("error.key-type", "yyyy-mm-dd");
}

}  // namespace

MessageArguments toml_place(const std::filesystem::path& file, const toml::node& node) {
    return {{"file", file.string()},
            {"line", std::to_string(node.source().begin.line)},
            {"column", std::to_string(node.source().begin.column)}};
}

toml::table parse_toml(const std::string& text, const std::filesystem::path& file) {
    try {
        return toml::parse(text, file.string());
    } catch (const toml::parse_error& error) {
        throw Error(ErrorCode::kInput, "error.toml-syntax",
                    {{"file", file.string()},
                     {"line", std::to_string(error.source().begin.line)},
                     {"column", std::to_string(error.source().begin.column)},
                     {"cause", std::string(error.description())}});
    }
}

void TomlEntry::refuse(const char* key, const std::string& expected) const {
    MessageArguments arguments = toml_place(file, node);
    std::ostringstream value;
    node.visit([&value](const auto& n) { value << n; });
    arguments["key"] = name;
    arguments["value"] = value.str();
    arguments["expected"] = expected;
    throw Error(ErrorCode::kInput, key, arguments);
}

std::string TomlEntry::text() const {
    const auto value = node.value_exact<std::string>();
    if (!value) {
        refuse("error.key-type", "text");
    }
    return *value;
}

bool TomlEntry::boolean() const {
    const auto value = node.value_exact<bool>();
    if (!value) {
        refuse("error.key-type", "true | false");
    }
    return *value;
}

double TomlEntry::number(double low, double high) const {
    if (!node.is_integer() && !node.is_floating_point()) {
        refuse("error.key-type", "number");
    }
    const double value = *node.value<double>();
    if (!std::isfinite(value) || value < low || value > high) {
        std::ostringstream range;
        range << low << " .. " << high;
        refuse("error.key-range", range.str());
    }
    return value;
}

std::int64_t TomlEntry::integer(std::int64_t low, std::int64_t high) const {
    const auto value = node.value_exact<std::int64_t>();
    if (!value) {
        refuse("error.key-type", "whole number");
    }
    if (*value < low || *value > high) {
        refuse("error.key-range", std::to_string(low) + " .. " + std::to_string(high));
    }
    return *value;
}

LocalDay TomlEntry::date() const {
    return date_of(*this, node);
}

MonthDay TomlEntry::month_day() const {
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

TimeWindow TomlEntry::window() const {
    const toml::array* array = node.as_array();
    if (array == nullptr || array->size() != 2) {
        refuse("error.key-type", "[from, to]");
    }
    const TimeWindow window{date_of(*this, *array->get(0)), date_of(*this, *array->get(1))};
    if (window.days() < 1) {
        refuse("error.window-order", "from <= to");
    }
    return window;
}

std::vector<std::string> TomlEntry::texts() const {
    std::vector<std::string> values;
    const toml::array* array = node.as_array();
    if (array == nullptr) {
        refuse("error.key-type", "[\"...\", ...]");
    }
    for (const toml::node& item : *array) {
        const auto value = item.value_exact<std::string>();
        if (!value) {
            refuse("error.key-type", "[\"...\", ...]");
        }
        values.push_back(*value);
    }
    return values;
}

}  // namespace diaban
