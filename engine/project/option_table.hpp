// The options of one struct: a section of the project file, the flags of a command, or both.
#pragma once

#include <any>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/project/option.hpp"
#include "engine/project/option_voice.hpp"

namespace diaban {

class OptionTable {
public:
    /// Of a struct that can be made without arguments. `name` is the section's. `flag_out_of_range` is what a flag's figure
    /// beyond its range counts as: scripts know 1, not 2, from some commands. A row of another struct is Error{kInternal}.
    template <typename Options>
    static OptionTable of(std::string name, std::vector<Option> rows, ErrorCode flag_out_of_range = ErrorCode::kUsage) {
        OptionTable table(std::move(name), std::move(rows), typeid(Options));
        table.m_default = std::make_shared<const Options>();
        table.m_make = [] { return std::any(Options{}); };
        table.m_address = [](std::any& value) -> void* { return std::any_cast<Options>(&value); };
        table.m_flag_out_of_range = flag_out_of_range;
        return table;
    }

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const std::vector<Option>& rows() const { return m_rows; }
    [[nodiscard]] const std::type_info& type() const { return *m_type; }
    [[nodiscard]] ErrorCode flag_out_of_range() const { return m_flag_out_of_range; }
    /// A struct with the defaults, and where in it the rows look.
    [[nodiscard]] std::any make() const { return m_make(); }
    [[nodiscard]] void* address(std::any& value) const { return m_address(value); }
    [[nodiscard]] const void* defaults() const { return m_default.get(); }
    /// Throws Error{kInternal} for a key that is not there.
    [[nodiscard]] const Option& at(std::string_view key) const;
    [[nodiscard]] std::string name_of(std::string_view key, OptionVoice voice) const;

private:
    OptionTable(std::string name, std::vector<Option> rows, const std::type_info& type);

    std::string m_name;
    std::vector<Option> m_rows;
    const std::type_info* m_type;
    std::shared_ptr<const void> m_default;
    std::any (*m_make)() = nullptr;
    void* (*m_address)(std::any&) = nullptr;
    ErrorCode m_flag_out_of_range = ErrorCode::kUsage;
};

/// Reads a table of a project file into the struct. Throws Error{kInput}: error.key-type where it is no table, `unknown`
/// ("error.key-unknown", "error.table-key-unknown") for a key that is not in the table, with the nearest, and what
/// read_option throws.
void read_options(const OptionTable& table, void* options, const Setting& section, const char* unknown);

/// The struct's figures lie in their ranges, its choices are choices: of what came another way than by a file or flags.
/// Throws Error{kInput, "error.option-out-of-range"} with option, value and range.
void check_ranges(const OptionTable& table, const void* options, OptionVoice voice);

/// The first key that must be given and is not; nullptr where none is missing.
const Option* missing_option(const OptionTable& table, const void* options);

/// Each key with its value, in the table's order; files by their names alone. For records.
Json option_record(const OptionTable& table, const void* options);

}  // namespace diaban
