// Properties that the rule `evidence` must have whatever the counts are.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "engine/classify/evidence.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

struct WatchList {
    std::vector<double> before;
    std::vector<double> now;
    std::vector<double> exposure;

    [[nodiscard]] EvidenceInput input() const { return {before, now, exposure, exposure}; }
};

WatchList random_watch_list(std::uint64_t seed, std::size_t areas) {
    RandomSequence random(seed, 7, 0);
    WatchList list;
    for (std::size_t i = 0; i < areas; ++i) {
        list.exposure.push_back(0.2 + 3.0 * random.uniform());
        const double rate = 40.0 * (0.2 + 2.0 * random.uniform());
        list.before.push_back(random.poisson(rate * list.exposure[i]));
        list.now.push_back(random.poisson(rate * (0.4 + random.uniform()) * list.exposure[i]));
    }
    list.now[0] += 1;  // never two empty windows
    return list;
}

TEST(EvidenceProperties, OrderOfAreasDoesNotMatter) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const WatchList list = random_watch_list(seed, 30);
        WatchList turned = list;
        std::reverse(turned.before.begin(), turned.before.end());
        std::reverse(turned.now.begin(), turned.now.end());
        std::reverse(turned.exposure.begin(), turned.exposure.end());
        const EvidenceResult a = classify_by_evidence(list.input(), {});
        const EvidenceResult b = classify_by_evidence(turned.input(), {});
        for (std::size_t i = 0; i < 30; ++i) {
            // Sums run in another order, so the last digits of the shape may differ.
            EXPECT_NEAR(a.areas[i]->p_complex, b.areas[29 - i]->p_complex, 1e-6);
            EXPECT_NEAR(a.areas[i]->p_stable, b.areas[29 - i]->p_stable, 1e-6);
        }
    }
}

TEST(EvidenceProperties, ProbabilitiesAndClassAgree) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const EvidenceResult result = classify_by_evidence(random_watch_list(seed, 48).input(), {});
        for (const auto& area : result.areas) {
            EXPECT_GE(area->p_stable, 0.0);
            EXPECT_GE(area->p_contained, 0.0);
            EXPECT_GE(area->p_complex, 0.0);
            EXPECT_NEAR(area->p_stable + area->p_contained + area->p_complex, 1.0, 1e-12);
            const double largest = std::max({area->p_stable, area->p_contained, area->p_complex});
            const double of_class = area->area_class == AreaClass::kStable      ? area->p_stable
                                    : area->area_class == AreaClass::kContained ? area->p_contained
                                                                                : area->p_complex;
            EXPECT_DOUBLE_EQ(of_class, largest);
            EXPECT_EQ(area->borderline, largest < 0.6);
            // Complex and "now elevated": the first is part of the second.
            EXPECT_LE(area->p_complex, area->p_elevated_now + 1e-9);
            EXPECT_LE(area->p_stable, 1.0 - area->p_elevated_now + 1e-9);
        }
    }
}

TEST(EvidenceProperties, SharperThresholdsNeverMakeMoreAreasComplex) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const WatchList list = random_watch_list(seed, 40);
        EvidenceRule mild;
        EvidenceRule strict;
        strict.elevated_above = 1.5;
        const EvidenceResult a = classify_by_evidence(list.input(), mild);
        const EvidenceResult b = classify_by_evidence(list.input(), strict);
        for (std::size_t i = 0; i < 40; ++i) {
            EXPECT_LE(b.areas[i]->p_complex, a.areas[i]->p_complex + 1e-9);
            EXPECT_GE(b.areas[i]->p_stable, a.areas[i]->p_stable - 1e-9);
        }
    }
}

TEST(EvidenceProperties, NearestChangeHoldsWhenTheModelIsFittedAnew) {
    const WatchList list = random_watch_list(3, 12);
    const EvidenceResult result = classify_by_evidence(list.input(), {});
    const auto class_with = [&](std::size_t i, double now) {
        WatchList changed = list;
        changed.now[i] = now;
        return changed;
    };
    for (std::size_t i = 0; i < 12; ++i) {
        if (!result.areas[i]->nearest_change) {
            continue;
        }
        // With the models re-estimated too, the step that changes the class lies within a few incidents of the one
        // told.
        const double told = static_cast<double>(result.areas[i]->nearest_change->incidents);
        const double generous = list.now[i] + told * 1.5 + (told > 0 ? 3 : -3);
        if (generous < 0) {
            continue;
        }
        const EvidenceResult again = classify_by_evidence(class_with(i, generous).input(), {});
        EXPECT_NE(again.areas[i]->area_class, result.areas[i]->area_class) << i;
    }
}

}  // namespace
}  // namespace diaban
