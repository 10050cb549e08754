#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "layers/write/style_categories.hpp"
#include "layers/write/symbol_style.hpp"

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

std::string ogr_style(const SymbolStyle& style, const Table& table, std::size_t row) {
    const auto holds = [&](const SymbolCondition& condition) {
        if (const bool* flag = std::get_if<bool>(&condition.value)) {
            const Column* column = table.find(condition.column);
            const auto* values = column == nullptr ? nullptr : std::get_if<BooleanValues>(&column->values);
            return values != nullptr && (*values)[row] && *(*values)[row] == *flag;
        }
        const Column* column = table.find(condition.column);
        return column != nullptr && value_of(*column, row) == std::get<std::string>(condition.value);
    };
    for (const SymbolRule& rule : style.rules) {
        if (!std::all_of(rule.where.begin(), rule.where.end(), holds)) {
            continue;
        }
        const SymbolLook& look = rule.look;
        if (style.kind == GeometryKind::kPoint) {
            // The pin is the handheld's own (GDAL 3.6 ends the process over a symbol without a picture): the name
            // beside it wears the colour.
            return fmt::format("LABEL(c:#{:06X}FF)", look.fill);
        }
        const std::string pen = fmt::format("PEN(c:#{:06X}FF,w:2px)", look.stroke);
        const int opacity = static_cast<int>(255.0 * look.fill_opacity + 0.5);
        return style.kind == GeometryKind::kLine ? pen
                                                 : fmt::format("BRUSH(fc:#{:06X}{:02X});{}", look.fill, opacity, pen);
    }
    return "";
}

}  // namespace diaban
