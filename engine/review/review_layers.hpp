// The layers, surfaces and texts of a review, in the order in which they are written.
#pragma once

#include <string>
#include <vector>

#include "engine/output/output.hpp"
#include "engine/review/review_parts.hpp"

namespace diaban {

/// Table `area_periods`: one row for each area and window (baseline, current, police months): counts and rate.
FeatureLayer area_periods_layer(const ReviewParts& review);

/// Table `incidents_rejected`: source, row, reason (key and words) and the value that was wrong.
FeatureLayer rejected_layer(const Rejects& rejects, const Catalogue& words);

/// areas, area_periods (a row for each area and window: baseline, current, police months), sensitivity (a row for each variant and
/// classified area), incidents_rejected.
std::vector<OutputLayer> class_layers(const ReviewParts& review, const std::vector<Column>& study_columns = {});

/// The same with incident_hours and, where the project draws them, isolines of the current window's density.
std::vector<OutputLayer> review_layers(const ReviewParts& review, const Raster& density,
                                       const std::vector<Column>& study_columns);

/// Layer `incidents`: place, day and category of the located incidents of both windows; nothing else of a row. For the page alone, where
/// [privacy] show_incidents allows it.
FeatureLayer incidents_layer(const ReviewParts& review);

/// density, density_baseline and density_change with what their files say of themselves.
std::vector<Surface> review_surfaces(const Project& project, const ReviewHeader& header, DensitySurfaces density);

/// rejects.csv: every rejected row as it came, with its source, row number, line in the source and reason; UTF-8 with
/// BOM.
std::string rejects_csv(const Rejects& rejects, const Catalogue& words);

}  // namespace diaban
