#include "layers/crs/coordinate_readings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "layers/crs/coordinate_range.hpp"

namespace diaban {
namespace {

const GeographicBox kNamDinh{105.924, 19.884, 106.600, 20.500};
const RawCoordinate kPlace{578183.5, 2234570.2};  // in EPSG:9209, 106.25 E 20.2 N

/// Displacement of one place under another reading, in EPSG:9209.
ProjectedPoint displacement(RawCoordinate raw, const CrsId& declared, const CoordinateReading& reading) {
    const std::vector<RawCoordinate> one{raw};
    const auto from = read_as(one, {declared, AxisOrder::kAsGiven, ReadingKind::kDatum}, {"EPSG:9209"});
    const auto to = read_as(one, reading, {"EPSG:9209"});
    return {to->front().x - from->front().x, to->front().y - from->front().y};
}

// The shifts that the field knows: 224 m (196 W, 110 N) without datum shift, 449 m with the wrong sign, 679 m N by the
// scale (with the datum 670).
TEST(DatumReadings, DisplaceByTheKnownAmounts) {
    const RawCoordinate degrees{106.25, 20.2};
    const std::vector<CoordinateReading> of_wgs84 = datum_readings({"EPSG:4326"});
    ASSERT_EQ(of_wgs84.size(), 2u);
    EXPECT_EQ(of_wgs84[0].crs.definition, "EPSG:4756");
    // Numbers of VN-2000 called WGS 84 lie 196 m west and 110 m north of the truth; read rightly they move back.
    const ProjectedPoint datum = displacement(degrees, {"EPSG:4326"}, of_wgs84[0]);
    EXPECT_NEAR(datum.x, 196.0, 1.0);
    EXPECT_NEAR(datum.y, -110.0, 1.5);
    const ProjectedPoint sign = displacement(degrees, {"EPSG:4326"}, of_wgs84[1]);
    EXPECT_NEAR(std::hypot(sign.x, sign.y), 449.0, 1.0);

    const std::vector<CoordinateReading> of_9209 = datum_readings({"EPSG:9209"});
    ASSERT_EQ(of_9209.size(), 4u);
    const ProjectedPoint back = displacement(kPlace, {"EPSG:9209"}, of_9209[0]);
    EXPECT_NEAR(back.x, -196.0, 1.0);
    EXPECT_NEAR(back.y, 110.0, 1.5);
    const ProjectedPoint wrong_way = displacement(kPlace, {"EPSG:9209"}, of_9209[1]);
    EXPECT_NEAR(std::hypot(wrong_way.x, wrong_way.y), 449.0, 1.0);
    const ProjectedPoint scale = displacement(kPlace, {"EPSG:9209"}, of_9209[2]);
    EXPECT_NEAR(scale.y, 2234570.2 * (1.0 / 0.9996 - 1.0 / 0.9999) * 0.9999, 2.0);
}

TEST(DatumReadings, AreNamedByCodeWhereThereIsOne) {
    const auto codes = [](const char* declared) {
        std::vector<std::string> found;
        for (const CoordinateReading& reading : datum_readings({declared})) {
            found.push_back(reading.crs.definition);
        }
        return found;
    };
    EXPECT_EQ(codes("EPSG:3405")[0], "EPSG:32648");
    EXPECT_EQ(codes("EPSG:3405")[2], "EPSG:5897");
    EXPECT_EQ(codes("EPSG:32648")[0], "EPSG:3405");
    EXPECT_EQ(codes("EPSG:32648")[3], "EPSG:5897");
    EXPECT_EQ(codes("EPSG:4756")[0], "EPSG:4326");
    EXPECT_EQ(codes("EPSG:9209")[0].rfind("+proj=tmerc", 0), 0u);
    EXPECT_TRUE(codes("EPSG:2227").empty());  // Lambert, US feet
    EXPECT_TRUE(codes("EPSG:3857").empty());
}

TEST(OtherReadings, HoldEveryZoneBothWaysAndNotTheDeclaredOne) {
    const std::vector<CoordinateReading> readings = other_readings({"EPSG:9209"}, kNamDinh);
    const auto count = [&](const char* code, AxisOrder order) {
        return std::count_if(readings.begin(), readings.end(),
                             [&](const CoordinateReading& r) { return r.crs.definition == code && r.order == order; });
    };
    EXPECT_EQ(count("EPSG:9209", AxisOrder::kAsGiven), 0);
    EXPECT_EQ(count("EPSG:9209", AxisOrder::kSwapped), 1);
    for (const char* code :
         {"EPSG:5896", "EPSG:5897", "EPSG:9218", "EPSG:3405", "EPSG:32648", "EPSG:4326", "EPSG:4756"}) {
        EXPECT_EQ(count(code, AxisOrder::kAsGiven), 1) << code;
        EXPECT_EQ(count(code, AxisOrder::kSwapped), 1) << code;
    }
}

TEST(OtherReadings, ElsewhereVn2000IsNotProposed) {
    for (const CoordinateReading& reading : other_readings({"EPSG:4326"}, {-87.95, 41.64, -87.52, 42.03})) {
        EXPECT_TRUE(reading.crs.definition == "EPSG:4326" || reading.crs.definition == "EPSG:32616")
            << reading.crs.definition;
    }
}

TEST(RangeFault, TellsWhatRangesCanTell) {
    const Box degrees{105.9, 19.9, 106.6, 20.5};
    const Box metres{544000, 2200000, 615000, 2268000};
    const auto swapped = [](const Box& b) { return Box{b.y_min, b.x_min, b.y_max, b.x_max}; };
    EXPECT_EQ(range_fault(degrees, {"EPSG:4326"}), RangeFault::kNone);
    EXPECT_EQ(range_fault(metres, {"EPSG:9209"}), RangeFault::kNone);
    EXPECT_EQ(range_fault(degrees, {"EPSG:9209"}), RangeFault::kDegreesAsMetres);
    EXPECT_EQ(range_fault(metres, {"EPSG:4326"}), RangeFault::kMetresAsDegrees);
    EXPECT_EQ(range_fault(swapped(degrees), {"EPSG:4756"}), RangeFault::kSwapped);
    EXPECT_EQ(range_fault(swapped(metres), {"EPSG:9209"}), RangeFault::kSwapped);
    EXPECT_EQ(range_fault({}, {"EPSG:9209"}), RangeFault::kNone);
    // Two zones and two datums look alike: that needs the areas.
    EXPECT_EQ(range_fault(metres, {"EPSG:3405"}), RangeFault::kNone);
    // Other places' clean data: Chicago in degrees, San Francisco in US feet, Portland in feet.
    EXPECT_EQ(range_fault({-87.95, 41.64, -87.52, 42.03}, {"EPSG:4326"}), RangeFault::kNone);
    EXPECT_EQ(range_fault({5979000, 2085000, 6024000, 2131000}, {"EPSG:2227"}), RangeFault::kNone);
    EXPECT_EQ(range_fault({7600000, 650000, 7700000, 720000}, {"EPSG:2913"}), RangeFault::kNone);
}

}  // namespace
}  // namespace diaban
