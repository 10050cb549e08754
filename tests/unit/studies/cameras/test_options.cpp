// Reach from a task, and candidates from roads and grids, worked by hand.
#include "engine/studies/cameras/options.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/studies/cameras/candidates.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

TEST(CameraOptions, ReachByTaskOfA1080pCameraOf68Degrees) {
    // 1920 px over a width of 2 r tan 34 degrees: 25, 62, 125, 250 px/m at 57, 23, 11, 6 m.
    CameraOptions options;
    EXPECT_DOUBLE_EQ(reach_in_force(options), 60.0);
    const std::pair<CameraTask, double> expected[] = {{CameraTask::kDetect, 57.0},
                                                      {CameraTask::kObserve, 23.0},
                                                      {CameraTask::kRecognise, 11.0},
                                                      {CameraTask::kIdentify, 6.0}};
    for (const auto& [task, metres] : expected) {
        options.task = task;
        EXPECT_NEAR(reach_in_force(options), metres, 0.5);
    }
}

TEST(CameraOptions, WhatIsRefused) {
    CameraOptions options;
    EXPECT_THROW(validate(options), Error);  // no goal
    options.count = 3;
    EXPECT_NO_THROW(validate(options));
    options.budget = 10.0;
    EXPECT_THROW(validate(options), Error);  // two goals
    options.budget.reset();
    options.reach_m = 0.0005;
    EXPECT_THROW(validate(options), Error);
}

TEST(CameraCandidates, JunctionsEndsAndStepsOfRoads) {
    // A T: the bar from (0, 0) to (200, 0) with a vertex at (100, 0) where the stem to (100, 90) begins.
    const std::vector<LineString> roads = {{{{0.0, 0.0}, {100.0, 0.0}, {200.0, 0.0}}}, {{{100.0, 0.0}, {100.0, 90.0}}}};
    const std::vector<ProjectedPoint> nodes = road_candidates(roads, Metres{0.0});
    EXPECT_EQ(nodes, (std::vector<ProjectedPoint>{{0.0, 0.0}, {100.0, 0.0}, {100.0, 90.0}, {200.0, 0.0}}));
    // Every 50 m: at 50 and 150 on the bar (100 and 200 stand already), at 50 on the stem.
    const std::vector<ProjectedPoint> stepped = road_candidates(roads, Metres{50.0});
    EXPECT_EQ(stepped,
              (std::vector<ProjectedPoint>{
                  {0.0, 0.0}, {50.0, 0.0}, {100.0, 0.0}, {100.0, 50.0}, {100.0, 90.0}, {150.0, 0.0}, {200.0, 0.0}}));
}

TEST(CameraCandidates, AGridPointReachesEachDemandPoint) {
    Metres spacing{60.0};
    const std::vector<ProjectedPoint> demand = {{10.0, 10.0}, {59.9, 0.1}, {500.0, 500.0}};
    const std::vector<ProjectedPoint> grid = grid_candidates(demand, Metres{60.0}, spacing, 1000);
    for (const ProjectedPoint p : demand) {
        EXPECT_TRUE(std::any_of(grid.begin(), grid.end(),
                                [&](ProjectedPoint g) { return std::hypot(g.x - p.x, g.y - p.y) <= 60.0; }));
    }
    EXPECT_DOUBLE_EQ(spacing.value, 60.0);
}

// A message about a file names keys, one about a command line names flags, and each has the exit code of its kind.
TEST(CameraOptions, MessagesNameWhatWasWritten) {
    CameraOptions options;
    options.count = 3;
    options.distances = "d.csv";
    for (const auto& [voice, code, option, other] :
         {std::tuple{OptionVoice::kFlag, ErrorCode::kUsage, "--distances", "--candidates"},
          std::tuple{OptionVoice::kKey, ErrorCode::kInput, "cameras.distances", "cameras.candidates"}}) {
        options.voice = voice;
        try {
            validate(options);
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.key(), "error.cameras-needs");
            EXPECT_EQ(error.code(), code);
            EXPECT_EQ(error.arguments().at("option"), option);
            EXPECT_EQ(error.arguments().at("other"), other);
        }
    }
}

}  // namespace
}  // namespace diaban
