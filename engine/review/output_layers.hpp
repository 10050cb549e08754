// The layers of OUT: what was read and computed, as tables with the fields of the contract.
#pragma once

#include <vector>

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/review/analysis.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/write/class_raster.hpp"

namespace diaban {

/// Input attributes in front of the program's own columns; see `areas_layer` for equal names.
Table with_attributes(const Table& attributes, Table own);

/// Layer `areas`: input attributes, then the fields of the contract. An input attribute whose name one of these takes
/// is kept as `src_<name>` where its values say something else, and left out where they are the same.
FeatureLayer areas_layer(const Project& project, const ProjectData& data, const Analysis& analysis);

/// Table `area_periods`: one row for each area and window (baseline, current, police months): counts and rate.
FeatureLayer area_periods_layer(const ProjectData& data, const Analysis& analysis);

/// Layer `isolines`: lines of equal density at the class breaks of the printed density map, column `density_per_km2`.
FeatureLayer isolines_layer(const Raster& density, const CrsId& crs);

/// The classes and colours of the printed density map, for the coloured raster.
std::vector<RasterClass> density_raster_classes(const Raster& density, const Catalogue& words);

/// Table `sensitivity`: one row for each variant and classified area.
FeatureLayer sensitivity_layer(const ProjectData& data, const Analysis& analysis);

/// Table `incidents_rejected`: source, row, reason (key and words) and the value that was wrong.
FeatureLayer rejected_layer(const Rejects& rejects, const Catalogue& words);

/// rejects.csv: every rejected row as it came, with its source, row number, line in the source and reason; UTF-8 with
/// BOM.
std::string rejects_csv(const Rejects& rejects, const Catalogue& words);

}  // namespace diaban
