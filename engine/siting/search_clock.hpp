// When a search must stop: its time is up, or the user asked. Reading the clock never changes what is searched, only
// how far.
#pragma once

#include <chrono>

#include "engine/siting/coverage_problem.hpp"
#include "layers/model/error.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// Names the step for whoever watches. Unlike Progress::begin it does not throw when the user has asked to stop: a
/// search that is stopped still answers with the best so far.
inline void announce(Progress& progress, const char* step) {
    if (progress.cancelled()) {
        return;
    }
    try {
        progress.begin(step, 0);
    } catch (const Error&) {
        // Cancelled between the two lines.
    }
}

class SearchClock {
public:
    SearchClock(double limit_seconds, const Progress& progress)
        : m_start(std::chrono::steady_clock::now()), m_limit(limit_seconds), m_progress(progress) {}

    [[nodiscard]] double elapsed() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }
    [[nodiscard]] double remaining() const { return m_limit - elapsed(); }
    [[nodiscard]] bool must_stop() const { return m_progress.cancelled() || remaining() <= 0.0; }
    /// Why a search that did not finish ended.
    [[nodiscard]] SitingStop reason() const {
        return m_progress.cancelled() ? SitingStop::kCancelled
               : remaining() <= 0.0   ? SitingStop::kTimeLimit
                                      : SitingStop::kTooLarge;
    }

private:
    std::chrono::steady_clock::time_point m_start;
    double m_limit;
    const Progress& m_progress;
};

}  // namespace diaban
