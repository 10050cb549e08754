// Demand as places: worked by hand.
#include "engine/studies/cameras/demand.hpp"

#include <gtest/gtest.h>

#include "layers/model/error.hpp"
#include "tests/support/flag_value.hpp"

namespace diaban {
namespace {

MultiPolygon square(double x, double y, double side) {
    return {{Polygon{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}}}};
}

std::vector<HourRange> hours(const std::string& text) {
    return test::with_flag<CameraOptions>(camera_options(), "hours", text).hours;
}

std::map<std::string, double> factors(const std::string& text) {
    return test::with_flag<CameraOptions>(camera_options(), "class_weights", text).class_weights;
}

TEST(CameraDemand, HoursOverMidnight) {
    const std::vector<HourRange> ranges = hours("18-6,9-11");
    ASSERT_EQ(ranges.size(), 2u);
    for (const auto& [hour, night, morning] : {std::tuple{18, true, false},
                                               {23, true, false},
                                               {0, true, false},
                                               {5, true, false},
                                               {6, false, false},
                                               {9, false, true},
                                               {10, false, true},
                                               {11, false, false}}) {
        EXPECT_EQ(ranges[0].contains(hour), night) << hour;
        EXPECT_EQ(ranges[1].contains(hour), morning) << hour;
    }
    for (const char* text : {"", "18", "18-", "24-6", "-1-5", "5-5", "18-25", "a-b", "18-6;"}) {
        EXPECT_THROW((void)hours(text), Error) << text;
    }
}

TEST(CameraDemand, FactorsByName) {
    const auto read = factors("complex=3,phức tạp=2.5,a=b=0");
    EXPECT_EQ(read, (std::map<std::string, double>{{"complex", 3.0}, {"phức tạp", 2.5}, {"a=b", 0.0}}));
    for (const char* text : {"complex", "=3", "a=-1", "a=x"}) {
        EXPECT_THROW((void)factors(text), Error) << text;
    }
}

TEST(CameraDemand, PlacesAreMergedInAnyOrder) {
    DemandPoints points;
    points.at = {{5.0, 1.0}, {1.0, 9.0}, {5.0, 1.0}, {1.0, 2.0}};
    points.weight = {1.0, 2.0, 4.0, 8.0};
    std::vector<std::uint32_t> place;
    const std::vector<DemandPlace> merged = merge_places(points, MergeBy::kPlace, place);
    ASSERT_EQ(merged.size(), 3u);
    EXPECT_EQ(merged[0].at, (ProjectedPoint{1.0, 2.0}));
    EXPECT_EQ(merged[2].weight, 5.0);
    EXPECT_EQ(merged[2].points, 2u);
    EXPECT_EQ(place, (std::vector<std::uint32_t>{2, 1, 2, 0}));
    // The same coordinates under two ids stay two places.
    points.id = {"a", "b", "c", "d"};
    EXPECT_EQ(merge_places(points, MergeBy::kId, place).size(), 4u);
}

TEST(CameraDemand, AGridOverAreasLeavesNoneOut) {
    // Multiples of 10 in a square from 5 to 35: 10, 20, 30 each way. The small square holds none and gets a point of
    // its own.
    const std::vector<MultiPolygon> areas = {square(5.0, 5.0, 30.0), square(101.0, 101.0, 2.0)};
    const SpreadPoints spread = spread_over(areas, Metres{10.0}, 1000);
    EXPECT_EQ(spread.at.size(), 10u);
    EXPECT_EQ(spread.at[0], (ProjectedPoint{10.0, 10.0}));
    EXPECT_EQ(spread.area.back(), 1u);
    EXPECT_EQ(spread.at.back(), (ProjectedPoint{102.0, 102.0}));
    // 904 square metres at 10 m are 9 points; for at most 5 the spacing is doubled once.
    EXPECT_EQ(spread_over(areas, Metres{10.0}, 5).spacing_m, 20.0);
}

TEST(CameraDemand, HotAreaIsTheDensestCellsThatHoldTheShare) {
    const std::vector<ProjectedPoint> centre = {{1, 1}, {2, 1}, {3, 1}, {4, 1}};
    const HotArea half = hot_area(centre, {1.0, 4.0, 3.0, 2.0}, 0.01, 0.5);
    EXPECT_EQ(half.centre, (std::vector<ProjectedPoint>{{2, 1}, {3, 1}}));  // 4 + 3 of 10
    EXPECT_EQ(half.cell_km2, 0.01);
    EXPECT_EQ(hot_area(centre, {1.0, 4.0, 3.0, 2.0}, 0.01, 0.4).centre.size(), 1u);
}

TEST(CameraDemand, WhatDoesNotGoTogether) {
    CameraOptions options;
    options.count = 3;
    options.distances = "d.csv";
    EXPECT_THROW(validate(options), Error);  // no candidates
    options.candidates = "s.gpkg";
    EXPECT_NO_THROW(validate(options));
    options.buildings = "b.gpkg";
    EXPECT_THROW(validate(options), Error);
    options = {};
    options.count = 3;
    options.hours = hours("18-6");
    EXPECT_THROW(validate(options), Error);  // no times
    options.demand_kind = DemandKind::kRunIncidents;
    EXPECT_NO_THROW(validate(options));
    options.must_cover = "m.gpkg";
    options.model = SitingModel::kMedian;
    EXPECT_THROW(validate(options), Error);
}

}  // namespace
}  // namespace diaban
