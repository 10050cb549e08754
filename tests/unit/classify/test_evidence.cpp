#include "engine/classify/evidence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

EvidenceInput input_of(const std::vector<double>& b, const std::vector<double>& c, const std::vector<double>& e) {
    return {b, c, e, e};
}

// Six areas of one exposure. Reference = (100+100+300+100+300+300 + 100+100+100+100+300+310) / 12 = 184.2 a window.
// Multiples before: .54 .54 1.63 .54 1.63 1.63, now: .54 .54 .54 .54 1.63 1.68: two stay low, one is brought down, two
// stay high.
TEST(Evidence, ClearCasesByHand) {
    const std::vector<double> before = {100, 100, 300, 100, 300, 300};
    const std::vector<double> now = {100, 100, 100, 100, 300, 310};
    const std::vector<double> exposure(6, 1.0);
    const EvidenceResult result = classify_by_evidence(input_of(before, now, exposure), {});
    const std::vector<AreaClass> expected = {AreaClass::kStable, AreaClass::kStable,  AreaClass::kContained,
                                             AreaClass::kStable, AreaClass::kComplex, AreaClass::kComplex};
    EXPECT_NEAR(result.reference_rate, 2210.0 / 12.0, 1e-12);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        ASSERT_TRUE(result.areas[i]);
        EXPECT_EQ(result.areas[i]->area_class, expected[i]) << i;
        EXPECT_FALSE(result.areas[i]->borderline) << i;
        EXPECT_NEAR(result.areas[i]->p_stable + result.areas[i]->p_contained + result.areas[i]->p_complex, 1.0, 1e-12);
    }
    // The multiple is shrunk a little towards the mean: below 310 / 184.2, and its interval holds that value.
    EXPECT_LT(result.areas[5]->relative_risk, 310 / (2210.0 / 12.0));
    EXPECT_LT(result.areas[5]->rr_low, 310 / (2210.0 / 12.0));
    EXPECT_GT(result.areas[5]->rr_high, 310 / (2210.0 / 12.0));
}

// The independent check of the integrals: draws from the posterior of methods.md with the standard library's own
// gamma generator, one million an area; tolerance five standard errors.
TEST(Evidence, IntegralsAgreeWithDraws) {
    const std::vector<double> before = {12, 3, 40, 22, 7, 18};
    const std::vector<double> now = {15, 2, 25, 30, 11, 9};
    const std::vector<double> exposure = {2.0, 0.5, 3.0, 2.0, 1.0, 1.5};
    EvidenceRule rule;
    rule.prior = ClassPrior::kGamma;
    const EvidenceResult result = classify_by_evidence(input_of(before, now, exposure), rule);
    std::mt19937_64 engine(12345);
    constexpr int kDraws = 1000000;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto draw = [&](double y, const WindowModel& w) {
            const double rate = w.shape + exposure[i] * w.mean_rate;
            return std::gamma_distribution<double>(w.shape + y, 1.0 / rate)(engine) * w.mean_rate /
                   result.reference_rate;
        };
        int stable = 0;
        int complex = 0;
        int rising = 0;
        double sum = 0;
        for (int k = 0; k < kDraws; ++k) {
            const double b = draw(before[i], result.baseline);
            const double c = draw(now[i], result.current);
            stable += b <= rule.elevated_above && c <= rule.elevated_above;
            complex += c > rule.elevated_above && c / b >= rule.brought_down_below;
            rising += c / b > 1.0;
            sum += c;
        }
        const auto tolerance = [&](double p) { return 5.0 * std::sqrt(p * (1 - p) / kDraws) + 1e-5; };
        const AreaEvidence& a = *result.areas[i];
        EXPECT_NEAR(a.p_stable, double(stable) / kDraws, tolerance(a.p_stable)) << i;
        EXPECT_NEAR(a.p_complex, double(complex) / kDraws, tolerance(a.p_complex)) << i;
        EXPECT_NEAR(a.p_rising, double(rising) / kDraws, tolerance(a.p_rising)) << i;
        EXPECT_NEAR(a.relative_risk, sum / kDraws, 0.005) << i;
    }
}

TEST(Evidence, IntervalsHoldTheirMass) {
    const std::vector<double> before = {12, 3, 40, 22};
    const std::vector<double> now = {15, 2, 25, 30};
    const std::vector<double> exposure = {2.0, 0.5, 3.0, 2.0};
    EvidenceRule wide;
    EvidenceRule narrow;
    narrow.interval = 0.5;
    const EvidenceResult a = classify_by_evidence(input_of(before, now, exposure), wide);
    const EvidenceResult b = classify_by_evidence(input_of(before, now, exposure), narrow);
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_LT(a.areas[i]->change_low, b.areas[i]->change_low);
        EXPECT_LT(b.areas[i]->change_low, b.areas[i]->change_ratio);
        EXPECT_LT(b.areas[i]->change_ratio, b.areas[i]->change_high);
        EXPECT_LT(b.areas[i]->change_high, a.areas[i]->change_high);
        EXPECT_LT(a.areas[i]->rr_low, b.areas[i]->rr_low);
        EXPECT_LT(b.areas[i]->rr_high, a.areas[i]->rr_high);
    }
}

TEST(Evidence, OneCommonRateIsStableEverywhere) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        RandomSequence random(seed, 1, 0);
        std::vector<double> before(48);
        std::vector<double> now(48);
        std::vector<double> exposure(48);
        for (std::size_t i = 0; i < 48; ++i) {
            exposure[i] = 0.3 + 2.0 * random.uniform();
            before[i] = random.poisson(150 * exposure[i]);
            now[i] = random.poisson(150 * exposure[i]);
        }
        const EvidenceResult result = classify_by_evidence(input_of(before, now, exposure), {});
        for (const auto& area : result.areas) {
            EXPECT_NE(area->area_class, AreaClass::kComplex) << "seed " << seed;
        }
    }
}

TEST(Evidence, NearestChangeIsTheSmallestThatAltersTheClass) {
    const std::vector<double> before = {100, 100, 300, 100, 300, 300};
    std::vector<double> now = {100, 100, 100, 100, 300, 310};
    const std::vector<double> exposure(6, 1.0);
    const EvidenceResult result = classify_by_evidence(input_of(before, now, exposure), {});
    for (const auto& area : result.areas) {
        ASSERT_TRUE(area->nearest_change);
        EXPECT_NE(area->nearest_change->incidents, 0);
        EXPECT_NE(area->nearest_change->becomes, area->area_class);
    }
    // A complex area is left by fewer incidents, a stable one by more.
    EXPECT_LT(result.areas[5]->nearest_change->incidents, 0);
    EXPECT_GT(result.areas[0]->nearest_change->incidents, 0);
}

TEST(Evidence, UnitsOfExposureDoNotMatter) {
    const std::vector<double> before = {12, 3, 40, 22};
    const std::vector<double> now = {15, 2, 25, 30};
    const std::vector<double> residents = {2000, 500, 3000, 2000};
    const std::vector<double> thousands = {2.0, 0.5, 3.0, 2.0};
    const EvidenceResult a = classify_by_evidence(input_of(before, now, residents), {});
    const EvidenceResult b = classify_by_evidence(input_of(before, now, thousands), {});
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_NEAR(a.areas[i]->p_complex, b.areas[i]->p_complex, 1e-6);
        EXPECT_NEAR(a.areas[i]->relative_risk, b.areas[i]->relative_risk, 1e-6);
    }
}

TEST(Evidence, EmptyBaselineWindowHasNoChangeRatio) {
    const std::vector<double> before = {0, 0, 0};
    const std::vector<double> now = {5, 50, 5};
    const std::vector<double> exposure(3, 1.0);
    const EvidenceResult result = classify_by_evidence(input_of(before, now, exposure), {});
    EXPECT_FALSE(result.areas[1]->change_ratio);
    EXPECT_EQ(result.areas[1]->area_class, AreaClass::kComplex);
    EXPECT_DOUBLE_EQ(result.areas[1]->baseline_risk, 0.0);
}

TEST(Evidence, EmptyCurrentWindowIsNeverComplex) {
    const std::vector<double> before = {5, 50, 5};
    const std::vector<double> now = {0, 0, 0};
    const std::vector<double> exposure(3, 1.0);
    const EvidenceResult result = classify_by_evidence(input_of(before, now, exposure), {});
    EXPECT_EQ(result.areas[1]->area_class, AreaClass::kContained);
    EXPECT_DOUBLE_EQ(result.areas[1]->relative_risk, 0.0);
    EXPECT_DOUBLE_EQ(*result.areas[1]->change_ratio, 0.0);
}

TEST(Evidence, AreaWithoutExposureIsUndefined) {
    const std::vector<double> before = {5, 9, 4};
    const std::vector<double> now = {6, 8, 5};
    const std::vector<double> exposure = {1.0, 0.0, 1.0};
    const EvidenceResult result = classify_by_evidence(input_of(before, now, exposure), {});
    EXPECT_TRUE(result.areas[0]);
    EXPECT_FALSE(result.areas[1]);
    EXPECT_NEAR(result.reference_rate, 20.0 / 4.0, 1e-12);
}

TEST(Evidence, RefusesNothingCountedAndBadOptions) {
    const std::vector<double> zero(3, 0.0);
    const std::vector<double> one(3, 1.0);
    EXPECT_THROW(classify_by_evidence(input_of(zero, zero, one), {}), Error);
    const std::vector<double> negative = {1, -1, 1};
    EXPECT_THROW(classify_by_evidence(input_of(one, negative, one), {}), Error);
    EvidenceRule rule;
    rule.elevated_above = 0.9;
    EXPECT_THROW(classify_by_evidence(input_of(one, one, one), rule), Error);
}

// Counts drawn from a negative binomial of known shape give that shape back.
TEST(NegativeBinomialShape, RecoversAKnownShape) {
    std::mt19937_64 engine(99);
    constexpr double kShape = 2.5;
    std::vector<double> count;
    std::vector<double> expected;
    for (int i = 0; i < 20000; ++i) {
        const double mean = 5.0 + i % 20;
        const double theta = std::gamma_distribution<double>(kShape, 1.0 / kShape)(engine);
        count.push_back(std::poisson_distribution<int>(theta * mean)(engine));
        expected.push_back(mean);
    }
    EXPECT_NEAR(negative_binomial_shape(count, expected), kShape, 0.1);
}

TEST(NegativeBinomialShape, PoissonCountsGiveALargeShape) {
    std::mt19937_64 engine(7);
    std::vector<double> count;
    std::vector<double> expected(5000, 20.0);
    for (int i = 0; i < 5000; ++i) {
        count.push_back(std::poisson_distribution<int>(20.0)(engine));
    }
    EXPECT_GT(negative_binomial_shape(count, expected), 200.0);
}

// The reference value is R's: MASS is not needed, optimize() of the same likelihood written with dnbinom
// (tests/reference/negative_binomial_shape.R).
TEST(NegativeBinomialShape, AgreesWithR) {
    const std::vector<double> count = {12, 3, 40, 22, 7, 18, 0, 95};
    const std::vector<double> expected = {20, 10, 25, 22, 15, 12, 8, 30};
    EXPECT_NEAR(negative_binomial_shape(count, expected), 1.22183907, 1e-5);
}

}  // namespace
}  // namespace diaban
