#include <fmt/format.h>

#include <optional>

#include "layers/write/style_categories.hpp"

namespace diaban {

namespace {

/// The field's value as a category names it; empty where it is missing.
std::string value_of(const Column& column, std::size_t row) {
    if (const auto* texts = std::get_if<TextValues>(&column.values)) {
        return (*texts)[row].value_or("");
    }
    const auto* integers = std::get_if<IntegerValues>(&column.values);
    return integers != nullptr && (*integers)[row] ? std::to_string(*(*integers)[row]) : "";
}

bool is_set(const Table& table, const std::string& flag, std::size_t row) {
    const Column* column = table.find(flag);
    const auto* values = column == nullptr ? nullptr : std::get_if<BooleanValues>(&column->values);
    return values != nullptr && (*values)[row].value_or(false);
}

}  // namespace

std::string ogr_style(const CategorisedStyle& style, const Table& table, std::size_t row) {
    const Column* column = table.find(style.field);
    if (column == nullptr) {
        return "";
    }
    const std::string value = value_of(*column, row);
    for (const StyleCategory& category : style.categories) {
        if (category.value == value && (category.flag.empty() || is_set(table, category.flag, row))) {
            return fmt::format("BRUSH(fc:#{:06X}B3);PEN(c:#3C3C3CFF,w:1px)", category.look.fill);
        }
    }
    return "";
}

}  // namespace diaban
