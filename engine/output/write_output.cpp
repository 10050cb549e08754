#include "engine/output/write_output.hpp"

#include <numeric>

#include "engine/output/withholding.hpp"
#include "layers/model/error.hpp"
#include "layers/read/field_values.hpp"
#include "layers/write/feature_file.hpp"
#include "layers/write/layer_metadata.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

void add_text(Table& table, const std::string& name, const std::string& text) {
    table.columns.push_back({name, TextValues(table.rows(), text), "", "field." + name});
}

/// A table that is copied out of its folder still says by what it was made.
void name_the_rule(Table& table, const ReviewHeader& header) {
    if (table.columns.empty()) {
        return;
    }
    if (table.find("rule") == nullptr) {
        add_text(table, "rule", header.rule_name + " " + header.rule_version);
        add_text(table, "rule_hash", header.rule_hash);
    }
    if (header.split_forced && table.find("split_forced") == nullptr) {
        table.columns.push_back({"split_forced", BooleanValues(table.rows(), true), "", "field.split_forced"});
    }
}

/// FlatGeobuf cannot hold a feature without geometry.
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
std::vector<std::string> feature_looks(const FeatureLayer& layer, const std::vector<LayerStyle>& styles) {
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

void write_format(const FeatureLayer& layer, const std::string& format, const std::vector<LayerStyle>& styles,
                  const std::pair<fs::path, LocalDay>& where) {
    const fs::path file = where.first / (layer.name + "." + format);
    write_feature_file(file, {format == "fgb" ? with_geometry_only(layer) : layer},
                       {where.second, 7, format == "kml" ? feature_looks(layer, styles) : std::vector<std::string>{}});
}

void write_formats(const fs::path& folder, const std::vector<FeatureLayer>& layers,
                   const std::vector<std::string>& formats,
                   const std::pair<std::vector<LayerStyle>, LocalDay>& styles_and_stamp) {
    const auto& [styles, stamp] = styles_and_stamp;
    fs::create_directory(folder);
    for (const FeatureLayer& layer : layers) {
        if (layer.kind == GeometryKind::kNone) {
            continue;
        }
        for (const std::string& format : formats) {
            write_format(layer, format, styles, {folder, stamp});
        }
        for (const LayerStyle& style : styles) {
            if (style.layer == layer.name) {
                write_text_file(folder / (layer.name + ".qml"), style.qml);
                write_text_file(folder / (layer.name + ".sld"), style.sld);
            }
        }
    }
}

/// Layers that stand in files.
std::vector<FeatureLayer> file_layers(const std::vector<OutputLayer>& layers, const LayerKinds& kinds) {
    std::vector<FeatureLayer> kept;
    for (const OutputLayer& entry : layers) {
        if (kind_of(entry.layer.name, kinds).files == InFiles::kYes) {
            kept.push_back(entry.layer);
        }
    }
    return kept;
}

}  // namespace

std::string style_description(const ReviewHeader& header, const Catalogue& words) {
    return header.title + " - " + words.window(header.current) + " - " + header.rule_name + " " + header.rule_version +
           " (" + header.rule_hash + ")" + (header.split_forced ? " - " + words.say("finding.split-forced") : "");
}

std::vector<LayerStyle> layer_styles(const std::vector<OutputLayer>& layers, const LayerKinds& kinds,
                                     const std::string& description, const Catalogue& words) {
    std::vector<LayerStyle> styles;
    std::vector<OverlaySymbol> taken;
    StyleContext context{words, taken};
    for (const OutputLayer& entry : layers) {
        const LayerKind& kind = kind_of(entry.layer.name, kinds);
        if (kind.style == nullptr || kind.files == InFiles::kNo) {
            continue;
        }
        for (LayerStyle& style : kind.style(entry.layer, context)) {
            if (style.description.empty()) {
                style.description = description;
            }
            styles.push_back(std::move(style));
        }
    }
    return styles;
}

void prepare_layers(Output& output, const LayerKinds& kinds, unsigned suppress_below) {
    const SmallCounts small = small_counts(output.areas().table, output.header.current.from, suppress_below);
    for (OutputLayer& entry : output.layers) {
        const LayerKind& kind = kind_of(entry.layer.name, kinds);
        withhold(entry.layer, small, kind);
        if (kind.rule == NamesRule::kYes) {
            name_the_rule(entry.layer.table, output.header);
        }
    }
}

void write_geopackage(const fs::path& file, const std::vector<OutputLayer>& layers, const GeoPackageOptions& options) {
    const std::vector<FeatureLayer> written = file_layers(layers, options.kinds);
    write_feature_file(file, written, {options.stamp});
    add_geopackage_metadata(file, written, layer_styles(layers, options.kinds, options.description, options.words),
                            options.words, options.stamp);
    for (const OutputLayer& entry : layers) {
        if (!entry.facts.empty()) {
            add_layer_metadata(file, entry.layer.name, entry.facts, options.stamp);
        }
    }
}

void write_layers(const Output& output, const LayerKinds& kinds, const std::vector<std::string>& formats,
                  const fs::path& folder) {
    const Catalogue& words = catalogue(output.language);
    const std::string description = style_description(output.header, words);
    write_geopackage(folder / "diaban.gpkg", output.layers, {kinds, description, words, output.header.as_of});
    if (!formats.empty()) {
        write_formats(folder / "layers", file_layers(output.layers, kinds), formats,
                      {layer_styles(output.layers, kinds, description, words), output.header.as_of});
    }
    for (const OutputText& text : output.texts) {
        const fs::path file = folder / text.file;
        fs::create_directories(file.parent_path());
        write_text_file(file, text.text);
    }
}

void write_tables(const Output& output, const LayerKinds& kinds, const fs::path& folder) {
    fs::create_directories(folder / "tables");
    for (const OutputLayer& entry : output.layers) {
        if (kind_of(entry.layer.name, kinds).tables == InTables::kNo) {
            continue;
        }
        const FeatureLayer table{entry.layer.name, {}, GeometryKind::kNone, {}, entry.layer.table};
        for (const char* ending : {".csv", ".xlsx"}) {
            write_feature_file(folder / "tables" / (table.name + ending), {table}, {output.header.as_of});
        }
    }
}

}  // namespace diaban
