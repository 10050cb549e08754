#include "layers/model/progress.hpp"

#include "layers/model/error.hpp"

namespace diaban {

void Progress::begin(std::string step, std::uint64_t total) {
    throw_if_cancelled();
    const std::scoped_lock lock(m_mutex);
    m_step = std::move(step);
    m_done.store(0, std::memory_order_relaxed);
    m_total.store(total, std::memory_order_relaxed);
}

void Progress::throw_if_cancelled() const {
    if (cancelled()) {
        throw Error(ErrorCode::kCancelled, "error.cancelled", {});
    }
}

Progress::Snapshot Progress::snapshot() const {
    const std::scoped_lock lock(m_mutex);
    return {m_step, m_done.load(std::memory_order_relaxed), m_total.load(std::memory_order_relaxed)};
}

}  // namespace diaban
