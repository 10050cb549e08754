// What of an output goes onto its page.
#pragma once

#include <vector>

#include "engine/output/output.hpp"
#include "layers/page/viewer_content.hpp"

namespace diaban {

/// The page's content: areas, surfaces of both windows and of their change, months with exact Poisson intervals at the rule's
/// confidence, the quality of the data, themes, and each layer whose kind stands on the page. Places of single incidents only where
/// [privacy] show_incidents allows them: what an overlay of dated events counts by area is told all the same.
ViewerContent page_content(const Output& output, const LayerKinds& kinds);

/// Counts and rates by area and police month, from the table of area and window.
ViewerPeriods page_periods(const Output& output);

/// Rows read, rejected (by reason), not located, outside the areas, and what the run noticed: from the record.
std::vector<ViewerNote> page_quality(const Output& output);

}  // namespace diaban
