#include "layers/base/thread_team.hpp"

namespace diaban {

ThreadTeam::~ThreadTeam() {
    m_over = true;
    ++m_round;
    m_round.notify_all();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

void ThreadTeam::take_chunks() {
    while (!m_stop.load(std::memory_order_relaxed)) {
        const std::size_t chunk = m_next.fetch_add(1, std::memory_order_relaxed);
        if (chunk >= m_chunks) {
            return;
        }
        try {
            (*m_run)(chunk);
        } catch (...) {
            const std::scoped_lock lock(m_mutex);
            if (!m_error || chunk < m_error_chunk) {
                m_error_chunk = chunk;
                m_error = std::current_exception();
            }
            m_stop.store(true, std::memory_order_relaxed);
        }
    }
}

void ThreadTeam::serve() {
    std::uint32_t seen = 0;
    while (true) {
        m_round.wait(seen);
        // Rounds follow one another only when every thread is through with the last, so none is missed.
        seen = m_round;
        if (m_over) {
            return;
        }
        take_chunks();
        if (--m_working == 0) {
            m_working.notify_one();
        }
    }
}

void ThreadTeam::run_together(std::size_t chunks, const std::function<void(std::size_t)>& run) {
    m_run = &run;
    m_chunks = chunks;
    m_next = 0;
    m_stop = false;
    m_error = nullptr;
    const std::uint32_t before = m_round;
    while (m_threads.size() + 1 < m_size) {
        // Started before the first round: all of them wait for it.
        m_threads.emplace_back([this] { serve(); });
    }
    m_working = m_size - 1;
    m_round = before + 1;
    m_round.notify_all();
    take_chunks();
    for (std::uint32_t working = m_working; working != 0; working = m_working) {
        m_working.wait(working);
    }
    if (m_error) {
        std::rethrow_exception(m_error);
    }
}

}  // namespace diaban
