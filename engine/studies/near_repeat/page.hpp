// The table of a near-repeat study as a page, and in sentences.
#pragma once

#include <string>
#include <vector>

#include "engine/output/page_maker.hpp"

namespace diaban {

/// Bands of distance by bands of days: how many times as many pairs as chance brings, coloured where that is more than chance.
DrawnPage near_repeat_page(const PageRequest& request);

/// What was found: incidents and places, and each band in which pairs are more than chance brings; or that there is none.
std::vector<std::string> near_repeat_summary(const Json& record, const Catalogue& words);

}  // namespace diaban
