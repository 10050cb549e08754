// What a whole list of areas teaches about one of them: a distribution of pairs (L_B, L_C), learned from all pairs of counts.
//
// The gamma prior of each window on its own (version 1 of the rule) knows neither that an area's two windows belong together nor
// that areas may fall into groups: at 5 to 20 incidents an area its winning probability stays 0.04 to 0.13 below the share of
// areas that are right, and one list in twenty with one common rate shows a complex area (figures in evidence.md). Here:
//
//   y_W ~ Poisson(m_W L_W),   m_W = exposure x r0                             (L = multiple of the reference)
//   H1: (L_B, L_C) ~ w, a distribution that is constant on cells of a grid in (log L_B, log L_C)
//       w = (c w_0 + sum_i P(cell | y_i, w)) / (c + n), iterated from w = w_0
//       w_0 = 9/10 Gamma(a_B, a_B) x Gamma(a_C, a_C) of version 1 + 1/10 Gamma(2, 2) x Gamma(2, 2), each around its window's mean
//   H0: all areas share one rate in each window (common_rate.hpp has its classes)
//   P(class | y) = P(H0 | y) P(class | H0) + (1 - P(H0 | y)) P(class | y, w)        (list_evidence.hpp has P(H0 | y))
//
// c = 3 areas' worth of w_0. The grid has edges at the line `elevated_above`, and log(1 / brought_down_below) is a whole number of steps, so
// that the lines of the rule run along edges and diagonals; a cell on the diagonal counts half.
// A cell's likelihood is its mean over the cell: five Gauss-Legendre nodes (off by 4.2e-13 of the largest cell at most, measured against 640
// nodes in long double), ten where a cell is wider than half a standard deviation (2.1e-12), a difference of gamma functions where the
// count is so large that a cell is wider than 2.5 of them (1.7e-8), so that counts of any size fit.
//
// Sources: nonparametric empirical Bayes: Kiefer and Wolfowitz 1956, doi:10.1214/aoms/1177728066; Laird 1978,
// doi:10.1080/01621459.1978.10480103; smoothing towards a base measure: Ferguson 1973, doi:10.1214/aos/1176342360.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/classify/area_class.hpp"
#include "engine/classify/cell_rows.hpp"
#include "engine/classify/common_rate.hpp"

namespace diaban {

/// Counts of one area and what they would be at the reference rate (m_W > 0).
struct CountsAtReference {
    double baseline_count = 0.0;
    double current_count = 0.0;
    double baseline_expected = 0.0;
    double current_expected = 0.0;
};

/// One window as version 1 sees it: where the base measure lies and how wide it is.
struct WindowSpread {
    double shape = 0.0;  ///< a_W
    double level = 0.0;  ///< R_W / r0
};

/// Quadrature nodes of all cells, cell by cell.
struct ListNodes {
    std::vector<double> log_multiple;
    std::vector<double> multiple;
};

/// What was learned. A plain value; cells are those of both windows.
struct ListPrior {
    ClassLines lines;
    WindowSpread baseline;
    WindowSpread current;
    double step = 0.0;         ///< width of a cell in log L
    double lowest = 0.0;       ///< log L of the first edge
    std::size_t cells = 0;     ///< along one axis
    std::vector<double> edge;  ///< L at the cells + 1 edges
    ListNodes five_nodes;      ///< 5 and 10 Gauss-Legendre nodes a cell
    ListNodes ten_nodes;
    std::size_t line_cell = 0;            ///< the first cell above `elevated_above`
    std::size_t drop_cells = 0;           ///< log(1 / brought_down_below) in steps
    std::vector<double> weight;           ///< cells x cells, baseline-major; sums to 1
    std::size_t areas = 0;                ///< n
    double evidence_of_difference = 0.0;  ///< e of list_evidence.hpp
    ClassProbabilities at_one_rate;       ///< the classes under H0
};

/// What of a list is known before its pairs are looked at. Both levels are positive.
struct ListSetting {
    WindowSpread baseline;
    WindowSpread current;
    ClassLines lines;
};

/// Learns the prior of a list of at least one area. 60 iterations, always: the result is a function of the input alone. `threads`
/// (0 = all cores) changes nothing but the time. O(areas x cells within reach of a count).
ListPrior learn_list_prior(const std::vector<CountsAtReference>& areas, const ListSetting& setting,
                           unsigned threads = 1);

/// The probability that all areas share one rate in each window.
double probability_of_one_rate(const ListPrior& prior);

/// One area of the list, prepared for `class_probabilities`.
struct AreaInList {
    CountsAtReference counts;
    CellLikelihood before;
    /// sum of its baseline likelihood times w over the baseline cells, for each cell of the current window, split by the class they make:
    std::vector<double> steady;  ///< stable below the line, complex above it
    std::vector<double> contained;
    std::vector<double> elevated_before;
    double log_evidence = 0.0;  ///< log P(y | w) - log P(y | H0), with its own counts
};

/// Prepares an area of the list that the prior was learned from. O(cells within reach).
AreaInList area_in_list(const ListPrior& prior, const CountsAtReference& counts);

/// The classes of an area with its own or a hypothetical current count. With another count than its own the evidence for one
/// common rate is brought up to date as well, the prior held fixed. O(cells within reach).
ClassProbabilities class_probabilities(const ListPrior& prior, const AreaInList& area, double current_count);

}  // namespace diaban
