// Work cut in fixed chunks: the cut depends on the amount of work, never on the number of threads, so that results
// merged in chunk order are the same bytes for any thread count.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace diaban {

/// Number of chunks of `chunk_size` (> 0) needed for `count` items.
inline std::size_t chunk_count(std::size_t count, std::size_t chunk_size) {
    return (count + chunk_size - 1) / chunk_size;
}

/// Threads to use for a request: the request itself, or the machine's cores for 0.
inline unsigned thread_count(unsigned requested) {
    if (requested > 0) {
        return requested;
    }
    const unsigned cores = std::thread::hardware_concurrency();
    return cores > 0 ? cores : 1;
}

/// Calls `work(begin, end, chunk_index)` once for each chunk of [0, count), on up to `threads` threads (0 = all
/// cores), chunks handed out in index order. An exception stops the handing out and the one of the lowest chunk is
/// rethrown.
template <typename Work>
void for_each_chunk(std::size_t count, std::size_t chunk_size, unsigned threads, Work work) {
    const std::size_t chunks = chunk_count(count, chunk_size);
    const std::size_t workers = std::min<std::size_t>(thread_count(threads), chunks);
    const auto run = [&](std::size_t chunk) {
        const std::size_t begin = chunk * chunk_size;
        work(begin, std::min(count, begin + chunk_size), chunk);
    };
    if (workers <= 1) {
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
            run(chunk);
        }
        return;
    }
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::exception_ptr first_error;
    std::size_t first_error_chunk = chunks;
    const auto worker = [&] {
        while (!stop.load(std::memory_order_relaxed)) {
            const std::size_t chunk = next.fetch_add(1, std::memory_order_relaxed);
            if (chunk >= chunks) {
                return;
            }
            try {
                run(chunk);
            } catch (...) {
                const std::scoped_lock lock(mutex);
                if (chunk < first_error_chunk) {
                    first_error_chunk = chunk;
                    first_error = std::current_exception();
                }
                stop.store(true, std::memory_order_relaxed);
            }
        }
    };
    std::vector<std::thread> pool;
    pool.reserve(workers - 1);
    for (std::size_t i = 1; i < workers; ++i) {
        pool.emplace_back(worker);
    }
    worker();
    for (std::thread& thread : pool) {
        thread.join();
    }
    if (first_error) {
        std::rethrow_exception(first_error);
    }
}

}  // namespace diaban
