#include "engine/classify/list_prior.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/classify/evidence.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

const std::vector<double> kBefore = {12, 3, 40, 22, 7, 18, 5, 31, 9, 14};
const std::vector<double> kNow = {15, 2, 18, 30, 11, 9, 4, 35, 8, 12};
const std::vector<double> kExposure = {2, 0.5, 2, 2, 1, 1.5, 0.8, 1.6, 1.2, 1.9};

// Values of tests/reference/list_prior.R, which writes the method down from its definition and averages the likelihood
// over each cell by brute force. Tolerance: 400 midpoints a cell, and R's optimize stops the shapes near the eighth
// digit.
TEST(ListPrior, AgreesWithAnIndependentImplementation) {
    const double expected[10][3] = {{0.997501, 0.000446, 0.002053}, {0.961062, 0.025832, 0.013105},
                                    {0.004296, 0.990990, 0.004714}, {0.162243, 0.030718, 0.807039},
                                    {0.849666, 0.015857, 0.134478}, {0.821030, 0.173604, 0.005367},
                                    {0.982684, 0.011505, 0.005811}, {0.000088, 0.003768, 0.996144},
                                    {0.983011, 0.010290, 0.006700}, {0.996616, 0.002596, 0.000789}};
    const EvidenceResult result = classify_by_evidence({kBefore, kNow, kExposure, kExposure}, {});
    EXPECT_NEAR(*result.p_one_rate, 0.000060700671, 1e-8);
    for (std::size_t i = 0; i < kBefore.size(); ++i) {
        EXPECT_NEAR(result.areas[i]->p_stable, expected[i][0], 2e-5) << i;
        EXPECT_NEAR(result.areas[i]->p_contained, expected[i][1], 2e-5) << i;
        EXPECT_NEAR(result.areas[i]->p_complex, expected[i][2], 2e-5) << i;
    }
}

// The same script on ten areas that look alike while the whole list rose by 62 %: the common rate now is 1.24 times the
// reference, by chance or not.
TEST(ListPrior, AgreesWhereOneRateIsLikelyAndLiesAboveTheLine) {
    const std::vector<double> before = {6, 4, 5, 7, 3, 5, 4, 8, 5, 6};
    const std::vector<double> now = {8, 9, 7, 11, 6, 9, 8, 12, 7, 9};
    const std::vector<double> exposure(10, 1.0);
    const double complex[] = {0.289601, 0.291587, 0.287270, 0.295809, 0.284341,
                              0.291678, 0.289415, 0.297753, 0.287270, 0.291744};
    const EvidenceResult result = classify_by_evidence({before, now, exposure, exposure}, {});
    EXPECT_NEAR(*result.p_one_rate, 0.906536702522, 2e-5);
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(result.areas[i]->area_class, AreaClass::kStable) << i;
        EXPECT_NEAR(result.areas[i]->p_complex, complex[i], 2e-5) << i;
    }
}

// The order of the file is nobody's evidence: the same areas backwards have the same classes, up to the order of sums.
TEST(ListPrior, TheOrderOfTheAreasDoesNotMatter) {
    const EvidenceResult forwards = classify_by_evidence({kBefore, kNow, kExposure, kExposure}, {});
    const auto backwards = [](std::vector<double> values) {
        return std::vector<double>(values.rbegin(), values.rend());
    };
    const EvidenceResult reversed =
        classify_by_evidence({backwards(kBefore), backwards(kNow), backwards(kExposure), backwards(kExposure)}, {});
    EXPECT_NEAR(*reversed.p_one_rate, *forwards.p_one_rate, 1e-12);
    for (std::size_t i = 0; i < kBefore.size(); ++i) {
        EXPECT_NEAR(reversed.areas[kBefore.size() - 1 - i]->p_complex, forwards.areas[i]->p_complex, 1e-10) << i;
    }
}

// The errors that the header states, against a midpoint rule so fine that its own error is far smaller (step^2 / 24 of
// 2,000 parts of a cell).
TEST(ListPrior, MeansOverCellsAreAsCloseAsTheHeaderSays) {
    struct Case {
        double count;
        double error;
    };
    for (const auto& [count, error] : {Case{3, 5e-9}, Case{45, 5e-9}, Case{400, 5e-9}, Case{8000, 1e-7}}) {
        const std::vector<CountsAtReference> areas(3, {count, count, count * 1.1, count * 1.1});
        const ListPrior prior = learn_list_prior(areas, {{4.0, 0.9}, {4.0, 0.9}, {}});
        const CellLikelihood found = area_in_list(prior, areas[0]).before;
        const double level = count * 1.1 * prior.baseline.level;
        std::vector<double> fine;
        for (std::size_t k = 0; k < found.value.size(); ++k) {
            const double low = prior.lowest + prior.step * static_cast<double>(found.first + k);
            double sum = 0.0;
            for (int part = 0; part < 2000; ++part) {
                const double log_multiple = low + prior.step * (part + 0.5) / 2000.0;
                sum += std::exp(count * (log_multiple - std::log(prior.baseline.level)) -
                                count * 1.1 * std::exp(log_multiple) + level - found.log_scale);
            }
            fine.push_back(sum / 2000.0);
        }
        const double peak = *std::max_element(fine.begin(), fine.end());
        for (std::size_t k = 0; k < fine.size(); ++k) {
            EXPECT_NEAR(found.value[k] / peak, fine[k] / peak, error) << count << " " << k;
        }
    }
}

TEST(ListPrior, ClassesAloneAreThoseOfTheWholeEvidence) {
    const EvidenceInput input{kBefore, kNow, kExposure, kExposure};
    for (const ClassPrior prior : {ClassPrior::kList, ClassPrior::kGamma}) {
        EvidenceRule rule;
        rule.prior = prior;
        const EvidenceResult whole = classify_by_evidence(input, rule);
        const auto alone = class_probabilities_by_evidence(input, rule);
        for (std::size_t i = 0; i < alone.size(); ++i) {
            EXPECT_EQ(alone[i]->likeliest(), whole.areas[i]->area_class);
            EXPECT_EQ(alone[i]->complex, whole.areas[i]->p_complex);
            EXPECT_EQ(alone[i]->elevated_now, whole.areas[i]->p_elevated_now);
        }
    }
}

TEST(ListPrior, WeightsAreADistributionAndTheLinesLieOnEdges) {
    std::vector<CountsAtReference> areas;
    for (std::size_t i = 0; i < kBefore.size(); ++i) {
        areas.push_back({kBefore[i], kNow[i], kExposure[i] * 10.0, kExposure[i] * 10.0});
    }
    const ListPrior prior = learn_list_prior(areas, {{4.0, 1.05}, {3.0, 0.95}, {1.35, 0.72}});
    EXPECT_NEAR(std::accumulate(prior.weight.begin(), prior.weight.end(), 0.0), 1.0, 1e-9);
    for (const double weight : prior.weight) {
        ASSERT_GE(weight, 0.0);
    }
    EXPECT_NEAR(prior.edge[prior.line_cell], 1.35, 1e-12);
    EXPECT_NEAR(prior.step * static_cast<double>(prior.drop_cells), -std::log(0.72), 1e-12);
}

// All areas have exactly the common rate: the counts are the expectations themselves.
TEST(ListPrior, NoDifferenceIsSaidToBeNone) {
    const std::vector<double> exposure = {10, 20, 30, 40, 15, 25, 12, 33, 18, 28, 22, 16};
    const EvidenceResult result = classify_by_evidence({exposure, exposure, exposure, exposure}, {});
    EXPECT_GT(*result.p_one_rate, 0.9);
    for (const auto& area : result.areas) {
        EXPECT_EQ(area->area_class, AreaClass::kStable);
        EXPECT_GT(area->p_stable, 0.99);
    }
}

// One outlying area among many that share a rate is enough to overturn "one common rate", and is found.
TEST(ListPrior, OneOutlyingAreaIsFound) {
    std::vector<double> before(30, 20.0);
    std::vector<double> now(30, 20.0);
    before[7] = 70.0;
    now[7] = 72.0;
    const std::vector<double> exposure(30, 1.0);
    const EvidenceResult result = classify_by_evidence({before, now, exposure, exposure}, {});
    EXPECT_LT(*result.p_one_rate, 1e-6);
    EXPECT_EQ(result.areas[7]->area_class, AreaClass::kComplex);
    EXPECT_EQ(result.areas[8]->area_class, AreaClass::kStable);
}

TEST(ListPrior, HugeAndTinyCountsStayFinite) {
    const std::vector<double> before = {0, 1, 50000, 3, 200000, 0};
    const std::vector<double> now = {0, 0, 52000, 9, 90000, 1};
    const std::vector<double> exposure = {1, 2, 30000, 4, 50000, 1};
    const EvidenceResult result = classify_by_evidence({before, now, exposure, exposure}, {});
    for (const auto& area : result.areas) {
        EXPECT_TRUE(std::isfinite(area->p_complex));
        EXPECT_NEAR(area->p_stable + area->p_contained + area->p_complex, 1.0, 1e-9);
    }
}

TEST(ListPrior, ThreadsDoNotMatter) {
    RandomSequence random(5, 1, 0);
    std::vector<double> before;
    std::vector<double> now;
    std::vector<double> exposure;
    for (int i = 0; i < 100; ++i) {
        exposure.push_back(0.5 + random.uniform());
        before.push_back(random.poisson(20 * exposure.back() * (0.5 + random.uniform())));
        now.push_back(random.poisson(20 * exposure.back()));
    }
    const EvidenceResult one = classify_by_evidence({before, now, exposure, exposure}, {}, 1);
    const EvidenceResult three = classify_by_evidence({before, now, exposure, exposure}, {}, 3);
    for (std::size_t i = 0; i < 100; ++i) {
        EXPECT_EQ(one.areas[i]->p_complex, three.areas[i]->p_complex);
        EXPECT_EQ(one.areas[i]->rr_high, three.areas[i]->rr_high);
    }
}

}  // namespace
}  // namespace diaban
