#include "layers/read/source.hpp"

#include <gtest/gtest.h>

#include "layers/write/feature_file.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/shapes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

using test::TemporaryFolder;

std::string two_layers(const TemporaryFolder& folder) {
    FeatureLayer layer{
        "communes", {"EPSG:9209"}, GeometryKind::kArea, {test::rectangle(560000, 2250000, 561000, 2251000)}, {}};
    layer.table.columns.push_back({"code", TextValues{"a"}, "", ""});
    FeatureLayer other = layer;
    other.name = "sub:district";
    const auto file = folder / "two.gpkg";
    write_feature_file(file, {layer, other});
    return file.string();
}

TEST(ParseSource, SplitsTheLayerOnlyBehindAFile) {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.csv", "x,y\n1,2\n");
    EXPECT_EQ(parse_source(file).path, file);
    EXPECT_EQ(parse_source(file).layer, "");
    EXPECT_EQ(parse_source(file + ":roads").layer, "roads");
    EXPECT_EQ(parse_source(file + ":sub:district").path, file);
    EXPECT_EQ(parse_source(file + ":sub:district").layer, "sub:district");
    EXPECT_EQ(parse_source("/no/such/file:layer").path, "/no/such/file:layer");
    EXPECT_EQ(parse_source("PG:host=a dbname=b:c").path, "PG:host=a dbname=b:c");
    EXPECT_EQ(parse_source(":x").path, ":x");
    const std::string odd = folder.write("b:c.csv", "x\n1\n");
    EXPECT_EQ(parse_source(odd).path, odd);
}

TEST(ShownSource, APasswordIsLeftOut) {
    EXPECT_EQ(shown_source("PG:host=a password=secret dbname=b"), "PG:host=a password=*** dbname=b");
    EXPECT_EQ(shown_source("PG:password = 'my \\' secret' dbname=b"), "PG:password = *** dbname=b");
    EXPECT_EQ(shown_source("PG:PASSWORD=x"), "PG:PASSWORD=***");
    EXPECT_EQ(shown_source("PG:postgresql://me:secret@host/db"), "PG:postgresql://me:***@host/db");
    EXPECT_EQ(shown_source("PG:dbname=b"), "PG:dbname=b");
    EXPECT_EQ(shown_source("/a/password=b.csv"), "/a/password=b.csv");
}

TEST(Source, LayersAreNamedWhenThereIsAChoice) {
    const TemporaryFolder folder;
    const std::string file = two_layers(folder);
    EXPECT_EQ(test::expect_error("error.layer-needed",
                                 [&] {
                                     (void)Source::open({file, "", ""});
                                 })
                  .at("layers"),
              "communes, sub:district");
    const auto told = test::expect_error("error.layer-unknown", [&] { (void)Source::open({file, "comunes", ""}); });
    EXPECT_EQ(told.at("nearest"), "communes");
    EXPECT_EQ(told.at("layers"), "communes, sub:district");
    EXPECT_EQ(Source::open(parse_source(file + ":sub:district")).own_crs().definition, "EPSG:9209");
}

TEST(Source, MissingAndUnreadableFiles) {
    const TemporaryFolder folder;
    test::expect_error("error.file-missing", [&] { (void)Source::open({(folder / "absent.csv").string(), "", ""}); });
    test::expect_error("error.file-missing", [&] { (void)Source::open({"/vsimem/absent.csv", "", ""}); });
    const std::string rubbish = folder.write("a.gpkg", "not a database");
    EXPECT_NE(test::expect_error("error.file-unreadable",
                                 [&] {
                                     (void)Source::open({rubbish, "", ""});
                                 })
                  .at("cause"),
              "");
}

TEST(Source, FieldsByExactNameWithTheNearestForAMisspeltOne) {
    const TemporaryFolder folder;
    const Source source = Source::open({folder.write("a.csv", "longitude,latitude,time\n1,2,3\n"), "", ""});
    EXPECT_EQ(source.field("latitude"), 1);
    const auto told = test::expect_error("error.field-unknown", [&] { (void)source.field("Longitud"); });
    EXPECT_EQ(told.at("nearest"), "longitude");
    EXPECT_EQ(told.at("fields"), "longitude, latitude, time");
    EXPECT_FALSE(source.has_geometry());
    EXPECT_TRUE(source.own_crs().empty());
}

// GDAL takes the first of two columns of one name without a word.
TEST(Source, AColumnNameThatStandsTwiceIsAnErrorWhenItIsUsed) {
    const TemporaryFolder folder;
    const Source source = Source::open({folder.write("a.csv", "x,y,x,t\n1,2,3,4\n"), "", ""});
    EXPECT_EQ(source.field("t"), 3);
    EXPECT_EQ(test::expect_error("error.field-twice", [&] { (void)source.field("x"); }).at("count"), "2");
}

TEST(Source, TextTablesByAnyEnding) {
    const TemporaryFolder folder;
    EXPECT_EQ(Source::open({folder.write("a.txt", "x;y\n1;2\n"), "", ""}).field("y"), 1);
    EXPECT_EQ(Source::open({folder.write("A.CSV", "x,y\n1,2\n"), "", ""}).field("y"), 1);
    EXPECT_EQ(Source::open({folder.write("a.tsv", "x\ty\n1\t2\n"), "", ""}).field("y"), 1);
    EXPECT_TRUE(is_text_table("a.CSV.GZ"));
    EXPECT_TRUE(is_text_table("/x/a.txt.gz"));
    EXPECT_FALSE(is_text_table("PG:dbname=a.csv"));
    EXPECT_FALSE(is_text_table("a.gpkg"));
}

TEST(Source, CrsIsDeclaredOrCarriedNeverGuessed) {
    const TemporaryFolder folder;
    const Source table = Source::open({folder.write("a.csv", "x,y\n1,2\n"), "", ""});
    test::expect_error("error.crs-missing", [&] { (void)crs_of(table, {}); });
    EXPECT_EQ(crs_of(table, {"EPSG:9209"}).definition, "EPSG:9209");
    test::expect_error("error.crs-unknown", [&] { (void)crs_of(table, {"EPSG:99999"}); });
    const Source areas = Source::open({two_layers(folder), "communes", ""});
    EXPECT_EQ(crs_of(areas, {}).definition, "EPSG:9209");
    EXPECT_EQ(crs_of(areas, {"EPSG:5897"}).definition, "EPSG:5897");  // the declared one wins
}

// Expected: `cs2cs -f %.6f EPSG:9209 EPSG:4326` of the corners lies within 1e-5 degrees of what is compared here.
TEST(Source, ExtentInLongitudeAndLatitude) {
    const TemporaryFolder folder;
    const GeographicBox box = geographic_extent(Source::open({two_layers(folder), "communes", ""}), {});
    EXPECT_GT(box.west, 106.0);
    EXPECT_LT(box.east, 106.1);
    EXPECT_NEAR(box.east - box.west, 0.0096, 1e-3);     // 1 km at 20.3 N: 1 / (111.32 cos 20.3) degrees
    EXPECT_NEAR(box.north - box.south, 0.00903, 1e-4);  // 1 / 110.7
}

TEST(Source, WhereIsCheckedBeforeAnyRowIsRead) {
    const TemporaryFolder folder;
    const std::string file = two_layers(folder);
    EXPECT_NO_THROW((void)Source::open({file, "communes", "code = 'a'"}));
    test::expect_error("error.where-invalid", [&] { (void)Source::open({file, "communes", "nonsense ="}); });
}

}  // namespace
}  // namespace diaban
