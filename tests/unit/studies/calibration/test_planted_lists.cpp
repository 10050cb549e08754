#include "engine/studies/calibration/planted_lists.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

PlantedList list_of(const ListDesign& design, const Residents& residents = {}, std::uint64_t seed = 1) {
    RandomSequence random(seed, 7, 0);
    return planted_list(design, residents, {}, random);
}

TEST(PlantedLists, TheSplitAndTheMeanCountAreThoseAskedFor) {
    for (const PlantedTruth truth : {PlantedTruth::kSample, PlantedTruth::kWide}) {
        const PlantedList list = list_of({truth, {30, 12, 6}, 1000.0, 1.0});
        const auto times = [&](AreaClass c) { return std::count(list.truth.begin(), list.truth.end(), c); };
        EXPECT_EQ(times(AreaClass::kStable), 30);
        EXPECT_EQ(times(AreaClass::kContained), 12);
        EXPECT_EQ(times(AreaClass::kComplex), 6);
        const double sum = std::accumulate(list.baseline_count.begin(), list.baseline_count.end(), 0.0) +
                           std::accumulate(list.current_count.begin(), list.current_count.end(), 0.0);
        // 96 counts of 1,000 each: a standard error of 3 in the mean.
        EXPECT_NEAR(sum / 96.0, 1000.0, 15.0);
    }
}

// With a million incidents an area the counts are the truth: the lines, applied to them, give the planted classes.
TEST(PlantedLists, WideTruthKeepsAwayFromTheLines) {
    const EvidenceRule rule;
    const PlantedList list = list_of({PlantedTruth::kWide, {20, 7, 4}, 1e5, 1.0});
    double counts = 0.0;
    double exposure = 0.0;
    for (std::size_t i = 0; i < list.truth.size(); ++i) {
        counts += list.baseline_count[i] + list.current_count[i];
        exposure += 2.0 * list.exposure[i];
    }
    for (std::size_t i = 0; i < list.truth.size(); ++i) {
        const double before = list.baseline_count[i] / list.exposure[i] * exposure / counts;
        const double now = list.current_count[i] / list.exposure[i] * exposure / counts;
        const AreaClass by_lines =
            now > rule.elevated_above
                ? (now < rule.brought_down_below * before ? AreaClass::kContained : AreaClass::kComplex)
                : (before > rule.elevated_above ? AreaClass::kContained : AreaClass::kStable);
        EXPECT_EQ(by_lines, list.truth[i]) << i;
        EXPECT_GT(std::abs(std::log(now / rule.elevated_above)), 0.06) << i;
    }
}

TEST(PlantedLists, OverdispersedCountsHaveTheVarianceAskedFor) {
    // One common rate and one size: 2 x 4,000 counts of mean 20 and variance 60. The variance of so many has a standard
    // error near 1.2.
    Residents one_size;
    one_size.given = {1.0};
    const PlantedList list = list_of({PlantedTruth::kWide, {4000, 0, 0}, 20.0, 3.0}, one_size);
    double sum = 0.0;
    double squares = 0.0;
    for (const auto* counts : {&list.baseline_count, &list.current_count}) {
        for (const double count : *counts) {
            sum += count;
            squares += count * count;
        }
    }
    const double mean = sum / 8000.0;
    EXPECT_NEAR(mean, 20.0, 0.4);
    EXPECT_NEAR(squares / 8000.0 - mean * mean, 60.0, 6.0);
}

TEST(PlantedLists, ResidentsAreZipfLikeOrDrawnFromThoseGiven) {
    Residents zipf;
    zipf.zipf = true;
    std::vector<double> sizes = list_of({PlantedTruth::kWide, {5, 0, 0}, 20.0, 1.0}, zipf).exposure;
    std::sort(sizes.rbegin(), sizes.rend());
    for (std::size_t k = 0; k < sizes.size(); ++k) {
        EXPECT_NEAR(sizes[0] / sizes[k], static_cast<double>(k + 1), 1e-12);
    }
    Residents given;
    given.given = {3.0, 5.0};
    sizes = list_of({PlantedTruth::kWide, {4, 0, 0}, 20.0, 1.0}, given).exposure;
    EXPECT_EQ(std::count(sizes.begin(), sizes.end(), 3.0), 2);
    EXPECT_EQ(std::count(sizes.begin(), sizes.end(), 5.0), 2);
}

TEST(PlantedLists, ASplitThatCannotBeIsRefused) {
    EXPECT_THROW((void)list_of({PlantedTruth::kWide, {0, 0, 6}, 20.0, 1.0}), Error);
}

}  // namespace
}  // namespace diaban
