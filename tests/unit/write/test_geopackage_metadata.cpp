#include "layers/write/geopackage_metadata.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include "layers/gdal/gdal_session.hpp"
#include "layers/write/feature_file.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/shapes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

using test::TemporaryFolder;

const LocalDay kDay{std::chrono::year{2017} / 12 / 14};
const Catalogue& en = catalogue(Language::kEnglish);

std::vector<FeatureLayer> layers() {
    FeatureLayer layer{
        "areas", {"EPSG:9209"}, GeometryKind::kArea, {test::rectangle(560000, 2250000, 561000, 2251000)}, {}};
    layer.table.columns = {{"class", TextValues{"stable"}, "", "field.class"},
                           {"area_km2", RealValues{1.0}, "km2", "field.area_km2"},
                           {"theirs", TextValues{"x"}, "", ""}};
    return {layer};
}

std::string one(GDALDataset& dataset, const std::string& sql) {
    OGRLayer* answer = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (answer == nullptr) {
        return "(none)";
    }
    std::string text;
    for (OGRFeatureUniquePtr row(answer->GetNextFeature()); row; row.reset(answer->GetNextFeature())) {
        text += std::string(text.empty() ? "" : "|") + row->GetFieldAsString(0);
    }
    dataset.ReleaseResultSet(answer);
    return text;
}

TEST(GeopackageMetadata, StylesAndUnitsStandInTheTablesThatQgisReads) {
    const TemporaryFolder folder;
    const auto file = folder / "a.gpkg";
    write_feature_file(file, layers(), {kDay});
    add_geopackage_metadata(file, layers(), {{"areas", "it's", "<qgis a='1'/>", "<sld b='2'/>", "d'x"}}, en, kDay);
    const DatasetHandle dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
    ASSERT_TRUE(dataset);
    EXPECT_EQ(one(*dataset, "SELECT styleName FROM layer_styles WHERE f_table_name='areas' AND useAsDefault=1"),
              "it's");
    EXPECT_EQ(one(*dataset, "SELECT styleQML FROM layer_styles"), "<qgis a='1'/>");
    EXPECT_EQ(one(*dataset, "SELECT styleSLD FROM layer_styles"), "<sld b='2'/>");
    EXPECT_EQ(one(*dataset, "SELECT f_geometry_column FROM layer_styles"), "geom");
    EXPECT_EQ(one(*dataset, "SELECT column_name FROM gpkg_data_columns ORDER BY column_name"), "area_km2|class|theirs");
    EXPECT_EQ(one(*dataset, "SELECT description FROM gpkg_data_columns WHERE column_name='theirs'"),
              "theirs: as in the input");
    EXPECT_EQ(one(*dataset, "SELECT description FROM gpkg_data_columns WHERE column_name='area_km2'"), "Area [km2]");
    EXPECT_EQ(one(*dataset, "SELECT count(*) FROM gpkg_contents WHERE table_name='layer_styles'"), "1");
    EXPECT_EQ(one(*dataset, "PRAGMA integrity_check"), "ok");
    EXPECT_EQ(dataset->GetLayerByName("areas")->GetFeatureCount(), 1);
}

TEST(GeopackageMetadata, TheSameBytesTwice) {
    const TemporaryFolder folder;
    for (const char* name : {"1.gpkg", "2.gpkg"}) {
        write_feature_file(folder / name, layers(), {kDay});
        add_geopackage_metadata(folder / name, layers(), {layer_style("areas", "s", class_style(en), "")}, en, kDay);
    }
    EXPECT_EQ(test::bytes_of(folder / "1.gpkg"), test::bytes_of(folder / "2.gpkg"));
    test::expect_error("error.cannot-write",
                       [&] { add_geopackage_metadata(folder / "absent.gpkg", layers(), {}, en, kDay); });
}

}  // namespace
}  // namespace diaban
