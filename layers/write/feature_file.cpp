#include "layers/write/feature_file.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <map>
#include <system_error>

#include "layers/gdal/gdal_session.hpp"
#include "layers/text/formula_cell.hpp"
#include "layers/write/fixed_date.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

const char* driver_for(const fs::path& file) {
    static const std::map<std::string, const char*> kDrivers = {
        {".gpkg", "GPKG"},  {".geojson", "GeoJSON"}, {".fgb", "FlatGeobuf"}, {".shp", "ESRI Shapefile"},
        {".kml", "LIBKML"}, {".xlsx", "XLSX"},       {".csv", "CSV"}};
    const auto found = kDrivers.find(file.extension().string());
    if (found == kDrivers.end()) {
        throw Error(ErrorCode::kUsage, "error.format-unknown", {{"file", file.string()}});
    }
    return found->second;
}

[[noreturn]] void cannot_write(const fs::path& file, const std::string& cause) {
    throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", file.string()}, {"cause", cause}});
}

OGRFieldType field_type(const Column& column) {
    switch (column.values.index()) {
        case 0:
            return OFTString;
        case 1:
            return OFTReal;
        case 2:
            return OFTInteger64;
        default:
            return OFTInteger;
    }
}

OGRwkbGeometryType geometry_type(GeometryKind kind) {
    switch (kind) {
        case GeometryKind::kPoint:
            return wkbPoint;
        case GeometryKind::kLine:
            return wkbLineString;
        case GeometryKind::kArea:
            return wkbMultiPolygon;
        case GeometryKind::kNone:
            break;
    }
    return wkbNone;
}

OGRLinearRing to_ring(const Ring& ring) {
    OGRLinearRing out;
    out.setNumPoints(static_cast<int>(ring.size()), FALSE);
    for (std::size_t i = 0; i < ring.size(); ++i) {
        out.setPoint(static_cast<int>(i), ring[i].x, ring[i].y);
    }
    return out;
}

struct ToOgr {
    std::unique_ptr<OGRGeometry> operator()(std::monostate) const { return nullptr; }
    std::unique_ptr<OGRGeometry> operator()(ProjectedPoint p) const { return std::make_unique<OGRPoint>(p.x, p.y); }
    std::unique_ptr<OGRGeometry> operator()(const LineString& line) const {
        auto out = std::make_unique<OGRLineString>();
        for (const ProjectedPoint p : line.points) {
            out->addPoint(p.x, p.y);
        }
        return out;
    }
    std::unique_ptr<OGRGeometry> operator()(const MultiPolygon& area) const {
        auto out = std::make_unique<OGRMultiPolygon>();
        for (const Polygon& polygon : area.polygons) {
            OGRPolygon part;
            OGRLinearRing outer = to_ring(polygon.outer);
            part.addRing(&outer);
            for (const Ring& hole : polygon.holes) {
                OGRLinearRing ring = to_ring(hole);
                part.addRing(&ring);
            }
            out->addGeometry(&part);
        }
        return out;
    }
};

/// What opens by double-click must not run what it holds.
enum class Formulas { kKeep, kNeutralise };

void set_field(OGRFeature& feature, int field, const Column& column, std::size_t row, Formulas formulas) {
    std::visit(
        [&](const auto& values) {
            const auto& value = values[row];
            if (!value) {
                feature.SetFieldNull(field);
            } else if constexpr (std::is_same_v<std::decay_t<decltype(*value)>, std::string>) {
                feature.SetField(field,
                                 formulas == Formulas::kNeutralise ? neutral_cell(*value).c_str() : value->c_str());
            } else if constexpr (std::is_same_v<std::decay_t<decltype(*value)>, std::int64_t>) {
                feature.SetField(field, static_cast<GIntBig>(*value));
            } else if constexpr (std::is_same_v<std::decay_t<decltype(*value)>, bool>) {
                feature.SetField(field, *value ? 1 : 0);
            } else {
                feature.SetField(field, static_cast<double>(*value));
            }
        },
        column.values);
}

/// The column that names a row: its name, else its id.
std::string naming_column(const Table& table) {
    for (const char* column : {"name", "site_id", "box_id", "area_id", "cell_id"}) {
        if (table.find(column) != nullptr) {
            return column;
        }
    }
    return "Name";
}

void write_layer(GDALDataset& dataset, const FeatureLayer& layer, const FeatureFileOptions& options) {
    const std::string driver = dataset.GetDriverName();
    const bool with_geometry = driver != "CSV" && driver != "XLSX";
    const GeometryKind kind = with_geometry ? layer.kind : GeometryKind::kNone;
    OGRSpatialReference crs;
    if (kind != GeometryKind::kNone) {
        crs = to_gdal_crs(layer.crs);
    }
    CPLStringList creation;
    if (driver == "CSV") {
        creation.SetNameValue("WRITE_BOM", "YES");
        creation.SetNameValue("STRING_QUOTING", "IF_AMBIGUOUS");
    } else if (driver == "GPKG") {
        creation.SetNameValue("GEOMETRY_NAME", "geom");
        // A feature table without geometry still shows up in QGIS as a table.
        creation.SetNameValue("ASPATIAL_VARIANT", "GPKG_ATTRIBUTES");
    } else if (driver == "GeoJSON") {
        creation.SetNameValue("RFC7946", "YES");
        creation.SetNameValue("COORDINATE_PRECISION", std::to_string(options.geojson_decimals).c_str());
    } else if (driver == "FlatGeobuf") {
        // GDAL 3.6 drops such features without a word.
        if (std::any_of(layer.geometry.begin(), layer.geometry.end(),
                        [](const Geometry& g) { return std::holds_alternative<std::monostate>(g); })) {
            throw Error(ErrorCode::kOutput, "error.cannot-write",
                        {{"file", layer.name}, {"cause", "FlatGeobuf cannot hold features without geometry"}});
        }
    } else if (driver == "ESRI Shapefile") {
        // Without these a shapefile loses every Vietnamese letter and carries the day of writing.
        creation.SetNameValue("ENCODING", "UTF-8");
        creation.SetNameValue("DBF_DATE_LAST_UPDATE", iso_date(options.stamp).c_str());
    }
    // What a handheld shows beside each place.
    const CPLConfigOptionSetter name_of_place("LIBKML_NAME_FIELD", naming_column(layer.table).c_str(), false);
    OGRLayer* out = dataset.CreateLayer(layer.name.c_str(), kind == GeometryKind::kNone ? nullptr : &crs,
                                        geometry_type(kind), creation.List());
    if (out == nullptr) {
        throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", layer.name}, {"cause", CPLGetLastErrorMsg()}});
    }
    for (const Column& column : layer.table.columns) {
        OGRFieldDefn definition((with_geometry ? column.name : neutral_cell(column.name)).c_str(), field_type(column));
        if (column.values.index() == 3) {
            definition.SetSubType(OFSTBoolean);
        }
        if (out->CreateField(&definition) != OGRERR_NONE) {
            throw Error(ErrorCode::kOutput, "error.cannot-write",
                        {{"file", layer.name}, {"cause", CPLGetLastErrorMsg()}});
        }
    }
    for (std::size_t row = 0; row < layer.size(); ++row) {
        OGRFeature feature(out->GetLayerDefn());
        for (std::size_t c = 0; c < layer.table.columns.size(); ++c) {
            set_field(feature, static_cast<int>(c), layer.table.columns[c], row,
                      with_geometry ? Formulas::kKeep : Formulas::kNeutralise);
        }
        if (kind != GeometryKind::kNone) {
            feature.SetGeometryDirectly(std::visit(ToOgr{}, layer.geometry[row]).release());
        }
        if (driver == "LIBKML" && row < options.feature_styles.size() && !options.feature_styles[row].empty()) {
            feature.SetStyleString(options.feature_styles[row].c_str());
        }
        if (out->CreateFeature(&feature) != OGRERR_NONE) {
            throw Error(ErrorCode::kOutput, "error.cannot-write",
                        {{"file", layer.name}, {"cause", CPLGetLastErrorMsg()}});
        }
    }
}

void check_lengths(const FeatureLayer& layer) {
    for (const Column& column : layer.table.columns) {
        if (column.size() != layer.size()) {
            throw Error(ErrorCode::kInternal, "error.column-length", {{"layer", layer.name}, {"column", column.name}});
        }
    }
}

}  // namespace

void write_feature_file(const fs::path& file, const std::vector<FeatureLayer>& layers,
                        const FeatureFileOptions& options) {
    start_gdal();
    for (const FeatureLayer& layer : layers) {
        check_lengths(layer);
    }
    const FixedDate fixed_date(options.stamp);
    const std::string driver_name = driver_for(file);
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name.c_str());
    if (driver == nullptr) {
        cannot_write(file, "GDAL driver " + driver_name + " is not installed");
    }
    std::error_code unknown;
    if (fs::exists(file, unknown)) {
        cannot_write(file, "a file of that name is already there");
    }
    try {
        GdalErrors errors;
        DatasetHandle dataset(driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        if (!dataset) {
            cannot_write(file, errors.message());
        }
        const bool transactions = dataset->TestCapability(ODsCTransactions);
        if (transactions) {
            dataset->StartTransaction();
        }
        for (const FeatureLayer& layer : layers) {
            write_layer(*dataset, layer, options);
        }
        if (transactions && dataset->CommitTransaction() != OGRERR_NONE) {
            cannot_write(file, errors.message());
        }
        if (errors.failed()) {
            cannot_write(file, errors.message());
        }
        close_checked(std::move(dataset), file.string());
    } catch (...) {
        std::error_code ignored;
        fs::remove(file, ignored);
        throw;
    }
}

}  // namespace diaban
