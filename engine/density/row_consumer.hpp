// Who takes the rows of a surface as they are made.
#pragma once

#include <cstdint>
#include <span>

namespace diaban {

/// Receives a raster band by band from north to south, so that no raster has to fit into memory. Called from one thread, once for
/// each band, in order; what it throws ends the work.
class RowConsumer {
public:
    virtual ~RowConsumer() = default;
    /// Whole rows from `first_row` on: `values` holds a multiple of the grid's columns and is valid during the call only.
    virtual void take(std::int64_t first_row, std::span<const double> values) = 0;
};

}  // namespace diaban
