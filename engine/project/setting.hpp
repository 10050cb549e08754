// One value as a person gave it, in a project file or on the command line, on its way into a struct: its type and range
// are checked, and what is refused says where it stands.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "layers/model/error.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

struct SettingMember;

/// A value as it was written. `monostate` is whatever no setting can be: a time, a date with a time.
struct SettingValue {
    using List = std::vector<SettingValue>;
    using Members = std::vector<SettingMember>;
    std::variant<std::monostate, bool, std::int64_t, double, std::string, LocalDay, List, Members> content;
    std::string written;  ///< of a single value: as messages show it
    unsigned line = 0;    ///< 0 outside a file
    unsigned column = 0;

    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&content); }
    [[nodiscard]] const List* list() const { return std::get_if<List>(&content); }
    [[nodiscard]] const Members* members() const { return std::get_if<Members>(&content); }
};

struct SettingMember {
    std::string key;
    unsigned line = 0;  ///< of the key
    unsigned column = 0;
    SettingValue value;
};

/// A text as the command line gives it.
SettingValue written_text(std::string text);

/// Name and value. Each reader throws what `refuse` throws: "error.key-type" for another type, "error.key-range" for a
/// value outside. Of a flag, numbers, days and lists are texts.
struct Setting {
    const std::filesystem::path* file = nullptr;  ///< nullptr: a flag
    std::string name;                             ///< "density.cell_m" or "--cell-m"
    const SettingValue& value;
    ErrorCode flag_out_of_range = ErrorCode::kUsage;  ///< of figures that are not counts

    /// Of a file: Error{kInput, key} with file, line, column, key, value and what is expected. Of a flag: Error{kUsage}
    /// with flag, value and expected, "error.flag-type" for "error.key-type" and "error.flag-range" for any other.
    [[noreturn]] void refuse(const char* key, const std::string& expected) const;
    /// `given`, the value or a part of it, is none of `names`: "error.key-choice" or "error.flag-choice", with the nearest.
    [[noreturn]] void refuse_choice(const std::string& given, const std::vector<std::string>& names) const;
    /// For messages: the flag; or key, file, line and column.
    [[nodiscard]] MessageArguments place() const;
    [[nodiscard]] bool is_flag() const { return file == nullptr; }
    /// A part of the value, by its own name.
    [[nodiscard]] Setting member(const SettingMember& part) const;
    [[nodiscard]] Setting item(const SettingValue& part) const;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool boolean() const;
    /// A whole or decimal number; empty for anything else.
    [[nodiscard]] std::optional<double> any_number() const;
    /// A whole or decimal number within [low, high].
    [[nodiscard]] double number(double low, double high) const;
    [[nodiscard]] std::int64_t integer(std::int64_t low, std::int64_t high) const;
    [[nodiscard]] LocalDay date() const;
    /// "mm-dd", a day of the year.
    [[nodiscard]] MonthDay month_day() const;
    /// [from, to], in this order; FROM,TO of a flag.
    [[nodiscard]] TimeWindow window() const;
    [[nodiscard]] std::vector<std::string> texts() const;
    /// Three whole numbers up to a million: [22, 22, 4], or 22,22,4 of a flag; negative ones only of a flag.
    [[nodiscard]] std::array<std::int64_t, 3> three_counts() const;
};

/// "a | b | c".
std::string any_of(const std::vector<std::string>& names);
/// "0.05 .. 0.99".
std::string range_text(double low, double high);

}  // namespace diaban
