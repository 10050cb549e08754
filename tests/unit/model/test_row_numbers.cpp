#include "layers/model/row_numbers.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(RowNumbers, RunsOfConsecutiveNumbers) {
    RowNumbers numbers;
    for (const std::uint64_t line : {4u, 5u, 6u, 9u, 10u, 20u}) {
        numbers.add(line);
    }
    EXPECT_EQ(numbers.rows(), 6u);
    EXPECT_EQ(numbers.of(1), 4u);
    EXPECT_EQ(numbers.of(3), 6u);
    EXPECT_EQ(numbers.of(4), 9u);
    EXPECT_EQ(numbers.of(6), 20u);
    // Nothing is known of these.
    EXPECT_EQ(numbers.of(0), 0u);
    EXPECT_EQ(numbers.of(7), 7u);
}

TEST(RowNumbers, PartsMergeToTheWhole) {
    const std::vector<std::uint64_t> lines = {2, 3, 5, 6, 7, 11, 12, 13};
    for (std::size_t cut = 0; cut <= lines.size(); ++cut) {
        RowNumbers whole;
        RowNumbers first;
        RowNumbers second;
        constexpr std::uint64_t kShift = 1;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            whole.add(lines[i]);
            i < cut ? first.add(lines[i]) : second.add(lines[i] - kShift);
        }
        first.append(second, kShift);
        for (std::uint64_t row = 1; row <= lines.size(); ++row) {
            EXPECT_EQ(first.of(row), whole.of(row));
        }
        EXPECT_EQ(first.rows(), whole.rows());
    }
}

}  // namespace
}  // namespace diaban
