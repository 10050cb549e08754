#include "layers/cartography/map_labels.hpp"

#include <gtest/gtest.h>

#include "layers/cartography/canvas.hpp"

namespace diaban {
namespace {

TEST(BrokenInto, LinesAreAsEvenAsTheyCome) {
    EXPECT_EQ(broken_into("Thành phố Nam Định", 1), "Thành phố Nam Định");
    EXPECT_EQ(broken_into("Thành phố Nam Định", 2), "Thành phố\nNam Định");
    EXPECT_EQ(broken_into("Huyện Nghĩa Hưng", 3), "Huyện\nNghĩa\nHưng");
    EXPECT_EQ(broken_into("Ý Yên", 3), "Ý\nYên");
    EXPECT_EQ(broken_into("Yên", 2), "Yên");
    EXPECT_EQ(broken_into("", 2), "");
    EXPECT_EQ(broken_into("  Hải   Hậu ", 2), "Hải\nHậu");
}

PageOutline rectangle(double x, double y, double width, double height) {
    return {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}}, {x, y, width, height}};
}

class LabelAreas : public testing::Test {
protected:
    Canvas m_canvas{paper_size(PageSize::kA4, PageOrientation::kLandscape), MapFormat::kPdf, {}};
    Typesetter m_text{m_canvas.context()};
};

TEST_F(LabelAreas, EveryNameIsDrawnNumberedOrCounted) {
    std::vector<PageOutline> outlines;
    std::vector<AreaName> names;
    for (int i = 0; i < 100; ++i) {
        outlines.push_back(rectangle(14.0 * (i % 10), 12.0 * (i / 10), 14, 12));
        names.push_back({"Thị trấn Quất Lâm", i % 10 == 0, 0.0});
    }
    outlines.push_back(PageOutline{});
    names.push_back({"Không ranh giới", false, 0.0});
    const MapLabels labels = label_areas(m_text, outlines, names, {{0, 0, 140, 120}, 30, 1.0});
    EXPECT_EQ(labels.numbered.size(), 30u);
    EXPECT_EQ(labels.placed.size() + labels.unnamed, 100u);
    // Numbers run from the top, and borderline areas carry their asterisk in both places.
    for (std::size_t i = 0; i < labels.numbered.size(); ++i) {
        EXPECT_EQ(labels.numbered[i].number, i + 1);
    }
    double above = -1.0;
    std::size_t marked_on_map = 0;
    std::size_t marked_in_list = 0;
    for (const PlacedLabel& label : labels.placed) {
        EXPECT_GE(label.box.y, above);
        above = label.box.y;
        marked_on_map += label.text.back() == '*' ? 1 : 0;
    }
    for (const NumberedName& entry : labels.numbered) {
        marked_in_list += entry.name.back() == '*' ? 1 : 0;
    }
    EXPECT_GT(marked_on_map, 0u);
    EXPECT_EQ(marked_on_map, marked_in_list);
}

TEST_F(LabelAreas, LargeAreasGetLargeType) {
    const std::vector<PageOutline> outlines{rectangle(0, 0, 200, 100), rectangle(300, 0, 24, 22)};
    const MapLabels labels =
        label_areas(m_text, outlines, {{"Hải Hậu", false, 0.0}, {"Hải Hậu", false, 0.0}}, {{0, 0, 400, 200}, 5, 1.0});
    ASSERT_EQ(labels.placed.size(), 2u);
    EXPECT_GT(labels.placed[0].size, labels.placed[1].size);
    EXPECT_GE(labels.placed[1].size, 5.8);
}

TEST_F(LabelAreas, BoxesHoldTheTextTheyWereMadeFor) {
    const std::vector<PageOutline> outlines{rectangle(0, 0, 200, 100)};
    const MapLabels labels = label_areas(m_text, outlines, {{"Nghĩa Hưng", true, 0.0}}, {{0, 0, 400, 200}, 5, 1.0});
    ASSERT_EQ(labels.placed.size(), 1u);
    const TextSize size = m_text.measure(labels.placed[0].text, {labels.placed[0].size});
    EXPECT_LE(size.width, labels.placed[0].box.width + 0.05);
    EXPECT_EQ(labels.placed[0].text, "Nghĩa Hưng*");
}

TEST_F(LabelAreas, ListHoldsWhatItSays) {
    const ListShape shape = list_shape({0, 0, 200, 95}, 1.0);
    EXPECT_EQ(shape.columns, 2u);
    EXPECT_EQ(shape.room(), shape.columns * shape.rows);
    EXPECT_EQ(list_shape({0, 0, 200, -5}, 1.0).room(), 0u);
    std::vector<NumberedName> full;
    for (std::size_t i = 0; i < shape.room(); ++i) {
        full.push_back({i + 1, "Giao Thủy"});
    }
    EXPECT_LE(draw_list(m_text, full, {0, 0, 200, 95}, 1.0), 95.0);
}

}  // namespace
}  // namespace diaban
