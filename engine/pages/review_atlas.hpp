// The atlas: one page for each area of the watch list, with its map, explanation, trend and figures.
#pragma once

#include <string>

#include "engine/output/output.hpp"

namespace diaban {

/// A PDF of A4 pages in the order of area ids. A page's map shows the area among its neighbours. O(areas x vertices
/// around each).
std::string review_atlas(const Output& output, Language language);

}  // namespace diaban
