// The seam to an exact solver: a linear problem with whole-number variables as plain values, and a function that solves
// it. engine/siting builds problems and reads answers; engine/solver knows the library.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/siting/search_clock.hpp"

namespace diaban {

/// minimise objective . x  so that  row_lower <= A x <= row_upper,  lower <= x <= upper,  x_j whole where whole[j].
/// A is given by rows: entries row_start[r] .. row_start[r + 1] - 1 of column and value. Infinite bounds are
/// +-HUGE_VAL.
struct MixedIntegerProblem {
    std::vector<double> objective;
    std::vector<double> lower;
    std::vector<double> upper;
    std::vector<std::uint8_t> whole;
    std::vector<double> row_lower;
    std::vector<double> row_upper;
    std::vector<std::uint32_t> row_start{0};
    std::vector<std::uint32_t> column;
    std::vector<double> value;
    std::vector<double> start;  ///< a feasible solution to begin with; empty: none
    double objective_step =
        0.0;  ///< objectives of two solutions differ by at least this, where they differ; 0 = not known

    [[nodiscard]] std::size_t columns() const { return objective.size(); }
    [[nodiscard]] std::size_t rows() const { return row_lower.size(); }
    std::uint32_t add_column(double cost, double low, double high, bool is_whole) {
        objective.push_back(cost);
        lower.push_back(low);
        upper.push_back(high);
        whole.push_back(is_whole ? 1 : 0);
        return static_cast<std::uint32_t>(objective.size() - 1);
    }
    void add_entry(std::uint32_t at, double coefficient) {
        column.push_back(at);
        value.push_back(coefficient);
    }
    /// Closes the row whose entries were added since the last call.
    void end_row(double low, double high) {
        row_lower.push_back(low);
        row_upper.push_back(high);
        row_start.push_back(static_cast<std::uint32_t>(column.size()));
    }
};

struct MixedIntegerAnswer {
    std::vector<double> x;    ///< best solution; empty: none was found
    double objective = 0.0;   ///< of x
    double bound = 0.0;       ///< no solution is below it; -HUGE_VAL: not known
    bool proven = false;      ///< x is optimal
    bool infeasible = false;  ///< proven to have no solution
};

/// Solves until proven or until the clock says stop. On one thread, silently.
using MixedIntegerSolver = std::function<MixedIntegerAnswer(const MixedIntegerProblem&, const SearchClock&)>;

}  // namespace diaban
