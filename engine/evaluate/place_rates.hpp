// How the rates of like places differ, and what a place's past is worth.
//
// Counts of like places are Poisson; their rates theta (per window before the sweep) follow a distribution of any form,
// its nonparametric maximum likelihood estimate over all places, chosen or not: shares p_j of fixed rates g_j (closer than
// a count can tell them apart, in steps of 0.2 of the root of the expected count), fitted by EM to all their incidents, before the sweep and earlier (Kiefer and Wolfowitz 1956,
// doi:10.1214/aoms/1177728066; Laird 1978, doi:10.1080/01621459.1978.10480103). A gamma distribution has too light a
// tail: on real cities the hottest places showed a quarter more than it expects of them. A place that showed n in b
// windows then has
//
//     E[theta | n, b] = sum_j w_j g_j,    w_j = p_j g_j^n exp(-g_j b) / sum of the same        (Robbins 1956)
//
// A place's earlier history foretells its count as far as places keep their rates. H_i sums 0.5^(age / half-life) over
// its earlier incidents, W = sum H / sum y says how many windows of the level before the sweep that is - so a whole
// city that rises or falls is not taken for places that do - and y_i is Poisson with the rate's distribution given H_i
// in W windows. The half-life is the one of 1/8, 1/4, 1/2, 1, 2 years or none at all (every incident counts the same)
// under which all places' counts were likeliest; the dispersion is the squared error of that forecast over its
// variance, summed over places, never below 1. O(rates x (iterations x distinct counts + half-lives x places) +
// events).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace diaban {

/// One place: its count in the window before, and the ages (days before that window, >= 0) of its earlier incidents.
struct PlaceRecord {
    double before = 0.0;
    std::vector<double> ages;
};

/// Rates per window before the sweep, ascending, and the share of places with each; empty without incidents before.
struct RateDistribution {
    std::vector<double> rate;
    std::vector<double> share;
    double mean = 0.0;  ///< incidents a place in the window before
    std::size_t places = 0;
};

RateDistribution fit_rate_distribution(const std::vector<PlaceRecord>& places);

struct RateEstimate {
    double mean = 0.0;
    double variance = 0.0;
};

/// What is known of a place's rate from a count in some windows. Holds no reference to the distribution.
class RatePosterior {
public:
    explicit RatePosterior(const RateDistribution& rates);

    /// Mean and variance of theta for a place with `count` in `windows`; counts need not be whole.
    RateEstimate observe(double count, double windows);

    /// Logarithm of the probability of `count` in the next window of the place last observed, but for a term in the count
    /// alone; never below -700.
    [[nodiscard]] double log_probability(double count);

private:
    std::vector<double> m_rate;
    std::vector<double> m_share;
    std::vector<double> m_log_share;
    std::vector<double> m_log_rate;
    /// By count: its likelihood under each rate, over the largest possible.
    std::map<double, std::vector<double>> m_kernel;
};

struct HistoryWorth {
    std::optional<double> half_life_days;  ///< empty: earlier incidents count the same however old
    double windows = 0.0;                  ///< W; 0 without history
    double dispersion = 1.0;
};

/// Sum of 0.5^(age / half-life); the number of ages without one.
double discounted(const std::vector<double>& ages, const std::optional<double>& half_life_days);

/// `gap_days`: from the end of the window before to the beginning of that after.
HistoryWorth weigh_history(const RateDistribution& rates, const std::vector<PlaceRecord>& places,
                           double gap_days = 0.0);

}  // namespace diaban
