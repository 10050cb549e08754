// Work on a stream of items by several threads, with results taken in the order of the items.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace diaban {

/// `next()` gives an optional item until it gives none, on the calling thread; `make_worker()` makes one callable a
/// thread that turns an item into a result; `merge(result)` takes the results on the calling thread in the order of the
/// items, so that what it builds does not depend on the number of threads. `threads` counts the workers, 0 = all cores;
/// with 1 everything happens on the calling thread. At most four items a thread are in work at a time. The failure of
/// the earliest item is thrown.
template <typename Next, typename MakeWorker, typename Merge>
void work_in_order(unsigned threads, Next next, MakeWorker make_worker, Merge merge) {
    using Item = typename decltype(next())::value_type;
    using Result = decltype(make_worker()(std::declval<Item>()));
    threads = threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
    if (threads == 1) {
        auto work = make_worker();
        while (auto item = next()) {
            merge(work(std::move(*item)));
        }
        return;
    }
    struct Outcome {
        std::optional<Result> result;
        std::exception_ptr failure;
    };
    std::mutex mutex;
    std::condition_variable item_waits;
    std::condition_variable outcome_waits;
    std::deque<std::pair<std::uint64_t, Item>> items;
    std::map<std::uint64_t, Outcome> outcomes;
    bool closed = false;

    const auto worker = [&] {
        std::exception_ptr unmade;
        std::optional<decltype(make_worker())> work;
        try {
            work.emplace(make_worker());
        } catch (...) {
            unmade = std::current_exception();
        }
        std::unique_lock lock(mutex);
        while (true) {
            item_waits.wait(lock, [&] { return closed || !items.empty(); });
            if (items.empty()) {
                return;
            }
            auto [index, item] = std::move(items.front());
            items.pop_front();
            lock.unlock();
            Outcome outcome;
            outcome.failure = unmade;
            if (work) {
                try {
                    outcome.result.emplace((*work)(std::move(item)));
                } catch (...) {
                    outcome.failure = std::current_exception();
                }
            }
            lock.lock();
            outcomes.emplace(index, std::move(outcome));
            outcome_waits.notify_one();
        }
    };
    std::vector<std::thread> pool;
    /// Whatever is thrown, no thread outlives this function.
    struct Closing {
        std::mutex& mutex;
        std::condition_variable& item_waits;
        std::deque<std::pair<std::uint64_t, Item>>& items;
        bool& closed;
        std::vector<std::thread>& pool;
        ~Closing() {
            {
                const std::lock_guard lock(mutex);
                closed = true;
                items.clear();
            }
            item_waits.notify_all();
            for (std::thread& thread : pool) {
                thread.join();
            }
        }
    } closing{mutex, item_waits, items, closed, pool};
    for (unsigned i = 0; i < threads; ++i) {
        pool.emplace_back(worker);
    }

    std::uint64_t given = 0;
    std::uint64_t merged = 0;
    const auto take_one = [&] {
        std::unique_lock lock(mutex);
        outcome_waits.wait(lock, [&] { return outcomes.count(merged) != 0; });
        Outcome outcome = std::move(outcomes.extract(merged).mapped());
        lock.unlock();
        ++merged;
        if (outcome.failure) {
            std::rethrow_exception(outcome.failure);
        }
        merge(std::move(*outcome.result));
    };
    constexpr std::uint64_t kItemsAThread = 4;
    while (auto item = next()) {
        {
            const std::lock_guard lock(mutex);
            items.emplace_back(given++, std::move(*item));
        }
        item_waits.notify_one();
        if (given - merged >= kItemsAThread * threads) {
            take_one();
        }
    }
    while (merged < given) {
        take_one();
    }
}

}  // namespace diaban
