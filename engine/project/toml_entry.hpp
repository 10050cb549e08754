// One value of a TOML file on its way into a struct: its type and range are checked, and what is refused says where it
// stands.
#pragma once

#include <toml++/toml.h>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "layers/model/error.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

/// File, line and column of a node, for messages.
MessageArguments toml_place(const std::filesystem::path& file, const toml::node& node);

/// Parses a text. Throws Error{kInput, "error.toml-syntax"} with line and column.
toml::table parse_toml(const std::string& text, const std::filesystem::path& file);

/// Name and node of one value. Each reader throws Error{kInput}: error.key-type for another type, error.key-range for a
/// value outside, both with file, line, column, key, value and what is expected.
struct TomlEntry {
    const std::filesystem::path& file;
    std::string name;  ///< "density.cell_m"
    const toml::node& node;

    [[noreturn]] void refuse(const char* key, const std::string& expected) const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool boolean() const;
    /// A whole or decimal number within [low, high].
    [[nodiscard]] double number(double low, double high) const;
    [[nodiscard]] std::int64_t integer(std::int64_t low, std::int64_t high) const;
    [[nodiscard]] LocalDay date() const;
    /// "mm-dd", a day of the year.
    [[nodiscard]] MonthDay month_day() const;
    /// [from, to], in this order.
    [[nodiscard]] TimeWindow window() const;
    [[nodiscard]] std::vector<std::string> texts() const;
};

}  // namespace diaban
