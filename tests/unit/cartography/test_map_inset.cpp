#include "layers/cartography/map_inset.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

/// A frame of 400 x 300 points at one point a metre, its middle at 0,0; one area fills the left half.
DrawnAreas left_half() {
    DrawnAreas drawn;
    drawn.frame.box = {0.0, 0.0, 400.0, 300.0};
    drawn.frame.points_per_metre = 1.0;
    drawn.outlines.push_back({{{{0.0, 0.0}, {200.0, 0.0}, {200.0, 300.0}, {0.0, 300.0}}}, {0.0, 0.0, 200.0, 300.0}});
    return drawn;
}

std::vector<MapSymbol> numbered(std::initializer_list<ProjectedPoint> places) {
    std::vector<MapSymbol> symbols;
    for (const ProjectedPoint place : places) {
        symbols.push_back({place, SymbolShape::kNumbered, kBlack, std::to_string(symbols.size() + 1)});
    }
    return symbols;
}

TEST(MapInset, CrowdedNumbersAreShownLargerWhereNothingIsHidden) {
    // Seven within 16 m, three far away: a disc is more than 10 m across.
    const auto symbols = numbered({{-100, 0},
                                   {-96, 2},
                                   {-92, 4},
                                   {-98, 8},
                                   {-94, 10},
                                   {-90, 12},
                                   {-86, 6},
                                   {150, -100},
                                   {-150, 140},
                                   {-190, -140}});
    const auto inset = choose_inset(symbols, left_half(), 1.0);
    ASSERT_TRUE(inset.has_value());
    EXPECT_EQ(inset->symbols, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6}));
    for (const std::size_t i : inset->symbols) {
        EXPECT_TRUE(symbols[i].at.x > inset->extent.x_min && symbols[i].at.x < inset->extent.x_max);
        EXPECT_TRUE(symbols[i].at.y > inset->extent.y_min && symbols[i].at.y < inset->extent.y_max);
    }
    // Of the empty half's corners the lower one holds symbol 8: the upper one is taken.
    EXPECT_GT(inset->box.x, 200.0);
    EXPECT_LT(inset->box.bottom(), 150.0);
    EXPECT_TRUE(left_half().frame.box.contains(inset->box));
    EXPECT_GE(inset->box.width / std::max(inset->extent.width(), inset->extent.height()), 2.0);
}

TEST(MapInset, NoneWhereNumbersHaveRoomOrAreFew) {
    EXPECT_FALSE(choose_inset({}, left_half(), 1.0));
    EXPECT_FALSE(choose_inset(numbered({{0, 0}, {2, 2}, {4, 0}}), left_half(), 1.0));
    std::vector<MapSymbol> apart;
    for (int k = 0; k < 10; ++k) {
        apart.push_back({{-180.0 + 36.0 * k, 0.0}, SymbolShape::kNumbered, kBlack, std::to_string(k)});
    }
    EXPECT_FALSE(choose_inset(apart, left_half(), 1.0));
    std::vector<MapSymbol> discs(20);  // without numbers there is nothing to read
    EXPECT_FALSE(choose_inset(discs, left_half(), 1.0));
}

}  // namespace
}  // namespace diaban
