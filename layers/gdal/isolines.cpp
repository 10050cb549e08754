#include "layers/gdal/isolines.hpp"

#include <cpl_string.h>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

#include "layers/gdal/gdal_session.hpp"

namespace diaban {

namespace {

/// No density is below zero; the contour code of GDAL 3.6 compares with the value for 'no data', which NaN does not
/// allow.
constexpr double kBlank = -1.0e30;
constexpr double kFewestCells = 4.0;

DatasetHandle in_memory(const Raster& raster) {
    const auto columns = static_cast<int>(raster.grid.columns);
    const auto rows = static_cast<int>(raster.grid.rows);
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("MEM");
    DatasetHandle dataset(driver->Create("", columns, rows, 1, GDT_Float64, nullptr));
    if (!dataset) {
        throw Error(ErrorCode::kInput, "error.out-of-memory", {});
    }
    double transform[6] = {raster.grid.x_min,      raster.grid.cell.value, 0.0, raster.grid.y_max, 0.0,
                           -raster.grid.cell.value};
    dataset->SetGeoTransform(transform);
    std::vector<double> values = raster.values;
    std::replace_if(
        values.begin(), values.end(), [](double v) { return !std::isfinite(v); }, kBlank);
    GDALRasterBand* band = dataset->GetRasterBand(1);
    band->SetNoDataValue(kBlank);
    if (band->RasterIO(GF_Write, 0, 0, columns, rows, values.data(), columns, rows, GDT_Float64, 0, 0, nullptr) !=
        CE_None) {
        throw Error(ErrorCode::kInternal, "error.out-of-memory", {});
    }
    return dataset;
}

double length_of(const LineString& line) {
    double length = 0.0;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        length += std::hypot(line.points[i].x - line.points[i - 1].x, line.points[i].y - line.points[i - 1].y);
    }
    return length;
}

void append_lines(const OGRGeometry& geometry, double level, double shortest, std::vector<Isoline>& lines) {
    if (wkbFlatten(geometry.getGeometryType()) == wkbMultiLineString) {
        for (const auto* part : *geometry.toMultiLineString()) {
            append_lines(*part, level, shortest, lines);
        }
        return;
    }
    Isoline isoline{level, {}};
    const OGRLineString& path = *geometry.toLineString();
    for (int i = 0; i < path.getNumPoints(); ++i) {
        isoline.line.points.push_back({path.getX(i), path.getY(i)});
    }
    if (length_of(isoline.line) >= shortest) {
        lines.push_back(std::move(isoline));
    }
}

std::string level_list(const std::vector<double>& levels) {
    std::string list;
    for (const double level : levels) {
        list += (list.empty() ? "" : ",") + std::string(CPLSPrintf("%.17g", level));
    }
    return list;
}

}  // namespace

std::vector<Isoline> isolines(const Raster& raster, const std::vector<double>& levels) {
    std::vector<Isoline> lines;
    if (levels.empty() || raster.grid.size() == 0) {
        return lines;
    }
    start_gdal();
    GdalErrors errors;
    const DatasetHandle source = in_memory(raster);
    const DatasetHandle target(
        GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayer* layer = target ? target->CreateLayer("isolines", nullptr, wkbLineString, nullptr) : nullptr;
    OGRFieldDefn field("level", OFTReal);
    if (layer == nullptr || layer->CreateField(&field) != OGRERR_NONE) {
        throw Error(ErrorCode::kInternal, "error.isolines", {{"cause", errors.message()}});
    }
    CPLStringList options;
    options.SetNameValue("FIXED_LEVELS", level_list(levels).c_str());
    options.SetNameValue("NODATA", CPLSPrintf("%.17g", kBlank));
    options.SetNameValue("ELEV_FIELD", "0");
    if (GDALContourGenerateEx(source->GetRasterBand(1), layer, options.List(), nullptr, nullptr) != CE_None) {
        throw Error(ErrorCode::kInternal, "error.isolines", {{"cause", errors.message()}});
    }
    for (const auto& feature : *layer) {
        append_lines(*feature->GetGeometryRef(), feature->GetFieldAsDouble(0), kFewestCells * raster.grid.cell.value,
                     lines);
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Isoline& a, const Isoline& b) { return a.level < b.level; });
    return lines;
}

}  // namespace diaban
