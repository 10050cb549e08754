#include "engine/review/area_counts.hpp"

#include <gtest/gtest.h>

#include "layers/model/areas.hpp"

namespace diaban {
namespace {

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

IncidentSet incidents_of(const std::vector<std::pair<ProjectedPoint, LocalTime>>& rows) {
    IncidentSet layer;
    for (const auto& [point, time] : rows) {
        layer.point.push_back(point);
        layer.time.push_back(time);
        layer.located.push_back(1);
        layer.detected_by_police.push_back(0);
    }
    return layer;
}

TEST(CountWindow, EveryRowOfTheWindowIsSomewhere) {
    const TimeWindow window{day(2017, 1, 1), day(2017, 1, 31)};
    IncidentSet rows = incidents_of({{{0.5, 0.5}, day(2017, 1, 1)},
                                     {{1.0, 0.5}, day(2017, 2, 1) - std::chrono::seconds{1}},  // the border: area 0
                                     {{1.5, 0.5}, day(2017, 1, 15)},
                                     {{9, 9}, day(2017, 1, 15)},
                                     {{0, 0}, day(2017, 1, 15)},
                                     {{0.5, 0.5}, day(2016, 12, 31)},
                                     {{0.5, 0.5}, day(2017, 2, 1)}});
    rows.located[4] = 0;
    rows.detected_by_police = {1, 0, 1, 1, 1, 1, 1};
    const std::vector<std::uint32_t> area_of{0, 0, 1, kNoArea, kNoArea, 0, 0};
    const WindowCounts counts = count_window(rows, area_of, 3, window);
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
    std::vector<std::uint32_t> area_of;
    for (int i = 0; i < 730; ++i) {
        points.push_back({{(i % 23) / 10.0, 0.5}, day(2016, 6, 1) + std::chrono::days{i}});
        // 0 .. 10 in the first area, 11 .. 20 in the second, 21 and 22 in none.
        area_of.push_back(i % 23 <= 10 ? 0 : i % 23 <= 20 ? 1 : kNoArea);
    }
    const IncidentSet rows = incidents_of(points);
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
