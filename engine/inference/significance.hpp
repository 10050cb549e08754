// From scores to p, and from many p to what may be claimed.
#pragma once

#include <vector>

namespace diaban {

/// P(|Z| >= |z|) of a standard normal Z, at least 2.2e-308: beyond |z| = 37.5 it underflows, and a p is never 0. NaN
/// for NaN. O(1).
double two_sided_normal_p(double z);

/// Benjamini-Hochberg adjusted p: min over k >= rank of p_(k) m / k, at most 1, in the order given. Only defined
/// tests may be handed in: each one raises the bar for the others. Controls the false discovery rate under independence
/// and positive dependence. Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x. O(m log m).
std::vector<double> benjamini_hochberg(const std::vector<double>& p);

/// Confidence class of an adjusted p with the sign of its score: +-3 at 0.01, +-2 at 0.05, +-1 at 0.10 (inclusive),
/// else 0.
int confidence_bin(double p, double z);

}  // namespace diaban
