#include "layers/read/read_layer.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "layers/write/cog.hpp"
#include "layers/write/feature_file.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

using test::expect_error;
using test::TemporaryFolder;

TEST(ReadBack, ALayerComesBackAsItWasWritten) {
    const TemporaryFolder folder;
    FeatureLayer areas;
    areas.name = "areas";
    areas.crs = {"EPSG:9209"};
    areas.kind = GeometryKind::kArea;
    areas.geometry = {MultiPolygon{{{{{0.1, 0.2}, {10.3, 0.0}, {10.0, 10.0}, {0.1, 0.2}},
                                     {{{5.0, 4.0}, {6.0, 4.0}, {6.0, 4.5}, {5.0, 4.0}}}}}},
                      std::monostate{}};
    areas.table.columns = {{"name", TextValues{"Ý Yên", std::nullopt}, "", ""},
                           {"rate", RealValues{0.1 + 0.2, std::nullopt}, "", ""},
                           {"n", IntegerValues{7, std::nullopt}, "", ""},
                           {"borderline", BooleanValues{true, std::nullopt}, "", ""}};
    FeatureLayer lines;
    lines.name = "lines";
    lines.crs = {"EPSG:9209"};
    lines.kind = GeometryKind::kLine;
    lines.geometry = {LineString{{{0.0, 0.0}, {1.0, 2.0}}}};
    lines.table.columns = {{"level", RealValues{5.0}, "", ""}};
    write_feature_file(folder.path() / "x.gpkg", {areas, lines});

    EXPECT_EQ(layer_names(folder.path() / "x.gpkg"), (std::vector<std::string>{"areas", "lines"}));
    const FeatureLayer back = read_layer(folder.path() / "x.gpkg", "areas");
    EXPECT_EQ(back.crs.definition, "EPSG:9209");
    EXPECT_EQ(back.kind, GeometryKind::kArea);
    EXPECT_TRUE(back.geometry == areas.geometry);
    for (const Column& column : areas.table.columns) {
        ASSERT_NE(back.table.find(column.name), nullptr) << column.name;
        EXPECT_TRUE(back.table.find(column.name)->values == column.values) << column.name;
    }
    EXPECT_TRUE(read_layer(folder.path() / "x.gpkg", "lines").geometry == lines.geometry);
    expect_error("error.layer-unknown", [&] { read_layer(folder.path() / "x.gpkg", "area"); });
    expect_error("error.file-missing", [&] { read_layer(folder.path() / "y.gpkg", "areas"); });
}

TEST(ReadBack, ARasterComesBackToItsPrecision) {
    const TemporaryFolder folder;
    Raster raster;
    raster.grid = {1000.0, 2000.0, {50.0}, 3, 2};
    raster.values = {0.1, 2.0, kNoData, 1.0 / 3.0, 5.0, 0.0};
    raster.unit = "per km2";
    CogOptions options;
    options.crs = {"EPSG:9209"};
    write_cog(folder.path() / "x.tif", raster, options);
    const Raster back = read_raster(folder.path() / "x.tif");
    EXPECT_EQ(back.grid, raster.grid);
    EXPECT_EQ(back.unit, "per km2");
    for (std::size_t i = 0; i < raster.values.size(); ++i) {
        if (std::isnan(raster.values[i])) {
            EXPECT_TRUE(std::isnan(back.values[i]));
        } else {
            EXPECT_EQ(back.values[i], static_cast<double>(static_cast<float>(raster.values[i])));
        }
    }
    expect_error("error.file-missing", [&] { read_raster(folder.path() / "y.tif"); });
}

}  // namespace
}  // namespace diaban
