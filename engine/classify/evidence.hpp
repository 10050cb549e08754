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
// theta_B and theta_C are independent given the counts, so the probabilities are one-dimensional integrals of gamma
// functions and the interval of rho is a beta-prime quantile. They are computed as such, not by drawing: the same
// quantities without a seed and without Monte Carlo error (a test compares them with draws).
//
// Sources: gamma-Poisson shrinkage: Clayton and Kaldor 1987, doi:10.2307/2532003; negative binomial likelihood: Lawless 1987,
// doi:10.2307/3314912. Thresholds: this project's rule file (data/rules).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace diaban {

enum class AreaClass { kStable, kContained, kComplex };

/// The thresholds of the rule. Defaults are those of version 1.
struct EvidenceRule {
    double elevated_above = 1.2;       ///< multiple of the reference, (1, 10]
    double brought_down_below = 0.8;   ///< ratio current / baseline, (0, 1)
    double borderline_below = 0.6;     ///< probability, (1/3, 1]
    double interval = 0.95;            ///< mass of the credible intervals, (0, 1)
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
    double shape = 0.0;          ///< a_W; large = the areas' rates hardly differ
    double mean_rate = 0.0;      ///< R_W, incidents per unit of exposure
    double level = 0.0;          ///< R_W / r0
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
    double baseline_risk = 0.0;   ///< posterior mean of L_B
    double baseline_low = 0.0;
    double baseline_high = 0.0;
    double relative_risk = 0.0;   ///< posterior mean of L_C
    double rr_low = 0.0;          ///< equal-tailed credible interval of L_C
    double rr_high = 0.0;
    std::optional<double> change_ratio;  ///< posterior median of rho; empty when the baseline window holds no incident at all
    std::optional<double> change_low;
    std::optional<double> change_high;
    double p_rising = 0.0;        ///< P(rho > 1)
    double p_falling = 0.0;       ///< P(rho < 1)
    double p_elevated_before = 0.0;  ///< P(L_B > elevated_above)
    double p_elevated_now = 0.0;     ///< P(L_C > elevated_above)
    std::optional<NearestChange> nearest_change;
};

struct EvidenceResult {
    double reference_rate = 0.0;  ///< r0
    WindowModel baseline;
    WindowModel current;
    /// One entry an area; empty where its exposure is not positive (undefined).
    std::vector<std::optional<AreaEvidence>> areas;
};

/// Classifies all areas. Throws Error{kInput}: "error.no-incidents" when both windows are empty, "error.count-invalid"
/// for counts or exposures that are negative or not finite. O(n), about 0.1 ms an area.
EvidenceResult classify_by_evidence(const EvidenceInput& input, const EvidenceRule& rule);

/// Maximum likelihood of the negative binomial shape a for counts with given expectations, on [1e-3, 1e6]; the upper
/// end means "no more spread than Poisson". Entries with expectation 0 are left out. O(n) an evaluation, about 100.
double negative_binomial_shape(std::span<const double> count, std::span<const double> expected);

}  // namespace diaban
