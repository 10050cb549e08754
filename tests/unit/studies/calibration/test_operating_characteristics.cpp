#include "engine/studies/calibration/operating_characteristics.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

std::vector<OperatingRow> simulate(const SimulationOptions& options, unsigned threads = 0) {
    Progress progress;
    return simulate_operating_characteristics(options, {EvidenceRule{}, threads}, progress);
}

// What the review board was promised, on seeds of this test's own.
TEST(OperatingCharacteristics, NoComplexAreaWhereThereIsNoDifference) {
    SimulationOptions options;
    options.seed = 4711;
    options.splits = {{48, 0, 0}};
    options.counts = {5, 20, 100};
    options.truths = {PlantedTruth::kSample};
    for (const OperatingRow& row : simulate(options)) {
        EXPECT_EQ(row.areas, 2400u);
        EXPECT_EQ(row.complex_found_wrongly, 0u) << row.count;
        EXPECT_LE(row.borderline, 1u) << row.count;
    }
}

TEST(OperatingCharacteristics, SharesRightAndProbabilitiesThatMeanWhatTheySay) {
    SimulationOptions options;
    options.seed = 4712;
    options.lists = 20;
    options.splits = {{22, 22, 4}, {33, 10, 5}};
    options.counts = {5, 20, 100};
    for (const OperatingRow& row : simulate(options)) {
        EXPECT_NEAR(row.mean_winning_probability, row.share_right, 0.05) << row.truth << " " << row.count;
        if (row.truth != "no margins") {
            EXPECT_GE(row.share_right, row.count >= 100  ? 0.95
                                       : row.count >= 20 ? 0.90
                                                         : 0.75)
                << row.truth << " " << row.count;
        }
    }
}

TEST(OperatingCharacteristics, AFunctionOfTheSeedAndNotOfTheThreads) {
    SimulationOptions options;
    options.lists = 6;
    options.splits = {{22, 22, 4}};
    options.counts = {10};
    const auto one = simulate(options, 1);
    const auto three = simulate(options, 3);
    EXPECT_EQ(operating_characteristics_json(one, options, ""), operating_characteristics_json(three, options, ""));
    options.seed = 2;
    EXPECT_NE(simulate(options)[0].mean_winning_probability, one[0].mean_winning_probability);
}

TEST(OperatingCharacteristics, RefusesOptionsOutOfRange) {
    SimulationOptions options;
    options.lists = 0;
    EXPECT_THROW(simulate(options), Error);
    options.lists = 1;
    options.counts = {0.0};
    EXPECT_THROW(simulate(options), Error);
}

}  // namespace
}  // namespace diaban
