#include "engine/density/detail/surface_rows.hpp"

#include <algorithm>
#include <cmath>

#include "engine/density/detail/surface_tile.hpp"

namespace diaban::detail {
namespace {

/// From this many cells a bandwidth on, differences cost less than scattering (see density.md).
constexpr double kDifferencesFromCells = 9.0;
constexpr std::int64_t kScatterTileRows = 64;
constexpr std::int64_t kScatterTileColumns = 256;
/// Columns of a tile of differences in bandwidths: wide tiles replay fewer points, narrow ones round less. The quartic's error rises with
/// the fourth power of x/h, the others' with the second at most.
constexpr double kQuarticTileBandwidths = 13.0;
constexpr double kOtherTileBandwidths = 22.0;
constexpr double kDifferencesLeastColumns = 64.0;
/// 32 bits count the bytes of a tile.
constexpr double kDifferencesMostColumns = 32768.0;

/// Tiles between two looks at what points are held, so that threads share them evenly; in no more rows than this, unless one tile has
/// more: the points within reach of all rows are copied.
constexpr std::int64_t kTilesAPass = 16;
constexpr std::int64_t kMostRowsAPass = 64;
constexpr std::int64_t kMostRowsAScatterPass = 128;

void choose_method(SurfaceRows& rows) {
    const double cells = rows.options.bandwidth.value / rows.grid.cell.value;
    rows.tile_rows = kScatterTileRows;
    rows.tile_columns = kScatterTileColumns;
    if (rows.options.kernel == Kernel::kGaussian) {
        rows.method = cells < kLatticeFromCells ? SurfaceMethod::kGaussianScatter : SurfaceMethod::kGaussianLattice;
    } else if (rows.options.kernel == Kernel::kTriangular || cells < kDifferencesFromCells) {
        rows.method = SurfaceMethod::kScatter;
    } else {
        const double columns = static_cast<double>(rows.grid.columns);
        const double widest = std::clamp(
            (rows.options.kernel == Kernel::kQuartic ? kQuarticTileBandwidths : kOtherTileBandwidths) * cells,
            kDifferencesLeastColumns, kDifferencesMostColumns);
        rows.method = SurfaceMethod::kDifferences;
        rows.tile_rows = kRowsOfDifferences;
        rows.tile_columns = static_cast<std::int64_t>(std::ceil(columns / std::ceil(columns / widest)));
    }
}

/// Rows whose points are held together.
void paint_pass(SurfaceRows& rows, std::int64_t row_begin, std::int64_t row_end, double* values, Progress& progress) {
    const Grid& grid = rows.grid;
    hold_rows(rows.bands, bin_rows(rows.bands.held.frame, grid.centre_y(row_end - 1) - rows.reach,
                                   grid.centre_y(row_begin) + rows.reach));
    const PointBins& bins = rows.bands.held;
    const SurfaceJob job{grid, bins, progress, rows.options.kernel, rows.options.bandwidth.value, rows.scale};
    const InstructionSet instructions = *rows.options.instructions;
    const std::int64_t across = (grid.columns + rows.tile_columns - 1) / rows.tile_columns;
    const std::int64_t down = (row_end - row_begin + rows.tile_rows - 1) / rows.tile_rows;
    rows.team->for_each_chunk(
        static_cast<std::size_t>(across * down), 1, [&](std::size_t index, std::size_t, std::size_t) {
            thread_local TileMemory memory;
            Tile tile;
            tile.row_begin = row_begin + static_cast<std::int64_t>(index) / across * rows.tile_rows;
            tile.row_end = std::min(row_end, tile.row_begin + rows.tile_rows);
            tile.column_begin = static_cast<std::int64_t>(index) % across * rows.tile_columns;
            tile.column_end = std::min(grid.columns, tile.column_begin + rows.tile_columns);
            const TileOutput out{values + (tile.row_begin - row_begin) * grid.columns + tile.column_begin,
                                 grid.columns};
            switch (rows.method) {
                case SurfaceMethod::kDifferences:
                    paint_by_differences(job, tile, memory, out, instructions);
                    break;
                case SurfaceMethod::kGaussianScatter:
                    paint_gaussian(job, tile, memory, out, instructions);
                    break;
                default:
                    paint_by_scatter(job, tile, memory, out, instructions);
                    break;
            }
            progress.advance(
                static_cast<std::uint64_t>((tile.row_end - tile.row_begin) * (tile.column_end - tile.column_begin)));
        });
}

}  // namespace

SurfaceRows prepare_rows(const WeightedPoints& points, const Grid& grid, const DensityOptions& options) {
    SurfaceRows rows;
    rows.grid = grid;
    rows.options = options;
    if (!rows.options.instructions) {
        rows.options.instructions = widest_instruction_set();
    }
    rows.team = std::make_shared<ThreadTeam>(options.threads);
    const double h = options.bandwidth.value;
    rows.scale = kernel_peak(options.kernel) * kSquareMetresPerKm2 / (h * h);
    choose_method(rows);
    if (rows.method == SurfaceMethod::kGaussianLattice) {
        rows.lattice = lay_lattice(
            points, grid,
            {.bandwidth = h, .scale = rows.scale, .team = rows.team, .instructions = *rows.options.instructions});
    } else {
        rows.reach = rows.method == SurfaceMethod::kGaussianScatter ? kGaussianReach * h : h;
        const BinFrame frame = bins_around(grid, rows.reach);
        const bool polynomial = rows.method == SurfaceMethod::kDifferences && options.kernel != Kernel::kUniform;
        rows.bands = lay_bands(points, frame,
                               {.places = polynomial ? PlacesHeld::kOffsets : PlacesHeld::kPoints,
                                .bytes = bytes_to_sort_in(points, grid),
                                .team = rows.team});
        const std::int64_t across = (grid.columns + rows.tile_columns - 1) / rows.tile_columns;
        const std::int64_t down = std::min(
            (kTilesAPass + across - 1) / across,
            (rows.method == SurfaceMethod::kDifferences ? kMostRowsAPass : kMostRowsAScatterPass) / rows.tile_rows);
        rows.rows_a_pass = std::max<std::int64_t>(down, 1) * rows.tile_rows;
    }
    return rows;
}

void paint_rows(SurfaceRows& rows, std::int64_t row_begin, std::int64_t row_end, double* values, Progress& progress) {
    if (rows.lattice) {
        paint_lattice_rows(*rows.lattice, row_begin, row_end, values, progress);
        return;
    }
    for (std::int64_t begin = row_begin, end = begin; begin < row_end; begin = end) {
        end = std::min(row_end, begin + rows.rows_a_pass);
        paint_pass(rows, begin, end, values + (begin - row_begin) * rows.grid.columns, progress);
    }
}

}  // namespace diaban::detail
