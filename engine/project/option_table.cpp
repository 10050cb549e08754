#include "engine/project/option_table.hpp"

#include <algorithm>
#include <cmath>

#include "layers/base/json_value.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/source.hpp"

namespace diaban {

OptionTable::OptionTable(std::string name, std::vector<Option> rows, const std::type_info& type)
    : m_name(std::move(name)), m_rows(std::move(rows)), m_type(&type) {
    for (const Option& row : m_rows) {
        if (*row.owner != type) {
            throw Error(ErrorCode::kInternal, "error.unexpected", {{"cause", m_name + "." + row.key}});
        }
    }
}

const Option& OptionTable::at(std::string_view key) const {
    for (const Option& row : m_rows) {
        if (row.key == key) {
            return row;
        }
    }
    throw Error(ErrorCode::kInternal, "error.unexpected", {{"cause", m_name + "." + std::string(key)}});
}

std::string OptionTable::name_of(std::string_view key, OptionVoice voice) const {
    return voice == OptionVoice::kFlag ? at(key).flag() : m_name + "." + std::string(key);
}

void read_options(const OptionTable& table, void* options, const Setting& section, const char* unknown) {
    const auto* members = section.value.members();
    if (members == nullptr) {
        section.refuse("error.key-type", "[" + section.name + "]");
    }
    for (const SettingMember& member : *members) {
        const auto row = std::find_if(table.rows().begin(), table.rows().end(), [&](const Option& option) {
            return option.key == member.key && option.has_key();
        });
        if (row == table.rows().end()) {
            std::vector<std::string> known;
            for (const Option& option : table.rows()) {
                if (option.has_key()) {
                    known.push_back(option.key);
                }
            }
            // The place of the key itself says more than that of its value.
            throw Error(ErrorCode::kInput, unknown,
                        {{"file", section.file->string()},
                         {"line", std::to_string(member.line)},
                         {"column", std::to_string(member.column)},
                         {"section", section.name},
                         {"key", member.key},
                         {"nearest", nearest_name(member.key, known)}});
        }
        read_option(*row, options, section.member(member));
    }
}

void check_ranges(const OptionTable& table, const void* options, OptionVoice voice) {
    for (const Option& row : table.rows()) {
        const Json value = row.limits ? option_value(row, options) : Json();
        if (!value.is_number()) {
            continue;
        }
        const double number = value.number();
        if (!(number >= row.limits->first && number <= row.limits->second)) {
            throw Error(ErrorCode::kInput, "error.option-out-of-range",
                        {{"option", table.name_of(row.key, voice)},
                         {"value", json_line(value)},
                         {"range", range_text(row.limits->first, row.limits->second)}});
        }
    }
}

const Option* missing_option(const OptionTable& table, const void* options) {
    for (const Option& row : table.rows()) {
        if (row.required && row.has_key() && option_is_empty(row, options)) {
            return &row;
        }
    }
    return nullptr;
}

Json option_record(const OptionTable& table, const void* options) {
    Json record = Json::object();
    for (const Option& row : table.rows()) {
        if (row.has_key()) {
            const Json value = option_value(row, options);
            record[row.key] = row.is_source && value.is_text() ? Json(shown_name(value.text())) : value;
        }
    }
    return record;
}

}  // namespace diaban
