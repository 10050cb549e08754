#include "engine/review/themes.hpp"

#include <gtest/gtest.h>

#include "engine/review/area_hierarchy.hpp"
#include "engine/review/overlay_counts.hpp"

namespace diaban {
namespace {

std::optional<double> from_text(const std::string& text) {
    return attribute_number({"x", TextValues{text}, "", ""}, 0);
}

MultiPolygon square(double x, double y, double side) {
    return {{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}}}};
}

AreaLayer areas_of(const std::vector<std::pair<std::string, MultiPolygon>>& areas) {
    AreaLayer layer;
    for (const auto& [id, geometry] : areas) {
        layer.id.push_back(id);
        layer.name.push_back("name " + id);
        layer.parent.emplace_back();
        layer.population.emplace_back();
        layer.on_watch.push_back(1);
        layer.geometry.push_back(geometry);
    }
    return layer;
}

TEST(Themes, AnAttributeIsANumberOrYesOrNo) {
    EXPECT_EQ(from_text("0,5"), 0.5);
    EXPECT_EQ(from_text("12"), 12.0);
    EXPECT_EQ(from_text(" đạt "), 1.0);
    EXPECT_EQ(from_text("Chưa đạt"), 0.0);
    EXPECT_EQ(from_text("không"), 0.0);
    EXPECT_EQ(from_text(""), std::nullopt);
    EXPECT_EQ(from_text("nhiều"), std::nullopt);
    EXPECT_EQ(attribute_number({"x", BooleanValues{true}, "", ""}, 0), 1.0);
    EXPECT_EQ(attribute_number({"x", IntegerValues{std::nullopt}, "", ""}, 0), std::nullopt);
}

// One thousand seven hundred and fifty-six, or one and three quarters: nobody can tell, so it is not known.
TEST(Themes, AnAmbiguousNumberIsNotKnown) {
    EXPECT_EQ(from_text("1.756"), std::nullopt);
    EXPECT_EQ(from_text("1,756"), std::nullopt);
    EXPECT_EQ(from_text("0.756"), 0.756);
    EXPECT_EQ(from_text("1.75"), 1.75);
}

TEST(AreaHierarchy, ParentsByNameThenByPlace) {
    const AreaLayer parents = areas_of({{"A", square(0, 0, 100)}, {"B", square(100, 0, 100)}});
    AreaLayer children = areas_of(
        {{"a", square(10, 10, 10)}, {"b", square(110, 10, 10)}, {"c", square(20, 20, 10)}, {"d", square(500, 0, 10)}});
    children.parent[2] = "name B";  // what the register says wins over where it lies
    const auto parent = parents_of(children, parents, 1);
    EXPECT_EQ(parent[0], 0u);
    EXPECT_EQ(parent[1], 1u);
    EXPECT_EQ(parent[2], 1u);
    EXPECT_EQ(parent[3], std::nullopt);
    EXPECT_TRUE(lies_above(parents, children));
    EXPECT_FALSE(lies_above(children, parents));
}

TEST(OverlayCounts, LinesAreCutAtBordersAndAreasCountOnce) {
    const AreaLayer units = areas_of({{"A", square(0, 0, 1000)}, {"B", square(1000, 0, 1000)}});
    OverlayData lines;
    lines.layer.kind = GeometryKind::kLine;
    lines.layer.geometry = {LineString{{{500, 500}, {1800, 500}}}, LineString{{{-300, 10}, {-100, 10}}}};
    const OverlayCounts counted = count_overlay(lines, units, {}, 1);
    EXPECT_EQ(counted.count, (std::vector<std::uint64_t>{1, 1}));
    EXPECT_NEAR(counted.length_km[0], 0.5, 0.01);
    EXPECT_NEAR(counted.length_km[1], 0.8, 0.01);
    EXPECT_EQ(counted.area_of[0], 1u);  // the longer part lies in B
    OverlayData schools;
    schools.layer.kind = GeometryKind::kArea;
    schools.layer.geometry = {square(900, 0, 150)};  // its middle lies in A
    EXPECT_EQ(count_overlay(schools, units, {}, 1).count, (std::vector<std::uint64_t>{1, 0}));
}

}  // namespace
}  // namespace diaban
