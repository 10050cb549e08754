// The self-exciting process: each event makes others more likely nearby for a while.
//
//     lambda(t, s) = sum_j q_j K_b(s - x_j) / (L m(s)) + sum_{t_j < t} theta omega exp(-omega (t - t_j)) G_sigma(s -
//     x_j)
//
// q_j: probability that event j is background (K_b a Gaussian of bandwidth b, j itself left out), m(s): its mass inside
// the study area (without it the background is too low along the border and offspring are seen there that are none),
// theta: mean number of direct offspring, 1/omega: mean delay in days, sigma: spread of the offspring along each axis
// in metres. Fitted by expectation-maximisation over who triggered whom (Mohler, Short, Brantingham, Schoenberg, Tita
// 2011, doi:10.1198/jasa.2011.ap09546, in the parametric form of Mohler 2014, doi:10.1016/j.ijforecast.2014.01.004).
// Offspring that fall after the end of the history are allowed for by sum_j (1 - exp(-omega (L - t_j))). Pairs count up
// to `most_days` and `most_metres`; what a window or a distance cuts off is not put back, so both should be several
// times 1/omega and sigma. Events of the same moment trigger nothing.
//
// Meant for the newest `most_events`: O(pairs) a step.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/sweep/sweep_history.hpp"

namespace diaban {

struct SelfExcitingOptions {
    const SweepPlaces* ground = nullptr;  ///< the study area as places; null: endless
    double background_bandwidth_m = 300.0;
    double most_days = 120.0;
    double most_metres = 600.0;
    std::size_t most_events = 6000;
    std::size_t most_steps = 200;
    double tolerance = 1e-5;  ///< relative change of theta, omega and sigma in one step
};

struct SelfExcitingFit {
    double theta = 0.0;
    double omega_per_day = 0.1;
    double sigma_m = 100.0;
    double background_share = 1.0;
    std::size_t events = 0;
    std::size_t steps = 0;
    bool converged = false;
};

/// Fits to the newest events of a sorted history that ends at `end_day`. Fewer than 50 events: theta 0, not converged.
SelfExcitingFit fit_self_exciting(const SweepEvents& events, double end_day, const SelfExcitingOptions& options);

/// Offspring of one event of age `age_days` that are expected in the next `horizon_days`, without its offspring's
/// offspring.
double offspring_ahead(const SelfExcitingFit& fit, double age_days, double horizon_days);

}  // namespace diaban
