#include "layers/base/random.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

// Known answers for philox4x32-10 published with Random123 (file kat_vectors).
TEST(Philox, KnownAnswersOfRandom123) {
    const std::array<std::uint32_t, 4> zero = philox4x32({0, 0, 0, 0}, {0, 0});
    EXPECT_EQ(zero, (std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    const std::uint32_t f = 0xffffffff;
    const std::array<std::uint32_t, 4> ones = philox4x32({f, f, f, f}, {f, f});
    EXPECT_EQ(ones, (std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    const std::array<std::uint32_t, 4> pi =
        philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0});
    EXPECT_EQ(pi, (std::array<std::uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomSequence, IsAFunctionOfSeedStreamAndItemOnly) {
    RandomSequence a(7, 1, 42);
    RandomSequence b(7, 1, 42);
    RandomSequence other_item(7, 1, 43);
    const std::uint64_t first = a.next_u64();
    EXPECT_EQ(first, b.next_u64());
    EXPECT_NE(first, other_item.next_u64());
}

TEST(RandomSequence, MomentsOfEachDistribution) {
    RandomSequence random(1, 0, 0);
    constexpr int kDraws = 200000;
    double uniform_sum = 0;
    double normal_sum = 0;
    double normal_squares = 0;
    double poisson_small = 0;
    double poisson_large = 0;
    double below = 0;
    for (int i = 0; i < kDraws; ++i) {
        uniform_sum += random.uniform();
        const double z = random.normal();
        normal_sum += z;
        normal_squares += z * z;
        poisson_small += random.poisson(2.5);
        below += random.below(10);
    }
    for (int i = 0; i < 2000; ++i) {
        poisson_large += random.poisson(150.0);
    }
    // Tolerances are five standard errors of each mean.
    EXPECT_NEAR(uniform_sum / kDraws, 0.5, 5 * 0.2887 / std::sqrt(kDraws));
    EXPECT_NEAR(normal_sum / kDraws, 0.0, 5 / std::sqrt(kDraws));
    EXPECT_NEAR(normal_squares / kDraws, 1.0, 5 * std::sqrt(2.0 / kDraws));
    EXPECT_NEAR(poisson_small / kDraws, 2.5, 5 * std::sqrt(2.5 / kDraws));
    EXPECT_NEAR(poisson_large / 2000, 150.0, 5 * std::sqrt(150.0 / 2000));
    EXPECT_NEAR(below / kDraws, 4.5, 5 * 2.872 / std::sqrt(kDraws));
}

}  // namespace
}  // namespace diaban
