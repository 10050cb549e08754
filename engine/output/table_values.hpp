// Cells of a table by column name, whatever number type a file gave them back in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "layers/model/table.hpp"

namespace diaban {

/// Reads without throwing: a missing column reads as missing values.
class TableValues {
public:
    explicit TableValues(const Table& table) : m_table(table) {}

    [[nodiscard]] std::string text(std::string_view column, std::size_t row) const {
        const Column* found = m_table.find(column);
        const auto* values = found == nullptr ? nullptr : std::get_if<TextValues>(&found->values);
        return values == nullptr ? std::string() : (*values)[row].value_or("");
    }
    [[nodiscard]] std::optional<double> number(std::string_view column, std::size_t row) const {
        const Column* found = m_table.find(column);
        if (found == nullptr) {
            return std::nullopt;
        }
        if (const auto* reals = std::get_if<RealValues>(&found->values)) {
            return (*reals)[row];
        }
        if (const auto* integers = std::get_if<IntegerValues>(&found->values)) {
            return (*integers)[row] ? std::optional<double>(static_cast<double>(*(*integers)[row])) : std::nullopt;
        }
        return std::nullopt;
    }
    [[nodiscard]] bool flag(std::string_view column, std::size_t row) const {
        const Column* found = m_table.find(column);
        const auto* values = found == nullptr ? nullptr : std::get_if<BooleanValues>(&found->values);
        return values != nullptr && (*values)[row].value_or(false);
    }
    /// Whether any row of the column has a value.
    [[nodiscard]] bool any(std::string_view column) const {
        const Column* found = m_table.find(column);
        return found != nullptr && std::visit(
                                       [](const auto& values) {
                                           for (const auto& value : values) {
                                               if (value) {
                                                   return true;
                                               }
                                           }
                                           return false;
                                       },
                                       found->values);
    }

private:
    const Table& m_table;
};

}  // namespace diaban
