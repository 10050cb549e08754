// p below 1 / (permutations + 1): the tail of a conditional permutation distribution without permuting.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace diaban {

/// Which side of the distribution.
enum class Tail { kUpper, kLower };

/// A value that occurs `count` times among the terms.
struct TermCount {
    double term = 0.0;
    std::size_t count = 0;
};

/// The terms as a list of different values, ascending, with their counts. O(n log n).
std::vector<TermCount> count_terms(std::span<const double> terms);

/// P(S >= s) or P(S <= s) where S is the sum of `draws` of the terms in `population` (ascending), drawn without
/// replacement: the exact value by counting where the terms are whole multiples of one step (counts) and few enough,
/// else empty. Choices are counted by dynamic programming over the different values from the nearer end of the range:
/// O(values * draws^2 * steps to that end), refused above 2e7. The extreme sums themselves are exact for any terms:
/// (ways to reach them) / C(m, k). Needs 0 < draws < number of terms, finite terms.
std::optional<double> exact_sum_tail(std::span<const TermCount> population, std::size_t draws, double sum, Tail tail);

/// The same tail by the double saddlepoint approximation (Skovgaard 1987, doi:10.2307/3214212; for finite populations
/// Robinson 1982, doi:10.1214/aos/1176345864): S is sum a_j I_j given sum I_j = k, with I_j Bernoulli(k / m) and joint
/// cumulants K(s, t) = sum log(1 - pi + pi exp(t + s a_j)). With (s^, t^) the solution of K_s = x, K_t = k,
///     r = sign(s^) sqrt(2 (s^ x + t^ k - K(s^, t^))),  u = s^ sqrt(det K''(s^, t^) / K_tt(0, 0)),
///     P(S >= x) = 1 - Phi(r) + phi(r) (1 / u - 1 / r).
/// Terms on a lattice of span d take (1 - exp(-d s^)) / d for the first factor of u. Relative error of some per cent
/// (up to a factor of 2 for 4 or fewer draws from lumpy values), where plain normal tails miss by orders of magnitude.
/// Needs a sum strictly between the extremes. O(different values) a Newton step, about 10-20 steps.
double saddlepoint_tail(std::span<const TermCount> population, std::size_t draws, double sum, Tail tail);

/// The same tail for S = sum over k of weights[k] times the k-th drawn term, with unequal weights: Pearson type III
/// (gamma) with the exact first three moments of the permutation distribution (var = A2 B2 / (m - 1), third moment =
/// m A3 B3 / ((m - 1)(m - 2)), where A and B are sums of powers of the centred weights, padded with zeros to m, and
/// terms). Coarser than the saddlepoint: right order of magnitude. O(different values + draws).
double weighted_sum_tail(std::span<const TermCount> population, std::span<const double> weights, double sum, Tail tail);

}  // namespace diaban
