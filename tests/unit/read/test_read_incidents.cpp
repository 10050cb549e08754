#include "layers/read/read_incidents.hpp"

#include <cpl_vsi.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "layers/crs/transformation.hpp"
#include "layers/write/feature_file.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

using test::TemporaryFolder;

IncidentReadOptions metric() {
    IncidentReadOptions options;
    options.declared_crs = {"EPSG:9209"};
    options.analysis_crs = {"EPSG:9209"};
    options.x_field = "x";
    options.y_field = "y";
    options.time_field = "t";
    return options;
}

IncidentReadOptions geographic() {
    IncidentReadOptions options = metric();
    options.declared_crs = {"EPSG:4326"};
    return options;
}

/// Reads, and holds every reading to the promise that no row is lost.
IncidentReading read_file(const std::string& file, IncidentReadOptions options) {
    options.source.path = file;
    Progress progress;
    IncidentReading reading = read_incidents(options, progress);
    const IncidentSet& in = reading.incidents;
    EXPECT_EQ(reading.rows_read, in.size() + reading.rejects.rows.size());
    std::vector<std::uint64_t> rows = in.row;
    for (const RejectedRow& row : reading.rejects.rows) {
        rows.push_back(row.row);
        EXPECT_EQ(row.fields.size(), reading.rejects.field_names.size());
    }
    std::sort(rows.begin(), rows.end());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i], i + 1);  // every row of the source once, as accepted or as rejected
    }
    for (const std::size_t size : {in.located.size(), in.time.size(), in.weight.size(), in.category.size(),
                                   in.detected_by_police.size(), in.row.size()}) {
        EXPECT_EQ(size, in.size());
    }
    return reading;
}

IncidentReading read(const std::string& bytes, const IncidentReadOptions& options, const std::string& name = "a.csv") {
    const TemporaryFolder folder;
    return read_file(folder.write(name, bytes), options);
}

std::vector<std::string> reasons(const IncidentReading& reading) {
    std::vector<std::string> keys;
    for (const RejectedRow& row : reading.rejects.rows) {
        keys.push_back(std::to_string(row.row) + " " + row.reason_key);
    }
    return keys;
}

LocalTime at(int y, unsigned m, unsigned d, int hour = 0, int minute = 0) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}} + std::chrono::hours{hour} +
           std::chrono::minutes{minute};
}

TEST(ReadIncidents, AcceptsPlainRows) {
    const IncidentReading reading =
        read("x,y,t\n573060,2256578,2017-12-14\n573061.5,2256579.25,2017-12-13 22:48\n", metric());
    EXPECT_EQ(reading.incidents.point, (std::vector<ProjectedPoint>{{573060, 2256578}, {573061.5, 2256579.25}}));
    EXPECT_EQ(reading.incidents.time, (std::vector<LocalTime>{at(2017, 12, 14), at(2017, 12, 13, 22, 48)}));
    EXPECT_EQ(reading.incidents.weight, (std::vector<double>{1.0, 1.0}));
    EXPECT_EQ(reading.time_format_used, "yyyy-mm-dd");
    EXPECT_EQ(reading.source_crs.definition, "EPSG:9209");
    EXPECT_TRUE(reading.findings.empty());
}

TEST(ReadIncidents, EveryReasonOfRejection) {
    IncidentReadOptions options = geographic();
    options.weight_field = "w";
    const IncidentReading reading = read(
        "x,y,t,w\n"
        "106.2,20.4,2017-01-01,1\n"      // 1 fine
        ",,2017-01-01,1\n"               // 2 no coordinates
        "106.2,,2017-01-01,1\n"          // 3 half of them
        "106.2,abc,2017-01-01,1\n"       // 4
        "NaN,20.4,2017-01-01,1\n"        // 5
        "106.2,inf,2017-01-01,1\n"       // 6
        "20.4,106.2,2017-01-01,1\n"      // 7 swapped: no latitude is 106
        "573060,2256578,2017-01-01,1\n"  // 8 metres where degrees were declared
        "106.2,20.4,,1\n"                // 9
        "106.2,20.4,  ,1\n"              // 10
        "106.2,20.4,31/02/2017,1\n"      // 11
        "106.2,20.4,22/48,1\n"           // 12
        "106.2,20.4,2017-01-01,heavy\n"  // 13
        "106.2,20.4,2017-01-01,-1\n"     // 14
        "106.2,20.4,2017-01-01,\n"       // 15
        "106.2,20.4\n"                   // 16 cut off
        "106.2,20.4,2017-01-02,0\n",     // 17 fine, weight 0
        options);
    EXPECT_EQ(
        reasons(reading),
        (std::vector<std::string>{
            "2 reject.coordinates-missing", "3 reject.coordinate-unreadable", "4 reject.coordinate-unreadable",
            "5 reject.coordinate-unreadable", "6 reject.coordinate-unreadable", "7 reject.coordinate-out-of-range",
            "8 reject.coordinate-out-of-range", "9 reject.date-missing", "10 reject.date-missing",
            "11 reject.date-unreadable", "12 reject.date-unreadable", "13 reject.weight-unreadable",
            "14 reject.weight-unreadable", "15 reject.weight-unreadable", "16 reject.date-missing"}));
    EXPECT_EQ(reading.incidents.row, (std::vector<std::uint64_t>{1, 17}));
    EXPECT_EQ(reading.rejects.rows[2].detail, "106.2; abc");
    EXPECT_EQ(reading.rejects.rows[2].fields, (std::vector<std::string>{"106.2", "abc", "2017-01-01", "1"}));
    EXPECT_EQ(reading.rejects.by_reason().at("reject.weight-unreadable"), 3u);
}

TEST(ReadIncidents, MetresBeyondAnyProjectionAreOutOfRange) {
    const IncidentReading reading =
        read("x,y,t\n1e300,0,2017-01-01\n0,-2e9,2017-01-01\n573060,2256578,2017-01-01\n", metric());
    EXPECT_EQ(reading.rejects.by_reason().at("reject.coordinate-out-of-range"), 2u);
    EXPECT_EQ(reading.incidents.size(), 1u);
}

TEST(ReadIncidents, APointThatCannotBeTransformedIsRejectedAloneAmongOthers) {
    IncidentReadOptions options = geographic();
    options.analysis_crs = {"EPSG:32648"};
    const IncidentReading reading =
        read("x,y,t\n106.2,20.4,2017-01-01\n-165,0,2017-01-01\n106.3,20.4,2017-01-01\n", options);
    // cs2cs -f %.4f EPSG:4326 EPSG:32648 of the first: 625213.1304 2256203.4183
    EXPECT_NEAR(reading.incidents.point[0].x, 625213.1304, 1e-3);
    EXPECT_NEAR(reading.incidents.point[0].y, 2256203.4183, 1e-3);
    EXPECT_NEAR(reading.incidents.point.back().x, 635640.0, 100.0);  // the row behind it keeps its own place
}

TEST(ReadIncidents, BlankCoordinatesWithAnAreaNameAreCountedByName) {
    IncidentReadOptions options = metric();
    options.area_field = "xa";
    const IncidentReading reading = read(
        "x,y,t,xa\n,,2017-01-01,Trực Hưng\n , ,2017-01-01,  \n1,2,2017-01-01,Trực Hùng\nx,2,2017-01-01,A\n", options);
    EXPECT_EQ(reading.incidents.located, (std::vector<std::uint8_t>{0, 1}));
    EXPECT_EQ(reading.incidents.area_key, (std::vector<std::string>{"Trực Hưng", "Trực Hùng"}));
    EXPECT_EQ(reasons(reading),
              (std::vector<std::string>{"2 reject.coordinates-missing", "4 reject.coordinate-unreadable"}));
}

TEST(ReadIncidents, NamesAloneNeedNoCrs) {
    IncidentReadOptions options = metric();
    options.declared_crs = {};
    options.x_field = options.y_field = "";
    options.area_field = "xa";
    const IncidentReading reading = read("t,xa\n2017-01-01,A\n2017-01-01,\n", options);
    EXPECT_EQ(reading.incidents.size(), 1u);
    EXPECT_EQ(reading.incidents.located[0], 0);
}

TEST(ReadIncidents, WhatTheProjectMustSay) {
    IncidentReadOptions options = metric();
    options.declared_crs = {};
    test::expect_error("error.crs-missing", [&] { (void)read("x,y,t\n1,2,2017-01-01\n", options); });
    options = metric();
    options.y_field = "";
    test::expect_error("error.xy-needed", [&] { (void)read("x,y,t\n1,2,2017-01-01\n", options); });
    options.x_field = "";
    test::expect_error("error.xy-needed", [&] { (void)read("x,y,t\n1,2,2017-01-01\n", options); });
    options = metric();
    options.time_field = "tt";
    EXPECT_EQ(test::expect_error("error.field-unknown", [&] { (void)read("x,y,t\n1,2,2017-01-01\n", options); })
                  .at("nearest"),
              "t");
    options = metric();
    options.time_format = "%d/%m";
    test::expect_error("error.time-format-invalid", [&] { (void)read("x,y,t\n1,2,01/02\n", options); });
    test::expect_error("error.layer-empty", [] { (void)read("x,y,t\n", metric()); });
    test::expect_error("error.date-ambiguous", [] { (void)read("x,y,t\n1,2,01/02/2017\n", metric()); });
}

// One file's content in the shapes in which people send it.
TEST(ReadIncidents, TheSameRowsInAnyShapeOfTextGiveTheSame) {
    const std::string expected_category = "a, \"b\"\nc";
    IncidentReadOptions options = geographic();
    options.category_field = "k";
    const std::vector<std::pair<std::string, std::string>> shapes = {
        {"a.csv", "x,y,t,k\n106.25,20.5,14/12/2017,\"a, \"\"b\"\"\nc\"\n106.5,20.25,1/2/2017,z\n"},
        {"a.csv", "\xEF\xBB\xBFx,y,t,k\n106.25,20.5,14/12/2017,\"a, \"\"b\"\"\nc\"\n106.5,20.25,1/2/2017,z"},
        {"a.csv", "x;y;t;k\n106,25;20,5;14/12/2017;\"a, \"\"b\"\"\nc\"\n106,5;20,25;1/2/2017;z\n"},
        {"a.tsv", "x\ty\tt\tk\n106.25\t20.5\t14/12/2017\t\"a, \"\"b\"\"\nc\"\n106.5\t20.25\t1/2/2017\tz\n"},
        {"a.txt", "x;y;t;k\n106.25;20.5;14/12/2017;\"a, \"\"b\"\"\nc\"\n\n106.5;20.25;1/2/2017;z\n"},
    };
    const IncidentReading first = read(shapes[0].second, options);
    EXPECT_EQ(first.incidents.categories, (std::vector<std::string>{"", expected_category, "z"}));
    EXPECT_EQ(first.time_format_used, "dd/mm/yyyy");
    for (const auto& [name, bytes] : shapes) {
        const IncidentReading other = read(bytes, options, name);
        EXPECT_EQ(other.incidents.point, first.incidents.point) << bytes;
        EXPECT_EQ(other.incidents.time, first.incidents.time) << bytes;
        EXPECT_EQ(other.incidents.categories, first.incidents.categories) << bytes;
    }
}

std::string gzipped(const std::string& bytes) {
    const TemporaryFolder folder;
    const std::string file = (folder / "a.gz").string();
    VSILFILE* out = VSIFOpenL(("/vsigzip/" + file).c_str(), "wb");
    VSIFWriteL(bytes.data(), 1, bytes.size(), out);
    VSIFCloseL(out);
    return test::bytes_of(file);
}

std::string many_rows(int rows) {
    std::string text = "x,y,t\n";
    for (int i = 0; i < rows; ++i) {
        text += (i % 7 == 3 ? std::string(",,")
                            : std::to_string(560000 + i) + "," + std::to_string(2250000 + i * 3 % 1000) + ",") +
                "2017-01-0" + std::to_string(i % 9 + 1) + "\n";
    }
    return text;
}

// Rows are transformed 4,096 at a time: nothing may happen at the seam.
TEST(ReadIncidents, TheSeamBetweenBatches) {
    for (const int rows : {4095, 4096, 4097, 8193}) {
        const IncidentReading reading = read(many_rows(rows), metric());
        EXPECT_EQ(reading.rows_read, static_cast<std::uint64_t>(rows));
        EXPECT_EQ(reading.rejects.rows.size(), static_cast<std::size_t>((rows + 3) / 7));
        for (std::size_t i = 0; i < reading.incidents.size(); ++i) {
            ASSERT_EQ(reading.incidents.point[i].x, 560000.0 + static_cast<double>(reading.incidents.row[i] - 1));
        }
    }
}

TEST(ReadIncidents, GzipIsReadAndACutOffFileIsAnErrorNotAShortOne) {
    const std::string whole = gzipped(many_rows(20000));
    EXPECT_EQ(read(whole, metric(), "a.csv.gz").rows_read, 20000u);
    test::expect_error("error.file-unreadable",
                       [&] { (void)read(whole.substr(0, whole.size() / 2), metric(), "a.csv.gz"); });
}

TEST(ReadIncidents, CutRowsAndExtraCellsAndQuotationMarks) {
    const IncidentReading reading = read("x,y,t\n105,9,20,4,2017-01-01\n1,2,2017-01-01\n", metric());
    ASSERT_EQ(reading.findings.size(), 1u);
    EXPECT_EQ(reading.findings[0].key, "finding.rows-too-long");
    EXPECT_EQ(reading.findings[0].arguments.at("line"), "2");
    test::expect_error("error.quote-unclosed",
                       [] { (void)read("x,y,t\n1,2,\"2017-01-01\n3,4,2017-01-02\n", metric()); });
}

TEST(ReadIncidents, CategoriesAreMappedOthersKept) {
    IncidentReadOptions options = metric();
    options.category_field = "k";
    options.category_map = {{"TCTS", "theft"}, {"Trộm cắp", "theft"}};
    const IncidentReading reading =
        read("x,y,t,k\n1,2,2017-01-01,TCTS\n1,2,2017-01-01,fire\n1,2,2017-01-01,Trộm cắp\n1,2,2017-01-01,\n", options);
    EXPECT_EQ(reading.incidents.categories, (std::vector<std::string>{"", "theft", "fire"}));
    EXPECT_EQ(reading.incidents.category, (std::vector<CategoryIndex>{1, 2, 1, 0}));
}

TEST(ReadIncidents, ATextColumnIsNoCategory) {
    IncidentReadOptions options = metric();
    options.category_field = "k";
    std::string text = "x,y,t,k\n";
    for (int i = 0; i < 5000; ++i) {
        text += "1,2,2017-01-01,case " + std::to_string(i) + "\n";
    }
    test::expect_error("error.too-many-categories", [&] { (void)read(text, options); });
}

TEST(ReadIncidents, WhoFoundIt) {
    IncidentReadOptions options = metric();
    options.detected_by_field = "d";
    std::string text = "x,y,t,d\n";
    for (const char* who : {"police", "POLICE", "Công an", "CÔNG AN", "1", "CA", "citizen", "người dân", "", "0"}) {
        text += std::string("1,2,2017-01-01,") + who + "\n";
    }
    EXPECT_EQ(read(text, options).incidents.detected_by_police,
              (std::vector<std::uint8_t>{1, 1, 1, 1, 1, 1, 0, 0, 0, 0}));
}

TEST(ReadIncidents, PersonsAreRefusedOrDropped) {
    IncidentReadOptions options = metric();
    const std::string text =
        "x,y,t,Họ và tên,Số điện thoại\n1,2,2017-01-01,Nguyễn Văn A,0912\n,,2017-01-01,Trần B,0913\n";
    EXPECT_EQ(test::expect_error("error.personal-columns", [&] { (void)read(text, options); }).at("columns"),
              "Họ và tên, Số điện thoại");
    options.drop_personal = true;
    const IncidentReading reading = read(text, options);
    EXPECT_EQ(reading.rejects.field_names, (std::vector<std::string>{"x", "y", "t"}));
    ASSERT_EQ(reading.rejects.rows.size(), 1u);
    for (const std::string& field : reading.rejects.rows[0].fields) {
        EXPECT_EQ(field.find("Tr"), std::string::npos);
    }
    EXPECT_EQ(reading.findings.at(0).arguments.at("count"), "2");
}

TEST(ReadIncidents, PointsOfAGeoPackageCarryTheirOwnCrs) {
    const TemporaryFolder folder;
    FeatureLayer layer{"points", {"EPSG:32648"}, GeometryKind::kPoint, {}, {}};
    layer.geometry = {ProjectedPoint{625213.1304, 2256203.4183}, std::monostate{}};
    layer.table.columns = {{"t", TextValues{"2017-01-01", "2017-01-02"}, "", ""}};
    const auto file = folder / "p.gpkg";
    write_feature_file(file, {layer});
    IncidentReadOptions options = metric();
    options.declared_crs = {};
    options.x_field = options.y_field = "";
    const IncidentReading reading = read_file(file.string(), options);
    ASSERT_EQ(reading.incidents.size(), 1u);
    EXPECT_EQ(reading.source_crs.definition, "EPSG:32648");
    // 106.2 E 20.4 N in both systems (cs2cs, see test_transformation).
    EXPECT_NEAR(reading.incidents.point[0].x, 572864.1644, 0.01);
    EXPECT_NEAR(reading.incidents.point[0].y, 2256687.9083, 0.01);
    EXPECT_EQ(reasons(reading), std::vector<std::string>{"2 reject.coordinates-missing"});
}

// GeoJSON's dates come typed; one with an offset is moved to local time.
TEST(ReadIncidents, TypedDates) {
    IncidentReadOptions options = metric();
    options.declared_crs = {};
    options.x_field = options.y_field = "";
    const IncidentReading reading = read(
        R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"t":"2017-12-14T22:00:00Z"},"geometry":{"type":"Point","coordinates":[106.2,20.4]}},
        {"type":"Feature","properties":{"t":"2017-12-14T22:00:00+07:00"},"geometry":{"type":"Point","coordinates":[106.2,20.4]}},
        {"type":"Feature","properties":{"t":null},"geometry":{"type":"Point","coordinates":[106.2,20.4]}},
        {"type":"Feature","properties":{"t":"2017-12-14T22:00:00Z"},"geometry":{"type":"LineString","coordinates":[[106,20],[107,21]]}}]})",
        options, "a.geojson");
    EXPECT_EQ(reading.time_format_used, "yyyy-mm-dd");
    EXPECT_EQ(reading.incidents.time, (std::vector<LocalTime>{at(2017, 12, 15, 5), at(2017, 12, 14, 22)}));
    EXPECT_EQ(reasons(reading), (std::vector<std::string>{"3 reject.date-missing", "4 reject.coordinate-unreadable"}));
}

TEST(ReadIncidents, ATimeInSeveralColumns) {
    IncidentReadOptions options = metric();
    options.time_field = "YEAR";
    options.further_time_fields = {"MONTH", "DAY", "HOUR"};
    const IncidentReading reading =
        read("x,y,YEAR,MONTH,DAY,HOUR\n1,2,2020,1,31,5\n1,2,2020,2,30,5\n1,2,,1,1,1\n1,2,2020,3,,\n", options);
    EXPECT_EQ(reading.incidents.time, (std::vector<LocalTime>{at(2020, 1, 31, 5), at(2020, 3, 1)}));
    EXPECT_EQ(reasons(reading), (std::vector<std::string>{"2 reject.date-unreadable", "3 reject.date-missing"}));
    EXPECT_EQ(reading.rejects.rows[0].detail, "2020-02-30 05:00");
    options.time_field = "d";
    options.further_time_fields = {"c"};
    const IncidentReading clock = read("x,y,d,c\n1,2,14/12/2017,22:48\n1,2,13/12/2017,\n", options);
    EXPECT_EQ(clock.incidents.time, (std::vector<LocalTime>{at(2017, 12, 14, 22, 48), at(2017, 12, 13)}));
    options.time_format = "%d/%m/%Y %Hg%M";
    EXPECT_EQ(read("x,y,d,c\n1,2,01/02/2017,22g48\n", options).incidents.time.at(0), at(2017, 2, 1, 22, 48));
}

TEST(ReadIncidents, WhatIsToldOfTheDates) {
    const IncidentReading reading =
        read("x,y,t\n1,2,2018-10\n1,2,10/2018\n1,2,43083\n1,2,13/12/2017\n1,2,01/12/2017\n", metric());
    EXPECT_EQ(reading.incidents.time, (std::vector<LocalTime>{at(2018, 10, 1), at(2018, 10, 1), at(2017, 12, 14),
                                                              at(2017, 12, 13), at(2017, 12, 1)}));
    EXPECT_EQ(reading.time_format_used, "dd/mm/yyyy");
    ASSERT_EQ(reading.findings.size(), 2u);
    EXPECT_EQ(reading.findings[0].key, "finding.dates-month-only");
    EXPECT_EQ(reading.findings[0].arguments.at("count"), "2");
    EXPECT_EQ(reading.findings[1].key, "finding.dates-serial");
    EXPECT_EQ(reading.findings[1].arguments.at("date"), "2017-12-14");
}

// Day and month in an order that the first pass does not expect: read again, and told as it is.
TEST(ReadIncidents, MonthsFirst) {
    const IncidentReading reading =
        read("x,y,t\n1,2,01/02/2017\n,,03/04/2017\n1,2,04/13/2017\n1,2,2017-01-05\n", metric());
    EXPECT_EQ(reading.incidents.time, (std::vector<LocalTime>{at(2017, 1, 2), at(2017, 4, 13), at(2017, 1, 5)}));
    EXPECT_EQ(reading.time_format_used, "mm/dd/yyyy");
    EXPECT_EQ(reading.rows_read, 4u);
}

TEST(ReadIncidents, ThreadsDoNotChangeTheReading) {
    std::string text = "x,y,t,k,w\n";
    for (int i = 0; i < 120000; ++i) {
        text += std::to_string(105 + i % 997 * 0.001) + "," + (i % 11 == 0 ? "x" : "20.4") + "," +
                std::to_string(1 + i % 28) + "/" + std::to_string(1 + i % 12) + "/2017,k" + std::to_string(i / 7 % 50) +
                ",1.5\n";
    }
    IncidentReadOptions options = geographic();
    options.category_field = "k";
    options.weight_field = "w";
    options.threads = 1;
    const IncidentReading one = read(text, options);
    for (const unsigned threads : {2u, 5u, 0u}) {
        options.threads = threads;
        const IncidentReading other = read(text, options);
        EXPECT_EQ(other.incidents.point, one.incidents.point);
        EXPECT_EQ(other.incidents.time, one.incidents.time);
        EXPECT_EQ(other.incidents.category, one.incidents.category);
        EXPECT_EQ(other.incidents.categories, one.incidents.categories);
        EXPECT_EQ(other.incidents.row, one.incidents.row);
        ASSERT_EQ(other.rejects.rows.size(), one.rejects.rows.size());
        for (std::size_t i = 0; i < one.rejects.rows.size(); ++i) {
            EXPECT_EQ(other.rejects.rows[i].row, one.rejects.rows[i].row);
            EXPECT_EQ(other.rejects.rows[i].fields, one.rejects.rows[i].fields);
        }
        EXPECT_EQ(other.operation, one.operation);
    }
}

TEST(ReadIncidents, DegreesBesideMetresOfTheSameDatum) {
    IncidentReadOptions options = geographic();
    options.declared_crs = {"EPSG:2227"};  // US feet come in, metres go on
    options.analysis_crs = {"EPSG:32610"};
    const IncidentReading reading = read("x,y,t\n6007012.0,2113804.0,2012-07-01\n", options);
    // cs2cs EPSG:4326 EPSG:32610 of the longitude and latitude published in the same row.
    RawCoordinate published{-122.419458073, 37.7844990198};
    Transformation::between({"EPSG:4326"}, {"EPSG:32610"}).apply({&published, 1});
    EXPECT_NEAR(reading.incidents.point[0].x, published.x, 2.0);
    EXPECT_NEAR(reading.incidents.point[0].y, published.y, 2.0);
}

}  // namespace
}  // namespace diaban
