#include "engine/input/point_input.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "engine/input/project_data.hpp"

namespace diaban {
namespace {

using namespace std::chrono_literals;

TEST(PointInput, ReadsTheDaysThatAreAskedForAndCountsEveryRow) {
    const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "point_input.csv";
    std::ofstream(file) << "x,y,date\n"
                           "600000,2250000,2017-03-01\n"
                           "600010,2250000,2017-03-02\n"
                           "600020,2250000,2017-03-03\n"
                           "600030,2250000,yesterday\n";
    DatedPointSources sources;
    sources.points = file.string();
    sources.x_field = "x";
    sources.y_field = "y";
    sources.crs = {"EPSG:32648"};
    sources.time_field = "date";
    sources.from = LocalDay{2017y / 3 / 2};
    Progress progress;
    const PointInput input = read_points(sources, progress);
    std::filesystem::remove(file);
    EXPECT_EQ(input.crs.crs.definition, "EPSG:32648");
    ASSERT_EQ(input.incidents.size(), 2u);
    EXPECT_EQ(input.incidents.row, (std::vector<std::uint64_t>{2, 3}));
    EXPECT_EQ(day_of(input.incidents.time[0]), LocalDay{2017y / 3 / 2});
    ASSERT_EQ(input.inputs.size(), 1u);
    EXPECT_EQ(input.inputs[0].role, "points");
    EXPECT_EQ(input.inputs[0].path, "point_input.csv");
    EXPECT_EQ(input.inputs[0].rows_read, 4u);
    EXPECT_EQ(input.inputs[0].rows_accepted, 3u);
    EXPECT_EQ(input.inputs[0].rows_rejected, 1u);
}

TEST(PointInput, OfAProjectIsItsLocatedIncidents) {
    ProjectData data;
    IncidentSet& incidents = data.incidents.incidents;
    incidents.point = {{1, 1}, {0, 0}, {3, 3}};
    incidents.located = {1, 0, 1};
    incidents.time.resize(3);
    incidents.weight = {1, 2, 3};
    data.inputs.resize(2);
    const PointInput input = point_input(data);
    EXPECT_EQ(input.incidents.weight, (std::vector<double>{1, 3}));
    EXPECT_EQ(input.incidents.point[1], (ProjectedPoint{3, 3}));
    EXPECT_EQ(input.inputs.size(), 2u);
}

}  // namespace
}  // namespace diaban
