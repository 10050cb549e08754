// What stands beside the class, as columns of `areas` and as layers of their own: themes, overlays, levels, categories,
// harm.
#pragma once

#include <vector>

#include "engine/output/output.hpp"
#include "engine/output/table_builder.hpp"
#include "engine/review/review_parts.hpp"

namespace diaban {

/// Adds to the columns of `areas`: theme_<name>_..., overlay_<name>_..., level_<level>..., harm_...
void add_side_columns(TableBuilder& columns, const Project& project, const ProjectData& data, const Analysis& analysis);

/// Layers beside `areas`: level_<level>, overlay_<name>, area_categories, theme_conditions; only those that the project
/// asks for.
std::vector<OutputLayer> side_layers(const ReviewParts& review);

}  // namespace diaban
