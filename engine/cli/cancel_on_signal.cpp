#include "engine/cli/cancel_on_signal.hpp"

#include <pthread.h>

#include <csignal>

namespace diaban::cli {

namespace {

/// Sent by the destructor to its own thread.
constexpr int kStopWatching = SIGUSR2;

sigset_t signals(std::initializer_list<int> numbers) {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : numbers) {
        sigaddset(&set, number);
    }
    return set;
}

void watch(Progress& progress) {
    const sigset_t watched = signals({SIGINT, SIGTERM, kStopWatching});
    bool asked = false;
    int number = 0;
    while (sigwait(&watched, &number) == 0 && number != kStopWatching) {
        if (asked) {
            std::signal(number, SIG_DFL);
            const sigset_t one = signals({number});
            pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
            raise(number);
        }
        asked = true;
        progress.cancel();
    }
}

}  // namespace

CancelOnSignal::CancelOnSignal(Progress& progress) {
    const sigset_t watched = signals({SIGINT, SIGTERM, kStopWatching});
    pthread_sigmask(SIG_BLOCK, &watched, nullptr);
    // A signal that is ignored, as SIGINT is in a shell's background jobs, is never seen by a waiting thread.
    std::signal(SIGINT, SIG_DFL);
    m_watcher = std::thread([&progress] { watch(progress); });
}

CancelOnSignal::~CancelOnSignal() {
    pthread_kill(m_watcher.native_handle(), kStopWatching);
    m_watcher.join();
    const sigset_t watched = signals({SIGINT, SIGTERM, kStopWatching});
    pthread_sigmask(SIG_UNBLOCK, &watched, nullptr);
}

}  // namespace diaban::cli
