// COIN-OR CBC as the exact solver behind the seam of engine/siting/mixed_integer.hpp.
#pragma once

#include "engine/siting/mixed_integer.hpp"

namespace diaban {

/// Branch and bound by CBC (Forrest and Lougee-Heimer 2005, doi:10.1287/educ.1053.0020) on one thread with clique,
/// zero-half, rounding and Gomory cuts at the root, begun from `problem.start` where there is one. Stops within about a
/// second once the clock says so, and then returns the best solution and bound so far. Prints nothing. Throws
/// Error{kInternal, "error.solver"} when CBC itself fails.
MixedIntegerAnswer solve_with_cbc(const MixedIntegerProblem& problem, const SearchClock& clock);

}  // namespace diaban
