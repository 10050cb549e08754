#include "layers/write/feature_file.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>

#include "layers/gdal/gdal_session.hpp"
#include "layers/geometry/measure.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/shapes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;
using test::bytes_of;
using test::TemporaryFolder;

constexpr std::int64_t kLarge = 9007199254740993;  // 2^53 + 1: no double holds it

FeatureLayer areas() {
    FeatureLayer layer{"areas", {"EPSG:9209"}, GeometryKind::kArea, {}, {}};
    MultiPolygon with_hole{{{test::rectangle_ring(560000, 2250000, 564000, 2254000),
                             {test::rectangle_ring(561000, 2251000, 562000, 2252000)}}}};
    layer.geometry = {with_hole, std::monostate{}, test::rectangle(570000.25, 2250000.5, 571000.25, 2251000.5)};
    layer.table.columns = {{"name", TextValues{"Trực Hùng", std::nullopt, "a,\"b\"\nĐ"}, "", ""},
                           {"rr", RealValues{0.1, std::nullopt, -1.5e-7}, "", ""},
                           {"n", IntegerValues{kLarge, std::nullopt, -3}, "", ""},
                           {"border", BooleanValues{true, std::nullopt, false}, "", ""}};
    return layer;
}

struct Opened {
    DatasetHandle dataset;
    OGRLayer* layer;
};

Opened open(const fs::path& file) {
    Opened opened{DatasetHandle(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR)), nullptr};
    EXPECT_TRUE(opened.dataset);
    opened.layer = opened.dataset->GetLayer(0);
    return opened;
}

class EachGeometryFormat : public testing::TestWithParam<const char*> {};

TEST_P(EachGeometryFormat, KeepsRowsTextsGapsAndShapes) {
    const TemporaryFolder folder;
    const fs::path file = folder / (std::string("areas") + GetParam());
    write_feature_file(file, {areas()});
    const Opened opened = open(file);
    ASSERT_EQ(opened.layer->GetFeatureCount(), 3);
    const bool kml = std::string(GetParam()) == ".kml";
    std::vector<std::string> names;
    for (auto& feature : opened.layer) {
        const int name = feature->GetFieldIndex(kml ? "Name" : "name");
        const int at = feature->GetFieldIndex("n");
        ASSERT_GE(name, 0);
        const std::string text = feature->IsFieldSetAndNotNull(name) ? feature->GetFieldAsString(name) : "(gap)";
        names.push_back(text);
        if (text == "Trực Hùng") {
            EXPECT_EQ(feature->GetFieldAsInteger64("n"), kLarge);
            EXPECT_EQ(feature->GetFieldAsDouble("rr"), 0.1);
            EXPECT_EQ(feature->GetFieldAsInteger("border"), 1);
            ASSERT_NE(feature->GetGeometryRef(), nullptr);
            OGRGeometryUniquePtr shape(feature->GetGeometryRef()->clone());
            OGRSpatialReference metric = to_gdal_crs({"EPSG:9209"});
            ASSERT_EQ(shape->transformTo(&metric), OGRERR_NONE);
            const OGRGeometry* area = shape.get();
            const double measured = wkbFlatten(area->getGeometryType()) == wkbPolygon
                                        ? area->toPolygon()->get_Area()
                                        : area->toMultiPolygon()->get_Area();
            EXPECT_NEAR(measured, 15e6, 60.0);  // 16 - 1 km2; GeoJSON cuts to 1e-7 degrees, about a centimetre
        } else if (text == "(gap)") {
            EXPECT_FALSE(feature->IsFieldSetAndNotNull(at));
            EXPECT_EQ(feature->GetGeometryRef(), nullptr);
            EXPECT_FALSE(feature->IsFieldSetAndNotNull(feature->GetFieldIndex("border")));
            EXPECT_FALSE(feature->IsFieldSetAndNotNull(feature->GetFieldIndex("rr")));
        }
    }
    std::sort(names.begin(), names.end());  // FlatGeobuf orders features by place
    EXPECT_EQ(names, (std::vector<std::string>{"(gap)", "Trực Hùng", "a,\"b\"\nĐ"}));
}

TEST_P(EachGeometryFormat, TheSameLayersGiveTheSameBytes) {
    const TemporaryFolder folder;
    fs::create_directories(folder / "1");
    fs::create_directories(folder / "2");
    const std::string name = std::string("areas") + GetParam();
    write_feature_file(folder / ("1/" + name), {areas()});
    write_feature_file(folder / ("2/" + name), {areas()});
    for (const auto& entry : fs::directory_iterator(folder / "1")) {
        EXPECT_EQ(bytes_of(entry.path()), bytes_of(folder / "2" / entry.path().filename())) << entry.path();
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, EachGeometryFormat, testing::Values(".gpkg", ".geojson", ".shp", ".kml"),
                         [](const auto& format) { return std::string(format.param).substr(1); });

// GDAL's driver would leave the row out without a word.
TEST(FeatureFile, FlatGeobufRefusesAFeatureWithoutGeometryAndKeepsTheRest) {
    const TemporaryFolder folder;
    test::expect_error("error.cannot-write", [&] { write_feature_file(folder / "a.fgb", {areas()}); });
    EXPECT_TRUE(fs::is_empty(folder.path()));
    FeatureLayer whole{
        "sites", {"EPSG:9209"}, GeometryKind::kPoint, {ProjectedPoint{1.5, 2.25}, ProjectedPoint{9, 9}}, {}};
    whole.table.columns = {{"n", IntegerValues{kLarge, std::nullopt}, "", ""}};
    write_feature_file(folder / "1.fgb", {whole});
    write_feature_file(folder / "2.fgb", {whole});
    EXPECT_EQ(bytes_of(folder / "1.fgb"), bytes_of(folder / "2.fgb"));
    const Opened opened = open(folder / "1.fgb");
    EXPECT_EQ(opened.layer->GetFeatureCount(), 2);
    int gaps = 0;
    for (auto& feature : opened.layer) {
        gaps += feature->IsFieldSetAndNotNull(0) ? 0 : 1;
        EXPECT_EQ(feature->GetFieldAsInteger64(0), feature->IsFieldSetAndNotNull(0) ? kLarge : 0);
    }
    EXPECT_EQ(gaps, 1);
}

TEST(FeatureFile, GeoPackageKeepsTheCrsAndManyLayers) {
    const TemporaryFolder folder;
    FeatureLayer table{"area_periods", {}, GeometryKind::kNone, {}, {}};
    table.table.columns = {{"period", TextValues{"current", "baseline"}, "", ""}};
    FeatureLayer lines{"roads", {"EPSG:9209"}, GeometryKind::kLine, {LineString{{{0, 0}, {3, 4}}}}, {}};
    FeatureLayer points{"sites", {"EPSG:9209"}, GeometryKind::kPoint, {ProjectedPoint{1.5, 2.25}}, {}};
    write_feature_file(folder / "a.gpkg", {areas(), table, lines, points});
    const Opened opened = open(folder / "a.gpkg");
    ASSERT_EQ(opened.dataset->GetLayerCount(), 4);
    EXPECT_STREQ(opened.layer->GetSpatialRef()->GetAuthorityCode(nullptr), "9209");
    EXPECT_EQ(opened.dataset->GetLayerByName("area_periods")->GetGeomType(), wkbNone);
    EXPECT_EQ(opened.dataset->GetLayerByName("area_periods")->GetFeatureCount(), 2);
    OGRFeatureUniquePtr road(opened.dataset->GetLayerByName("roads")->GetNextFeature());
    EXPECT_EQ(road->GetGeometryRef()->toLineString()->get_Length(), 5.0);
    OGRFeatureUniquePtr site(opened.dataset->GetLayerByName("sites")->GetNextFeature());
    EXPECT_EQ(site->GetGeometryRef()->toPoint()->getX(), 1.5);
}

TEST(FeatureFile, TablesAsSpreadsheetsReadThem) {
    const TemporaryFolder folder;
    FeatureLayer table = areas();
    table.kind = GeometryKind::kNone;
    table.geometry.clear();
    write_feature_file(folder / "a.csv", {table});
    const std::string bytes = bytes_of(folder / "a.csv");
    EXPECT_EQ(bytes.substr(0, 21),
              "\xEF\xBB\xBF"
              "name,rr,n,border\nT");
    {
        const Opened csv = open(folder / "a.csv");
        ASSERT_EQ(csv.layer->GetFeatureCount(), 3);
        OGRFeatureUniquePtr row(csv.layer->GetNextFeature());
        EXPECT_STREQ(row->GetFieldAsString(0), "Trực Hùng");
        EXPECT_STREQ(row->GetFieldAsString(1), "0.1");
        EXPECT_STREQ(row->GetFieldAsString(2), "9007199254740993");
        row.reset(csv.layer->GetNextFeature());
        EXPECT_STREQ(row->GetFieldAsString(1), "");
        row.reset(csv.layer->GetNextFeature());
        EXPECT_STREQ(row->GetFieldAsString(0), "a,\"b\"\nĐ");
    }
    write_feature_file(folder / "a.xlsx", {table});
    const Opened opened = open(folder / "a.xlsx");
    ASSERT_EQ(opened.layer->GetFeatureCount(), 3);
    EXPECT_STREQ(opened.layer->GetName(), "areas");
    OGRFeatureUniquePtr first(opened.layer->GetNextFeature());
    EXPECT_STREQ(first->GetFieldAsString("name"), "Trực Hùng");
    EXPECT_EQ(first->GetFieldAsDouble("rr"), 0.1);
    OGRFeatureUniquePtr gap(opened.layer->GetNextFeature());
    EXPECT_FALSE(gap->IsFieldSetAndNotNull(0));
    EXPECT_FALSE(gap->IsFieldSetAndNotNull(1));
}

TEST(FeatureFile, TablesAreTheSameBytesTwice) {
    const TemporaryFolder folder;
    FeatureLayer table = areas();
    for (const char* name : {"1.csv", "2.csv", "1.xlsx", "2.xlsx"}) {
        write_feature_file(folder / name, {table});
    }
    EXPECT_EQ(bytes_of(folder / "1.csv"), bytes_of(folder / "2.csv"));
    EXPECT_EQ(bytes_of(folder / "1.xlsx"), bytes_of(folder / "2.xlsx"));
}

TEST(FeatureFile, NoCoordinateIsLongerThanAskedFor) {
    const TemporaryFolder folder;
    write_feature_file(folder / "a.geojson", {areas()}, {LocalDay{}, 3});
    const std::string text = bytes_of(folder / "a.geojson");
    const std::size_t at = text.find("106.");
    ASSERT_NE(at, std::string::npos);
    EXPECT_LE(text.find_first_not_of("0123456789", at + 4) - (at + 4), 3u);
}

TEST(FeatureFile, TheDateIsTheReviewsNeverTheClocks) {
    const TemporaryFolder folder;
    write_feature_file(folder / "a.gpkg", {areas()}, {LocalDay{std::chrono::year{2017} / 12 / 14}});
    const Opened opened = open(folder / "a.gpkg");
    OGRLayer* answer = opened.dataset->ExecuteSQL("SELECT last_change FROM gpkg_contents", nullptr, nullptr);
    OGRFeatureUniquePtr row(answer->GetNextFeature());
    EXPECT_EQ(std::string(row->GetFieldAsString(0)).substr(0, 10), "2017/12/14");
    row.reset();
    opened.dataset->ReleaseResultSet(answer);
}

TEST(FeatureFile, AFileThatIsThereIsNeitherReplacedNorRemoved) {
    const TemporaryFolder folder;
    const std::string theirs = folder.write("a.gpkg", "somebody's");
    test::expect_error("error.cannot-write", [&] { write_feature_file(theirs, {areas()}); });
    EXPECT_EQ(bytes_of(theirs), "somebody's");
}

TEST(FeatureFile, WhatCannotBeWrittenLeavesNothing) {
    const TemporaryFolder folder;
    test::expect_error("error.format-unknown", [&] { write_feature_file(folder / "a.docx", {areas()}); });
    test::expect_error("error.cannot-write", [&] { write_feature_file(folder / "no/such/a.gpkg", {areas()}); });
    FeatureLayer uneven = areas();
    uneven.table.columns[1].values = RealValues{1.0};
    test::expect_error("error.column-length", [&] { write_feature_file(folder / "a.gpkg", {uneven}); });
    FeatureLayer twice = areas();
    twice.table.columns.push_back(twice.table.columns[0]);
    twice.table.columns.back().name = "NAME";  // SQLite does not tell letter case
    test::expect_error("error.cannot-write", [&] { write_feature_file(folder / "a.gpkg", {twice}); });
    FeatureLayer nowhere = areas();
    nowhere.crs = {"EPSG:999999"};
    test::expect_error("error.crs-unknown", [&] { write_feature_file(folder / "a.gpkg", {nowhere}); });
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

}  // namespace
}  // namespace diaban
