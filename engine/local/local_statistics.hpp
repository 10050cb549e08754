// Local statistics of areas: Getis-Ord Gi* and Gi, local Moran, local Geary, with p by conditional permutation and
// many-tests control.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "engine/weights/spatial_weights.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

enum class LocalStatistic { kGetisOrdStar, kGetisOrd, kMoran, kGeary };

/// What became of one area.
enum class LocalState : std::uint8_t {
    kOk,
    kIsolated,   ///< it has a value but no neighbour: it counts in the mean, it has no statistic
    kUndefined,  ///< its value is not a finite number, or the variance is zero
    kMasked,     ///< left out by the caller
};

/// "ok", "isolated", "undefined", "masked".
std::string_view state_code(LocalState state);

/// Where an area's value and its neighbours' lie against the mean (z_i > 0, sum w_ij z_j > 0; zero counts as low, as in
/// PySAL).
enum class Quadrant : std::uint8_t { kHighHigh, kLowLow, kHighLow, kLowHigh };

/// "HH", "LL", "HL", "LH".
std::string_view quadrant_code(Quadrant quadrant);

enum class PValueSource : std::uint8_t {
    kNormal,       ///< two-sided normal p of z (permutations = 0)
    kPermutation,  ///< counted
    kExact,        ///< TailRule::kApproximated, and counting all choices was possible (`exact_sum_tail`)
    kTail,         ///< TailRule::kApproximated: saddlepoint or gamma approximation
};

/// Which analytic expectation and variance the z of local Moran takes.
enum class MoranMoments {
    kTotal,        ///< total randomisation (Anselin 1995; Sokal, Oden and Thomson 1998 eq. A3, A4): the default
    kConditional,  ///< conditional randomisation (Sokal, Oden and Thomson 1998): the default of spdep's localmoran
};

enum class RowWeights { kAsGiven, kRowStandardised };
enum class ManyTests { kBenjaminiHochberg, kNone };
enum class TailRule { kCounted, kApproximated };

/// With TailRule::kApproximated, areas with fewer permutations than this in their smaller tail take the approximation.
inline constexpr std::uint32_t kTailHits = 10;

struct LocalOptions {
    LocalStatistic statistic = LocalStatistic::kGetisOrdStar;
    RowWeights rows = RowWeights::kAsGiven;  ///< standardised after areas without a value are taken out
    std::uint32_t permutations = 999;        ///< 0 = normal approximation
    std::uint64_t seed = 1;
    TailRule tail = TailRule::kCounted;
    MoranMoments moran_moments = MoranMoments::kTotal;
    ManyTests many_tests = ManyTests::kBenjaminiHochberg;
    double alpha = 0.05;   ///< in (0, 1): which areas are `significant`
    unsigned threads = 1;  ///< 0 = all cores; never changes the result
};

/// One area. The figures are NaN and `bin` is 0 unless `state` is kOk.
struct LocalArea {
    LocalState state = LocalState::kUndefined;
    double value = std::numeric_limits<double>::quiet_NaN();  ///< Gi*, Gi: sum w_ij x_j; Moran: I_i; Geary: c_i
    double expectation = std::numeric_limits<double>::quiet_NaN();
    double variance = std::numeric_limits<double>::quiet_NaN();
    double z_score = std::numeric_limits<double>::quiet_NaN();     ///< analytic, whatever p comes from
    double p_value = std::numeric_limits<double>::quiet_NaN();     ///< two-sided
    double p_adjusted = std::numeric_limits<double>::quiet_NaN();  ///< equal to p_value with ManyTests::kNone
    PValueSource p_source = PValueSource::kNormal;
    Quadrant quadrant = Quadrant::kLowLow;
    bool significant = false;      ///< p_adjusted <= alpha
    int bin = 0;                   ///< -3..3, see `confidence_bin`
    std::uint32_t neighbours = 0;  ///< itself not counted, those left out not counted
};

struct LocalResult {
    std::vector<LocalArea> areas;  ///< in the order of the weights
    std::size_t tested = 0;        ///< areas with state kOk: the m of Benjamini-Hochberg
    std::size_t isolated = 0;
    std::size_t undefined = 0;
    std::size_t masked = 0;
};

/// Values and who is masked (empty: nobody), one entry an area.
struct LocalValues {
    std::span<const double> values;
    std::span<const std::uint8_t> masked = {};
};

/// With n areas that have a value, z_i = x_i - mean, m2 = sum z^2 / n, W_i = sum_j w_ij, V_i = sum_j w_ij^2:
/// - Gi* (self included, weight 1 unless the weights say otherwise): z = (sum_j w_ij x_j - W_i mean) / sqrt(m2 (n V_i -
/// W_i^2) / (n - 1));
///   Gi: the same over the n - 1 others, with their mean and variance. Ord and Getis 1995,
///   doi:10.1111/j.1538-4632.1995.tb00912.x.
/// - Moran: I_i = z_i / m2 sum_j w_ij z_j; E = -W_i / (n - 1). Anselin 1995, doi:10.1111/j.1538-4632.1995.tb00338.x;
///   Sokal, Oden and Thomson 1998, doi:10.1111/j.1538-4632.1998.tb00406.x.
/// - Geary: c_i = sum_j w_ij (z_i - z_j)^2 / (sum z^2 / (n - 1)) as in spdep and GeoDa; moments of the conditional
/// permutation
///   distribution, exact. Anselin 1995; Anselin 2019, doi:10.1111/gean.12164. A small c_i (z < 0) is likeness.
/// Areas left out (masked, undefined) are taken out of n and of the weights. p: `conditional_permutation`, areas
/// numbered in the order of their ids, so that neither threads nor the order of the input changes a bit of the result.
/// Throws Error{kInput} for lengths that differ, weights that do not validate, options out of range, fewer than 3 areas
/// with a value. O(areas log areas + links (1 + permutations)); memory linear in links.
LocalResult local_statistics(const LocalValues& input, const SpatialWeights& weights, const LocalOptions& options,
                             Progress& progress);

}  // namespace diaban
