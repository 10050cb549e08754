#include "layers/page/viewer_page.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "layers/base/json_value.hpp"

namespace diaban {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ViewerContent two_areas() {
    ViewerContent content;
    content.header.title = "Thử nghiệm";
    content.header.current = {LocalDay{std::chrono::days{17000}}, LocalDay{std::chrono::days{17364}}};
    content.header.crs = {"EPSG:9209"};
    content.areas.kind = GeometryKind::kArea;
    for (const double x : {0.0, 10.0}) {
        content.areas.geometry.push_back(
            MultiPolygon{{Polygon{{{x, 0}, {x + 10, 0}, {x + 10, 10}, {x, 10}, {x, 0}}, {}}}});
    }
    content.areas.table.columns = {{"area_id", TextValues{"01", "02"}, "", ""},
                                   {"name", TextValues{"<img src=x onerror=alert(1)>", "</script><!--"}, "", ""},
                                   {"rate", RealValues{0.1234567891, std::nullopt}, "per 1,000 residents and year", ""},
                                   {"odd", RealValues{std::numeric_limits<double>::infinity(), -0.5}, "furlong", ""},
                                   {"n_current", IntegerValues{7, std::nullopt}, "incidents", ""},
                                   {"borderline", BooleanValues{true, std::nullopt}, "", ""}};
    return content;
}

std::size_t occurrences(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

TEST(ViewerBundle, ColumnsKeepTheirTypesAndMissingIsNull) {
    const Json bundle = parse_json(viewer_bundle_json(two_areas()));
    EXPECT_EQ(bundle.at("schema"), Json("diaban.review/1"));
    EXPECT_EQ(bundle.at("language"), Json("vi"));
    const Json& layer = bundle.at("layers").at(0);
    EXPECT_EQ(layer.at("id"), Json("areas"));
    EXPECT_EQ(layer.at("rows"), Json(2));
    const Json& columns = layer.at("columns");
    ASSERT_EQ(columns.size(), 6U);
    EXPECT_EQ(columns.at(0).at("type"), Json("text"));
    EXPECT_EQ(columns.at(0).at("values"), parse_json(R"(["01","02"])"));
    EXPECT_EQ(columns.at(1).at("values").at(0), Json("<img src=x onerror=alert(1)>"));
    EXPECT_EQ(columns.at(2).at("type"), Json("real"));
    EXPECT_EQ(columns.at(2).at("values"), parse_json("[0.1234568, null]"));  // seven significant digits
    EXPECT_EQ(columns.at(2).at("unit").at("vi"), Json("vụ trên 1.000 dân mỗi năm"));
    EXPECT_EQ(columns.at(3).at("values"), parse_json("[null, -0.5]"));
    EXPECT_EQ(columns.at(3).at("unit").at("en"), Json("furlong"));
    EXPECT_EQ(columns.at(4).at("type"), Json("integer"));
    EXPECT_EQ(columns.at(4).at("values"), parse_json("[7, null]"));
    EXPECT_EQ(columns.at(5).at("values"), parse_json("[true, null]"));
}

TEST(ViewerBundle, ArcsAreDifferencesInQuanta) {
    const Json topology = parse_json(viewer_bundle_json(two_areas())).at("layers").at(0).at("topology");
    EXPECT_EQ(topology.at("quantum_m"), Json(1.0));
    EXPECT_EQ(topology.at("origin"), parse_json("[0.0, 0.0]"));
    // The first ring is cut where the second one touches it: at (10, 0) and (10, 10).
    EXPECT_EQ(topology.at("arcs").at(0), parse_json("[10, 0, 0, 10]"));
    EXPECT_EQ(topology.at("arcs").at(1), parse_json("[10, 10, -10, 0, 0, -10, 10, 0]"));
    EXPECT_EQ(topology.at("areas").at(0), parse_json("[[[0,1]]]"));
    EXPECT_EQ(topology.at("areas").at(1).at(0).at(0).size(), 2U);
}

TEST(ViewerBundle, HeaderCarriesWindowsAsIsoDays) {
    const Json header = parse_json(viewer_bundle_json(two_areas())).at("header");
    // Day 17000 after 1970-01-01 is 2016-07-18.
    EXPECT_EQ(header.at("windows").at("current").at("from"), Json("2016-07-18"));
    EXPECT_EQ(header.at("crs").at("definition"), Json("EPSG:9209"));
    EXPECT_EQ(header.at("split_forced"), Json(false));
}

TEST(ViewerBundle, NothingInItCanCloseTheScriptElement) {
    ViewerContent content = two_areas();
    content.header.title =
        "a\xE2\x80\xA8"
        "b\xE2\x80\xA9"
        "c </ScRiPt>";
    content.header.unit = "wrong byte: \xFF";
    const std::string text = viewer_bundle_json(content);
    EXPECT_THAT(text, Not(HasSubstr("<")));
    EXPECT_THAT(text, Not(HasSubstr("\xE2\x80\xA8")));
    EXPECT_THAT(text, Not(HasSubstr("\xE2\x80\xA9")));
    EXPECT_EQ(parse_json(text).at("header").at("title"), Json(content.header.title));
    EXPECT_EQ(parse_json(text).at("header").at("unit"), Json("wrong byte: \xEF\xBF\xBD"));
}

TEST(ViewerBundle, DensityIsThereOnlyWhenGiven) {
    ViewerContent content = two_areas();
    EXPECT_TRUE(parse_json(viewer_bundle_json(content)).at("rasters").values().empty());
    content.density = Raster{{0, 100, Metres{50}, 2, 2}, {0, 1, 2, kNoData}, "per km2"};
    const Json density = parse_json(viewer_bundle_json(content)).at("rasters").at(0);
    EXPECT_EQ(density.at("id"), Json("density"));
    EXPECT_EQ(density.at("unit").at("vi"), Json("vụ/km²"));
    EXPECT_EQ(density.at("columns"), Json(2));
    EXPECT_EQ(density.at("cell_m"), Json(50.0));
    EXPECT_EQ(density.at("nodata"), Json(65535));
    EXPECT_DOUBLE_EQ(density.at("step").number(), 2.0 / 65534.0);
}

TEST(ViewerBundle, FurtherLayersCarryPlacesTitleAndFacts) {
    ViewerContent content = two_areas();
    FeatureLayer cameras{"cameras", {}, GeometryKind::kPoint, {}, {}};
    cameras.geometry = {ProjectedPoint{12.34, 5.0}, Geometry{}, ProjectedPoint{13.0, 4.0}};
    cameras.table.columns = {{"site_id", TextValues{"a", "b", "c"}, "", ""}};
    content.layers.push_back({cameras, {"Camera", "Cameras"}, {{"gap", "0.01"}}});
    const Json layer = parse_json(viewer_bundle_json(content)).at("layers").at(1);
    EXPECT_EQ(layer.at("id"), Json("cameras"));
    EXPECT_EQ(layer.at("kind"), Json("point"));
    // Decimetres from (12, 4): (3, 10), none, (10, 0) as differences from the first.
    EXPECT_EQ(layer.at("points"), parse_json(R"({"origin":[12.0,4.0],"quantum_m":0.1,"xy":[3,10,null,null,7,-10]})"));
    EXPECT_EQ(layer.at("title").at("en"), Json("Cameras"));
    EXPECT_EQ(layer.at("facts").at("gap"), Json("0.01"));
}

TEST(ViewerBundle, EveryLayerButTheAreasSaysItsRole) {
    ViewerContent content = two_areas();
    const FeatureLayer layer{"a", {}, GeometryKind::kNone, {}, {}};
    content.layers = {{layer, {}, {}},
                      {layer, {}, {}, PageRole::kFill},
                      {layer, {}, {}, PageRole::kMarks, true},
                      {layer, {}, {}, PageRole::kTable}};
    const Json layers = parse_json(viewer_bundle_json(content)).at("layers");
    EXPECT_FALSE(layers.at(0).contains("role"));
    EXPECT_EQ(layers.at(1).at("role"), Json("marks"));
    EXPECT_EQ(layers.at(2).at("role"), Json("fill"));
    EXPECT_EQ(layers.at(3).at("role"), Json("marks"));
    EXPECT_EQ(layers.at(4).at("role"), Json("table"));
    EXPECT_EQ(layers.at(3).at("off"), Json(true));
    EXPECT_FALSE(layers.at(1).contains("off"));
}

TEST(ViewerBundle, PeriodsAreByAreaAndMustFit) {
    ViewerContent content = two_areas();
    content.periods = ViewerPeriods{"month", {{LocalDay{std::chrono::days{0}}, LocalDay{std::chrono::days{30}}}}, {}};
    content.periods->figures.columns = {{"n", IntegerValues{3, 4}, "incidents", "field.n"}};
    const Json periods = parse_json(viewer_bundle_json(content)).at("periods");
    EXPECT_EQ(periods.at("windows"), parse_json(R"([{"from":"1970-01-01","to":"1970-01-31"}])"));
    EXPECT_EQ(periods.at("columns").at(0).at("values"), parse_json("[3, 4]"));
    content.periods->figures.columns = {{"n", IntegerValues{3, 4, 5}, "incidents", "field.n"}};
    EXPECT_THROW(viewer_bundle_json(content), Error);
}

TEST(ViewerBundle, LongListsAreDeflated) {
    ViewerContent content = two_areas();
    content.periods = ViewerPeriods{};
    content.periods->windows.resize(10'000);
    IntegerValues values;
    for (std::int64_t i = 0; i < 20'000; ++i) {
        values.push_back(i % 7);
    }
    content.periods->figures.columns = {{"n", values, "", ""}};
    const Json column = parse_json(viewer_bundle_json(content)).at("periods").at("columns").at(0);
    EXPECT_EQ(column.at("encoding"), Json("json-deflate-base64"));
    std::string bytes = column.at("values").text();
    const int size = CPLBase64DecodeInPlace(reinterpret_cast<GByte*>(bytes.data()));
    std::size_t length = 0;
    void* text = CPLZLibInflate(bytes.data(), static_cast<std::size_t>(size), nullptr, 0, &length);
    const Json list = parse_json(std::string(static_cast<const char*>(text), length));
    CPLFree(text);
    ASSERT_EQ(list.size(), 20'000U);
    EXPECT_EQ(list.at(19'999), Json(19'999 % 7));
}

TEST(ViewerBundle, SurfacesAndQualityAreThereWhenGiven) {
    ViewerContent content = two_areas();
    content.surfaces.push_back({"density_change", "change", Raster{{0, 100, Metres{50}, 2, 1}, {-1, 1}, "per km2"}});
    content.quality.push_back({"count", 4, {"bị loại", "rejected"}});
    const Json bundle = parse_json(viewer_bundle_json(content));
    EXPECT_EQ(bundle.at("rasters").at(0).at("id"), Json("density_change"));
    EXPECT_EQ(bundle.at("rasters").at(0).at("offset"), Json(-1.0));
    EXPECT_EQ(bundle.at("quality").at(0),
              parse_json(R"({"kind":"count","count":4,"words":{"vi":"bị loại","en":"rejected"}})"));
}

TEST(ViewerPage, IsOneWholePageWithTheBundleInIt) {
    const ViewerContent content = two_areas();
    const std::string page = viewer_page(content);
    const std::string bundle = viewer_bundle_json(content);
    EXPECT_EQ(page.substr(0, 15), "<!doctype html>");
    EXPECT_EQ(occurrences(page, "<script type=\"application/json\" id=\"diaban-data\">" + bundle + "</script>"), 1U);
    EXPECT_EQ(occurrences(page, "Content-Security-Policy"), 1U);
    EXPECT_TRUE(page == viewer_page(content)) << "equal input gives equal bytes";
    // Nothing is loaded from outside.
    EXPECT_EQ(occurrences(page, "<script src"), 0U);
    EXPECT_EQ(occurrences(page, "<link rel=\"stylesheet\""), 0U);
    EXPECT_EQ(occurrences(page, "innerHTML"), 0U);
}

TEST(ViewerBundle, LinesAreDifferencesInMetresAndEmptyWithoutGeometry) {
    ViewerContent content = two_areas();
    FeatureLayer roads{"overlay_roads", {"EPSG:9209"}, GeometryKind::kLine, {}, {}};
    roads.geometry.emplace_back(LineString{{{100.4, 200.2}, {110.4, 200.2}, {110.6, 200.3}, {110.4, 190.2}}});
    roads.geometry.emplace_back(std::monostate{});
    content.layers.push_back({roads, {"Đường", "Roads"}, {}});
    const Json layer = parse_json(viewer_bundle_json(content)).at("layers").at(1);
    EXPECT_EQ(layer.at("kind"), Json("line"));
    EXPECT_EQ(layer.at("lines").at("origin"), parse_json("[100.0, 190.0]"));
    // The third point falls on the metre after the second one: 110.6 is 11 m from the origin, 110.4 is 10 m.
    EXPECT_EQ(layer.at("lines").at("xy"), parse_json("[[0,10,10,0,1,0,-1,-10],[]]"));
}

TEST(ViewerBundle, ThemesAndDegreesStandBesideTheLayers) {
    ViewerContent content = two_areas();
    EXPECT_FALSE(parse_json(viewer_bundle_json(content)).contains("graticule"));
    content.themes = {{"drugs", {"Ma túy", "Drugs"}, {{"I", {"loại I", "type I"}}}}};
    content.graticule = ViewerGraticule{0,
                                        10,
                                        5,
                                        2,
                                        2,
                                        {106.0, 106.12345678, 106.0, 106.5},
                                        {20.0, 20.0, std::numeric_limits<double>::infinity(), 20.5}};
    const Json bundle = parse_json(viewer_bundle_json(content));
    EXPECT_EQ(bundle.at("themes"), parse_json(R"([{"name":"drugs","label":{"vi":"Ma túy","en":"Drugs"},)"
                                              R"("classes":[{"code":"I","label":{"vi":"loại I","en":"type I"}}]}])"));
    EXPECT_EQ(bundle.at("graticule").at("longitude"), parse_json("[106.0, 106.123457, 106.0, 106.5]"));
    EXPECT_EQ(bundle.at("graticule").at("latitude"), parse_json("[20.0,20.0,null,20.5]"));
    EXPECT_EQ(bundle.at("graticule").at("step_m"), Json(5.0));
}

}  // namespace
}  // namespace diaban
