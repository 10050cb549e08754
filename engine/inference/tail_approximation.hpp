// p below 1 / (permutations + 1): the tail of a conditional permutation distribution without permuting.
#pragma once

#include <cstddef>
#include <span>

namespace diaban {

/// Which side of the distribution.
enum class Tail { kUpper, kLower };

/// P(S >= s) or P(S <= s) where S is the sum of `draws` of the `population`'s terms, drawn without replacement.
///
/// Double saddlepoint approximation (Skovgaard 1987, doi:10.2307/3214212; for finite populations Robinson 1982,
/// doi:10.1214/aos/1176345864): S is sum a_j I_j given sum I_j = k, with I_j Bernoulli(k / m) and joint cumulants
/// K(s, t) = sum log(1 - pi + pi exp(t + s a_j)). With (s^, t^) the solution of K_s = x, K_t = k,
///     r = sign(s^) sqrt(2 (s^ x + t^ k - K(s^, t^))),  u = s^ sqrt(det K''(s^, t^) / K_tt(0, 0)),
///     P(S >= x) = 1 - Phi(r) + phi(r) (1 / u - 1 / r).
/// Terms on a lattice of span d (counts: d = 1) take (1 - exp(-d s^)) / d for the first factor of u. The extreme sum itself is
/// exact: (ways to reach it) / C(m, k). Relative error of a few per cent far out where plain normal tails miss by
/// orders of magnitude; engine/inference/permutation.md has the check against long runs.
/// Needs 0 < draws < population.size() and finite terms. Returns the tail in [0, 1]. O(m) a Newton step, about 10-20 steps.
double sampled_sum_tail(std::span<const double> population, std::size_t draws, double sum, Tail tail);

/// The same tail for S = sum over k of weights[k] times the k-th drawn term, with unequal weights: Pearson type III
/// (gamma) with the exact first three moments of the permutation distribution (var = A2 B2 / (m - 1), third moment =
/// m A3 B3 / ((m - 1)(m - 2)), where A and B are sums of powers of the centred weights, padded with zeros to m, and terms).
/// Coarser than the saddlepoint: right order of magnitude. O(m).
double weighted_sum_tail(std::span<const double> population, std::span<const double> weights, double sum, Tail tail);

}  // namespace diaban
