// Rejected rows of several sources as one list.
#pragma once

#include "layers/model/rejects.hpp"

namespace diaban {

/// Appends rows of another source: columns of one name are one column, further ones come behind; every row keeps its
/// cells. O(cells).
void join_rejects(Rejects& all, const Rejects& more);

}  // namespace diaban
