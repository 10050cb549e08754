// Regression to the mean: places that are chosen because they were hot cool on their own.
//
// A place of size a (its area over that of the cells whose rates are known), that showed y before the sweep and H in its
// discounted history of W windows (place_rates.hpp), is expected to show without any action, in a window w times as long,
//
//     E = g w a E[theta | y + H, a (1 + W)]        variance V = E + (g w a)^2 Var[theta | y + H, a (1 + W)]
//
// g is what the level of the city became elsewhere: incidents after the sweep in cells that hold none of the places in
// question, over what was expected there. A place that was always hot cools less than one that was hot once. What came
// beyond that,
//
//     D = (T1 - E_T) - s (C1 - E_C)        SE^2 = d [V_T + s^2 V_C + (E_T - s E_C)^2 V_g / g^2]
//
// is the difference of treated and control places without the cooling, and without the chance in the counts before,
// which places are chosen by and which the weighted difference's own standard error holds (weighted_difference.hpp). d is
// the dispersion. Robbins 1956; Hauer 1997, Observational before-after studies in road safety, ISBN 0-08-043053-8 (the
// empirical Bayes before-after study with a comparison group). O(places x rates).
#pragma once

#include <optional>
#include <vector>

#include "engine/evaluate/place_rates.hpp"
#include "engine/evaluate/weighted_difference.hpp"

namespace diaban {

/// A place's counts: in the window before, and its discounted history; its area in cells.
struct PlaceCounts {
    double before = 0.0;
    double history = 0.0;
    double size = 1.0;
};

struct ExpectedCount {
    double mean = 0.0;
    double variance = 0.0;
};

/// What is known of like places and of the city.
struct LikePlaces {
    RateDistribution rates;
    HistoryWorth history;
    double window_ratio = 1.0;    ///< w: after days / before days
    double level = 1.0;           ///< g
    double level_variance = 0.0;  ///< V_g
};

/// Sum over the places of the counts to be expected without action, and of their variances but for that of g; empty
/// with fewer than 20 like places or a mean of 0. Where places do not differ more than chance all are expected near
/// the mean.
std::optional<ExpectedCount> expected_without_action(const LikePlaces& like, const std::vector<PlaceCounts>& places);

/// g and its variance from the counts after in like places elsewhere, against what was expected there at g = 1:
/// (after + 1/2) / (expected + 1/2).
void set_level(LikePlaces& like, double after, double expected);

struct ExpectedSides {
    ExpectedCount treated;
    ExpectedCount control;
};

/// D with its interval; the ratios, counts and dispersion are those of `input`.
Difference beyond_expectation(const DifferenceInput& input, const LikePlaces& like, const ExpectedSides& sides);

}  // namespace diaban
