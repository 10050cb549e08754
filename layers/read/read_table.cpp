#include "layers/read/read_table.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <type_traits>

#include "layers/read/field_values.hpp"

namespace diaban {

Table read_table(const SourceSpec& source_spec) {
    const Source source = Source::open(source_spec);
    OGRLayer& layer = source.layer();
    Table table = empty_columns(*layer.GetLayerDefn());
    layer.ResetReading();
    for (const auto& feature : layer) {
        append_values(*feature, table);
    }
    return table;
}

std::string cell_text(const Column& column, std::size_t row) {
    return std::visit(
        [row](const auto& values) -> std::string {
            if (!values[row]) {
                return {};
            }
            if constexpr (std::is_same_v<std::decay_t<decltype(values)>, TextValues>) {
                return *values[row];
            } else {
                return fmt::format("{}", *values[row]);
            }
        },
        column.values);
}

}  // namespace diaban
