#include "layers/page/viewer_page.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace diaban {
namespace {

using nlohmann::json;
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
    const json bundle = json::parse(viewer_bundle_json(two_areas()));
    EXPECT_EQ(bundle["schema"], "diaban.review/1");
    EXPECT_EQ(bundle["language"], "vi");
    const json& layer = bundle["layers"][0];
    EXPECT_EQ(layer["id"], "areas");
    EXPECT_EQ(layer["rows"], 2);
    const json& columns = layer["columns"];
    ASSERT_EQ(columns.size(), 6U);
    EXPECT_EQ(columns[0]["type"], "text");
    EXPECT_EQ(columns[0]["values"], json({"01", "02"}));
    EXPECT_EQ(columns[1]["values"][0], "<img src=x onerror=alert(1)>");
    EXPECT_EQ(columns[2]["type"], "real");
    EXPECT_EQ(columns[2]["values"], json({0.1234568, nullptr}));  // seven significant digits
    EXPECT_EQ(columns[2]["unit"]["vi"], "vụ trên 1.000 dân mỗi năm");
    EXPECT_EQ(columns[3]["values"], json({nullptr, -0.5}));
    EXPECT_EQ(columns[3]["unit"]["en"], "furlong");
    EXPECT_EQ(columns[4]["type"], "integer");
    EXPECT_EQ(columns[4]["values"], json({7, nullptr}));
    EXPECT_EQ(columns[5]["values"], json({true, nullptr}));
}

TEST(ViewerBundle, ArcsAreDifferencesInQuanta) {
    const json topology = json::parse(viewer_bundle_json(two_areas()))["layers"][0]["topology"];
    EXPECT_EQ(topology["quantum_m"], 1.0);
    EXPECT_EQ(topology["origin"], json({0.0, 0.0}));
    // The first ring is cut where the second one touches it: at (10, 0) and (10, 10).
    EXPECT_EQ(topology["arcs"][0], json({10, 0, 0, 10}));
    EXPECT_EQ(topology["arcs"][1], json({10, 10, -10, 0, 0, -10, 10, 0}));
    EXPECT_EQ(topology["areas"][0], json::parse("[[[0,1]]]"));
    EXPECT_EQ(topology["areas"][1][0][0].size(), 2U);
}

TEST(ViewerBundle, HeaderCarriesWindowsAsIsoDays) {
    const json header = json::parse(viewer_bundle_json(two_areas()))["header"];
    // Day 17000 after 1970-01-01 is 2016-07-18.
    EXPECT_EQ(header["windows"]["current"]["from"], "2016-07-18");
    EXPECT_EQ(header["crs"]["definition"], "EPSG:9209");
    EXPECT_EQ(header["split_forced"], false);
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
    EXPECT_EQ(json::parse(text)["header"]["title"], content.header.title);
    EXPECT_EQ(json::parse(text)["header"]["unit"], "wrong byte: \xEF\xBF\xBD");
}

TEST(ViewerBundle, DensityIsThereOnlyWhenGiven) {
    ViewerContent content = two_areas();
    EXPECT_TRUE(json::parse(viewer_bundle_json(content))["rasters"].empty());
    content.density = Raster{{0, 100, Metres{50}, 2, 2}, {0, 1, 2, kNoData}, "per km2"};
    const json density = json::parse(viewer_bundle_json(content))["rasters"][0];
    EXPECT_EQ(density["id"], "density");
    EXPECT_EQ(density["unit"]["vi"], "vụ/km²");
    EXPECT_EQ(density["columns"], 2);
    EXPECT_EQ(density["cell_m"], 50.0);
    EXPECT_EQ(density["nodata"], 65535);
    EXPECT_DOUBLE_EQ(density["step"].get<double>(), 2.0 / 65534.0);
}

TEST(ViewerBundle, FurtherLayersCarryPlacesTitleAndFacts) {
    ViewerContent content = two_areas();
    FeatureLayer cameras{"cameras", {}, GeometryKind::kPoint, {}, {}};
    cameras.geometry = {ProjectedPoint{12.34, 5.0}, Geometry{}, ProjectedPoint{13.0, 4.0}};
    cameras.table.columns = {{"site_id", TextValues{"a", "b", "c"}, "", ""}};
    content.layers.push_back({cameras, {"Camera", "Cameras"}, {{"gap", "0.01"}}});
    const json layer = json::parse(viewer_bundle_json(content))["layers"][1];
    EXPECT_EQ(layer["id"], "cameras");
    EXPECT_EQ(layer["kind"], "point");
    // Decimetres from (12, 4): (3, 10), none, (10, 0) as differences from the first.
    EXPECT_EQ(layer["points"], json::parse(R"({"origin":[12.0,4.0],"quantum_m":0.1,"xy":[3,10,null,null,7,-10]})"));
    EXPECT_EQ(layer["title"]["en"], "Cameras");
    EXPECT_EQ(layer["facts"]["gap"], "0.01");
}

TEST(ViewerBundle, EveryLayerButTheAreasSaysItsRole) {
    ViewerContent content = two_areas();
    const FeatureLayer layer{"a", {}, GeometryKind::kNone, {}, {}};
    content.layers = {{layer, {}, {}},
                      {layer, {}, {}, PageRole::kFill},
                      {layer, {}, {}, PageRole::kMarks, true},
                      {layer, {}, {}, PageRole::kTable}};
    const json layers = json::parse(viewer_bundle_json(content))["layers"];
    EXPECT_FALSE(layers[0].contains("role"));
    EXPECT_EQ(layers[1]["role"], "marks");
    EXPECT_EQ(layers[2]["role"], "fill");
    EXPECT_EQ(layers[3]["role"], "marks");
    EXPECT_EQ(layers[4]["role"], "table");
    EXPECT_EQ(layers[3]["off"], true);
    EXPECT_FALSE(layers[1].contains("off"));
}

TEST(ViewerBundle, PeriodsAreByAreaAndMustFit) {
    ViewerContent content = two_areas();
    content.periods = ViewerPeriods{"month", {{LocalDay{std::chrono::days{0}}, LocalDay{std::chrono::days{30}}}}, {}};
    content.periods->figures.columns = {{"n", IntegerValues{3, 4}, "incidents", "field.n"}};
    const json periods = json::parse(viewer_bundle_json(content))["periods"];
    EXPECT_EQ(periods["windows"], json::parse(R"([{"from":"1970-01-01","to":"1970-01-31"}])"));
    EXPECT_EQ(periods["columns"][0]["values"], json({3, 4}));
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
    const json column = json::parse(viewer_bundle_json(content))["periods"]["columns"][0];
    EXPECT_EQ(column["encoding"], "json-deflate-base64");
    std::string bytes = column["values"];
    const int size = CPLBase64DecodeInPlace(reinterpret_cast<GByte*>(bytes.data()));
    std::size_t length = 0;
    void* text = CPLZLibInflate(bytes.data(), static_cast<std::size_t>(size), nullptr, 0, &length);
    const json list = json::parse(std::string(static_cast<const char*>(text), length));
    CPLFree(text);
    ASSERT_EQ(list.size(), 20'000U);
    EXPECT_EQ(list[19'999], 19'999 % 7);
}

TEST(ViewerBundle, SurfacesAndQualityAreThereWhenGiven) {
    ViewerContent content = two_areas();
    content.surfaces.push_back({"density_change", "change", Raster{{0, 100, Metres{50}, 2, 1}, {-1, 1}, "per km2"}});
    content.quality.push_back({"count", 4, {"bị loại", "rejected"}});
    const json bundle = json::parse(viewer_bundle_json(content));
    EXPECT_EQ(bundle["rasters"][0]["id"], "density_change");
    EXPECT_EQ(bundle["rasters"][0]["offset"], -1.0);
    EXPECT_EQ(bundle["quality"][0],
              json::parse(R"({"kind":"count","count":4,"words":{"vi":"bị loại","en":"rejected"}})"));
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
    const json layer = json::parse(viewer_bundle_json(content))["layers"][1];
    EXPECT_EQ(layer["kind"], "line");
    EXPECT_EQ(layer["lines"]["origin"], json({100.0, 190.0}));
    // The third point falls on the metre after the second one: 110.6 is 11 m from the origin, 110.4 is 10 m.
    EXPECT_EQ(layer["lines"]["xy"], json::parse("[[0,10,10,0,1,0,-1,-10],[]]"));
}

TEST(ViewerBundle, ThemesAndDegreesStandBesideTheLayers) {
    ViewerContent content = two_areas();
    EXPECT_FALSE(json::parse(viewer_bundle_json(content)).contains("graticule"));
    content.themes = {{"drugs", {"Ma túy", "Drugs"}, {{"I", {"loại I", "type I"}}}}};
    content.graticule = ViewerGraticule{0,
                                        10,
                                        5,
                                        2,
                                        2,
                                        {106.0, 106.12345678, 106.0, 106.5},
                                        {20.0, 20.0, std::numeric_limits<double>::infinity(), 20.5}};
    const json bundle = json::parse(viewer_bundle_json(content));
    EXPECT_EQ(bundle["themes"], json::parse(R"([{"name":"drugs","label":{"vi":"Ma túy","en":"Drugs"},)"
                                            R"("classes":[{"code":"I","label":{"vi":"loại I","en":"type I"}}]}])"));
    EXPECT_EQ(bundle["graticule"]["longitude"], json({106.0, 106.123457, 106.0, 106.5}));
    EXPECT_EQ(bundle["graticule"]["latitude"], json::parse("[20.0,20.0,null,20.5]"));
    EXPECT_EQ(bundle["graticule"]["step_m"], 5.0);
}

}  // namespace
}  // namespace diaban
