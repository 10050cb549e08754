#include "layers/cartography/label_placement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace diaban {
namespace {

PageOutline rectangle(double x, double y, double width, double height) {
    return {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}}, {x, y, width, height}};
}

LabelRequest request(std::int32_t area, std::vector<LabelSize> names) {
    return {area, std::move(names), {8, 7}, 0.0};
}

std::size_t overlaps(const std::vector<LabelPlacement>& placements) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < placements.size(); ++i) {
        for (std::size_t j = i + 1; j < placements.size(); ++j) {
            count += placements[i].box.overlaps(placements[j].box) ? 1 : 0;
        }
    }
    return count;
}

std::string picture(const AreaMask& mask) {
    std::string text;
    for (std::int32_t row = 0; row < mask.rows; ++row) {
        for (std::int32_t column = 0; column < mask.columns; ++column) {
            const std::int32_t area = mask.at(row, column);
            text += area == kUncovered ? '.' : static_cast<char>('a' + area);
        }
        text += '\n';
    }
    return text;
}

TEST(AreaMask, CellsBelongToTheAreaOverTheirCentre) {
    PageOutline ring = rectangle(1, 1, 4, 4);
    ring.rings.push_back({{2, 2}, {2, 4}, {4, 4}, {4, 2}});  // the other way round: a hole
    const std::vector<PageOutline> outlines{ring, rectangle(6, 0, 2, 3)};
    EXPECT_EQ(picture(mask_of(outlines, {0, 0, 8, 6}, 1.0)),
              "......bb\n"
              ".aaaa.bb\n"
              ".a..a.bb\n"
              ".a..a...\n"
              ".aaaa...\n"
              "........\n");
}

TEST(AreaMask, OverlapGoesToTheLaterAndWhatLiesOutsideIsCut) {
    const std::vector<PageOutline> outlines{rectangle(-5, -5, 8, 7), rectangle(2, 1, 9, 9), PageOutline{}};
    EXPECT_EQ(picture(mask_of(outlines, {0, 0, 4, 3}, 1.0)),
              "aaa.\n"
              "aabb\n"
              "..bb\n");
}

TEST(PlaceLabels, TheFirstWayThatFitsStandsInTheMiddle) {
    const std::vector<PageOutline> outlines{rectangle(20, 20, 60, 40)};
    const AreaMask mask = mask_of(outlines, {0, 0, 100, 80}, 1.0);
    const auto placed = place_labels(mask, std::vector{request(0, {{80, 10}, {40, 10}, {20, 5}})}, {9, {}});
    ASSERT_EQ(placed[0].kind, LabelKind::kName);
    EXPECT_EQ(placed[0].variant, 1u);
    EXPECT_NEAR(placed[0].box.centre().x, 50.0, 1.0);
    EXPECT_NEAR(placed[0].box.centre().y, 40.0, 1.0);
    EXPECT_DOUBLE_EQ(placed[0].box.width, 40.0);
}

// An L: its centre of gravity lies outside, the label must stand in one of the arms.
TEST(PlaceLabels, StaysInsideAnAngularArea) {
    PageOutline angle;
    angle.rings = {{{0, 0}, {100, 0}, {100, 14}, {14, 14}, {14, 100}, {0, 100}}};
    angle.box = {0, 0, 100, 100};
    const std::vector<PageOutline> outlines{angle, rectangle(14, 14, 86, 86)};
    const AreaMask mask = mask_of(outlines, {0, 0, 100, 100}, 1.0);
    const auto placed = place_labels(mask, std::vector{request(0, {{40, 8}}), request(1, {{40, 8}})}, {9, {}});
    ASSERT_EQ(placed[0].kind, LabelKind::kName);
    EXPECT_LE(placed[0].box.bottom(), 14.5);
    EXPECT_EQ(overlaps(placed), 0u);
}

TEST(PlaceLabels, ANameMayReachOverEmptySpaceButNumbersReplaceItAmongNeighbours) {
    // Alone in the sea, 30 points wide, for a name of 40.
    const std::vector<PageOutline> island{rectangle(50, 50, 30, 20)};
    const auto alone =
        place_labels(mask_of(island, {0, 0, 200, 150}, 1.0), std::vector{request(0, {{40, 8}})}, {9, {}});
    EXPECT_EQ(alone[0].kind, LabelKind::kName);
    // The same among eight neighbours, for a name of 60.
    std::vector<PageOutline> block;
    for (int i = 0; i < 9; ++i) {
        block.push_back(rectangle(30.0 * (i % 3), 20.0 * (i / 3), 30, 20));
    }
    const auto crowded = place_labels(mask_of(block, {0, 0, 90, 60}, 1.0), std::vector{request(4, {{60, 8}})}, {9, {}});
    EXPECT_EQ(crowded[0].kind, LabelKind::kNumber);
}

TEST(PlaceLabels, NumbersGoToTheImportantFirstAndTheRestIsSaid) {
    std::vector<PageOutline> block;
    std::vector<LabelRequest> requests;
    for (int i = 0; i < 25; ++i) {
        block.push_back(rectangle(12.0 * (i % 5), 12.0 * (i / 5), 12, 12));
        requests.push_back(request(i, {{50, 8}}));
        requests.back().priority = i >= 20 ? 1.0 : 0.0;
    }
    const auto placed = place_labels(mask_of(block, {0, 0, 60, 60}, 1.0), requests, {7, {}});
    const auto count = [&](LabelKind kind) {
        return std::count_if(placed.begin(), placed.end(), [&](const auto& p) { return p.kind == kind; });
    };
    EXPECT_EQ(count(LabelKind::kNumber), 7);
    EXPECT_EQ(count(LabelKind::kNone), 18);
    for (std::size_t i = 20; i < 25; ++i) {
        EXPECT_EQ(placed[i].kind, LabelKind::kNumber) << i;
    }
}

TEST(PlaceLabels, NeverOverlapAndStayInTheFrameWhateverTheMap) {
    for (int seed = 1; seed <= 20; ++seed) {
        // Rectangles of uneven size, some over others, from a small linear congruential sequence.
        unsigned state = static_cast<unsigned>(seed) * 2654435761u;
        const auto next = [&](double limit) {
            state = state * 1664525u + 1013904223u;
            return limit * (state >> 8) / 16777216.0;
        };
        std::vector<PageOutline> outlines;
        std::vector<LabelRequest> requests;
        for (std::int32_t i = 0; i < 60; ++i) {
            outlines.push_back(rectangle(next(300) - 20, next(200) - 20, 5 + next(60), 4 + next(40)));
            const double width = 15 + next(40);
            requests.push_back(request(i, {{width, 10}, {width / 2, 20}, {width * 0.7, 7}, {width * 0.35, 14}}));
        }
        const PageBox frame{0, 0, 300, 200};
        const auto placed = place_labels(mask_of(outlines, frame, 1.0), requests, {20, {}});
        EXPECT_EQ(overlaps(placed), 0u) << seed;
        for (const LabelPlacement& p : placed) {
            EXPECT_TRUE(p.kind == LabelKind::kNone || frame.contains(p.box)) << seed;
        }
    }
}

TEST(PlaceLabels, AnIslandIsNotHiddenByItsName) {
    const std::vector<PageOutline> outlines{rectangle(50, 50, 3, 3), rectangle(90.6, 50.6, 0.3, 0.3)};
    const AreaMask mask = mask_of(outlines, {0, 0, 150, 100}, 1.0);
    EXPECT_EQ(mask.at(50, 90), 1);
    const auto placed = place_labels(mask, std::vector{request(0, {{30, 8}}), request(1, {{30, 8}})}, {9, {}});
    for (std::size_t i = 0; i < 2; ++i) {
        ASSERT_EQ(placed[i].kind, LabelKind::kName) << i;
        EXPECT_FALSE(placed[i].box.overlaps(outlines[i].box)) << i;
        EXPECT_LT(std::abs(placed[i].box.centre().y - outlines[i].box.centre().y), 15.0) << i;
    }
}

TEST(PlaceLabels, AnArchipelagoIsNamedAmongItsIslands) {
    PageOutline islands;
    for (const PagePoint at : {PagePoint{40, 40}, {90, 30}, {60, 80}, {100, 75}}) {
        islands.rings.push_back(rectangle(at.x, at.y, 3, 3).rings[0]);
    }
    islands.box = {40, 30, 63, 53};
    const std::vector<PageOutline> outlines{islands};
    const AreaMask mask = mask_of(outlines, {0, 0, 150, 120}, 1.0);
    const auto placed = place_labels(mask, std::vector{request(0, {{40, 9}})}, {9, {}});
    ASSERT_EQ(placed[0].kind, LabelKind::kName);
    EXPECT_TRUE(islands.box.contains(placed[0].box));
    for (const PageRing& ring : islands.rings) {
        EXPECT_FALSE(placed[0].box.overlaps({ring[0].x, ring[0].y, 3, 3}));
    }
}

TEST(PlaceLabels, ASmallAreaAmongNeighboursKeepsItsColour) {
    const std::vector<PageOutline> outlines{rectangle(0, 0, 100, 100), rectangle(50, 50, 6, 6)};
    const AreaMask mask = mask_of(outlines, {0, 0, 100, 100}, 1.0);
    const auto placed = place_labels(mask, std::vector{request(1, {{30, 8}})}, {9, {}});
    ASSERT_EQ(placed[0].kind, LabelKind::kNumber);
    const PageBox& box = placed[0].box;
    const double width = std::min(box.right(), 56.0) - std::max(box.x, 50.0);
    const double height = std::min(box.bottom(), 56.0) - std::max(box.y, 50.0);
    EXPECT_LE(width * height, 0.85 * 36.0);  // four fifths, to the nearest cell
    EXPECT_GT(width * height, 0.0);
}

TEST(PlaceLabels, AnAreaThatCoversNoCellGetsNone) {
    const std::vector<PageOutline> outlines{rectangle(500, 500, 10, 10)};
    const auto placed =
        place_labels(mask_of(outlines, {0, 0, 50, 50}, 1.0), std::vector{request(0, {{5, 5}})}, {9, {}});
    EXPECT_EQ(placed.at(0).kind, LabelKind::kNone);
}

TEST(LabelPlacement, NamesKeepOffWhatStandsOnTheMap) {
    // One area of 100 x 40; its name of 40 x 8 would stand in the middle, (50, 20).
    const std::vector<PageOutline> outlines{rectangle(0, 0, 100, 40)};
    const AreaMask mask = mask_of(outlines, {0, 0, 100, 40}, 1.0);
    const std::vector<LabelRequest> requests{request(0, {{40, 8}})};
    const PageBox middle{45, 15, 10, 10};
    const PageBox alone = place_labels(mask, requests, {9, {}}).front().box;
    ASSERT_TRUE(alone.overlaps(middle));
    for (const LabelObstacles& obstacles : {LabelObstacles{{middle}, {}}, LabelObstacles{{}, {middle}}}) {
        const LabelPlacement moved = place_labels(mask, requests, {9, obstacles}).front();
        EXPECT_EQ(moved.kind, LabelKind::kName);
        EXPECT_FALSE(moved.box.overlaps(middle));
    }
    // No room beside it: a symbol is hidden rather than a name lost, an inset never is.
    const PageBox everything{0, 0, 100, 40};
    EXPECT_EQ(place_labels(mask, requests, {9, {{}, {everything}}}).front().kind, LabelKind::kName);
    EXPECT_EQ(place_labels(mask, requests, {9, {{everything}, {}}}).front().kind, LabelKind::kNone);
}

}  // namespace
}  // namespace diaban
