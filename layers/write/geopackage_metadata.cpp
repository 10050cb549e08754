#include "layers/write/geopackage_metadata.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "layers/gdal/gdal_session.hpp"

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
    execute(
        dataset,
        "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, "
        "description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, "
        "column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))",
        file);
    // The GeoPackage standard (F.9) wants the constraints table and a row in gpkg_extensions for each of the two.
    execute(
        dataset,
        "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, "
        "value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
        "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
        file);
    execute(
        dataset,
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
            const std::string title = column.description_key.empty() ? words.say("field.input", {{"name", column.name}})
                                                                     : words.say(column.description_key);
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
                            "update_time) VALUES ('', '', {}, 'geom', {}, {}, {}, 1, {}, '', NULL, '{}T00:00:00.000Z')",
                            sql_text(style.layer), sql_text(style.name), sql_text(style.qml), sql_text(style.sld),
                            sql_text(style.description), iso_date(stamp)),
                file);
    }
}

}  // namespace

LayerStyle layer_style(const std::string& layer, const std::string& name, const CategorisedStyle& style,
                       const std::string& description) {
    return {layer, name, to_qml(style), to_sld(style, layer), description, style};
}

LayerStyle layer_style(const std::string& layer, const std::string& name, const SymbolStyle& style,
                       const std::string& description) {
    return {layer, name, to_qml(style), to_sld(style, layer), description, {}, style};
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
