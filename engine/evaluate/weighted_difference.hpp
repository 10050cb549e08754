// Did it work: the weighted displacement difference and the weighted displacement quotient.
//
//     WDD = (T1 - w T0) - s (C1 - w C0)  [+ the same of the rings]
//     SE  = sqrt(T1 + w^2 T0 + s^2 (C1 + w^2 C0) [+ rings]),    95 % interval WDD -+ 1.96 SE
//
// w = days after / days before; T, C counts in treated and control places before (0) and after (1); s = treated area / control area when counts are
// to be compared by area, else 1. The standard error holds for independent Poisson counts; `dispersion` above 1
// multiplies the variance where counts vary more than that. Wheeler, Ratcliffe 2018, doi:10.1186/s40163-018-0085-5.
//
//     WDQ = (B1 / C1 - B0 / C0) / (A1 / C1 - A0 / C0)            Bowers, Johnson 2003, doi:10.1023/A:1024909009240
//
// A treated, B ring, C control. Its divisor is the success of the treated place; where A did not fall against C the
// quotient means nothing and there is none. All O(1).
#pragma once

#include <optional>

namespace diaban {

/// Counts of one side in both windows.
struct BeforeAfter {
    double before = 0.0;
    double after = 0.0;
};

struct DifferenceInput {
    BeforeAfter treated;
    BeforeAfter control;
    std::optional<BeforeAfter> treated_ring;
    std::optional<BeforeAfter> control_ring;
    double window_ratio = 1.0;  ///< after days / before days
    double area_ratio = 1.0;    ///< treated area / control area, or 1: counts as they are
    double ring_area_ratio = 1.0;
    double dispersion = 1.0;  ///< variance of a count / its mean, >= 1
};

struct Difference {
    double value = 0.0;
    double standard_error = 0.0;
    double low = 0.0;
    double high = 0.0;
    double z = 0.0;
    double p = 1.0;  ///< two-sided, normal
};

/// A difference with its normal interval and p.
Difference make_difference(double value, double standard_error);

/// Ratios and dispersion out of range: Error{kInput, "error.option-out-of-range"}.
Difference weighted_difference(const DifferenceInput& input);

enum class QuotientState { kOk, kNoCounts, kTargetDidNotFall };
struct Quotient {
    QuotientState state = QuotientState::kNoCounts;
    double value =
        0.0;  ///< below 0: displacement, down to -1 as much as was gained; above 0: benefit spreads. Only with kOk
};
Quotient displacement_quotient(const BeforeAfter& treated, const BeforeAfter& ring, const BeforeAfter& control);

/// The smallest change that would have been found four times in five: (1.96 + 0.84) standard errors. Half of it is
/// found less than once in three. Cohen 1988, Statistical power analysis, 2nd edition.
double detectable_difference(const Difference& difference);

/// What the figures allow to be said.
enum class VerdictState { kFell, kRose, kCannotTell };
VerdictState difference_verdict(const Difference& difference);

/// Where the cooling is known, a change is one where it lies beyond what was to be expected without action, and the
/// counts themselves point the same way: a fall that is nothing but a smaller rise is none.
VerdictState difference_verdict(const Difference& difference, const Difference& beyond_cooling);

}  // namespace diaban
