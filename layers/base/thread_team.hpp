// Threads that stay between one piece of work and the next, for work that comes in many short pieces.
//
// Same rules as `for_each_chunk` (parallel_chunks.hpp), which starts threads anew each time: work cut in fixed chunks, handed out in index
// order, the exception of the lowest chunk rethrown. Starting a thread costs about as much as a tenth of a millisecond of work, and
// what a thread keeps for itself (`thread_local`) would be made anew with it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "layers/base/parallel_chunks.hpp"

namespace diaban {

/// To be used from one thread at a time; never from within its own work.
class ThreadTeam {
public:
    /// 0 = all cores. The threads are started by the first piece of work that has more than one chunk.
    explicit ThreadTeam(unsigned threads) : m_size(thread_count(threads)) {}
    ~ThreadTeam();
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;

    [[nodiscard]] unsigned size() const { return m_size; }

    /// Calls `work(begin, end, chunk_index)` once for each chunk of [0, count).
    template <typename Work>
    void for_each_chunk(std::size_t count, std::size_t chunk_size, Work work) {
        const std::size_t chunks = chunk_count(count, chunk_size);
        const auto run = [&](std::size_t chunk) {
            const std::size_t begin = chunk * chunk_size;
            work(begin, std::min(count, begin + chunk_size), chunk);
        };
        if (m_size <= 1 || chunks <= 1) {
            for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
                run(chunk);
            }
            return;
        }
        run_together(chunks, run);
    }

private:
    void run_together(std::size_t chunks, const std::function<void(std::size_t)>& run);
    void take_chunks();
    void serve();

    unsigned m_size;
    std::vector<std::thread> m_threads;
    const std::function<void(std::size_t)>* m_run = nullptr;
    std::size_t m_chunks = 0;
    std::atomic<std::size_t> m_next{0};
    std::atomic<bool> m_stop{false};          ///< an exception: hand out no more
    std::atomic<bool> m_over{false};          ///< the team is being dissolved
    std::atomic<std::uint32_t> m_round{0};    ///< pieces of work so far; the threads wait for the next
    std::atomic<std::uint32_t> m_working{0};  ///< threads that have not finished this round
    std::mutex m_mutex;
    std::exception_ptr m_error;
    std::size_t m_error_chunk = 0;
};

}  // namespace diaban
