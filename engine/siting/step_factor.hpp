// How far the steps of a subgradient search go.
#pragma once

#include <cstdint>

namespace diaban {

/// Half as far after `patience` steps that found no better bound, then on from the best multipliers; over below a
/// thousandth. Held, Wolfe and Crowder 1974, doi:10.1007/BF01580223.
class StepFactor {
public:
    enum class Next { kStep, kFromBest, kStop };

    explicit StepFactor(std::uint32_t patience, double first = 1.0) : m_patience(patience), m_value(first) {}

    Next after(bool is_better) {
        m_stalled = is_better ? 0 : m_stalled + 1;
        if (m_stalled < m_patience) {
            return Next::kStep;
        }
        m_stalled = 0;
        m_value *= 0.5;
        return m_value < 1e-3 ? Next::kStop : Next::kFromBest;
    }

    [[nodiscard]] double value() const { return m_value; }

private:
    std::uint32_t m_patience;
    double m_value;
    std::uint32_t m_stalled = 0;
};

}  // namespace diaban
