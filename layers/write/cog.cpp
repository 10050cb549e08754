#include "layers/write/cog.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <system_error>

#include "layers/gdal/gdal_session.hpp"
#include "layers/write/raster_header.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& file, const std::string& cause) {
    throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", file.string()}, {"cause", cause}});
}

DatasetHandle in_memory(const Raster& raster, const CogOptions& options) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("MEM");
    const int columns = static_cast<int>(raster.grid.columns);
    const int rows = static_cast<int>(raster.grid.rows);
    const GDALDataType type = options.precision == RasterPrecision::kFloat64 ? GDT_Float64 : GDT_Float32;
    DatasetHandle dataset(driver->Create("", columns, rows, 1, type, nullptr));
    if (!dataset) {
        throw Error(ErrorCode::kInput, "error.out-of-memory", {});
    }
    set_raster_header(*dataset, raster.grid, options);
    GDALRasterBand* band = dataset->GetRasterBand(1);
    band->SetNoDataValue(kNoData);
    band->SetUnitType(raster.unit.c_str());
    // GDAL takes a pointer to non-const data for writing as well as for reading.
    auto* values = const_cast<double*>(raster.values.data());
    if (band->RasterIO(GF_Write, 0, 0, columns, rows, values, columns, rows, GDT_Float64, 0, 0, nullptr) != CE_None) {
        throw Error(ErrorCode::kInternal, "error.out-of-memory", {});
    }
    return dataset;
}

}  // namespace

void write_cog(const fs::path& file, const Raster& raster, const CogOptions& options) {
    start_gdal();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("COG");
    if (driver == nullptr) {
        cannot_write(file, "GDAL driver COG is not installed");
    }
    const DatasetHandle source = in_memory(raster, options);
    CPLStringList creation;
    creation.SetNameValue("COMPRESS", "DEFLATE");
    creation.SetNameValue("PREDICTOR", "YES");
    creation.SetNameValue("LEVEL", "6");
    creation.SetNameValue("OVERVIEWS", "AUTO");
    creation.SetNameValue("RESAMPLING", "AVERAGE");
    creation.SetNameValue("NUM_THREADS", "ALL_CPUS");
    try {
        GdalErrors errors;
        DatasetHandle written(driver->CreateCopy(file.c_str(), source.get(), FALSE, creation.List(), nullptr, nullptr));
        if (!written || errors.failed()) {
            cannot_write(file, errors.message());
        }
        close_checked(std::move(written), file.string());
    } catch (...) {
        std::error_code ignored;
        fs::remove(file, ignored);
        throw;
    }
}

}  // namespace diaban
