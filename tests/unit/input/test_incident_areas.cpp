#include "engine/input/incident_areas.hpp"

#include <gtest/gtest.h>

#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

AreaLayer three_areas() {
    AreaLayer areas;
    areas.id = {"1", "2", "3"};
    areas.name = {"Trực Hưng", "Trực Hùng", "1"};  // the third is named like the first one's id
    areas.parent = {"", "", ""};
    areas.population.resize(3);
    areas.on_watch = {1, 1, 1};
    areas.geometry = {test::rectangle(0, 0, 1, 1), test::rectangle(1, 0, 2, 1), {}};
    return areas;
}

TEST(AssignAreas, ByCoordinatesElseByExactNameOrId) {
    IncidentSet incidents;
    incidents.point = {{0.5, 0.5}, {1.5, 0.5}, {9, 9}, {0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};
    incidents.located = {1, 1, 1, 0, 0, 0, 0};
    incidents.area_key = {"Trực Hùng", "", "Trực Hùng", "Trực Hùng", "1", "Truc Hung", ""};
    // Coordinates win; outside is outside; the exact name; an id before a name; nothing is guessed without diacritics.
    EXPECT_EQ(assign_areas(incidents, three_areas(), 1),
              (std::vector<std::uint32_t>{0, 1, kNoArea, 1, 0, kNoArea, kNoArea}));
}

TEST(AssignAreas, WithoutNamesPlacesAloneDecide) {
    IncidentSet incidents;
    incidents.point = {{1.5, 0.5}, {9, 9}};
    incidents.located = {1, 1};
    EXPECT_EQ(assign_areas(incidents, three_areas(), 2), (std::vector<std::uint32_t>{1, kNoArea}));
}

TEST(AreasNamed, ANameOfTwoAreasNamesNone) {
    AreaLayer areas = three_areas();
    areas.name = {"A", "A", "A"};
    EXPECT_EQ(areas_named({"A", "2", "B", ""}, areas), (std::vector<std::uint32_t>{kNoArea, 1, kNoArea, kNoArea}));
    EXPECT_TRUE(areas_named({}, areas).empty());
}

}  // namespace
}  // namespace diaban
