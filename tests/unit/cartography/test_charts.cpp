#include "layers/cartography/charts.hpp"

#include <gtest/gtest.h>

#include "layers/cartography/canvas.hpp"

namespace diaban {
namespace {

TEST(Charts, AxisStepsAreRoundAndFew) {
    EXPECT_EQ(axis_step(0.0), 1.0);
    EXPECT_EQ(axis_step(5.0), 1.0);
    EXPECT_EQ(axis_step(9.0), 2.0);
    EXPECT_EQ(axis_step(12.0), 2.5);
    EXPECT_EQ(axis_step(240.0), 50.0);
    EXPECT_EQ(axis_step(0.3), 0.1);
    EXPECT_EQ(axis_step(26.0), 10.0);
    // There is no half of an incident.
    EXPECT_EQ(count_step(2.0), 1.0);
    EXPECT_EQ(count_step(12.0), 5.0);
    EXPECT_EQ(count_step(120.0), 25.0);
}

/// Bytes of a chart in a box of 400 x 200.
template <typename Draw>
std::string drawn(Draw draw) {
    Canvas canvas({400.0, 200.0}, MapFormat::kSvg, {});
    Typesetter text(canvas.context());
    draw(text, PageBox{0.0, 0.0, 400.0, 200.0});
    return canvas.finish();
}

const Catalogue& words() {
    return catalogue(Language::kVietnamese);
}

TEST(Charts, ATrendWithGapsIsDrawnAndDiffersFromOneWithout) {
    TrendChart chart{"vụ",
                     {"01", "02", "03", "04"},
                     {{"a", kBlack, LineKind::kDashed, PointSymbol::kSquare, {1.0, 4.0, 2.0, 3.0}}},
                     2,
                     "kỳ này"};
    const auto picture = [&] {
        return drawn([&](Typesetter& text, const PageBox& box) { draw_trend_chart(text, chart, box, words()); });
    };
    const std::string whole = picture();
    EXPECT_EQ(whole, picture());
    chart.series[0].values[1] = std::nullopt;
    EXPECT_NE(picture(), whole);
    chart.series.clear();
    chart.periods.clear();
    EXPECT_FALSE(picture().empty());
}

TEST(Charts, RankedRowsFitTheirHeight) {
    EXPECT_EQ(ranked_rows_in(10.0), 0u);
    EXPECT_EQ(ranked_rows_in(26.0 + 10.5 * 7 + 1.0), 7u);
    RankedChart chart{"lần", {{"Xã A", 0.0, 0.0, 1e9, kBlack}, {"Xã B", 1.0, 0.9, 1.1, kBlack}}};
    EXPECT_FALSE(
        drawn([&](Typesetter& text, const PageBox& box) { draw_ranked_chart(text, chart, box, words()); }).empty());
}

TEST(Charts, HoursNeedAllCells) {
    const auto picture = [](HoursChart chart) {
        return drawn([&](Typesetter& text, const PageBox& box) { draw_hours_chart(text, chart, box, words()); });
    };
    const std::string nothing = picture({});
    EXPECT_EQ(picture({std::vector<std::int64_t>(5, 1)}), nothing);
    const std::string zero = picture({std::vector<std::int64_t>(168, 0)});
    std::vector<std::int64_t> one(168, 0);
    one[3] = 7;
    EXPECT_NE(zero, nothing);
    EXPECT_NE(picture({one}), zero);
}

}  // namespace
}  // namespace diaban
