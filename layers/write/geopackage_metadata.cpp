#include "layers/write/geopackage_metadata.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "layers/gdal/gdal_session.hpp"
#include "layers/model/class_appearance.hpp"

namespace diaban {

namespace {

std::string sql_text(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c;
        if (c == '\'') {
            quoted += c;
        }
    }
    return quoted + "'";
}

std::string xml_text(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            default: escaped += c;
        }
    }
    return escaped;
}

/// 0xRRGGBB as QGIS writes colours: "r,g,b,255".
std::string qgis_colour(std::uint32_t colour) {
    return fmt::format("{},{},{},255", colour >> 16, (colour >> 8) & 0xFF, colour & 0xFF);
}

std::string fill_symbol(int index, const ClassAppearance& look, const std::string& pattern) {
    const auto layer = [](const std::string& colour, const std::string& style, const std::string& outline) {
        return fmt::format(
            R"(<layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="color" type="QString" value="{}"/><Option name="style" type="QString" value="{}"/><Option name="outline_color" type="QString" value="60,60,60,255"/><Option name="outline_style" type="QString" value="{}"/><Option name="outline_width" type="QString" value="0.2"/></Option></layer>)",
            colour, style, outline);
    };
    std::string layers = layer(qgis_colour(look.fill), "solid", "solid");
    if (pattern != "no") {
        layers += layer(qgis_colour(look.ink), pattern, "no");
    }
    return fmt::format(R"(<symbol name="{}" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">{}</symbol>)", index,
                       layers);
}

void execute(GDALDataset& dataset, const std::string& sql, const std::filesystem::path& file) {
    GdalErrors errors;
    OGRLayer* answer = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (answer != nullptr) {
        dataset.ReleaseResultSet(answer);
    }
    if (errors.failed()) {
        throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", file.string()}, {"cause", errors.message()}});
    }
}

void describe_columns(GDALDataset& dataset, const std::filesystem::path& file, const std::vector<FeatureLayer>& layers,
                      const Catalogue& words) {
    execute(dataset,
            "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, "
            "description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, "
            "column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))",
            file);
    // The GeoPackage standard (F.9) wants the constraints table and a row in gpkg_extensions for each of the two.
    execute(dataset,
            "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, "
            "value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
            "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
            file);
    execute(dataset,
            "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
            "definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, "
            "extension_name))",
            file);
    for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"}) {
        execute(dataset,
                fmt::format("INSERT INTO gpkg_extensions VALUES ('{}', NULL, 'gpkg_schema', "
                            "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')",
                            table),
                file);
    }
    for (const FeatureLayer& layer : layers) {
        for (const Column& column : layer.table.columns) {
            if (column.description_key.empty() && column.unit.empty()) {
                continue;
            }
            const std::string title = column.description_key.empty() ? column.name : words.say(column.description_key);
            const std::string unit = column.unit.empty() ? "" : " [" + column.unit + "]";
            execute(dataset,
                    fmt::format("INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) "
                                "VALUES ({}, {}, {}, {}, {})",
                                sql_text(layer.name), sql_text(column.name), sql_text(column.name), sql_text(title),
                                sql_text(title + unit)),
                    file);
        }
    }
}

void add_styles(GDALDataset& dataset, const std::filesystem::path& file, const std::vector<LayerStyle>& styles,
                LocalDay stamp) {
    execute(dataset,
            "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), "
            "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), "
            "styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
            "update_time DATETIME)",
            file);
    execute(dataset,
            fmt::format("INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
                        "VALUES ('layer_styles', 'attributes', 'layer_styles', '', '{}T00:00:00.000Z')",
                        iso_date(stamp)),
            file);
    for (const LayerStyle& style : styles) {
        execute(dataset,
                fmt::format("INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, "
                            "update_time) VALUES ('', '', {}, 'geom', {}, {}, '', 1, {}, '', NULL, '{}T00:00:00.000Z')",
                            sql_text(style.layer), sql_text(style.name), sql_text(style.qml),
                            sql_text(style.description), iso_date(stamp)),
                file);
    }
}

/// One value of the field a layer is coloured by. An empty value takes whatever has none.
struct StyleCategory {
    std::string value;
    std::string label;
    ClassAppearance look;
    std::string pattern = "no";
};

std::string categorised_qml(const std::string& field, const std::string& type,
                            const std::vector<StyleCategory>& entries, const std::string& labeling) {
    std::string categories;
    std::string symbols;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const int index = static_cast<int>(i);
        categories += fmt::format(R"(<category value="{}" symbol="{}" label="{}" render="true" type="{}"/>)",
                                  xml_text(entries[i].value), index, xml_text(entries[i].label), type);
        symbols += fill_symbol(index, entries[i].look, entries[i].pattern);
    }
    return fmt::format(
        R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" styleCategories="Symbology|Labeling"><renderer-v2 type="categorizedSymbol" attr="{}" forceraster="0" symbollevels="0" enableorderby="0"><categories>{}</categories><symbols>{}</symbols></renderer-v2>{}</qgis>)",
        field, categories, symbols, labeling);
}

constexpr char kNameLabels[] =
    R"(<labeling type="simple"><settings calloutType="simple"><text-style fieldName="name" fontSize="8" textColor="30,30,30,255"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style><placement placement="1"/></settings></labeling>)";

}  // namespace

std::string class_style_qml(const Catalogue& words) {
    // The category without a value takes whatever has no class: areas that are not on the watch list.
    return categorised_qml("class", "string",
                           {{"stable", words.say("class.stable"), kStableAppearance},
                            {"contained", words.say("class.contained"), kContainedAppearance, "b_diagonal"},
                            {"complex", words.say("class.complex"), kComplexAppearance, "diagonal_x"},
                            {"", words.say("class.outside"), kOutsideAppearance}},
                           kNameLabels);
}

std::string gi_bin_style_qml(const Catalogue& words) {
    const auto entry = [&](const char* bin, const char* key, std::uint32_t fill) {
        return StyleCategory{bin, words.say(key), {bin, fill, 0x000000}};
    };
    return categorised_qml("Gi_Bin", "integer",
                           {entry("3", "style.hot-99", 0xD62F27), entry("2", "style.hot-95", 0xED7551),
                            entry("1", "style.hot-90", 0xFAB984), entry("0", "style.not-significant", 0xFFFFBF),
                            entry("-1", "style.cold-90", 0xC0CCBE), entry("-2", "style.cold-95", 0x849EBA),
                            entry("-3", "style.cold-99", 0x4575B5), entry("", "style.no-result", 0xFFFFFF)},
                           "");
}

std::string cluster_type_style_qml(const Catalogue& words) {
    const auto entry = [&](const char* value, const char* key, std::uint32_t fill) {
        return StyleCategory{value, words.say(key), {value, fill, 0x000000}};
    };
    return categorised_qml("COType", "string",
                           {entry("HH", "style.high-high", 0xFF0000), entry("LL", "style.low-low", 0x0000FF),
                            entry("HL", "style.high-low", 0xF4ADA8), entry("LH", "style.low-high", 0xA7ADF9),
                            entry("", "style.not-significant", 0xEEEEEE)},
                           "");
}

void add_geopackage_metadata(const std::filesystem::path& file, const std::vector<FeatureLayer>& layers,
                             const std::vector<LayerStyle>& styles, const Catalogue& words, LocalDay stamp) {
    start_gdal();
    GdalErrors errors;
    DatasetHandle dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    if (!dataset) {
        throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", file.string()}, {"cause", errors.message()}});
    }
    dataset->StartTransaction();
    describe_columns(*dataset, file, layers, words);
    add_styles(*dataset, file, styles, stamp);
    dataset->CommitTransaction();
    close_checked(std::move(dataset), file.string());
}

}  // namespace diaban
