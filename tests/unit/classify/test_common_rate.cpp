#include "engine/classify/common_rate.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

// R 4.2: same <- 0.9 * dbinom(c, b + c, q); other <- 0.1 / (b + c + 1); changed <- other / (same + other)
//        complex <- changed * pbeta(1.2 * q, c + 1, b + 1, lower.tail = FALSE); contained <- changed * pbeta(1 - 1.2 *
//        (1 - q), c + 1, b + 1)
TEST(CommonRate, AgreesWithR) {
    struct Case {
        ListTotals totals;
        double complex;
        double contained;
    };
    for (const Case& c : {Case{{44, 66, 0.5}, 0.051834873, 0.000001253}, Case{{400, 900, 0.5}, 1.0, 0.0},
                          Case{{150, 90, 0.5}, 0.0, 0.737145848}, Case{{30, 200, 0.9}, 0.0, 0.012981088}}) {
        const ClassProbabilities p = classes_at_common_rate(c.totals, {});
        EXPECT_NEAR(p.complex, c.complex, 1e-8);
        EXPECT_NEAR(p.contained, c.contained, 1e-8);
        EXPECT_EQ(p.stable, 1.0 - p.complex - p.contained);
        EXPECT_EQ(p.elevated_now, p.complex);
        EXPECT_EQ(p.elevated_before, p.contained);
    }
}

// 55 incidents in each window on average: a common rate 1.2 times the reference now is chance more often than not, at
// 550 it is not.
TEST(CommonRate, AShortListIsNotCalledComplexForItsNoise) {
    EXPECT_GT(classes_at_common_rate({42, 68, 0.5}, {}).stable, 0.8);
    EXPECT_GT(classes_at_common_rate({420, 680, 0.5}, {}).complex, 0.85);
}

}  // namespace
}  // namespace diaban
