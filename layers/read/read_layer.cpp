#include "layers/read/read_layer.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <system_error>

#include "layers/gdal/gdal_session.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/field_values.hpp"

namespace diaban {

namespace {

DatasetHandle open_dataset(const std::filesystem::path& file, unsigned kind) {
    start_gdal();
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown)) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", file.string()}});
    }
    GdalErrors errors;
    DatasetHandle dataset(GDALDataset::Open(file.c_str(), kind | GDAL_OF_READONLY));
    if (!dataset) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", file.string()}, {"cause", errors.message()}});
    }
    return dataset;
}

template <typename Line>
std::vector<ProjectedPoint> points_of(const Line& line) {
    std::vector<ProjectedPoint> points;
    points.reserve(static_cast<std::size_t>(line.getNumPoints()));
    for (int i = 0; i < line.getNumPoints(); ++i) {
        points.push_back({line.getX(i), line.getY(i)});
    }
    return points;
}

Polygon to_polygon(const OGRPolygon& polygon) {
    Polygon part;
    part.outer = points_of(*polygon.getExteriorRing());
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
        part.holes.push_back(points_of(*polygon.getInteriorRing(i)));
    }
    return part;
}

Geometry to_geometry(const OGRGeometry* geometry) {
    if (geometry == nullptr || geometry->IsEmpty()) {
        return std::monostate{};
    }
    switch (wkbFlatten(geometry->getGeometryType())) {
        case wkbPoint:
            return ProjectedPoint{geometry->toPoint()->getX(), geometry->toPoint()->getY()};
        case wkbLineString:
            return LineString{points_of(*geometry->toLineString())};
        case wkbPolygon:
            return MultiPolygon{{to_polygon(*geometry->toPolygon())}};
        case wkbMultiPolygon: {
            MultiPolygon area;
            for (const auto* part : *geometry->toMultiPolygon()) {
                area.polygons.push_back(to_polygon(*part));
            }
            return area;
        }
        case wkbMultiPoint:
        case wkbMultiLineString:
            return to_geometry(geometry->toGeometryCollection()->getGeometryRef(0));
        default:
            return std::monostate{};
    }
}

GeometryKind kind_of(OGRwkbGeometryType type) {
    switch (wkbFlatten(type)) {
        case wkbNone:
            return GeometryKind::kNone;
        case wkbPoint:
        case wkbMultiPoint:
            return GeometryKind::kPoint;
        case wkbLineString:
        case wkbMultiLineString:
            return GeometryKind::kLine;
        default:
            return GeometryKind::kArea;
    }
}

}  // namespace

std::vector<std::string> layer_names(const std::filesystem::path& file) {
    const DatasetHandle dataset = open_dataset(file, GDAL_OF_VECTOR);
    std::vector<std::string> names;
    for (int i = 0; i < dataset->GetLayerCount(); ++i) {
        names.emplace_back(dataset->GetLayer(i)->GetName());
    }
    return names;
}

FeatureLayer read_layer(const std::filesystem::path& file, const std::string& name) {
    const DatasetHandle dataset = open_dataset(file, GDAL_OF_VECTOR);
    OGRLayer* source = dataset->GetLayerByName(name.c_str());
    if (source == nullptr) {
        std::string all;
        std::vector<std::string> names;
        for (int i = 0; i < dataset->GetLayerCount(); ++i) {
            names.emplace_back(dataset->GetLayer(i)->GetName());
            all += (i > 0 ? ", " : "") + names.back();
        }
        throw Error(
            ErrorCode::kInput, "error.layer-unknown",
            {{"file", file.string()}, {"layer", name}, {"nearest", nearest_name(name, names)}, {"layers", all}});
    }
    FeatureLayer layer;
    layer.name = name;
    layer.kind = kind_of(source->GetGeomType());
    layer.table = empty_columns(*source->GetLayerDefn());
    if (const OGRSpatialReference* crs = source->GetSpatialRef();
        crs != nullptr && crs->GetAuthorityCode(nullptr) != nullptr) {
        layer.crs.definition = std::string(crs->GetAuthorityName(nullptr)) + ":" + crs->GetAuthorityCode(nullptr);
    }
    for (const auto& feature : *source) {
        append_values(*feature, layer.table);
        if (layer.kind != GeometryKind::kNone) {
            layer.geometry.push_back(to_geometry(feature->GetGeometryRef()));
        }
    }
    return layer;
}

Raster read_raster(const std::filesystem::path& file) {
    const DatasetHandle dataset = open_dataset(file, GDAL_OF_RASTER);
    GdalErrors errors;
    double transform[6] = {};
    dataset->GetGeoTransform(transform);
    GDALRasterBand* band = dataset->GetRasterBand(1);
    Raster raster;
    raster.unit = band->GetUnitType();
    raster.grid = {transform[0], transform[3], {transform[1]}, dataset->GetRasterXSize(), dataset->GetRasterYSize()};
    raster.values.resize(raster.grid.size());
    const int columns = dataset->GetRasterXSize();
    const int rows = dataset->GetRasterYSize();
    if (!(transform[1] > 0.0) || std::fabs(transform[1] + transform[5]) > 1e-9 * transform[1] ||
        band->RasterIO(GF_Read, 0, 0, columns, rows, raster.values.data(), columns, rows, GDT_Float64, 0, 0, nullptr) !=
            CE_None) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", file.string()}, {"cause", errors.message()}});
    }
    int has_no_data = 0;
    const double no_data = band->GetNoDataValue(&has_no_data);
    for (double& value : raster.values) {
        if (has_no_data != 0 && value == no_data) {
            value = kNoData;
        }
    }
    return raster;
}

}  // namespace diaban
