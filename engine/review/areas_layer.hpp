// Layer `areas`: what the review says of each area.
#pragma once

#include <vector>

#include "engine/review/review_parts.hpp"
#include "layers/model/feature_layer.hpp"

namespace diaban {

/// Input attributes (with_attributes), then the fields of the contract, then the columns that studies add.
FeatureLayer areas_layer(const ReviewParts& review, const std::vector<Column>& study_columns = {});

}  // namespace diaban
