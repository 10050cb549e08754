#include "engine/classify/list_prior.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/classify/evidence.hpp"
#include "engine/core/random.hpp"

namespace diaban {
namespace {

const std::vector<double> kBefore = {12, 3, 40, 22, 7, 18, 5, 31, 9, 14};
const std::vector<double> kNow = {15, 2, 18, 30, 11, 9, 4, 35, 8, 12};
const std::vector<double> kExposure = {2, 0.5, 2, 2, 1, 1.5, 0.8, 1.6, 1.2, 1.9};

// Values of tests/reference/list_prior.R, which writes the method down from its definition and averages the likelihood over each cell by
// brute force. Tolerance: 400 midpoints a cell, and R's optimize stops the shapes near the eighth digit.
TEST(ListPrior, AgreesWithAnIndependentImplementation) {
    const double expected[10][3] = {
        {0.997500, 0.000446, 0.002053}, {0.961060, 0.025833, 0.013106}, {0.004244, 0.991042, 0.004714},
        {0.162199, 0.030720, 0.807081}, {0.849658, 0.015858, 0.134485}, {0.821021, 0.173613, 0.005367},
        {0.982683, 0.011505, 0.005811}, {0.000036, 0.003768, 0.996196}, {0.983010, 0.010290, 0.006700},
        {0.996615, 0.002596, 0.000789}};
    const EvidenceInput input{kBefore, kNow, kExposure, kExposure};
    const EvidenceResult result = classify_by_evidence(input, {});
    EXPECT_NEAR(std::log(1.0 / *result.p_one_rate - 1.0), 11.66886407, 1e-4);
    for (std::size_t i = 0; i < kBefore.size(); ++i) {
        EXPECT_NEAR(result.areas[i]->p_stable, expected[i][0], 2e-5) << i;
        EXPECT_NEAR(result.areas[i]->p_contained, expected[i][1], 2e-5) << i;
        EXPECT_NEAR(result.areas[i]->p_complex, expected[i][2], 2e-5) << i;
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
