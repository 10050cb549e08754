// What is left of a coverage problem once everything that decides itself is taken out.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/siting/coverage_problem.hpp"

namespace diaban {

/// Demand classes and sites that still matter. A class gains `first_gain` when one chosen site sees it and
/// `second_gain` (never more) when another does.
struct CoverageCore {
    std::vector<double> first_gain;
    std::vector<double> second_gain;
    CompressedRows demand_of_site;
    CompressedRows sites_of_demand;
    std::vector<double> cost;
    std::vector<double> bonus;
    CompressedRows conflicts_of_site;  ///< one row a site; no entries where nothing conflicts
    double budget = 0.0;
    double tolerance = 0.0;      ///< objectives closer than this are equal
    bool unit_costs = true;      ///< all costs are 1: the budget counts sites
    bool counts_second = false;  ///< some second_gain is positive

    [[nodiscard]] std::size_t sites() const { return cost.size(); }
    [[nodiscard]] std::size_t demands() const { return first_gain.size(); }
};

/// A core with the way back.
struct ReducedCoverage {
    CoverageCore core;
    std::vector<std::uint32_t> site_of;  ///< core site -> site of the problem
    double constant = 0.0;               ///< value of what stands already; objective = constant + value of the core
};

/// Demand that fixed sites see is settled; demand that no free site sees is dropped; demand with the same sites is
/// merged; a site whose view lies inside another's that costs no more (and brings no less) is dropped, as are sites
/// dearer than the budget. Domination is left alone where second views count or sites conflict: there a dominated site
/// may still be wanted. The optimum is unchanged. O(entries log entries + entries x sites that see one demand point).
ReducedCoverage reduce(const CoverageProblem& problem);

}  // namespace diaban
