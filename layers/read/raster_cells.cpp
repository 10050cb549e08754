#include "layers/read/raster_cells.hpp"

#include <gdal_priv.h>

#include <cmath>
#include <filesystem>

#include "layers/crs/transformation.hpp"
#include "layers/gdal/gdal_session.hpp"

namespace diaban {

RasterCells read_raster_cells(const std::string& file, const CrsId& analysis_crs) {
    start_gdal();
    if (!std::filesystem::exists(file) && file.rfind("/vsi", 0) != 0) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", file}});
    }
    GdalErrors errors;
    const DatasetHandle dataset(
        GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
    if (!dataset || dataset->GetRasterCount() < 1) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", file}, {"cause", errors.message()}});
    }
    const OGRSpatialReference* reference = dataset->GetSpatialRef();
    if (reference == nullptr || reference->IsEmpty()) {
        throw Error(ErrorCode::kInput, "error.crs-missing", {{"file", file}});
    }
    char* wkt = nullptr;
    reference->exportToWkt(&wkt);
    const CrsId own{wkt == nullptr ? "" : wkt};
    CPLFree(wkt);
    require_metric(own);
    RasterCells cells;
    cells.crs = {analysis_crs.empty() ? own : analysis_crs,
                 analysis_crs.empty() ? "crs.source-metric" : "crs.declared"};
    const std::string code = crs_information(own).code;
    if (analysis_crs.empty() && !code.empty()) {
        cells.crs.crs = {code};
    }
    double place[6] = {0.0, 1.0, 0.0, 0.0, 0.0, -1.0};
    dataset->GetGeoTransform(place);
    cells.cell_km2 = std::fabs(place[1] * place[5] - place[2] * place[4]) / 1e6;
    GDALRasterBand* band = dataset->GetRasterBand(1);
    int has_no_data = 0;
    const double no_data = band->GetNoDataValue(&has_no_data);
    const int width = band->GetXSize();
    std::vector<double> row(static_cast<std::size_t>(width));
    std::vector<RawCoordinate> centres;
    for (int y = 0; y < band->GetYSize(); ++y) {
        if (band->RasterIO(GF_Read, 0, y, width, 1, row.data(), width, 1, GDT_Float64, 0, 0) != CE_None) {
            throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", file}, {"cause", errors.message()}});
        }
        for (int x = 0; x < width; ++x) {
            const double value = row[static_cast<std::size_t>(x)];
            if (std::isfinite(value) && value > 0.0 && (has_no_data == 0 || value != no_data)) {
                centres.push_back({place[0] + (x + 0.5) * place[1] + (y + 0.5) * place[2],
                                   place[3] + (x + 0.5) * place[4] + (y + 0.5) * place[5]});
                cells.value.push_back(value);
            }
        }
    }
    if (centres.empty()) {
        throw Error(ErrorCode::kInput, "error.raster-empty", {{"file", file}});
    }
    if (!analysis_crs.empty()) {
        const Transformation transformation = Transformation::between(own, analysis_crs);
        if (!transformation.identity()) {
            transformation.apply(centres);
        }
    }
    for (const RawCoordinate& c : centres) {
        cells.centre.push_back({c.x, c.y});
    }
    return cells;
}

}  // namespace diaban
