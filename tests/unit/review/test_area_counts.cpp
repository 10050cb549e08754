#include "engine/review/area_counts.hpp"

#include <gtest/gtest.h>

#include "layers/geometry/area_locator.hpp"
#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

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

IncidentLayer incidents_of(const std::vector<std::pair<ProjectedPoint, LocalTime>>& rows) {
    IncidentLayer layer;
    for (const auto& [point, time] : rows) {
        layer.point.push_back(point);
        layer.time.push_back(time);
        layer.located.push_back(1);
        layer.detected_by_police.push_back(0);
    }
    return layer;
}

TEST(AssignAreas, ByCoordinatesElseByExactNameOrId) {
    IncidentLayer rows = incidents_of(
        {{{0.5, 0.5}, {}}, {{9, 9}, {}}, {{0.5, 0.5}, {}}, {{0.5, 0.5}, {}}, {{0.5, 0.5}, {}}, {{0.5, 0.5}, {}}});
    rows.located = {1, 1, 0, 0, 0, 0};
    rows.area_key = {"Trực Hùng", "Trực Hùng", "Trực Hùng", "1", "Truc Hung", ""};
    // Coordinates win; outside is outside; the exact name; an id before a name; nothing is guessed without diacritics.
    EXPECT_EQ(assign_areas(rows, three_areas(), 1), (std::vector<std::uint32_t>{0, kNoArea, 1, 0, kNoArea, kNoArea}));
}

TEST(AssignAreas, ANameOfTwoAreasLocatesNothing) {
    AreaLayer areas = three_areas();
    areas.name = {"A", "A", "A"};
    IncidentLayer rows = incidents_of({{{0, 0}, {}}, {{0, 0}, {}}});
    rows.located = {0, 0};
    rows.area_key = {"A", "2"};
    EXPECT_EQ(assign_areas(rows, areas, 1), (std::vector<std::uint32_t>{kNoArea, 1}));
}

TEST(CountWindow, EveryRowOfTheWindowIsSomewhere) {
    const TimeWindow window{day(2017, 1, 1), day(2017, 1, 31)};
    IncidentLayer rows = incidents_of({{{0.5, 0.5}, day(2017, 1, 1)},
                                       {{1.0, 0.5}, day(2017, 2, 1) - std::chrono::seconds{1}},  // the border: area 0
                                       {{1.5, 0.5}, day(2017, 1, 15)},
                                       {{9, 9}, day(2017, 1, 15)},
                                       {{0, 0}, day(2017, 1, 15)},
                                       {{0.5, 0.5}, day(2016, 12, 31)},
                                       {{0.5, 0.5}, day(2017, 2, 1)}});
    rows.located[4] = 0;
    rows.area_key = {"", "", "", "", "nowhere", "", ""};
    rows.detected_by_police = {1, 0, 1, 1, 1, 1, 1};
    const AreaLayer areas = three_areas();
    const WindowCounts counts = count_window(rows, assign_areas(rows, areas, 2), areas.size(), window);
    EXPECT_EQ(counts.incidents, (std::vector<std::uint64_t>{2, 1, 0}));
    EXPECT_EQ(counts.detected_by_police, (std::vector<std::uint64_t>{1, 1, 0}));
    EXPECT_EQ(counts.in_window, 5u);
    EXPECT_EQ(counts.located, 4u);
    EXPECT_EQ(counts.outside_areas, 1u);
    EXPECT_EQ(counts.name_unknown, 1u);
    EXPECT_EQ(counts.in_window, 2 + 1 + 0 + counts.outside_areas + counts.name_unknown);
}

// A value that merges: two halves of a year count what the year counts.
TEST(CountWindow, PartsAddUp) {
    std::vector<std::pair<ProjectedPoint, LocalTime>> points;
    for (int i = 0; i < 730; ++i) {
        points.push_back({{(i % 23) / 10.0, 0.5}, day(2016, 6, 1) + std::chrono::days{i}});
    }
    const IncidentLayer rows = incidents_of(points);
    const AreaLayer areas = three_areas();
    const auto area_of = assign_areas(rows, areas, 1);
    const auto count = [&](LocalDay from, LocalDay to) { return count_window(rows, area_of, 3, {from, to}); };
    const WindowCounts year = count(day(2017, 1, 1), day(2017, 12, 31));
    const WindowCounts first = count(day(2017, 1, 1), day(2017, 6, 30));
    const WindowCounts second = count(day(2017, 7, 1), day(2017, 12, 31));
    EXPECT_EQ(year.in_window, 365u);
    EXPECT_EQ(first.in_window + second.in_window, year.in_window);
    EXPECT_EQ(first.outside_areas + second.outside_areas, year.outside_areas);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(first.incidents[i] + second.incidents[i], year.incidents[i]);
    }
}

}  // namespace
}  // namespace diaban
