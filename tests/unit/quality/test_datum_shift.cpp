#include "layers/quality/datum_shift.hpp"

#include <gtest/gtest.h>

#include "tests/unit/quality/province.hpp"

namespace diaban {
namespace {

using test::Naming;

/// The areas came in EPSG:9209 unless said otherwise.
DatumShift shift_of(const std::vector<CoordinateRow>& rows, const CrsId& declared, const AreaLayer& areas,
                    const char* areas_source = "EPSG:9209") {
    return find_datum_shift({rows, declared, {areas_source}}, areas, 1);
}

// What the numbers are and what they are declared as -> the kind of reading found.
struct Case {
    const char* written;
    const char* declared;
    ReadingKind kind;
    const char* proposed;
};

// WGS 84 / TM-3 105-30: what a GPS program gives that was told the meridian and not the datum.
constexpr const char* kTm3OnWgs84 =
    "+proj=tmerc +lat_0=0 +lon_0=105.5 +k=0.9999 +x_0=500000 +y_0=0 +datum=WGS84 +units=m +no_defs +type=crs";

TEST(FindDatumShift, FindsEachKnownShiftWhereRowsNameTheirArea) {
    const AreaLayer areas = test::communes(10, 10);
    const test::Scatter scatter = test::scattered(areas, 2000, 1);
    for (const Case& c : {Case{"EPSG:4756", "EPSG:4326", ReadingKind::kDatum, "EPSG:4756"},
                          Case{"EPSG:4326", "EPSG:4756", ReadingKind::kDatum, "EPSG:4326"},
                          Case{kTm3OnWgs84, "EPSG:9209", ReadingKind::kDatum, kTm3OnWgs84},
                          Case{"EPSG:32648", "EPSG:3405", ReadingKind::kDatum, "EPSG:32648"},
                          Case{"EPSG:5897", "EPSG:3405", ReadingKind::kScale, "EPSG:5897"},
                          Case{"EPSG:3405", "EPSG:5897", ReadingKind::kScale, "EPSG:3405"},
                          Case{"EPSG:32648", "EPSG:5897", ReadingKind::kScale, "EPSG:32648"}}) {
        const DatumShift found =
            shift_of(test::rows_in(scatter, {c.written}, Naming::kRowsNameTheirArea), {c.declared}, areas);
        ASSERT_EQ(found.verdict, DatumVerdict::kShifted) << c.written << " declared " << c.declared;
        EXPECT_EQ(found.others[*found.better].reading.kind, c.kind) << c.written;
        EXPECT_EQ(found.others[*found.better].reading.crs.definition, c.proposed);
        EXPECT_NEAR(found.free_east_m, found.others[*found.better].east_m, 150.0);
        EXPECT_NEAR(found.free_north_m, found.others[*found.better].north_m, 150.0);
    }
}

TEST(FindDatumShift, FindsTheWrongSign) {
    const AreaLayer areas = test::communes(10, 10);
    const test::Scatter scatter = test::scattered(areas, 2000, 2);
    // Read as VN-2000 the right way, then shifted once more the same way: 449 m.
    const std::vector<CoordinateReading> readings = datum_readings({"EPSG:4756"});
    ASSERT_EQ(readings[1].kind, ReadingKind::kWrongSign);
    const auto rows = test::rows_in(scatter, readings[1].crs, Naming::kRowsNameTheirArea);
    const DatumShift found = shift_of(rows, {"EPSG:4756"}, areas);
    ASSERT_EQ(found.verdict, DatumVerdict::kShifted);
    EXPECT_EQ(found.others[*found.better].reading.kind, ReadingKind::kWrongSign);
    EXPECT_NEAR(std::hypot(found.others[*found.better].east_m, found.others[*found.better].north_m), 449.0, 1.5);
}

// Without names only the outer border speaks: with enough points near it that is still enough.
TEST(FindDatumShift, TheOuterBorderAloneSpeaksWhenThereAreManyPoints) {
    const AreaLayer areas = test::communes(6, 6);
    test::Scatter scatter = test::scattered(areas, 300, 3);
    std::mt19937 random(4);
    std::uniform_real_distribution<double> unit(0.0, 30000.0);
    for (int i = 0; i < 20000; ++i) {
        scatter.place.push_back({test::kWest + unit(random), test::kSouth + unit(random)});
        scatter.area.push_back(0);
    }
    const DatumShift found = shift_of(test::rows_in(scatter, {"EPSG:4756"}, Naming::kNoNames), {"EPSG:4326"}, areas);
    ASSERT_EQ(found.verdict, DatumVerdict::kShifted);
    EXPECT_EQ(found.others[*found.better].reading.crs.definition, "EPSG:4756");
}

// Points that are right, areas that were read in the wrong datum: no reading of the points mends that.
TEST(FindDatumShift, TheAreasMayBeTheOnesThatAreWrong) {
    AreaLayer areas = test::communes(10, 10);
    const test::Scatter scatter = test::scattered(areas, 2000, 9);
    const auto rows = test::rows_in(scatter, {"EPSG:4326"}, Naming::kRowsNameTheirArea);
    for (MultiPolygon& area : areas.geometry) {
        for (ProjectedPoint& p : area.polygons[0].outer) {
            p.x -= 196.0;  // VN-2000 numbers taken for WGS 84
            p.y += 110.0;
        }
    }
    const DatumShift found = shift_of(rows, {"EPSG:4326"}, areas, "EPSG:4326");
    ASSERT_EQ(found.verdict, DatumVerdict::kShifted);
    EXPECT_TRUE(found.others[*found.better].of_areas);
    EXPECT_EQ(found.others[*found.better].reading.crs.definition, "EPSG:4756");
}

TEST(FindDatumShift, FewPointsAreNoEvidence) {
    const AreaLayer areas = test::communes(10, 10);
    const test::Scatter scatter = test::scattered(areas, 60, 5);
    for (const char* written : {"EPSG:4326", "EPSG:4756"}) {
        EXPECT_EQ(shift_of(test::rows_in(scatter, {written}, Naming::kNoNames), {"EPSG:4326"}, areas).verdict,
                  DatumVerdict::kCannotTell);
    }
}

TEST(FindDatumShift, OtherCountriesAndOtherProjectionsAreNotJudged) {
    AreaLayer chicago;
    chicago.crs = {"EPSG:32616"};
    chicago.geometry = {test::rectangle(440000, 4610000, 450000, 4620000)};
    const std::vector<CoordinateRow> rows{{{-87.6, 41.7}, kNoArea, 1}};
    EXPECT_EQ(shift_of(rows, {"EPSG:4326"}, chicago, "EPSG:32616").verdict, DatumVerdict::kNotApplicable);
    EXPECT_EQ(shift_of(rows, {"EPSG:3857"}, test::communes(2, 2), "EPSG:3857").verdict, DatumVerdict::kNotApplicable);
}

// False alarms: clean data of many shapes.
/// Draws of each shape. Raised to 60 by hand it takes a minute a shape.
constexpr unsigned kDraws = 12;

class CleanClouds : public ::testing::TestWithParam<int> {};

TEST_P(CleanClouds, RaiseNothing) {
    int alarms = 0;
    for (unsigned seed = 1; seed <= kDraws; ++seed) {
        AreaLayer areas = test::communes(8, 8);
        test::Scatter scatter = test::scattered(areas, 1500, 100 * seed + static_cast<unsigned>(GetParam()));
        std::mt19937 random(seed);
        Naming naming = GetParam() % 2 == 0 ? Naming::kRowsNameTheirArea : Naming::kNoNames;
        switch (GetParam() / 2) {
            case 0:
                break;  // as it should be
            case 1:     // a watch list: every third commune
                for (std::size_t i = 0; i < areas.size(); ++i) {
                    if (i % 3 != 0) {
                        areas.geometry[i] = {};
                    }
                }
                for (std::uint32_t& area : scatter.area) {
                    area = area % 3 == 0 ? area : kNoArea;
                }
                break;
            case 2:  // the town in the middle is not among the areas, and most incidents lie in it
                for (std::size_t i = 0; i < scatter.place.size(); i += 2) {
                    scatter.place[i] = {test::kWest + 15000.0 + static_cast<double>(random() % 10000),
                                        test::kSouth + 15000.0 + static_cast<double>(random() % 10000)};
                    scatter.area[i] = kNoArea;
                }
                for (const std::size_t i : {27u, 28u, 35u, 36u}) {
                    areas.geometry[i] = {};
                }
                break;
            case 3: {  // a coast drawn 250 m too far inland, along which many incidents lie; nothing at all lies in the
                       // west
                for (ProjectedPoint& p : scatter.place) {
                    p.x = test::kWest + 40000.0 - (test::kWest + 40000.0 - p.x) * 0.3;
                }
                naming = Naming::kNoNames;
                for (std::size_t i = 7; i < areas.size(); i += 8) {
                    for (ProjectedPoint& p : areas.geometry[i].polygons[0].outer) {
                        p.x = std::min(p.x, test::kWest + 39750.0);
                    }
                }
                break;
            }
            case 4:  // one row in ten names a neighbouring commune
                for (std::size_t i = 0; i < scatter.area.size(); i += 10) {
                    scatter.area[i] = scatter.area[i] + 1 < areas.size() ? scatter.area[i] + 1 : 0;
                }
                break;
            default:
                FAIL();
        }
        for (const char* crs : {"EPSG:4326", "EPSG:9209"}) {
            alarms +=
                shift_of(test::rows_in(scatter, {crs}, naming), {crs}, areas).verdict == DatumVerdict::kShifted ? 1 : 0;
        }
    }
    EXPECT_EQ(alarms, 0);
}

INSTANTIATE_TEST_SUITE_P(Shapes, CleanClouds, ::testing::Range(0, 10));

}  // namespace
}  // namespace diaban
