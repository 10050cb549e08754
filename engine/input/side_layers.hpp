// What stands beside areas and incidents: [[levels]] and [[overlays]], read into the analysis CRS.
#pragma once

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// Reads levels and overlays into `data`, with their records, findings and rejects. Columns that speak of a person are
/// refused, or dropped with a finding under [privacy] drop_personal. Throws what read_areas and read_features throw,
/// and error.overlay-kind for geometry of another kind than declared.
void read_side_layers(const Project& project, ProjectData& data, Progress& progress);

}  // namespace diaban
