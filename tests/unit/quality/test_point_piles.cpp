#include "layers/quality/point_piles.hpp"

#include <gtest/gtest.h>

#include "tests/unit/quality/province.hpp"

namespace diaban {
namespace {

IncidentSet layer_of(const std::vector<ProjectedPoint>& places) {
    IncidentSet incidents;
    incidents.point = places;
    incidents.located.assign(places.size(), 1);
    for (std::size_t i = 0; i < places.size(); ++i) {
        incidents.row.push_back(i + 1);
    }
    return incidents;
}

TEST(FindPointPiles, ScatteredAndHotPointsAreNoPiles) {
    const AreaLayer areas = test::communes(10, 10);
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::vector<ProjectedPoint> places = test::scattered(areas, 1000, seed).place;
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i] = places[i / 3 * 3];  // three rows an address, as block-level coordinates give
        }
        const PointPiles piles = find_point_piles(layer_of(places), areas);
        EXPECT_TRUE(piles.rows_on_spot.empty());
        EXPECT_TRUE(piles.rows_on_centres.empty());
        EXPECT_EQ(piles.located, 1000u);
        EXPECT_EQ(piles.different_places, 334u);
    }
}

TEST(FindPointPiles, TheSpotThatStandsOut) {
    const AreaLayer areas = test::communes(4, 4);
    std::vector<ProjectedPoint> places = test::scattered(areas, 300, 1).place;
    for (std::size_t i = 100; i < 124; ++i) {
        places[i] = {560123.0, 2212345.0};
    }
    const PointPiles piles = find_point_piles(layer_of(places), areas);
    ASSERT_EQ(piles.rows_on_spot.size(), 24u);
    EXPECT_EQ(piles.rows_on_spot.front(), 101u);
    EXPECT_EQ(piles.spot.x, 560123.0);
    // A market as busy as the spot is: then neither stands out.
    for (std::size_t i = 200; i < 215; ++i) {
        places[i] = {565000.0, 2215000.0};
    }
    EXPECT_TRUE(find_point_piles(layer_of(places), areas).rows_on_spot.empty());
}

TEST(FindPointPiles, MiddlesOfAreas) {
    const AreaLayer areas = test::communes(4, 4);  // 5 km squares: the middle of the first lies 2,500 m from its corner
    std::vector<ProjectedPoint> places = test::scattered(areas, 300, 2).place;
    for (std::size_t i = 0; i < 6; ++i) {
        places[10 + i] = {test::kWest + 2500.0, test::kSouth + 2500.0};
        places[30 + i] = {test::kWest + 7503.0, test::kSouth + 2498.0};  // rounded degrees: a few metres off
    }
    const PointPiles piles = find_point_piles(layer_of(places), areas);
    EXPECT_EQ(piles.rows_on_centres.size(), 12u);
    EXPECT_EQ(piles.areas_with_centre, (std::vector<std::uint32_t>{0, 1}));
    EXPECT_TRUE(piles.rows_on_spot.empty());
}

}  // namespace
}  // namespace diaban
