#include "layers/base/thread_team.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace diaban {
namespace {

TEST(ThreadTeam, EveryItemOnceInEachOfManyRounds) {
    for (const unsigned threads : {1U, 2U, 5U}) {
        ThreadTeam team(threads);
        EXPECT_EQ(team.size(), threads);
        std::vector<std::atomic<int>> done(1000);
        for (int round = 0; round < 300; ++round) {
            // Rounds of no, one and many chunks.
            const std::size_t count = static_cast<std::size_t>(round % 3) * 500;
            team.for_each_chunk(count, 7, [&](std::size_t begin, std::size_t end, std::size_t chunk) {
                EXPECT_EQ(begin, chunk * 7);
                for (std::size_t i = begin; i < end; ++i) {
                    ++done[i];
                }
            });
        }
        for (std::size_t i = 0; i < done.size(); ++i) {
            ASSERT_EQ(done[i], i < 500 ? 200 : 100) << i << ", " << threads << " threads";
        }
    }
}

TEST(ThreadTeam, TheLowestChunksExceptionComesBackAndTheTeamGoesOn) {
    ThreadTeam team(3);
    for (int round = 0; round < 50; ++round) {
        std::string caught;
        try {
            team.for_each_chunk(100, 1, [](std::size_t begin, std::size_t, std::size_t) {
                // Chunks are handed out in order: 20 is handed out before 21 and so always thrown.
                if (begin >= 20) {
                    throw std::runtime_error(std::to_string(begin));
                }
            });
        } catch (const std::runtime_error& error) {
            caught = error.what();
        }
        EXPECT_EQ(caught, "20");
        std::atomic<int> done{0};
        team.for_each_chunk(10, 1, [&](std::size_t, std::size_t, std::size_t) { ++done; });
        EXPECT_EQ(done, 10);
    }
}

TEST(ThreadTeam, DissolvedWithoutHavingWorked) {
    const ThreadTeam team(4);
    EXPECT_EQ(team.size(), 4U);
}

}  // namespace
}  // namespace diaban
