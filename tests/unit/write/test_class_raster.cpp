#include "layers/write/class_raster.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>

#include "layers/gdal/gdal_session.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

using test::TemporaryFolder;

TEST(ClassRaster, ClassesHaveColoursAndBounds) {
    const TemporaryFolder folder;
    Raster raster;
    raster.grid = {1000.0, 2000.0, {50.0}, 5, 1};
    raster.values = {0.0, 1.0, 1.5, 9.0, kNoData};
    raster.unit = "per km2";
    const std::vector<RasterClass> classes = {{0.0, 1.0, 0x112233, "0 – 1"}, {1.0, 5.0, 0xAABBCC, "1 – 5"}};
    CogOptions options;
    options.crs = {"EPSG:9209"};
    write_class_cog(folder / "c.tif", raster, classes, options);
    const DatasetHandle dataset(GDALDataset::Open((folder / "c.tif").c_str(), GDAL_OF_RASTER));
    ASSERT_TRUE(dataset);
    GDALRasterBand* band = dataset->GetRasterBand(1);
    std::uint8_t numbers[5] = {};
    ASSERT_EQ(band->RasterIO(GF_Read, 0, 0, 5, 1, numbers, 5, 1, GDT_Byte, 0, 0, nullptr), CE_None);
    // What lies above the last bound stays in the last class; what has no value is 0.
    EXPECT_EQ(std::vector<int>(numbers, numbers + 5), (std::vector<int>{1, 1, 2, 2, 0}));
    ASSERT_NE(band->GetColorTable(), nullptr);
    EXPECT_EQ(band->GetColorTable()->GetColorEntry(2)->c1, 0xAA);
    EXPECT_EQ(band->GetNoDataValue(), 0.0);
    EXPECT_STREQ(dataset->GetMetadataItem("DIABAN_CLASS_2"), "1 .. 5 per km2");
    EXPECT_NE(raster_qml(classes).find("value=\"5\" color=\"#aabbcc\""), std::string::npos);
}

}  // namespace
}  // namespace diaban
