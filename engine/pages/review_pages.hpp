// The maps of what every review has: classes, density, change, periods, themes, levels.
#pragma once

#include "engine/output/page_maker.hpp"

namespace diaban {

/// In the order in which they are drawn.
PageMakers review_pages();

}  // namespace diaban
