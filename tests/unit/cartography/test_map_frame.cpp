#include "layers/cartography/map_frame.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace diaban {
namespace {

Ring square(double x, double y, double side) {
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}

double signed_area(const PageRing& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const PagePoint& p = ring[i];
        const PagePoint& q = ring[(i + 1) % ring.size()];
        twice += p.x * q.y - q.x * p.y;
    }
    return twice / 2.0;
}

// 40 km in 400 - 16 points: 1 point = 104.17 m; a metre of paper has 72 / 0.0254 points, so 1 : 295,276, rounded up.
TEST(MapFrame, ScaleIsRoundedUpToTwoDigits) {
    const MapFrame frame = fit_map({500000, 2200000, 540000, 2210000}, {0, 0, 400, 300});
    EXPECT_NEAR(frame.denominator(), 300000.0, 1e-6);
    EXPECT_DOUBLE_EQ(frame.centre.x, 520000.0);
    EXPECT_DOUBLE_EQ(frame.centre.y, 2205000.0);
}

TEST(MapFrame, NorthIsUpAndThereIsAWayBack) {
    const MapFrame frame = fit_map({0, 0, 1000, 1000}, {10, 20, 200, 100});
    const PagePoint centre = frame.to_page({500, 500});
    EXPECT_DOUBLE_EQ(centre.x, 110.0);
    EXPECT_DOUBLE_EQ(centre.y, 70.0);
    EXPECT_LT(frame.to_page({500, 900}).y, centre.y);
    EXPECT_GT(frame.to_page({900, 500}).x, centre.x);
    const ProjectedPoint back = frame.to_map(frame.to_page({123.0, 456.0}));
    EXPECT_NEAR(back.x, 123.0, 1e-9);
    EXPECT_NEAR(back.y, 456.0, 1e-9);
}

TEST(MapFrame, EmptyAndSinglePointExtentsAreDrawable) {
    EXPECT_NEAR(fit_map(Box{}, {0, 0, 100, 100}).denominator(), 100000.0, 1e-6);
    const MapFrame frame = fit_map({5, 5, 5, 5}, {0, 0, 100, 100});
    EXPECT_TRUE(std::isfinite(frame.points_per_metre));
    EXPECT_NEAR(frame.to_page({5, 5}).x, 50.0, 1e-9);
}

TEST(Outline, OuterRingsAndHolesTurnOppositeWays) {
    const MapFrame frame = fit_map({0, 0, 1000, 1000}, {0, 0, 200, 200});
    for (const bool reversed : {false, true}) {
        Ring outer = square(0, 0, 1000);
        Ring hole = square(400, 400, 200);
        if (reversed) {
            std::reverse(outer.begin(), outer.end());
        }
        const PageOutline outline = outline_on_page({{{outer, {hole}}}}, frame, 0.1);
        ASSERT_EQ(outline.rings.size(), 2u);
        EXPECT_GT(signed_area(outline.rings[0]), 0.0);
        EXPECT_LT(signed_area(outline.rings[1]), 0.0);
    }
}

TEST(Outline, DropsVerticesThatDoNotMoveTheLine) {
    const MapFrame frame = fit_map({0, 0, 1000, 1000}, {0, 0, 200, 200});
    Ring ring;
    for (int i = 0; i < 1000; ++i) {
        ring.push_back({static_cast<double>(i), 0.0});
    }
    ring.insert(ring.end(), {{1000, 0}, {1000, 1000}, {0, 1000}, {0, 0}});
    const PageOutline outline = outline_on_page({{{ring, {}}}}, frame, 0.1);
    ASSERT_EQ(outline.rings.size(), 1u);
    EXPECT_EQ(outline.rings[0].size(), 4u);
}

TEST(Outline, NoVertexOfTheInputLiesFartherThanTheTolerance) {
    const MapFrame frame = fit_map({-1000, -1000, 1000, 1000}, {0, 0, 200, 200});
    Ring ring;
    for (int i = 0; i < 2000; ++i) {
        const double angle = 2.0 * std::acos(-1.0) * i / 2000.0;
        const double radius = 900.0 + 60.0 * std::sin(17.0 * angle);
        ring.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    const PageOutline outline = outline_on_page({{{ring, {}}}}, frame, 0.1);
    ASSERT_EQ(outline.rings.size(), 1u);
    const PageRing& thin = outline.rings[0];
    EXPECT_LT(thin.size(), 600u);
    for (const ProjectedPoint p : ring) {
        const PagePoint page = frame.to_page(p);
        double nearest = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < thin.size(); ++i) {
            const PagePoint a = thin[i];
            const PagePoint b = thin[(i + 1) % thin.size()];
            const double length2 = std::pow(b.x - a.x, 2) + std::pow(b.y - a.y, 2);
            const double t =
                std::clamp(((page.x - a.x) * (b.x - a.x) + (page.y - a.y) * (b.y - a.y)) / length2, 0.0, 1.0);
            nearest = std::min(nearest, std::hypot(page.x - a.x - t * (b.x - a.x), page.y - a.y - t * (b.y - a.y)));
        }
        EXPECT_LE(nearest, 0.15);  // half a tolerance goes to vertices that are closer than that to their neighbour
    }
}

TEST(Outline, AnAreaTooSmallToBeSeenBecomesAMark) {
    const MapFrame frame = fit_map({0, 0, 1e6, 1e6}, {0, 0, 200, 200});
    const PageOutline outline = outline_on_page({{{square(500000, 500000, 1), {}}}}, frame, 0.1);
    ASSERT_FALSE(outline.empty());
    EXPECT_NEAR(outline.box.width, 1.2, 1e-9);
    EXPECT_NEAR(outline.box.centre().x, 100.0, 0.01);
}

TEST(Outline, NothingUsableGivesNothing) {
    const MapFrame frame = fit_map({0, 0, 1000, 1000}, {0, 0, 200, 200});
    EXPECT_TRUE(outline_on_page({}, frame, 0.1).empty());
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(outline_on_page({{{{{nan, 0}, {0, nan}, {nan, nan}}, {}}}}, frame, 0.1).empty());
    Ring with_gap = square(0, 0, 1000);
    with_gap.insert(with_gap.begin() + 1, {nan, nan});
    EXPECT_EQ(outline_on_page({{{with_gap, {}}}}, frame, 0.1).rings.at(0).size(), 4u);
}

}  // namespace
}  // namespace diaban
