// How good a choice of places was, measured on what came afterwards.
//
//     hit rate = n / N          n of the N events fell into the chosen places
//     PAI      = (n / N) / (a / A)                          (Chainey, Tompson, Uhlig 2008,
//     doi:10.1057/palgrave.sj.8350066) PEI      = PAI / best possible PAI at the same area   (Hunt 2016; Drawve,
//     Wooditch 2019, doi:10.1016/j.jcrimjus.2019.101613) RRI      = PAI / PAI of the naive map harm     = share of the
//     events' weights per km   = the same as PAI with street lengths in place of areas, where they are known
//
// Over folds counts are pooled: (sum n / sum N) / (sum a / sum A). Intervals: percentile bootstrap over the folds (they
// are what could have come out differently), 2,000 draws that are functions of the seed; the difference between two
// models uses the same draws for both. With fewer than four folds there is no interval.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/sweep/sweep_history.hpp"

namespace diaban {

/// One choice in one fold.
struct FoldCounts {
    double hits = 0.0;
    double events = 0.0;
    double best = 0.0;  ///< the most that places of the same budget could have caught
    double area_km2 = 0.0;
    double study_km2 = 0.0;
    double harm_hits = 0.0;
    double harm = 0.0;
    double length_m = 0.0;  ///< of streets in the chosen places, 0 where not known
    double study_m = 0.0;
    double best_placed = 0.0;  ///< the most that freely laid boxes could have caught; 0 where boxes are not laid
};

struct Estimate {
    double value = 0.0;
    std::optional<double> low;
    std::optional<double> high;
};

struct Accuracy {
    Estimate pai;
    Estimate pei;
    std::optional<Estimate> pei_placed;  ///< against the best freely laid boxes
    Estimate hit_rate;
    Estimate harm_share;
    std::optional<Estimate> per_length;
};

/// Pooled accuracy with 95 % intervals. All zero where there are no events. O(folds x draws).
Accuracy pooled_accuracy(const std::vector<FoldCounts>& folds, std::uint64_t seed);

/// Ratio of pooled PAIs (RRI, when `other` is the naive map) and differences in PAI and PEI, on the same bootstrap
/// draws.
struct Comparison {
    Estimate rri;
    Estimate pai_difference;
    Estimate pei_difference;
};
Comparison compare(const std::vector<FoldCounts>& folds, const std::vector<FoldCounts>& other, std::uint64_t seed);

/// The same figures of one fold.
double pai_of(const FoldCounts& counts);
double pei_of(const FoldCounts& counts);
double hit_rate_of(const FoldCounts& counts);

}  // namespace diaban
