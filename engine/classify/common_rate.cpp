#include "engine/classify/common_rate.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "layers/base/log_gamma.hpp"

namespace diaban {

namespace {

using Plain = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr double kUnchanged = 0.9;

/// P(s = q | counts). Counts need not be whole.
double probability_of_no_change(const ListTotals& totals) {
    const double b = totals.baseline_count;
    const double c = totals.current_count;
    const double q = totals.current_share;
    const double log_unchanged =
        log_gamma(b + c + 1.0) - log_gamma(b + 1.0) - log_gamma(c + 1.0) + c * std::log(q) + b * std::log1p(-q);
    const double log_changed = -std::log(b + c + 1.0);
    const double odds = (1.0 - kUnchanged) / kUnchanged * std::exp(log_changed - log_unchanged);
    return 1.0 / (1.0 + odds);
}

}  // namespace

ClassProbabilities classes_at_common_rate(const ListTotals& totals, const ClassLines& lines) {
    const double q = totals.current_share;
    const double unchanged = probability_of_no_change(totals);
    // The shares s beyond which one window lies above the line; where a window is too large for that, never.
    const double now_from = lines.elevated_above * q;
    const double before_below = 1.0 - lines.elevated_above * (1.0 - q);
    const double shape_now = totals.current_count + 1.0;
    const double shape_before = totals.baseline_count + 1.0;
    ClassProbabilities p;
    if (now_from < 1.0) {
        p.elevated_now = (1.0 - unchanged) * boost::math::ibetac(shape_now, shape_before, now_from, Plain());
    }
    if (before_below > 0.0) {
        p.elevated_before = (1.0 - unchanged) * boost::math::ibeta(shape_now, shape_before, before_below, Plain());
    }
    // Above the line now means more than before, so an elevated list is never brought down.
    p.complex = p.elevated_now;
    p.contained = p.elevated_before;
    p.stable = 1.0 - p.complex - p.contained;
    return p;
}

}  // namespace diaban
