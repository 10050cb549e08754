// The input's own columns beside those of the program.
#pragma once

#include "layers/model/table.hpp"

namespace diaban {

/// Input attributes in front of the program's own columns. An attribute whose name one of these takes is kept as `src_<name>` where its
/// values say something else, and left out where they are the same. O(columns log columns + values).
Table with_attributes(const Table& attributes, Table own);

}  // namespace diaban
