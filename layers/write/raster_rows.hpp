// A raster that is written as its rows come, so that it need not fit into memory, and ends as a Cloud Optimised
// GeoTIFF.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "layers/gdal/gdal_session.hpp"
#include "layers/model/grid.hpp"
#include "layers/model/progress.hpp"
#include "layers/write/cog.hpp"

namespace diaban {

/// Rows go into an uncompressed file beside the target; `finish` turns it into the COG that `write_cog` would have
/// written and puts it in the target's place. Without `finish`, the destructor leaves nothing behind and an older
/// target as it was.
class RasterRows {
public:
    /// Throws Error{kOutput, "error.cannot-write"}.
    RasterRows(std::filesystem::path target, const Grid& grid, CogOptions options);
    ~RasterRows();
    RasterRows(const RasterRows&) = delete;
    RasterRows& operator=(const RasterRows&) = delete;

    /// Whole rows from `first_row` on. Throws Error{kOutput, "error.cannot-write"}.
    void write(std::int64_t first_row, std::span<const double> values);
    /// Throws Error{kOutput, "error.cannot-write"}; Error{kCancelled} when cancelled while the COG is made, which takes as
    /// long as the rows did.
    void finish(Progress& progress);

private:
    std::filesystem::path m_target;
    std::filesystem::path m_rows_file;
    std::filesystem::path m_cog_file;
    Grid m_grid;
    CogOptions m_options;
    DatasetHandle m_dataset;
};

}  // namespace diaban
