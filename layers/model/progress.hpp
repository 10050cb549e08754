// Progress and cancelling as an object that long work writes to and a watcher reads: no callbacks into user code.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

namespace diaban {

/// Shared between one long task and whoever watches it. The task calls `begin`, `advance` and
/// `throw_if_cancelled`; a watcher thread calls `snapshot`; a signal handler may call `cancel` (it is one atomic
/// store).
class Progress {
public:
    struct Snapshot {
        std::string step;  ///< key of the step in the word catalogue, e.g. "step.density"
        std::uint64_t done = 0;
        std::uint64_t total = 0;  ///< 0 = not known
    };

    /// Starts a step of `total` units (0 = not known).
    void begin(std::string step, std::uint64_t total);
    /// Adds finished units; safe from any thread.
    void advance(std::uint64_t units) { m_done.fetch_add(units, std::memory_order_relaxed); }
    /// Asks the task to stop at its next check. Async-signal-safe.
    void cancel() noexcept { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool cancelled() const noexcept { return m_cancelled.load(std::memory_order_relaxed); }
    /// Throws Error{kCancelled} once `cancel` has been called. Call it at least every 100 ms of work.
    void throw_if_cancelled() const;
    [[nodiscard]] Snapshot snapshot() const;

private:
    mutable std::mutex m_mutex;
    std::string m_step;
    std::atomic<std::uint64_t> m_done{0};
    std::atomic<std::uint64_t> m_total{0};
    std::atomic<bool> m_cancelled{false};
};

}  // namespace diaban
