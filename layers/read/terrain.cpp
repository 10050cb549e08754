#include "layers/read/terrain.hpp"

#include <gdal_alg.h>
#include <gdal_priv.h>
#include <gdalwarper.h>

#include <cmath>
#include <filesystem>

#include "layers/gdal/gdal_session.hpp"

namespace diaban {

struct Terrain::Implementation {
    DatasetHandle file;
    DatasetHandle warped;  ///< over `file`; empty where its CRS is the analysis CRS
    GDALRasterBand* band = nullptr;
    double place[6] = {0.0, 1.0, 0.0, 0.0, 0.0, -1.0};
    std::string name;
    // A warped view is closed before what it looks at.
    ~Implementation() { warped.reset(); }
};

Terrain::Terrain(const std::string& file, const CrsId& analysis_crs)
    : m_implementation(std::make_unique<Implementation>()) {
    start_gdal();
    if (!std::filesystem::exists(file) && file.rfind("/vsi", 0) != 0) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", file}});
    }
    Implementation& own = *m_implementation;
    own.name = file;
    GdalErrors errors;
    own.file.reset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
    if (!own.file || own.file->GetRasterCount() < 1) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", file}, {"cause", errors.message()}});
    }
    const OGRSpatialReference* reference = own.file->GetSpatialRef();
    if (reference == nullptr || reference->IsEmpty()) {
        throw Error(ErrorCode::kInput, "error.crs-missing", {{"file", file}});
    }
    const OGRSpatialReference wanted = to_gdal_crs(analysis_crs);
    GDALDataset* used = own.file.get();
    if (reference->IsSame(&wanted) == 0) {
        char* wkt = nullptr;
        wanted.exportToWkt(&wkt);
        own.warped.reset(
            GDALDataset::FromHandle(GDALAutoCreateWarpedVRT(used, nullptr, wkt, GRA_Bilinear, 0.1, nullptr)));
        CPLFree(wkt);
        if (!own.warped) {
            throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", file}, {"cause", errors.message()}});
        }
        used = own.warped.get();
    }
    used->GetGeoTransform(own.place);
    own.band = used->GetRasterBand(1);
}

Terrain::~Terrain() = default;
Terrain::Terrain(Terrain&&) noexcept = default;

bool Terrain::covers(ProjectedPoint p) const {
    const Implementation& own = *m_implementation;
    const int column = static_cast<int>(std::floor((p.x - own.place[0]) / own.place[1]));
    const int row = static_cast<int>(std::floor((p.y - own.place[3]) / own.place[5]));
    if (column < 0 || row < 0 || column >= own.band->GetXSize() || row >= own.band->GetYSize()) {
        return false;
    }
    double elevation = 0.0;
    if (own.band->RasterIO(GF_Read, column, row, 1, 1, &elevation, 1, 1, GDT_Float64, 0, 0) != CE_None) {
        return false;
    }
    int has_no_data = 0;
    const double no_data = own.band->GetNoDataValue(&has_no_data);
    return std::isfinite(elevation) && (has_no_data == 0 || elevation != no_data);
}

std::vector<std::uint8_t> Terrain::seen(ProjectedPoint camera, Metres mast, Metres eye, Metres reach,
                                        std::span<const ProjectedPoint> points) const {
    std::vector<std::uint8_t> answer(points.size(), 1);
    const Implementation& own = *m_implementation;
    if (points.empty() || !covers(camera)) {
        return answer;
    }
    constexpr double kSeen = 255.0;
    constexpr double kHidden = 0.0;
    constexpr double kBeyond = 128.0;
    const double cell = std::max(std::fabs(own.place[1]), std::fabs(own.place[5]));
    GdalErrors errors;
    const DatasetHandle view(GDALDataset::FromHandle(GDALViewshedGenerate(
        GDALRasterBand::ToHandle(own.band), "MEM", "", nullptr, camera.x, camera.y, mast.value, eye.value, kSeen,
        kHidden, kBeyond, -1.0, 0.0, GVM_Edge, reach.value + 2.0 * cell, nullptr, nullptr, GVOT_NORMAL, nullptr)));
    if (!view) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", own.name}, {"cause", errors.message()}});
    }
    double place[6] = {0.0, 1.0, 0.0, 0.0, 0.0, -1.0};
    view->GetGeoTransform(place);
    GDALRasterBand* band = view->GetRasterBand(1);
    const int width = band->GetXSize();
    const int height = band->GetYSize();
    std::vector<std::uint8_t> cells(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    if (band->RasterIO(GF_Read, 0, 0, width, height, cells.data(), width, height, GDT_Byte, 0, 0) != CE_None) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", own.name}, {"cause", errors.message()}});
    }
    for (std::size_t k = 0; k < points.size(); ++k) {
        const int column = static_cast<int>(std::floor((points[k].x - place[0]) / place[1]));
        const int row = static_cast<int>(std::floor((points[k].y - place[3]) / place[5]));
        if (column >= 0 && row >= 0 && column < width && row < height) {
            answer[k] = cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                              static_cast<std::size_t>(column)] != static_cast<std::uint8_t>(kHidden)
                            ? 1
                            : 0;
        }
    }
    return answer;
}

}  // namespace diaban
