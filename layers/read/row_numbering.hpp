// Row numbers of small sources, found when something is to be told of their rows.
#pragma once

#include "layers/model/rejects.hpp"
#include "layers/model/row_numbers.hpp"
#include "layers/read/source.hpp"

namespace diaban {

/// Where the rows of a source stand: lines of a text table, rows of a sheet, ids of features. Reads the whole source
/// again.
RowNumbers row_numbers(const SourceSpec& source);

/// Fills in the line of rejected rows of that source. Reads nothing where there are none.
void number_rejects(const SourceSpec& source, Rejects& rejects);

}  // namespace diaban
