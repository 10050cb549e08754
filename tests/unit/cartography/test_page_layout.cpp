#include "layers/cartography/page_layout.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace diaban {
namespace {

constexpr double kPrinterMargin = 5.0 * kPointsPerMillimetre;

std::vector<std::pair<std::string, PageBox>> boxes_of(const PageLayout& layout) {
    return {{"header", layout.header},           {"marking", layout.marking}, {"map", layout.map},
            {"legend", layout.legend},           {"scale", layout.scale},     {"list", layout.list},
            {"information", layout.information}, {"code", layout.code},       {"footer", layout.footer}};
}

TEST(PageLayout, PaperIsIso216) {
    const PaperSize a4 = paper_size(PageSize::kA4, PageOrientation::kLandscape);
    EXPECT_NEAR(a4.width, 841.89, 0.01);
    EXPECT_NEAR(a4.height, 595.28, 0.01);
    const PaperSize a3 = paper_size(PageSize::kA3, PageOrientation::kPortrait);
    EXPECT_NEAR(a3.width, 841.89, 0.01);
    EXPECT_NEAR(a3.height, 1190.55, 0.01);
}

TEST(PageLayout, BoxesLieApartAndInsideThePage) {
    const std::vector<BlockHeights> cases{{50, 120, 100}, {30, 60, 40}, {90, 200, 160}, {0, 0, 0}, {900, 900, 900}};
    for (const PageSize size : {PageSize::kA4, PageSize::kA3}) {
        for (const PageOrientation orientation : {PageOrientation::kLandscape, PageOrientation::kPortrait}) {
            for (const BlockHeights& heights : cases) {
                const PageLayout layout = page_layout(size, orientation, heights);
                const PageBox page = PageBox{0, 0, layout.paper.width, layout.paper.height}.inset(kPrinterMargin);
                const auto boxes = boxes_of(layout);
                for (std::size_t i = 0; i < boxes.size(); ++i) {
                    EXPECT_TRUE(page.contains(boxes[i].second)) << boxes[i].first << " header " << heights.header;
                    EXPECT_GE(boxes[i].second.height, 0.0) << boxes[i].first;
                    for (std::size_t j = i + 1; j < boxes.size(); ++j) {
                        EXPECT_FALSE(boxes[i].second.overlaps(boxes[j].second))
                            << boxes[i].first << " and " << boxes[j].first << " header " << heights.header;
                    }
                }
            }
        }
    }
}

TEST(PageLayout, OrdinaryTextsGetAllTheRoomTheyAskFor) {
    const BlockHeights heights{52, 130, 95};
    for (const PageSize size : {PageSize::kA4, PageSize::kA3}) {
        for (const PageOrientation orientation : {PageOrientation::kLandscape, PageOrientation::kPortrait}) {
            const PageLayout layout = page_layout(size, orientation, heights);
            EXPECT_GE(layout.header.height, heights.header);
            EXPECT_DOUBLE_EQ(layout.legend.height, heights.legend);
            EXPECT_DOUBLE_EQ(layout.information.height, heights.information);
            EXPECT_DOUBLE_EQ(layout.legend.width, panel_width(size, orientation));
            EXPECT_DOUBLE_EQ(layout.header.width, header_width(size, orientation));
        }
    }
}

TEST(PageLayout, TheMapTakesMostOfThePage) {
    for (const PageOrientation orientation : {PageOrientation::kLandscape, PageOrientation::kPortrait}) {
        const PageLayout layout = page_layout(PageSize::kA4, orientation, {52, 130, 95});
        EXPECT_GT(layout.map.width * layout.map.height, 0.5 * layout.paper.width * layout.paper.height);
    }
}

TEST(PageLayout, ABlockStandsInTheCornerThatHidesLeast) {
    const PageBox frame{100, 200, 300, 200};
    const PageBox block{0, 0, 130, 40};
    const auto corner = [&](const std::vector<PageBox>& things) {
        const PageBox at = emptiest_corner(frame, block, 5.0, things);
        return std::pair{at.x, at.y};
    };
    const PageBox low_left{110, 370, 4, 4};
    const PageBox low_right{300, 370, 4, 4};
    EXPECT_EQ(corner({}), (std::pair{105.0, 355.0}));
    EXPECT_EQ(corner({low_left}), (std::pair{265.0, 355.0}));
    EXPECT_EQ(corner({low_left, low_right}), (std::pair{105.0, 205.0}));
    // All four hide something: the one that hides least.
    EXPECT_EQ(corner({low_left, low_left, low_right, PageBox{110, 210, 4, 4}, PageBox{110, 220, 4, 4},
                      PageBox{300, 210, 4, 4}, PageBox{300, 220, 4, 4}}),
              (std::pair{265.0, 355.0}));
}

}  // namespace
}  // namespace diaban
