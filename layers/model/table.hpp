// A table of typed columns, each with a unit and a description: what every writer (GeoPackage, CSV, XLSX, viewer)
// reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace diaban {

using TextValues = std::vector<std::optional<std::string>>;
using RealValues = std::vector<std::optional<double>>;
using IntegerValues = std::vector<std::optional<std::int64_t>>;
using BooleanValues = std::vector<std::optional<bool>>;

/// One column. A missing value is an empty optional ("no result is data"), never a number that means nothing.
struct Column {
    std::string name;  ///< as in the contract, e.g. "rr_low"
    std::variant<TextValues, RealValues, IntegerValues, BooleanValues> values;
    std::string unit;  ///< "km2", "per 1,000 residents and year", empty for text
    /// Key in the word catalogue, e.g. "field.rr_low"; empty for carried-through attributes.
    std::string description_key;

    [[nodiscard]] std::size_t size() const {
        return std::visit([](const auto& v) { return v.size(); }, values);
    }
};

/// Columns of equal length, in output order.
struct Table {
    std::vector<Column> columns;

    [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
    /// The column of that exact name, or null.
    [[nodiscard]] const Column* find(std::string_view name) const {
        for (const Column& column : columns) {
            if (column.name == name) {
                return &column;
            }
        }
        return nullptr;
    }
};

}  // namespace diaban
