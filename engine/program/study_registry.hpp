// The one list of studies. The run, the commands, the maps and the page walk it.
#pragma once

#include <span>
#include <vector>

#include "engine/output/read_output.hpp"
#include "engine/studies/study.hpp"

namespace diaban {

/// In the order in which a run carries them out and writes their layers.
const std::vector<Study>& study_registry();

/// Kinds of all layers: those of the review and those of every study.
LayerKinds all_layer_kinds();

/// Makers of all pages: those of the review, then those of every study.
PageMakers all_page_makers();

/// The sections of all studies.
std::span<const StudySection> study_tables();

/// These, and the names of all maps.
KnownNames known_names();

/// The options of a study as the project has them; null where its section does not stand in the file.
Json section_record(const Study& study, const Project& project);

/// What an output folder may hold.
OutputShape output_shape();

}  // namespace diaban
