#include "engine/cli/cancel_on_signal.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace diaban::cli {
namespace {

/// True once the task was asked to stop; gives up after a time that no machine needs.
bool cancelled_soon(const Progress& progress) {
    constexpr auto kPatience = std::chrono::seconds(30);
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!progress.cancelled() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return progress.cancelled();
}

TEST(CancelOnSignal, AsksTheTaskToStop) {
    for (const int number : {SIGINT, SIGTERM}) {
        Progress progress;
        const CancelOnSignal watch(progress);
        kill(getpid(), number);
        EXPECT_TRUE(cancelled_soon(progress)) << number;
    }
}

int g_taken_by_library = 0;
extern "C" void library_handler(int) {
    ++g_taken_by_library;
}

TEST(CancelOnSignal, ALibrarysOwnHandlerDoesNotTakeTheSignalAway) {
    Progress progress;
    const CancelOnSignal watch(progress);
    std::signal(SIGINT, library_handler);
    kill(getpid(), SIGINT);
    EXPECT_TRUE(cancelled_soon(progress));
    EXPECT_EQ(g_taken_by_library, 0);
}

TEST(CancelOnSignal, WorksWhereTheShellHadItIgnored) {
    std::signal(SIGINT, SIG_IGN);
    Progress progress;
    const CancelOnSignal watch(progress);
    kill(getpid(), SIGINT);
    EXPECT_TRUE(cancelled_soon(progress));
}

TEST(CancelOnSignal, EndsQuietlyWithoutASignal) {
    Progress progress;
    { const CancelOnSignal watch(progress); }
    EXPECT_FALSE(progress.cancelled());
}

TEST(CancelOnSignalDeathTest, TheSecondSignalEndsTheProcess) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            Progress progress;
            const CancelOnSignal watch(progress);
            kill(getpid(), SIGINT);
            if (cancelled_soon(progress)) {
                kill(getpid(), SIGINT);
            }
            std::this_thread::sleep_for(std::chrono::seconds(30));
        },
        ::testing::KilledBySignal(SIGINT), "");
}

}  // namespace
}  // namespace diaban::cli
