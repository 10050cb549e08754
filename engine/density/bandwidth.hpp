// Bandwidth rules: how far a point's weight spreads, chosen from the points themselves.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "engine/density/kernel.hpp"
#include "engine/density/weighted_points.hpp"
#include "layers/model/progress.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// silverman  h = 0.9 min(SD, sqrt(1/ln 2) Dm) n^-0.2, SD the standard distance, Dm the median distance to the mean
///            centre, n the sum of weights. Taken as the bandwidth of whichever kernel is asked for.
/// scott      s = sqrt(SD_x SD_y) n^(-1/6) (Scott 1992), a Gaussian standard deviation.
/// ppl        s with the largest leave-one-out Poisson likelihood (Loader 1999).
/// diggle     s with the smallest mean squared error of the intensity of a Cox process, from Ripley's K (Diggle 1985).
/// cvl        s for which the sum of 1 / intensity at the points comes nearest to the area (Cronie and van Lieshout 2018).
/// The last four are Gaussian standard deviations; for another kernel the bandwidth of equal standard deviation is given.
enum class BandwidthRule { kSilverman, kScott, kPpl, kDiggle, kCvl };

inline constexpr std::array<BandwidthRule, 5> kAllBandwidthRules = {
    BandwidthRule::kSilverman, BandwidthRule::kScott, BandwidthRule::kPpl, BandwidthRule::kDiggle, BandwidthRule::kCvl};

/// "silverman", "scott", "ppl", "diggle", "cvl".
std::string_view bandwidth_rule_name(BandwidthRule rule);

/// The reverse; throws Error{kUsage} for anything else.
BandwidthRule bandwidth_rule_from_name(std::string_view name);

struct BandwidthOptions {
    BandwidthRule rule = BandwidthRule::kSilverman;
    Kernel kernel = Kernel::kQuartic;
    unsigned threads = 0;          ///< 0 = all cores; the result does not depend on it
    SquareMetres study_area{0.0};  ///< cvl compares with it; 0 = the area of the points' bounding box
};

/// What has to be said beside the value.
enum class BandwidthNote {
    kNone,
    kMedianDistanceZero,  ///< more than half of the weight lies on the mean centre: the standard distance alone was used
    kSearchEnd,           ///< ppl, diggle, cvl: the best value lies at an end of the range that was searched
    kOneAxis,             ///< the points lie on a line along one axis: the other axis's spread was used for both
};

/// A chosen bandwidth, always positive and finite, with the figures that led to it.
struct Bandwidth {
    Metres value;
    BandwidthRule rule = BandwidthRule::kSilverman;
    BandwidthNote note = BandwidthNote::kNone;
    Metres half;  ///< the three candidates to show: half, value, doubled
    Metres doubled;
    Metres standard_distance;     ///< SD
    Metres median_distance;       ///< Dm
    double n = 0.0;               ///< sum of weights
    std::size_t points_used = 0;  ///< fewer than there are where the rule works on a sample (diggle)
    Metres searched_from;         ///< range of Gaussian standard deviations searched; 0 for silverman and scott
    Metres searched_to;
};

/// Chooses the bandwidth. Throws Error{kInput}: "error.bandwidth-no-points" without any weight,
/// "error.bandwidth-points-stacked" when all weight lies at one place (one point, or all stacked), for then no spread exists;
/// "error.bandwidth-points-on-line" for diggle and cvl when the bounding box has no area.
///
/// ppl and cvl search Gaussian standard deviations from a thousandth to a half of the diagonal of the points' bounding box:
/// 25 values in geometric steps, then golden section around the best to 1e-4 (ppl) or bisection (cvl). No edge
/// correction: a study area is not part of the rule. Each value costs O(n^2) up to 4,000 points, and O(n + (extent/s)^2) above;
/// 1e6 points take seconds to a minute and up to 200 MB.
/// diggle takes K with translation correction in the bounding box, distances up to a quarter of its shorter side, s up to a
/// sixteenth; above 10,000 points a random 10,000 of them, the same ones each time (`points_used`).
/// Sources: Silverman 1986, doi:10.1201/9781315140919; Scott 1992, doi:10.1002/9780470316849; Loader 1999,
/// doi:10.1007/b98858; Diggle 1985, doi:10.2307/2347366; Berman and
/// Diggle 1989, doi:10.1111/j.2517-6161.1989.tb01750.x; Cronie and van Lieshout 2018, doi:10.1093/biomet/asy001.
Bandwidth select_bandwidth(const WeightedPoints& points, const BandwidthOptions& options, Progress& progress);

}  // namespace diaban
