#include "engine/output/output_formats.hpp"

#include <numeric>

#include "layers/read/field_values.hpp"
#include "layers/write/feature_file.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

namespace {

FeatureLayer with_geometry_only(const FeatureLayer& layer) {
    std::vector<std::size_t> rows;
    FeatureLayer kept = layer;
    kept.geometry.clear();
    for (std::size_t i = 0; i < layer.geometry.size(); ++i) {
        if (!std::holds_alternative<std::monostate>(layer.geometry[i])) {
            rows.push_back(i);
            kept.geometry.push_back(layer.geometry[i]);
        }
    }
    kept.table = select_rows(layer.table, rows);
    return kept;
}

/// The look of each feature; none without a style of that layer.
std::vector<std::string> feature_styles(const FeatureLayer& layer, const std::vector<LayerStyle>& styles) {
    std::vector<std::string> looks;
    for (const LayerStyle& style : styles) {
        const bool categorised = !style.categories.field.empty();
        if (style.layer == layer.name && (categorised || !style.symbols.rules.empty())) {
            for (std::size_t row = 0; row < layer.size(); ++row) {
                looks.push_back(categorised ? ogr_style(style.categories, layer.table, row)
                                            : ogr_style(style.symbols, layer.table, row));
            }
        }
    }
    return looks;
}

}  // namespace

void write_output_formats(const std::filesystem::path& folder, const std::vector<FeatureLayer>& layers,
                          const OutputFormats& options) {
    if (options.formats.empty()) {
        return;
    }
    std::filesystem::create_directory(folder);
    for (const FeatureLayer& layer : layers) {
        if (layer.kind == GeometryKind::kNone) {
            continue;
        }
        for (const std::string& format : options.formats) {
            const std::filesystem::path file = folder / (layer.name + "." + format);
            write_feature_file(file, {format == "fgb" ? with_geometry_only(layer) : layer},
                               {options.stamp, 7,
                                format == "kml" ? feature_styles(layer, options.styles) : std::vector<std::string>{}});
        }
        for (const LayerStyle& style : options.styles) {
            if (style.layer == layer.name) {
                write_text_file(folder / (layer.name + ".qml"), style.qml);
                write_text_file(folder / (layer.name + ".sld"), style.sld);
            }
        }
    }
}

void write_tables_of(const std::filesystem::path& folder, const std::vector<FeatureLayer>& layers, LocalDay stamp) {
    for (const FeatureLayer& layer : layers) {
        FeatureLayer table = layer;
        table.kind = GeometryKind::kNone;
        table.geometry.clear();
        for (const char* ending : {".csv", ".xlsx"}) {
            write_feature_file(folder / (layer.name + ending), {table}, {stamp});
        }
    }
}

}  // namespace diaban
