// From demand and sites to a plan: who sees what, the search, and what each camera adds.
#pragma once

#include "engine/siting/coverage_problem.hpp"
#include "engine/studies/cameras/inputs.hpp"

namespace diaban {

/// One proposed camera in order of what it adds.
struct ProposedCamera {
    std::uint32_t site = 0;          ///< index into CameraInputs::sites
    double covered_weight = 0.0;     ///< all that it sees
    double marginal_weight = 0.0;    ///< of it, what neither existing cameras nor earlier ranks see
    double cumulative_weight = 0.0;  ///< seen by existing cameras and the first ranks up to this one
    double cumulative_cost = 0.0;
    std::uint64_t marginal_points = 0;  ///< demand points first seen by it
};

struct CameraPlan {
    CompressedRows demand_of_site;  ///< who sees what, all sites
    CompressedRows must_of_site;    ///< the same of places that must be seen
    SitingResult result;
    std::vector<ProposedCamera> proposed;     ///< rank 1 first
    std::vector<double> covered_by_existing;  ///< weight each existing camera sees, 0 for a broken one
    std::vector<std::uint32_t> views_before;  ///< of each demand place: working existing cameras that see it
    std::vector<std::uint32_t> views_after;
    std::vector<std::uint32_t> must_views_before;  ///< the same of each place that must be seen
    std::vector<std::uint32_t> must_views_after;
    double weight_before = 0.0;
    double weight_after = 0.0;
    double weight_twice = 0.0;         ///< seen by two or more after
    double weight_out_of_reach = 0.0;  ///< no site and no camera sees it
    std::uint64_t points_out_of_reach = 0;
    double spent = 0.0;
    std::vector<Finding> findings;
};

/// Solves. A count is used up: sites that add nothing new go where they give most second views, and that is told.
/// Throws Error{kInput}: error.cameras-none-in-reach, error.cameras-budget (below the cheapest),
/// error.cameras-no-candidates, error.cameras-must-unreachable (no site sees a place that must be seen),
/// error.cameras-must-impossible (not all within the count, budget or overlap limit), error.cameras-distance-pair
/// (p-median needs every distance). When `progress` is cancelled during the search the best plan so far comes back.
CameraPlan plan_cameras(const CameraOptions& options, const CameraInputs& inputs, unsigned threads, Progress& progress);

}  // namespace diaban
