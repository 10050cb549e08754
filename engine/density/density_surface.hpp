// Kernel density surface on a grid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/density/adaptive_bandwidths.hpp"
#include "engine/density/detail/vector_lanes.hpp"
#include "engine/density/kernel.hpp"
#include "engine/density/row_consumer.hpp"
#include "engine/density/weighted_points.hpp"
#include "layers/model/error.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/grid.hpp"
#include "layers/model/progress.hpp"
#include "layers/model/raster.hpp"
#include "layers/model/units.hpp"

namespace diaban {

inline constexpr Metres kLeastBandwidth{1e-3};
inline constexpr Metres kMostBandwidth{1e8};

/// How a surface is made.
struct DensityOptions {
    Kernel kernel = Kernel::kQuartic;
    Metres bandwidth{0.0};  ///< radius of a compact kernel, standard deviation of the Gaussian; 0.001 to 1e8
    unsigned threads = 0;   ///< 0 = all cores; the result does not depend on it
    std::optional<detail::InstructionSet> instructions =
        std::nullopt;  ///< for tests: a narrower set than the processor has
};

/// Throws Error{kInput} naming the field, its value and the allowed range.
void validate(const DensityOptions& options);

/// Throws Error{kInput} when the cell is not positive and finite, a side is negative, or a corner is not finite.
void validate_density_grid(const Grid& grid);

/// The surface  f(s) = sum_i w_i K(|s - x_i| / h) / h^2  at the centres s of the grid's cells, in weight per km2, row 0 north.
///
/// Points outside the grid count where their kernel reaches into it. Exact: every point within reach of a cell counts in it;
/// the largest difference from the sum taken term by term is below 1e-9 of the surface's peak. The same bytes for any
/// number of threads. No points give a surface of zeros.
///
/// Errors: Error{kInput} for invalid points, options or grid; Error{kCancelled} when asked to stop.
/// Source: Silverman 1986, doi:10.1201/9781315140919.
Raster density_surface(const WeightedPoints& points, const Grid& grid, const DensityOptions& options,
                       Progress& progress);

/// What is done about the part of a kernel that spills over the study area's border; e = the kernel's mass inside (edge_mass.hpp).
///     uniform  f(s) / e(s): right on average where the intensity is constant (Diggle 1985)
///     diggle   each point's weight divided by e(x_i): mass is kept (Jones 1993)
enum class EdgeCorrection { kNone, kUniform, kDiggle };

/// "none", "uniform", "diggle".
std::string_view edge_correction_name(EdgeCorrection edge);
/// The reverse; throws Error{kUsage} for anything else.
EdgeCorrection edge_correction_from_name(std::string_view name);

/// One bandwidth for all points, or one for each (`abramson_bandwidths`, with options.bandwidth as the pilot's).
enum class Smoothing { kFixed, kAdaptive };

/// A surface to be made, whole or inside a study area. With a study area, cells whose centre lies outside are kNoData and points
/// outside are left out.
struct DensityRequest {
    Grid grid;
    DensityOptions options;
    Smoothing smoothing = Smoothing::kFixed;
    MultiPolygon within;                          ///< empty = everywhere
    EdgeCorrection edge = EdgeCorrection::kNone;  ///< needs `within`
    std::int64_t band_bytes = 64'000'000;         ///< about what the rows handed on at a time take
};

/// What became of the points.
struct DensityAccount {
    std::size_t points_used = 0;
    double weight_used = 0.0;                    ///< of those used, before edge correction
    std::size_t points_outside = 0;              ///< outside the study area
    std::optional<AdaptiveBandwidths> adaptive;  ///< of the points used; empty with one bandwidth for all
};

struct DensityResult {
    Raster raster;
    DensityAccount account;
};

/// As `density_surface`, with a study area and edge correction. Throws Error{kInput} "error.density-edge-needs-area" for a
/// correction without one, "error.density-adaptive-edge" for a correction of an adaptive surface. The mass inside is exact to 1e-9 below 32 cells a bandwidth; above, measured within 1.1e-4 (uniform kernel: 1.4e-3).
/// Sources: Diggle 1985, doi:10.2307/2347366; Jones 1993, doi:10.1007/BF00147776.
DensityResult density_within(const WeightedPoints& points, const DensityRequest& request, Progress& progress);

/// The same values as `density_within`, to the byte, handed to `consumer` in bands of rows: memory is that of the points,
/// a byte a point and a copy of those within reach of some rows, one band and, with `edge`, the mass inside. Same errors, and whatever the consumer throws.
DensityAccount density_rows(const WeightedPoints& points, const DensityRequest& request, RowConsumer& consumer,
                            Progress& progress);

/// Bytes that the values of a whole raster of this grid take in memory.
std::size_t raster_bytes(const Grid& grid);

/// Something to tell the person about a surface that can be made all the same: a key of the word catalogue and its figures.
struct DensityNotice {
    std::string key;
    MessageArguments arguments;
};

/// What is odd about this request: a bandwidth below the cell, coordinates that look like degrees, a raster larger than
/// `memory_bytes` (0 = not known). In a fixed order; empty when nothing is. O(n).
std::vector<DensityNotice> density_notices(const WeightedPoints& points, const Grid& grid,
                                           const DensityOptions& options, std::size_t memory_bytes);

}  // namespace diaban
