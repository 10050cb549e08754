#include "layers/read/read_areas.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "layers/geometry/measure.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

using test::TemporaryFolder;

std::string square(double x, double y, double size = 1000.0) {
    const auto p = [](double a, double b) { return "[" + std::to_string(a) + "," + std::to_string(b) + "]"; };
    return "{\"type\":\"Polygon\",\"coordinates\":[[" + p(x, y) + "," + p(x + size, y) + "," + p(x + size, y + size) +
           "," + p(x, y + size) + "," + p(x, y) + "]]}";
}

std::string feature(const std::string& properties, const std::string& geometry) {
    return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":" + geometry + "}";
}

std::string collection(const std::vector<std::string>& features) {
    std::string text =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9209"}},"features":[)";
    for (std::size_t i = 0; i < features.size(); ++i) {
        text += (i > 0 ? "," : "") + features[i];
    }
    return text + "]}";
}

AreaReading read_text(const std::string& text, AreaReadOptions options = {}, const std::string& name = "a.geojson") {
    const TemporaryFolder folder;
    options.source.path = folder.write(name, text);
    options.analysis_crs = {"EPSG:9209"};
    if (options.id_field.empty() && options.name_field.empty()) {
        options.id_field = "id";
    }
    Progress progress;
    return read_areas(options, progress);
}

AreaReading read(const std::vector<std::string>& features, AreaReadOptions options = {}) {
    return read_text(collection(features), std::move(options));
}

std::string at(int i) {
    return square(560000.0 + 1000.0 * i, 2250000.0);
}

bool told(const AreaReading& reading, const std::string& key) {
    return std::any_of(reading.findings.begin(), reading.findings.end(),
                       [&](const Finding& f) { return f.key == key; });
}

TEST(ReadAreas, SortedByIdWithEveryAttributeInTheSameOrder) {
    const AreaReading reading = read({feature(R"("id":"b","n":2)", at(1)), feature(R"("id":"a","n":1)", at(0)),
                                      feature(R"("id":"B","n":3)", at(2))});
    EXPECT_EQ(reading.areas.id, (std::vector<std::string>{"B", "a", "b"}));
    EXPECT_EQ(reading.areas.name, reading.areas.id);
    EXPECT_EQ(reading.features_read, 3u);
    EXPECT_EQ(std::get<IntegerValues>(reading.areas.attributes.find("n")->values), (IntegerValues{3, 1, 2}));
    EXPECT_EQ(planar_area(reading.areas.geometry[0]).value, 1e6);
    EXPECT_EQ(bounding_box(reading.areas.geometry[1]).x_min, 560000.0);
    EXPECT_TRUE(reading.findings.empty());
}

TEST(ReadAreas, TheOrderOfTheSourceChangesNothing) {
    std::vector<std::string> features = {
        feature(R"("id":"a","name":"A")", at(0)), feature(R"("id":"b","name":"B")", at(2)),
        feature(R"("id":"b","name":"B")", at(5)), feature(R"("id":"b","name":"B")", at(3)),
        feature(R"("id":"c","name":"C")", at(9))};
    AreaReadOptions options;
    options.id_field = "id";
    options.name_field = "name";
    const AreaReading first = read(features, options);
    std::sort(features.begin(), features.end());
    int permutations = 0;
    do {
        const AreaReading other = read(features, options);
        ASSERT_EQ(other.areas.id, first.areas.id);
        ASSERT_EQ(other.areas.geometry, first.areas.geometry);
    } while (std::next_permutation(features.begin(), features.end()) && ++permutations < 30);
}

TEST(ReadAreas, PartsOfOneIdAreJoinedWhenTheirNamesAgree) {
    AreaReadOptions options;
    options.id_field = "id";
    options.name_field = "name";
    const AreaReading reading =
        read({feature(R"("id":"a","name":"A")", at(0)), feature(R"("id":"a","name":"A")", at(0)),
              feature(R"("id":"a","name":"A")", at(4))},
             options);
    ASSERT_EQ(reading.areas.size(), 1u);
    EXPECT_EQ(planar_area(reading.areas.geometry[0]).value, 2e6);  // the repeated part counts once
    EXPECT_TRUE(told(reading, "finding.areas-merged"));
    const auto error = test::expect_error("error.area-id-twice", [&] {
        (void)read({feature(R"("id":"a","name":"A")", at(0)), feature(R"("id":"a","name":"Z")", at(1))}, options);
    });
    EXPECT_EQ(error.at("count"), "1");
    EXPECT_EQ(error.at("ids"), "a ('A', 'Z' #2)");
}

TEST(ReadAreas, AreasWithoutIdsAreAnErrorWithTheFeature) {
    const auto error = test::expect_error("error.area-id-missing", [] {
        (void)read({feature(R"("id":"a")", at(0)), feature(R"("id":null)", at(1)), feature(R"("id":null)", at(2))});
    });
    EXPECT_EQ(error.at("count"), "2");
    EXPECT_EQ(error.at("rows"), "2, 3");
    Progress progress;
    test::expect_error("error.area-id-field-needed", [&] { (void)read_areas({}, progress); });
    test::expect_error("error.field-unknown", [] {
        AreaReadOptions options;
        options.id_field = "ID";
        (void)read({feature(R"("id":"a")", at(0))}, options);
    });
}

TEST(ReadAreas, ACrossedRingIsRepairedAndTheChangeTold) {
    const std::string bow = R"({"type":"Polygon","coordinates":[[[0,0],[2000,2000],[2000,0],[0,2000],[0,0]]]})";
    const AreaReading reading = read({feature(R"("id":"bow")", bow), feature(R"("id":"x")", at(0))});
    EXPECT_EQ(planar_area(reading.areas.geometry[0]).value, 2e6);  // two triangles of 2,000 m base and 1,000 m height
    ASSERT_TRUE(told(reading, "finding.areas-repaired"));
    EXPECT_NE(reading.findings[0].arguments.at("areas").find("bow (+2.0000 km2"), std::string::npos);
}

TEST(ReadAreas, EmptyGeometryIsKeptAndToldALineIsAnError) {
    const AreaReading reading = read({feature(R"("id":"a")", "null"), feature(R"("id":"b")", at(0))});
    EXPECT_TRUE(reading.areas.geometry[0].empty());
    EXPECT_TRUE(told(reading, "finding.areas-empty"));
    const auto error = test::expect_error("error.area-not-polygon", [] {
        (void)read({feature(R"("id":"way")", R"({"type":"LineString","coordinates":[[0,0],[1,1]]})")});
    });
    EXPECT_EQ(error.at("area"), "way");
    const auto collapsed = test::expect_error("error.geometry-unrepairable", [] {
        (void)read({feature(R"("id":"flat")", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[2,0],[0,0]]]})")});
    });
    EXPECT_EQ(collapsed.at("area"), "flat");
    test::expect_error("error.layer-empty", [] { (void)read_text(collection({})); });
}

TEST(ReadAreas, CollectionsAndHeightsAndRepeatedPoints) {
    const std::string mixed =
        "{\"type\":\"GeometryCollection\",\"geometries\":[" + at(0) +
        R"(,{"type":"Point","coordinates":[0,0]},{"type":"MultiPolygon","coordinates":[[[[0,0,7],[1000,0,7],[1000,0,7],[1000,1000,7],[0,1000,7],[0,0,7]]]]}]})";
    const AreaReading reading = read({feature(R"("id":"a")", mixed)});
    EXPECT_EQ(planar_area(reading.areas.geometry[0]).value, 2e6);
    EXPECT_EQ(reading.areas.geometry[0].polygons.size(), 2u);
}

// A circle of radius 1,000 m as two arcs: its area must come near pi km2, not that of a square.
TEST(ReadAreas, CurvesAreDrawnOut) {
    AreaReadOptions options;
    options.id_field = "id";
    options.declared_crs = {"EPSG:9209"};
    const AreaReading reading = read_text(
        "id,WKT\na,\"CURVEPOLYGON(CIRCULARSTRING(1000 0,0 1000,-1000 0,0 -1000,1000 0))\"\n", options, "a.csv");
    EXPECT_NEAR(to_km2(planar_area(reading.areas.geometry[0])), 3.14159, 0.005);
}

TEST(ReadAreas, KmlWithAGeographicCrsIsProjected) {
    AreaReadOptions options;
    options.name_field = "Name";
    const AreaReading reading = read_text(
        R"(<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Trực Hưng</name><Polygon><outerBoundaryIs><LinearRing><coordinates>106.2,20.4,0 106.21,20.4,0 106.21,20.41,0 106.2,20.41,0 106.2,20.4,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>)",
        options, "a.kml");
    EXPECT_EQ(reading.areas.name[0], "Trực Hưng");
    // South-west corner as cs2cs gives it (see test_transformation).
    EXPECT_NEAR(bounding_box(reading.areas.geometry[0]).x_min, 572864.16, 6.0);
    EXPECT_NEAR(bounding_box(reading.areas.geometry[0]).y_min, 2256687.91, 6.0);
}

TEST(ReadAreas, PopulationAsPeopleWriteIt) {
    AreaReadOptions options;
    options.id_field = "id";
    options.population_field = "p";
    const auto population = [&](const std::string& value) {
        return read({feature("\"id\":\"a\",\"p\":" + value, at(0))}, options).areas.population[0];
    };
    EXPECT_EQ(population("\"1.756\""), 1756.0);
    EXPECT_EQ(population("\"7093.0\""), 7093.0);
    EXPECT_EQ(population("7093"), 7093.0);
    EXPECT_EQ(population("703.125"), 703.125);  // a number that the source holds as a number has no group marks
    EXPECT_EQ(population("\"0\""), 0.0);
    EXPECT_EQ(
        read({feature(R"("id":"a","p":null)", at(0)), feature(R"("id":"b","p":"5")", at(1))}, options).areas.population,
        (std::vector<std::optional<double>>{std::nullopt, 5.0}));
    for (const char* value : {"\"many\"", "\"-5\"", "-5", "\"1.756,5\""}) {
        test::expect_error("error.population-unreadable", [&] { (void)population(value); });
    }
}

TEST(ReadAreas, WatchFieldInManyHands) {
    AreaReadOptions options;
    options.id_field = "id";
    options.watch_field = "w";
    const auto watched = [&](const std::string& value) {
        return read({feature("\"id\":\"a\",\"w\":" + value, at(0))}, options).areas.on_watch[0] != 0;
    };
    for (const char* no : {"false", "0", "\"False\"", "\"FALSE\"", "\"No\"", "\"không\"", "\"KHÔNG\"", "\"Không\"",
                           "\"\"", "0.0", "\"n\""}) {
        EXPECT_FALSE(watched(no)) << no;
    }
    for (const char* yes : {"true", "1", "\"x\"", "\"có\"", "\"True\"", "\"Y\""}) {
        EXPECT_TRUE(watched(yes)) << yes;
    }
}

TEST(ReadAreas, WatchListByIdOrName) {
    AreaReadOptions options;
    options.id_field = "id";
    options.name_field = "name";
    options.watch_list = {"2", "Trực Hùng"};
    const std::vector<std::string> features = {feature(R"("id":"1","name":"Trực Hưng")", at(0)),
                                               feature(R"("id":"2","name":"Giao Thủy")", at(1)),
                                               feature(R"("id":"3","name":"Trực Hùng")", at(2))};
    EXPECT_EQ(read(features, options).areas.on_watch, (std::vector<std::uint8_t>{0, 1, 1}));
    options.watch_list = {"Giao Thuy"};
    EXPECT_EQ(test::expect_error("error.watch-unknown", [&] { (void)read(features, options); }).at("nearest"),
              "Giao Thủy");
}

TEST(ReadAreas, AMissingCrsIsAnError) {
    AreaReadOptions options;
    options.id_field = "id";
    test::expect_error("error.crs-missing",
                       [&] { (void)read_text("id,WKT\na,\"POLYGON((0 0,1 0,1 1,0 0))\"\n", options, "a.csv"); });
}

TEST(ReadAreas, MetresDeclaredAsDegreesAreRefusedWithTheirRange) {
    AreaReadOptions options;
    options.id_field = "id";
    options.declared_crs = {"EPSG:4326"};  // wrongly: these are metres
    const auto told = test::expect_error("error.areas-metres-as-degrees",
                                         [&] { (void)read({feature(R"("id":"a")", at(0))}, options); });
    EXPECT_EQ(told.at("x"), "560000 … 561000");
}

TEST(ReadAreas, CancellingStops) {
    const TemporaryFolder folder;
    AreaReadOptions options;
    options.source.path = folder.write("a.geojson", collection({feature(R"("id":"a")", at(0))}));
    options.id_field = "id";
    options.analysis_crs = {"EPSG:9209"};
    Progress progress;
    progress.cancel();
    test::expect_error("error.cancelled", [&] { (void)read_areas(options, progress); });
}

// Real data: 10 districts, 57 communes of 2025; the old province measures 1,581.5 km2 (data notes).
TEST(ReadAreas, NamDinhAsPublished) {
    const std::string file = std::string(DIABAN_SHARED_DATA) + "/vn_namdinh.gpkg";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << "no " << file;
    }
    AreaReadOptions options;
    options.source = {file, "district_pre2025", ""};
    options.analysis_crs = {"EPSG:9209"};
    options.id_field = "code";
    options.name_field = "name";
    Progress progress;
    const AreaReading districts = read_areas(options, progress);
    EXPECT_EQ(districts.areas.size(), 10u);
    double sum = 0.0;
    for (const MultiPolygon& area : districts.areas.geometry) {
        sum += to_km2(planar_area(area));
    }
    EXPECT_NEAR(sum, 1581.5, 3.0);  // planar area in TM-3 against the geodesic area: k = 0.9999 takes 0.02 %
    options.source.layer = "commune_2025_of_namdinh";
    EXPECT_EQ(read_areas(options, progress).areas.size(), 57u);
}

}  // namespace
}  // namespace diaban
