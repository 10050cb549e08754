#include "engine/classify/calibration.hpp"

#include <gtest/gtest.h>

#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

// Values of tests/reference/weighted_kappa.R.
TEST(WeightedKappa, AgreesWithR) {
    EXPECT_NEAR(*weighted_kappa({{{20, 5, 0}, {10, 15, 5}, {0, 2, 8}}}), 0.6864035088, 1e-9);
    EXPECT_NEAR(*weighted_kappa({{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}}), -0.0869565217, 1e-9);
}

TEST(WeightedKappa, FullAgreementIsOneAndOneClassAloneIsUndefined) {
    EXPECT_DOUBLE_EQ(*weighted_kappa({{{5, 0, 0}, {0, 4, 0}, {0, 0, 3}}}), 1.0);
    EXPECT_FALSE(weighted_kappa({{{5, 0, 0}, {0, 0, 0}, {0, 0, 0}}}));
}

struct LabelledList {
    std::vector<double> before;
    std::vector<double> now;
    std::vector<double> exposure;
    std::vector<std::optional<AreaClass>> labels;
    [[nodiscard]] EvidenceInput input() const { return {before, now, exposure, exposure}; }
};

/// Labels of a board that draws its own lines on what it sees: counts large enough that hardly any noise is left.
LabelledList list_of_a_board(double elevated_above, double brought_down_below) {
    LabelledList list;
    double whole = 0.0;
    for (std::uint64_t i = 0; i < 90; ++i) {
        RandomSequence random(8, 3, i);
        // Half of the areas are low, the others spread around both of the board's lines.
        const double level = i % 2 == 0 ? 0.2 + 0.3 * random.uniform() : 1.5 + 3.5 * random.uniform();
        list.exposure.push_back(1.0);
        list.before.push_back(random.poisson(800.0 * level));
        list.now.push_back(random.poisson(800.0 * level * (0.4 + 0.7 * random.uniform())));
        whole += list.before.back() + list.now.back();
    }
    const double reference = whole / 180.0;
    for (std::size_t i = 0; i < 90; ++i) {
        const double before = list.before[i] / reference;
        const double now = list.now[i] / reference;
        if (now > elevated_above) {
            list.labels.emplace_back(now / before < brought_down_below ? AreaClass::kContained : AreaClass::kComplex);
        } else {
            list.labels.emplace_back(before > elevated_above ? AreaClass::kContained : AreaClass::kStable);
        }
    }
    return list;
}

TEST(Calibration, FindsTheLinesOfTheBoard) {
    const LabelledList list = list_of_a_board(1.5, 0.7);
    const CalibrationResult result = calibrate(list.input(), list.labels, {}, {});
    EXPECT_NEAR(result.rule.elevated_above, 1.5, 0.051);
    EXPECT_NEAR(result.rule.brought_down_below, 0.7, 0.051);
    EXPECT_GT(*result.kappa, *result.kappa_before);
    EXPECT_GT(*result.kappa, 0.9);
    EXPECT_LE(*result.kappa_low, *result.kappa);
    EXPECT_GE(*result.kappa_high, *result.kappa);
    EXPECT_LE(*result.kappa, *result.kappa_apparent + 1e-12);
    std::size_t counted = 0;
    for (const auto& row : result.confusion) {
        for (const std::size_t count : row) {
            counted += count;
        }
    }
    EXPECT_EQ(counted, 90u);
}

TEST(Calibration, SameForAnyNumberOfThreads) {
    const LabelledList list = list_of_a_board(1.4, 0.75);
    CalibrationOptions one;
    one.threads = 1;
    CalibrationOptions three;
    three.threads = 3;
    const CalibrationResult a = calibrate(list.input(), list.labels, {}, one);
    const CalibrationResult b = calibrate(list.input(), list.labels, {}, three);
    EXPECT_EQ(a.rule.elevated_above, b.rule.elevated_above);
    EXPECT_EQ(a.kappa_low, b.kappa_low);
    EXPECT_EQ(a.confusion, b.confusion);
}

TEST(Calibration, LabelsThatAgreeWithThePresentRuleChangeNothing) {
    LabelledList list = list_of_a_board(1.2, 0.8);
    const auto found = class_probabilities_by_evidence(list.input(), {});
    for (std::size_t i = 0; i < found.size(); ++i) {
        list.labels[i] = found[i]->likeliest();
    }
    const CalibrationResult result = calibrate(list.input(), list.labels, {}, {});
    EXPECT_EQ(result.rule.elevated_above, EvidenceRule{}.elevated_above);
    EXPECT_EQ(result.rule.brought_down_below, EvidenceRule{}.brought_down_below);
    EXPECT_DOUBLE_EQ(*result.kappa_before, 1.0);
}

TEST(Calibration, RefusesTooFewLabels) {
    LabelledList list = list_of_a_board(1.2, 0.8);
    std::vector<std::optional<AreaClass>> few = list.labels;
    std::fill(few.begin() + 29, few.end(), std::nullopt);
    EXPECT_THROW(calibrate(list.input(), few, {}, {}), Error);
    std::vector<std::optional<AreaClass>> one_sided = list.labels;
    for (auto& label : one_sided) {
        label = label == AreaClass::kComplex ? std::nullopt : label;
    }
    EXPECT_THROW(calibrate(list.input(), one_sided, {}, {}), Error);
}

}  // namespace
}  // namespace diaban
