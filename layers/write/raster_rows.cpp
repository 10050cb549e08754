#include "layers/write/raster_rows.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <system_error>
#include <utility>

#include "layers/write/raster_header.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

/// Blocks that GDAL keeps in memory: enough for one row of tiles of a raster 30,000 columns wide.
constexpr GIntBig kCacheBytes = 128'000'000;

[[noreturn]] void cannot_write(const fs::path& file, const std::string& cause) {
    throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", file.string()}, {"cause", cause}});
}

constexpr std::uint64_t kProgressUnits = 1000;

struct ToldProgress {
    Progress& progress;
    std::uint64_t told = 0;
};

/// GDAL's callback: what is done, from 0 to 1; false stops the work.
int tell_progress(double done, const char* /*message*/, void* data) {
    auto& state = *static_cast<ToldProgress*>(data);
    const auto units = static_cast<std::uint64_t>(done * static_cast<double>(kProgressUnits));
    if (units > state.told) {
        state.progress.advance(units - state.told);
        state.told = units;
    }
    return state.progress.cancelled() ? FALSE : TRUE;
}

}  // namespace

RasterRows::RasterRows(fs::path target, const Grid& grid, CogOptions options)
    : m_target(std::move(target)),
      m_rows_file(m_target.string() + ".rows.tif"),
      m_cog_file(m_target.string() + ".part.tif"),
      m_grid(grid),
      m_options(std::move(options)) {
    start_gdal();
    GDALSetCacheMax64(kCacheBytes);
    CPLStringList creation;
    creation.SetNameValue("BIGTIFF", "IF_SAFER");
    creation.SetNameValue("BLOCKYSIZE", "16");
    GdalErrors errors;
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    const GDALDataType type = m_options.precision == RasterPrecision::kFloat64 ? GDT_Float64 : GDT_Float32;
    m_dataset.reset(driver->Create(m_rows_file.c_str(), static_cast<int>(grid.columns), static_cast<int>(grid.rows), 1,
                                   type, creation.List()));
    if (!m_dataset) {
        cannot_write(m_target, errors.message());
    }
    set_raster_header(*m_dataset, grid, m_options);
    GDALRasterBand* band = m_dataset->GetRasterBand(1);
    band->SetNoDataValue(kNoData);
    band->SetUnitType("per km2");
}

RasterRows::~RasterRows() {
    m_dataset.reset();
    std::error_code ignored;
    fs::remove(m_rows_file, ignored);
    fs::remove(m_cog_file, ignored);
    // GDAL's own, where it was stopped.
    fs::remove(fs::path(m_cog_file) += ".ovr.tmp", ignored);
}

void RasterRows::write(std::int64_t first_row, std::span<const double> values) {
    GdalErrors errors;
    const int columns = static_cast<int>(m_grid.columns);
    const int rows = static_cast<int>(static_cast<std::int64_t>(values.size()) / m_grid.columns);
    // GDAL takes a pointer to non-const data for writing as well as for reading.
    auto* data = const_cast<double*>(values.data());
    if (m_dataset->GetRasterBand(1)->RasterIO(GF_Write, 0, static_cast<int>(first_row), columns, rows, data, columns,
                                              rows, GDT_Float64, 0, 0, nullptr) != CE_None ||
        errors.failed()) {
        cannot_write(m_target, errors.message());
    }
}

void RasterRows::finish(Progress& progress) {
    progress.begin("step.write-layers", kProgressUnits);
    close_checked(std::move(m_dataset), m_target.string());
    GdalErrors errors;
    const DatasetHandle source(GDALDataset::Open(m_rows_file.c_str(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("COG");
    if (!source || driver == nullptr) {
        cannot_write(m_target, errors.message());
    }
    CPLStringList creation;
    creation.SetNameValue("COMPRESS", "DEFLATE");
    creation.SetNameValue("PREDICTOR", "YES");
    creation.SetNameValue("LEVEL", "6");
    creation.SetNameValue("OVERVIEWS", "AUTO");
    creation.SetNameValue("RESAMPLING", "AVERAGE");
    creation.SetNameValue("BIGTIFF", "IF_SAFER");
    creation.SetNameValue("NUM_THREADS", "ALL_CPUS");
    ToldProgress told{progress, 0};
    DatasetHandle written(
        driver->CreateCopy(m_cog_file.c_str(), source.get(), FALSE, creation.List(), tell_progress, &told));
    progress.throw_if_cancelled();
    if (!written || errors.failed()) {
        cannot_write(m_target, errors.message());
    }
    close_checked(std::move(written), m_target.string());
    std::error_code error;
    fs::rename(m_cog_file, m_target, error);
    if (error) {
        cannot_write(m_target, error.message());
    }
}

}  // namespace diaban
