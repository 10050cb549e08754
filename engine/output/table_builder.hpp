// A table put together column by column, for the layers that a run or a plan writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layers/model/table.hpp"

namespace diaban {

/// Columns filled row by row, titled by field.<name> of the word catalogue. O(rows) a column.
class TableBuilder {
public:
    explicit TableBuilder(std::size_t rows) : m_rows(rows) {}

    template <typename Value, typename ValueOf>
    void add(const std::string& name, const char* unit, ValueOf value_of) {
        std::vector<std::optional<Value>> values;
        values.reserve(m_rows);
        for (std::size_t i = 0; i < m_rows; ++i) {
            values.push_back(value_of(i));
        }
        m_table.columns.push_back({name, std::move(values), unit, "field." + name});
    }
    /// Titles the last column by another key: for columns whose name holds a code of the project.
    void titled(const char* key) { m_table.columns.back().description_key = key; }
    template <typename ValueOf>
    void text(const std::string& name, ValueOf value_of) {
        add<std::string>(name, "", value_of);
    }
    template <typename ValueOf>
    void real(const std::string& name, const char* unit, ValueOf value_of) {
        add<double>(name, unit, value_of);
    }
    template <typename ValueOf>
    void integer(const std::string& name, ValueOf value_of) {
        add<std::int64_t>(name, "", value_of);
    }

    [[nodiscard]] Table& table() { return m_table; }

private:
    std::size_t m_rows;
    Table m_table;
};

}  // namespace diaban
