// The rule `evidence`: is an area's rate elevated, was it, and has it been brought down - with probabilities.
//
// For each area i: count y and exposure e in the baseline window B and the current window C.
//   r0      = sum of all y / sum of all e, over both windows                      (the reference)
//   R_W     = sum y_W / sum e_W,   E_W = e_W * R_W                                (expected counts in window W)
//   theta_W ~ Gamma(a_W + y_W, a_W + E_W)                                         (shrunk multiple of the window's mean)
//   a_W     = argmax of the negative binomial likelihood of y_W with means E_W    (how much areas differ)
//   L_W     = theta_W * R_W / r0                                                  (multiple of the reference)
//   rho     = L_C / L_B
//   complex   = L_C > elevated_above and rho >= brought_down_below
//   contained = L_C > elevated_above and rho <  brought_down_below, or L_B > elevated_above and L_C <= elevated_above
//   stable    = L_B <= elevated_above and L_C <= elevated_above
// The class is the likeliest of the three; `borderline` when its probability is below `borderline_below`.
//
// An area's own figures - multiples, their intervals, the change - always come from these gamma posteriors: the area's own rate,
// shrunk as little as its count allows. The class probabilities are
//   prior = gamma (version 1)  those of the same posteriors. theta_B and theta_C are independent given the counts, so they are
//                              one-dimensional integrals of gamma functions, and the interval of rho is a beta-prime quantile:
//                              no seed, no Monte Carlo error (a test compares them with draws).
//   prior = list (version 2)   those of a distribution of (L_B, L_C) learned from the whole list, see list_prior.hpp. The reason
//                              for the change of default: version 1 finds complex areas where there is no difference at 20
//                              incidents an area and less, and its probabilities are up to 0.13 too low (evidence.md has the tables).
// With a window that holds no incident at all version 1 is used, as nothing can be learned about pairs.
//
// Sources: gamma-Poisson shrinkage: Clayton and Kaldor 1987, doi:10.2307/2532003; negative binomial likelihood: Lawless 1987,
// doi:10.2307/3314912. Thresholds: this project's rule file (data/rules).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/classify/area_class.hpp"

namespace diaban {

/// What the class probabilities assume of areas like this one.
enum class ClassPrior { kGamma, kList };

/// The thresholds of the rule. Defaults are those of version 2.
struct EvidenceRule {
    double elevated_above = 1.2;      ///< multiple of the reference, (1, 10]
    double brought_down_below = 0.8;  ///< ratio current / baseline, [0.05, 0.99]
    double borderline_below = 0.6;    ///< probability, (1/3, 1]
    double interval = 0.95;           ///< mass of the credible intervals, (0, 1)
    ClassPrior prior = ClassPrior::kList;
};

/// Throws Error{kInput, "error.option-out-of-range"} naming option, value and range.
void validate(const EvidenceRule& rule);

/// Counts and exposures (residents x years, or km2 x years), one entry an area. All four spans have the same length.
struct EvidenceInput {
    std::span<const double> baseline_count;
    std::span<const double> current_count;
    std::span<const double> baseline_exposure;
    std::span<const double> current_exposure;
};

/// Prior shape and level of one window.
struct WindowModel {
    double shape = 0.0;      ///< a_W; large = the areas' rates hardly differ
    double mean_rate = 0.0;  ///< R_W, incidents per unit of exposure
    double level = 0.0;      ///< R_W / r0
};

/// A smallest change of the current count that would give another class, all else equal.
struct NearestChange {
    std::int64_t incidents = 0;  ///< negative: fewer
    AreaClass becomes = AreaClass::kStable;
};

/// What the rule says of one area.
struct AreaEvidence {
    AreaClass area_class = AreaClass::kStable;
    double p_stable = 0.0;
    double p_contained = 0.0;
    double p_complex = 0.0;
    bool borderline = false;
    double baseline_risk = 0.0;  ///< posterior mean of L_B
    double baseline_low = 0.0;
    double baseline_high = 0.0;
    double relative_risk = 0.0;  ///< posterior mean of L_C
    double rr_low = 0.0;         ///< equal-tailed credible interval of L_C
    double rr_high = 0.0;
    /// Posterior median of rho; empty when the baseline window holds no incident at all.
    std::optional<double> change_ratio;
    std::optional<double> change_low;
    std::optional<double> change_high;
    double p_rising = 0.0;           ///< P(rho > 1)
    double p_falling = 0.0;          ///< P(rho < 1)
    double p_elevated_before = 0.0;  ///< P(L_B > elevated_above)
    double p_elevated_now = 0.0;     ///< P(L_C > elevated_above)
    std::optional<NearestChange> nearest_change;
};

struct EvidenceResult {
    double reference_rate = 0.0;  ///< r0
    WindowModel baseline;
    WindowModel current;
    /// Probability that all areas share one rate in each window; empty with prior = gamma.
    std::optional<double> p_one_rate;
    /// One entry an area; empty where its exposure is not positive (undefined).
    std::vector<std::optional<AreaEvidence>> areas;
};

/// Classifies all areas. Throws Error{kInput}: "error.no-incidents" when both windows are empty, "error.count-invalid"
/// for counts or exposures that are negative or not finite. `threads` (0 = all cores) changes nothing but the time.
/// O(n), about a millisecond an area.
EvidenceResult classify_by_evidence(const EvidenceInput& input, const EvidenceRule& rule, unsigned threads = 1);

/// The classes alone, without intervals and nearest changes: for the many repetitions of sensitivity, calibration and
/// simulation. Same classes and probabilities as `classify_by_evidence`, an empty entry where the area is undefined.
std::vector<std::optional<ClassProbabilities>> class_probabilities_by_evidence(const EvidenceInput& input,
                                                                               const EvidenceRule& rule);

/// Maximum likelihood of the negative binomial shape a for counts with given expectations, on [1e-3, 1e6]; the upper
/// end means "no more spread than Poisson". Entries with expectation 0 are left out. O(n) an evaluation, about 100.
double negative_binomial_shape(std::span<const double> count, std::span<const double> expected);

}  // namespace diaban
