// A table of any source that GDAL reads, as typed columns: attributes without geometry.
#pragma once

#include "layers/model/table.hpp"
#include "layers/read/source.hpp"

namespace diaban {

/// Every row and column of a source, in its own order. Throws what Source::open throws. O(cells).
Table read_table(const SourceSpec& source);

/// A cell as text: numbers shortest, booleans "true" and "false"; empty where the cell is missing.
std::string cell_text(const Column& column, std::size_t row);

}  // namespace diaban
