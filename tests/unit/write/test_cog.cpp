#include "layers/write/cog.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include <cmath>

#include "layers/gdal/gdal_session.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

using test::bytes_of;
using test::TemporaryFolder;

Raster ramp(std::int64_t columns, std::int64_t rows) {
    Raster raster{{560000.0, 2260000.0, Metres{50.0}, columns, rows}, {}, "per km2"};
    for (std::int64_t i = 0; i < columns * rows; ++i) {
        raster.values.push_back(static_cast<double>(i) / 7.0);
    }
    return raster;
}

CogOptions options(RasterPrecision precision = RasterPrecision::kFloat64) {
    return {{"EPSG:9209"}, precision, "density_per_km2", {{"DIABAN_WINDOW", "2017"}}};
}

DatasetHandle open(const std::filesystem::path& file) {
    start_gdal();
    return DatasetHandle(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER));
}

TEST(Cog, KeepsPlaceUnitNodataAndEveryValue) {
    const TemporaryFolder folder;
    Raster raster = ramp(3, 2);
    raster.values[4] = kNoData;
    write_cog(folder / "a.tif", raster, options());
    const DatasetHandle dataset = open(folder / "a.tif");
    ASSERT_TRUE(dataset);
    double transform[6];
    ASSERT_EQ(dataset->GetGeoTransform(transform), CE_None);
    const double expected[6] = {560000.0, 50.0, 0.0, 2260000.0, 0.0, -50.0};
    EXPECT_TRUE(std::equal(transform, transform + 6, expected));
    EXPECT_STREQ(dataset->GetSpatialRef()->GetAuthorityCode(nullptr), "9209");
    EXPECT_STREQ(dataset->GetMetadataItem("DIABAN_WINDOW"), "2017");
    GDALRasterBand* band = dataset->GetRasterBand(1);
    EXPECT_STREQ(band->GetUnitType(), "per km2");
    EXPECT_STREQ(band->GetDescription(), "density_per_km2");
    int has_nodata = 0;
    EXPECT_TRUE(std::isnan(band->GetNoDataValue(&has_nodata)));
    EXPECT_EQ(has_nodata, 1);
    EXPECT_EQ(band->GetRasterDataType(), GDT_Float64);
    std::vector<double> values(6);
    ASSERT_EQ(band->RasterIO(GF_Read, 0, 0, 3, 2, values.data(), 3, 2, GDT_Float64, 0, 0, nullptr), CE_None);
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_TRUE(i == 4 ? std::isnan(values[i]) : values[i] == raster.values[i]) << i;
    }
}

// Tiled, with overviews down to one tile, the layout that GDAL's COG driver marks.
TEST(Cog, IsTiledWithOverviews) {
    const TemporaryFolder folder;
    write_cog(folder / "a.tif", ramp(1300, 1100), options(RasterPrecision::kFloat32));
    const DatasetHandle dataset = open(folder / "a.tif");
    ASSERT_TRUE(dataset);
    EXPECT_STREQ(dataset->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG");
    GDALRasterBand* band = dataset->GetRasterBand(1);
    EXPECT_EQ(band->GetRasterDataType(), GDT_Float32);
    int width = 0, height = 0;
    band->GetBlockSize(&width, &height);
    EXPECT_EQ(width, 512);
    EXPECT_EQ(height, 512);
    ASSERT_EQ(band->GetOverviewCount(), 2);  // 650 and 325 wide: the last fits into one tile
    EXPECT_EQ(band->GetOverview(0)->GetXSize(), 650);
    // An overview cell is the mean of the four below it: 0, 1, 1300, 1301 sevenths.
    float first = 0.0F;
    ASSERT_EQ(band->GetOverview(0)->RasterIO(GF_Read, 0, 0, 1, 1, &first, 1, 1, GDT_Float32, 0, 0, nullptr), CE_None);
    EXPECT_NEAR(first, 650.5 / 7.0, 1e-4);
}

TEST(Cog, OneCellIsARasterToo) {
    const TemporaryFolder folder;
    write_cog(folder / "a.tif", ramp(1, 1), options());
    const DatasetHandle dataset = open(folder / "a.tif");
    ASSERT_TRUE(dataset);
    EXPECT_EQ(dataset->GetRasterXSize(), 1);
}

TEST(Cog, TheSameBytesTwice) {
    const TemporaryFolder folder;
    const Raster raster = ramp(700, 600);
    write_cog(folder / "1.tif", raster, options());
    write_cog(folder / "2.tif", raster, options());
    EXPECT_EQ(bytes_of(folder / "1.tif"), bytes_of(folder / "2.tif"));
}

TEST(Cog, WhatCannotBeWrittenLeavesNothing) {
    const TemporaryFolder folder;
    test::expect_error("error.cannot-write", [&] { write_cog(folder / "no/such/a.tif", ramp(2, 2), options()); });
    CogOptions nowhere = options();
    nowhere.crs = {""};
    test::expect_error("error.crs-unknown", [&] { write_cog(folder / "a.tif", ramp(2, 2), nowhere); });
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace diaban
