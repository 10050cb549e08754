#include "layers/read/ordered_workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>

namespace diaban {
namespace {

struct Numbers {
    int last = 0;
    int given = 0;
    std::optional<int> operator()() { return given < last ? std::optional<int>(given++) : std::nullopt; }
};

TEST(WorkInOrder, ResultsComeInTheOrderOfTheItems) {
    for (const unsigned threads : {1u, 2u, 5u, 0u}) {
        for (const int count : {0, 1, 3, 1000}) {
            Numbers numbers{count};
            std::vector<int> squares;
            work_in_order(
                threads, [&] { return numbers(); },
                [] {
                    return [](int item) {
                        if (item % 7 == 0) {
                            std::this_thread::yield();
                        }
                        return item * item;
                    };
                },
                [&](int result) { squares.push_back(result); });
            ASSERT_EQ(squares.size(), static_cast<std::size_t>(count));
            for (int i = 0; i < count; ++i) {
                ASSERT_EQ(squares[static_cast<std::size_t>(i)], i * i);
            }
        }
    }
}

TEST(WorkInOrder, TheEarliestFailureIsThrownAndWhatWasBeforeItIsMerged) {
    for (const unsigned threads : {1u, 2u, 5u}) {
        Numbers numbers{1000};
        std::vector<int> merged;
        try {
            work_in_order(
                threads, [&] { return numbers(); },
                [] {
                    return [](int item) {
                        if (item >= 50 && item % 10 == 0) {
                            throw std::runtime_error(std::to_string(item));
                        }
                        return item;
                    };
                },
                [&](int result) { merged.push_back(result); });
            FAIL();
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "50");
        }
        EXPECT_EQ(merged.size(), 50u);
    }
}

TEST(WorkInOrder, AWorkerThatCannotBeMadeAndAMergeThatFailsEndTheWork) {
    for (const unsigned threads : {1u, 3u}) {
        Numbers numbers{100};
        EXPECT_THROW(work_in_order(
                         threads, [&] { return numbers(); },
                         []() -> int (*)(int) { throw std::runtime_error("no worker"); }, [](int) {}),
                     std::runtime_error);
        EXPECT_THROW(work_in_order(
                         threads, [&] { return numbers(); }, [] { return [](int item) { return item; }; },
                         [](int) { throw std::logic_error("merge"); }),
                     std::logic_error);
    }
}

// Memory stays bounded: items are not given away faster than they are worked on.
TEST(WorkInOrder, AtMostFourItemsAThreadAreInWork) {
    Numbers numbers{500};
    int merged = 0;
    int most = 0;
    work_in_order(
        3,
        [&] {
            most = std::max(most, numbers.given - merged);
            return numbers();
        },
        [] { return [](int item) { return item; }; }, [&](int) { ++merged; });
    EXPECT_LE(most, 12);
}

}  // namespace
}  // namespace diaban
