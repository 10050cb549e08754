#include "engine/sample/truth.hpp"

#include <algorithm>

#include "layers/base/random.hpp"
#include "layers/model/error.hpp"
#include "tests/unit/sample/sample_cases.hpp"

namespace diaban {
namespace {

using sample_test::options_of;

// Residents from 8,000 to 80,000 and any pressure: a watch list without its map.
TruthInput some_input(std::uint64_t seed, std::size_t areas) {
    RandomSequence random(seed, 99, 0);
    const SampleOptions options;
    TruthInput input{{}, {}, sample_year(options, 0), sample_year(options, 1)};
    for (std::size_t i = 0; i < areas; ++i) {
        input.residents.push_back(8'000.0 + 72'000.0 * random.uniform());
        input.pressure.push_back(random.normal());
    }
    return input;
}

// The definition of the rule `evidence`, applied to expected counts instead of observed ones, from scratch: the common
// rate from all areas and both windows, the multiples of each area, the two lines at 1.2 and 0.8.
std::vector<TrueClass> classes_of_expected_counts(const TruthInput& input, const std::vector<AreaTruth>& truth) {
    constexpr double kPlantedRate = 0.004;  // incidents a resident and year where the multiple is 1; any value will do
    double incidents = 0.0;
    double exposure = 0.0;
    std::vector<std::array<double, 2>> rate(truth.size());
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const double before = input.residents[i] * input.baseline.years();
        const double now = input.residents[i] * input.current.years();
        const double count_before = kPlantedRate * before * truth[i].baseline_multiple;
        const double count_now = kPlantedRate * now * truth[i].current_multiple;
        incidents += count_before + count_now;
        exposure += before + now;
        rate[i] = {count_before / before, count_now / now};
    }
    const double common = incidents / exposure;
    std::vector<TrueClass> classes;
    for (const auto& [before, now] : rate) {
        const bool elevated_before = before / common > 1.2;
        const bool elevated_now = now / common > 1.2;
        const bool brought_down = now / before < 0.8;
        classes.push_back(elevated_now && !brought_down     ? TrueClass::kComplex
                          : elevated_now || elevated_before ? TrueClass::kContained
                                                            : TrueClass::kStable);
    }
    return classes;
}

// The multiples are what they claim to be: of a common rate of 1.
double mean_multiple(const TruthInput& input, const std::vector<AreaTruth>& truth) {
    double weighted = 0.0;
    double exposure = 0.0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const double before = input.residents[i] * input.baseline.years();
        const double now = input.residents[i] * input.current.years();
        weighted += before * truth[i].baseline_multiple + now * truth[i].current_multiple;
        exposure += before + now;
    }
    return weighted / exposure;
}

TEST(Truth, FiftySeedsTimesThreeSplitsSatisfyTheRuleWithMargins) {
    for (const ClassSplit split : {ClassSplit{22, 22, 4}, ClassSplit{30, 12, 6}, ClassSplit{40, 5, 3}}) {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            SCOPED_TRACE(std::to_string(split.stable) + " stable, seed " + std::to_string(seed));
            const TruthInput input = some_input(seed, 48);
            const std::vector<AreaTruth> truth = plant_truth(seed, input, split);
            const std::vector<TrueClass> found = classes_of_expected_counts(input, truth);
            int counts[3] = {0, 0, 0};
            for (std::size_t i = 0; i < truth.size(); ++i) {
                EXPECT_EQ(found[i], truth[i].planted);
                ++counts[static_cast<int>(truth[i].planted)];
                const double before = truth[i].baseline_multiple;
                const double now = truth[i].current_multiple;
                switch (truth[i].planted) {
                    case TrueClass::kStable:
                        EXPECT_LT(std::max(before, now), 1.2 / 1.1);
                        EXPECT_GT(std::min(before, now), 0.0);
                        break;
                    case TrueClass::kContained:
                        EXPECT_GT(before, 1.2 * 1.2);
                        EXPECT_LT(now / before, 0.8 / 1.3);
                        break;
                    case TrueClass::kComplex:
                        EXPECT_GT(now, 1.2 * 1.2);
                        EXPECT_GT(now / before, 0.8 * 1.15);
                        break;
                }
            }
            EXPECT_EQ(counts[0], split.stable);
            EXPECT_EQ(counts[1], split.contained);
            EXPECT_EQ(counts[2], split.complex);
            EXPECT_NEAR(mean_multiple(input, truth), 1.0, 1e-9);
        }
    }
}

TEST(Truth, HighestPressureIsComplexThenContained) {
    TruthInput input = some_input(1, 10);
    input.pressure = {0, 9, 1, 8, 2, 7, 3, 6, 4, 5};
    const std::vector<AreaTruth> truth = plant_truth(1, input, {7, 2, 1});
    EXPECT_EQ(truth[1].planted, TrueClass::kComplex);
    EXPECT_EQ(truth[3].planted, TrueClass::kContained);
    EXPECT_EQ(truth[5].planted, TrueClass::kContained);
    EXPECT_EQ(truth[7].planted, TrueClass::kStable);
}

TEST(Truth, OnlyStableMeansOneCommonRateAndNoChange) {
    for (const AreaTruth& area : plant_truth(7, some_input(7, 48), {48, 0, 0})) {
        EXPECT_EQ(area, (AreaTruth{TrueClass::kStable, 1.0, 1.0}));
    }
}

TEST(Truth, ImpossibleSplitsAreRefusedWithTheReason) {
    const auto refusal = [](ClassSplit split) -> std::string {
        try {
            plant_truth(1, some_input(1, 48), split);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kUsage);
            return error.key();
        }
        return "";
    };
    EXPECT_EQ(refusal({0, 0, 48}), "error.sample-split-no-stable");
    EXPECT_EQ(refusal({0, 48, 0}), "error.sample-split-no-stable");
    EXPECT_EQ(refusal({4, 0, 44}), "error.sample-split-impossible");
    EXPECT_EQ(refusal({8, 32, 8}), "error.sample-split-impossible");
    EXPECT_EQ(refusal({46, 1, 1}), "");
    EXPECT_EQ(refusal({47, 0, 1}), "");
}

}  // namespace
}  // namespace diaban
