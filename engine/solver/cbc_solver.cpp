#include "engine/solver/cbc_solver.hpp"

#include <cmath>

#include "layers/model/error.hpp"

// The library's headers are older than the warnings this project is compiled with.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <CglClique.hpp>
#include <CglGomory.hpp>
#include <CglMixedIntegerRounding2.hpp>
#include <CglZeroHalf.hpp>
#include <ClpEventHandler.hpp>
#include <ClpSimplex.hpp>
#include <CoinError.hpp>
#include <CoinMessageHandler.hpp>
#include <OsiClpSolverInterface.hpp>
#pragma GCC diagnostic pop

namespace diaban {

namespace {

/// Ends branch and bound when the clock says so.
class StopBranching : public CbcEventHandler {
public:
    explicit StopBranching(const SearchClock& clock) : m_clock(clock) {}
    CbcAction event(CbcEvent) override { return m_clock.must_stop() ? stop : noAction; }
    CbcEventHandler* clone() const override { return new StopBranching(*this); }

private:
    const SearchClock& m_clock;
};

/// Ends a simplex solve when the clock says so: one solve of a large problem can outlast the limit.
class StopSimplex : public ClpEventHandler {
public:
    explicit StopSimplex(const SearchClock& clock) : m_clock(clock) {}
    int event(Event which) override {
        constexpr int kGoOn = -1;
        constexpr int kStop = 5;
        return (which == endOfIteration || which == endOfFactorization) && m_clock.must_stop() ? kStop : kGoOn;
    }
    ClpEventHandler* clone() const override { return new StopSimplex(*this); }

private:
    const SearchClock& m_clock;
};

CoinPackedMatrix matrix_of(const MixedIntegerProblem& problem) {
    const std::vector<CoinBigIndex> starts(problem.row_start.begin(), problem.row_start.end());
    const std::vector<int> columns(problem.column.begin(), problem.column.end());
    std::vector<int> lengths(problem.rows());
    for (std::size_t r = 0; r < problem.rows(); ++r) {
        lengths[r] = starts[r + 1] - starts[r];
    }
    CoinPackedMatrix matrix(false, static_cast<int>(problem.columns()), static_cast<int>(problem.rows()),
                            static_cast<CoinBigIndex>(problem.value.size()), problem.value.data(), columns.data(),
                            starts.data(), lengths.data());
    return matrix;
}

}  // namespace

MixedIntegerAnswer solve_with_cbc(const MixedIntegerProblem& problem, const SearchClock& clock) {
    MixedIntegerAnswer answer;
    answer.bound = -HUGE_VAL;
    if (clock.must_stop()) {
        return answer;
    }
    try {
        OsiClpSolverInterface solver;
        CoinMessageHandler silent;
        silent.setLogLevel(0);
        solver.passInMessageHandler(&silent);
        solver.messageHandler()->setLogLevel(0);
        solver.getModelPtr()->setLogLevel(0);
        solver.loadProblem(matrix_of(problem), problem.lower.data(), problem.upper.data(), problem.objective.data(),
                           problem.row_lower.data(), problem.row_upper.data());
        for (std::size_t j = 0; j < problem.columns(); ++j) {
            if (problem.whole[j] != 0) {
                solver.setInteger(static_cast<int>(j));
            }
        }
        const StopSimplex stop_simplex(clock);
        solver.getModelPtr()->passInEventHandler(&stop_simplex);
        solver.initialSolve();
        if (solver.isProvenPrimalInfeasible()) {
            answer.infeasible = true;
            return answer;
        }
        if (!solver.isProvenOptimal()) {
            return answer;
        }
        answer.bound = solver.getObjValue();

        CbcModel model(solver);
        model.passInMessageHandler(&silent);
        model.setLogLevel(0);
        model.solver()->setHintParam(OsiDoReducePrint, true, OsiHintTry);
        const StopBranching stop_branching(clock);
        model.passInEventHandler(&stop_branching);
        model.setMaximumSeconds(clock.remaining());
        model.setNumberThreads(0);
        model.setAllowableGap(problem.objective_step > 0.0 ? 0.999 * problem.objective_step : 0.0);
        model.setAllowableFractionGap(0.0);
        if (problem.objective_step > 0.0) {
            model.setCutoffIncrement(0.999 * problem.objective_step);
        }
        CglZeroHalf zero_half;
        CglMixedIntegerRounding2 rounding;
        CglGomory gomory;
        CglClique clique;  // sites of which no two may be chosen together
        constexpr int kRootOnly = -99;
        model.addCutGenerator(&clique, kRootOnly, "clique");
        model.addCutGenerator(&zero_half, kRootOnly, "zero-half");
        model.addCutGenerator(&rounding, kRootOnly, "rounding");
        model.addCutGenerator(&gomory, kRootOnly, "gomory");
        if (!problem.start.empty()) {
            double objective = 0.0;
            for (std::size_t j = 0; j < problem.columns(); ++j) {
                objective += problem.objective[j] * problem.start[j];
            }
            model.setBestSolution(problem.start.data(), static_cast<int>(problem.columns()), objective, true);
        }
        model.branchAndBound();
        constexpr double kNoSolution = 1e49;  // what CBC reports when it was stopped before it looked at its start
        if (model.bestSolution() != nullptr && model.getObjValue() < kNoSolution) {
            answer.x.assign(model.bestSolution(), model.bestSolution() + problem.columns());
            answer.objective = model.getObjValue();
        }
        answer.proven = model.isProvenOptimal() && !answer.x.empty();
        answer.infeasible = model.isProvenInfeasible() && answer.x.empty() && problem.start.empty();
        const double possible = answer.proven ? answer.objective : model.getBestPossibleObjValue();
        if (std::isfinite(possible) && std::fabs(possible) < 1e40) {
            answer.bound = std::max(answer.bound, possible);
        }
    } catch (const CoinError& error) {
        throw Error(ErrorCode::kInternal, "error.solver", {{"cause", error.message()}});
    }
    return answer;
}

}  // namespace diaban
