#include "engine/project/toml_text.hpp"

#include <toml++/toml.h>
#include <fstream>
#include <sstream>

namespace diaban {

namespace {

SettingValue value_of(const toml::node& node) {
    SettingValue value;
    value.line = node.source().begin.line;
    value.column = node.source().begin.column;
    if (const toml::table* table = node.as_table()) {
        SettingValue::Members members;
        for (const auto& [key, part] : *table) {
            members.push_back(
                {std::string(key.str()), key.source().begin.line, key.source().begin.column, value_of(part)});
        }
        value.content = std::move(members);
        return value;
    }
    if (const toml::array* array = node.as_array()) {
        SettingValue::List list;
        for (const toml::node& part : *array) {
            list.push_back(value_of(part));
        }
        value.content = std::move(list);
        return value;
    }
    std::ostringstream written;
    node.visit([&written](const auto& n) { written << n; });
    value.written = written.str();
    if (const auto boolean = node.value_exact<bool>()) {
        value.content = *boolean;
    } else if (const auto whole = node.value_exact<std::int64_t>()) {
        value.content = *whole;
    } else if (const auto decimal = node.value_exact<double>()) {
        value.content = *decimal;
    } else if (auto text = node.value_exact<std::string>()) {
        value.content = std::move(*text);
    } else if (const auto date = node.value_exact<toml::date>()) {
        const std::chrono::year_month_day day{std::chrono::year{date->year}, std::chrono::month{date->month},
                                              std::chrono::day{date->day}};
        if (day.ok()) {
            value.content = LocalDay{day};
        }
    }
    return value;
}

}  // namespace

SettingValue parse_toml(const std::string& text, const std::filesystem::path& file) {
    try {
        return value_of(toml::parse(text, file.string()));
    } catch (const toml::parse_error& error) {
        throw Error(ErrorCode::kInput, "error.toml-syntax",
                    {{"file", file.string()},
                     {"line", std::to_string(error.source().begin.line)},
                     {"column", std::to_string(error.source().begin.column)},
                     {"cause", std::string(error.description())}});
    }
}

std::string text_of_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file)) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", file.string()}});
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string toml_quoted(const std::string& text) {
    std::ostringstream out;
    out << toml::value<std::string>(text);
    return out.str();
}

}  // namespace diaban
