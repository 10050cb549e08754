#include "layers/read/field_values.hpp"

#include <ogrsf_frmts.h>

namespace diaban {

Table empty_columns(const OGRFeatureDefn& definition) {
    Table table;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        Column column;
        column.name = field.GetNameRef();
        switch (field.GetType()) {
            case OFTInteger:
                if (field.GetSubType() == OFSTBoolean) {
                    column.values = BooleanValues{};
                } else {
                    column.values = IntegerValues{};
                }
                break;
            case OFTInteger64:
                column.values = IntegerValues{};
                break;
            case OFTReal:
                column.values = RealValues{};
                break;
            default:
                column.values = TextValues{};
                break;
        }
        table.columns.push_back(std::move(column));
    }
    return table;
}

void append_values(const OGRFeature& feature, Table& table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const int field = static_cast<int>(i);
        const bool present = feature.IsFieldSetAndNotNull(field);
        auto& values = table.columns[i].values;
        // OGR's read accessors are not const before GDAL 3.7 although they do not change the feature.
        auto& readable = const_cast<OGRFeature&>(feature);
        if (auto* texts = std::get_if<TextValues>(&values)) {
            texts->push_back(present ? std::optional<std::string>(readable.GetFieldAsString(field)) : std::nullopt);
        } else if (auto* reals = std::get_if<RealValues>(&values)) {
            reals->push_back(present ? std::optional<double>(readable.GetFieldAsDouble(field)) : std::nullopt);
        } else if (auto* integers = std::get_if<IntegerValues>(&values)) {
            integers->push_back(present ? std::optional<std::int64_t>(readable.GetFieldAsInteger64(field))
                                        : std::nullopt);
        } else {
            std::get<BooleanValues>(values).push_back(
                present ? std::optional<bool>(readable.GetFieldAsInteger(field) != 0) : std::nullopt);
        }
    }
}

Table select_rows(const Table& table, const std::vector<std::size_t>& rows) {
    Table selected;
    for (const Column& column : table.columns) {
        Column out{column.name, {}, column.unit, column.description_key};
        std::visit(
            [&](const auto& values) {
                std::decay_t<decltype(values)> kept;
                kept.reserve(rows.size());
                for (const std::size_t row : rows) {
                    kept.push_back(values[row]);
                }
                out.values = std::move(kept);
            },
            column.values);
        selected.columns.push_back(std::move(out));
    }
    return selected;
}

}  // namespace diaban
