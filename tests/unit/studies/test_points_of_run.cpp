#include "engine/studies/points_of_run.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(PointsOfRun, AreItsLocatedIncidentsAndItsInputs) {
    ProjectData data;
    IncidentSet& incidents = data.incidents.incidents;
    incidents.point = {{1, 1}, {0, 0}, {3, 3}};
    incidents.located = {1, 0, 1};
    incidents.time.resize(3);
    incidents.weight = {1, 2, 3};
    data.crs.crs = {"EPSG:9209"};
    data.inputs.resize(2);
    PointInput points = points_of_run(data);
    EXPECT_EQ(points.incidents.weight, (std::vector<double>{1, 3}));
    EXPECT_EQ(points.incidents.point[1], (ProjectedPoint{3, 3}));
    EXPECT_EQ(points.inputs.size(), 2u);
    EXPECT_TRUE(new_inputs(points, data).empty());
    InputRecord further;
    further.role = "treated";
    points.inputs.push_back(further);
    const std::vector<InputRecord> inputs = new_inputs(points, data);
    ASSERT_EQ(inputs.size(), 1u);
    EXPECT_EQ(inputs[0].role, "treated");
    EXPECT_EQ(inputs[0].crs, "EPSG:9209");
}

}  // namespace
}  // namespace diaban
