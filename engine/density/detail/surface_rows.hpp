// A surface that is made in bands of rows: which of the ways is taken, and the state between bands.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "engine/density/density_surface.hpp"
#include "engine/density/detail/gaussian_lattice.hpp"
#include "engine/density/detail/point_bins.hpp"
#include "layers/base/thread_team.hpp"

namespace diaban::detail {

enum class SurfaceMethod { kScatter, kDifferences, kGaussianScatter, kGaussianLattice };

/// The method chosen and what it needs. Depends on the grid, the kernel and the bandwidth, never on threads.
struct SurfaceRows {
    Grid grid;
    DensityOptions options;
    SurfaceMethod method = SurfaceMethod::kScatter;
    std::int64_t tile_rows = 1;
    std::int64_t tile_columns = 1;
    double scale = 1.0;  ///< of the sum of w K
    std::shared_ptr<ThreadTeam> team;
    BinBands bands;                ///< of the caller's points: they have to stay while rows are painted
    double reach = 0.0;            ///< metres
    std::int64_t rows_a_pass = 1;  ///< the points within reach of so many rows are copied at a time
    std::optional<GaussianLattice> lattice;
};

/// Chooses the method; expects valid input.
SurfaceRows prepare_rows(const WeightedPoints& points, const Grid& grid, const DensityOptions& options);

/// Writes rows [row_begin, row_end); to be called with rising rows, each once. The bytes depend neither on how the rows are cut
/// nor on threads, as long as each cut lies on a multiple of `kRowsACut`.
void paint_rows(SurfaceRows& rows, std::int64_t row_begin, std::int64_t row_end, double* values, Progress& progress);

inline constexpr std::int64_t kRowsACut = 64;

}  // namespace diaban::detail
