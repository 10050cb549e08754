// What a person is told at the end of a run, and how long its steps took.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/output/output.hpp"
#include "engine/review/review_parts.hpp"
#include "layers/base/json_value.hpp"
#include "layers/model/finding.hpp"

namespace diaban {

/// Seconds of each step, in order.
class StepClock {
public:
    void finish(const std::string& step) {
        const auto now = std::chrono::steady_clock::now();
        m_seconds.emplace_back(step, std::chrono::duration<double>(now - m_last).count());
        m_last = now;
    }
    /// Takes over the steps of another clock, which may have run beside this one.
    void add(const StepClock& other) {
        m_seconds.insert(m_seconds.end(), other.m_seconds.begin(), other.m_seconds.end());
        m_last = std::chrono::steady_clock::now();
    }
    [[nodiscard]] double total() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }
    [[nodiscard]] const std::vector<std::pair<std::string, double>>& seconds() const { return m_seconds; }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_last = m_start;
    std::vector<std::pair<std::string, double>> m_seconds;
};

/// What a person is told at the end.
struct RunSummary {
    std::string title;
    std::string crs_name;
    std::string crs_code;
    std::string crs_rule_key;
    std::string rule;                    ///< name, version and hash
    std::array<std::size_t, 3> split{};  ///< stable, contained, complex
    std::size_t undefined = 0;           ///< on the watch list without exposure
    std::size_t borderline = 0;
    std::optional<YearIndicators> year;  ///< with a register of earlier reviews
    std::uint64_t rows_read = 0;
    std::uint64_t rows_accepted = 0;
    std::uint64_t rows_rejected = 0;
    double bandwidth_m = 0.0;
    std::string bandwidth_rule;
    std::map<std::string, Json> studies;  ///< records of the studies that belong to the run
    std::filesystem::path page;           ///< viewer/index.html, empty when switched off
    double seconds = 0.0;
    std::vector<TwoLanguages> findings;
};

/// `output`: what the run gave.
RunSummary run_summary(const ReviewParts& review, const Output& output);

}  // namespace diaban
