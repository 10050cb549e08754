// Whether a list's areas differ at all: how well each area is foretold by the others, against one common rate.
//
//   e = log( mean over orders o of prod_k P(y_o(k) | w_o,k-1) / P(y_o(k) | H0) )
//   w_o,k = (c w_0 + sum_j<=k P(cell | y_o(j), w_o,j-1)) / (c + k)
//   P(H0 | y) = 1 - (softplus(e) - softplus(e - s)) / s,    s = log(n^3 / 10), log 10 at least
//   softplus(x) = log(1 + exp(x))
//
// Every area is foretold from those before it only, so what is learned from an area never speaks for itself and e needs
// no penalty for the freedom of w: at the common rate exp(e) has a mean of about 1 (exactly 1 were H0 and w_0 known
// beforehand), and so exceeds x in a share of about 1/x of lists at most. Each order is a random permutation of the
// areas sorted by their counts, from a fixed seed: the order of the file does not matter. P(H0) is the mean over prior
// odds of one common rate from 1 : 1 to n^3 : 10, even in their logarithm: nobody knows them, and a list's length
// weighs against a difference found in one of its many areas. The upper end was set on lists of 11 to 48 areas: with
// n^2 about one list of 48 in 2,500 with one common rate shows a complex area, with n^3 lists of 11 areas at 5
// incidents that do differ are 0.02 to 0.04 surer of themselves than they should be (evidence.md has the tables).
//
// Sources: prequential evidence: Dawid 1984, doi:10.2307/2981683; the recursion: Newton 2002, Sankhya A 64:306; its
// likelihood: Martin and Tokdar 2011, doi:10.1093/biomet/asr030; the bound on exp(e): Ville 1939, as in Grunwald, de
// Heide, Koolen 2024, doi:10.1093/jrsssb/qkae011.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/classify/list_prior.hpp"

namespace diaban {

/// A list on the cells of both windows.
struct ListOnCells {
    std::span<const CountsAtReference> counts;
    std::span<const PairLikelihood> likelihood;  ///< of the same areas
    std::span<const double> base;                ///< w_0, cells x cells, baseline-major
    std::size_t cells = 0;
    double base_areas = 3.0;  ///< c
};

/// e. O(orders x areas x cells within reach); `threads` changes nothing but the time.
double evidence_of_difference(const ListOnCells& list, unsigned threads);

/// P(H0 | y) of a list of `areas` areas.
double probability_of_one_rate(double evidence, std::size_t areas);

}  // namespace diaban
