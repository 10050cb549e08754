// What of a run goes onto its page.
#pragma once

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/review/analysis.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/review.hpp"
#include "layers/page/viewer_content.hpp"

namespace diaban {

/// What the page is made from.
struct ViewerInputs {
    const Project& project;
    const ProjectData& data;
    const Analysis& analysis;
};

/// The page's content: areas, surfaces of both windows and of their change, counts and rates by police month with exact
/// Poisson intervals at the rule's confidence, the quality of the data, and incidents where [privacy] show_incidents
/// allows them. Plans (cameras, sweep boxes) are added by whoever made them: `content.layers.push_back({layer, title,
/// facts})`.
ViewerContent viewer_content(const ViewerInputs& inputs, const ReviewHeader& header, const FeatureLayer& areas);

/// Counts and rates by area and police month.
ViewerPeriods viewer_periods(const ViewerInputs& inputs);

/// Rows read, rejected (by reason), not located, outside the areas, and what the run noticed.
std::vector<ViewerNote> viewer_quality(const ViewerInputs& inputs);

/// Layer `incidents`: place, day and category of the located incidents of both windows; nothing else of a row.
FeatureLayer viewer_incidents(const ViewerInputs& inputs);

}  // namespace diaban
