// The classes where all areas share one rate in each window: the whole list is above the line, or nobody is.
//
//   C | B + C ~ Binomial(B + C, s),   L_C = s / q, L_B = (1 - s) / (1 - q),   q = current share of the exposure
//   s = q (nothing has changed) with probability 9/10, else s ~ Uniform(0, 1), whose posterior is Beta(C + 1, B + 1)
//
// The multiples are of the reference of both windows together, so at most one window is elevated. In short lists of
// small counts one window's common rate lies above the line by chance now and then; that would make every area of the
// list complex at once. In longer lists the data settle the question and the prior does not matter.
#pragma once

#include "engine/classify/area_class.hpp"

namespace diaban {

/// Sums over a list. Both windows have exposure.
struct ListTotals {
    double baseline_count = 0.0;
    double current_count = 0.0;
    double current_share = 0.5;  ///< q, of the exposure in both windows
};

/// The lines between the classes.
struct ClassLines {
    double elevated_above = 1.2;
    double brought_down_below = 0.8;
};

/// Probabilities of the classes of every area at once. O(1).
ClassProbabilities classes_at_common_rate(const ListTotals& totals, const ClassLines& lines);

}  // namespace diaban
