// Everything a project reads, in one metric CRS, before anything is computed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/pipeline/date_counts.hpp"
#include "engine/pipeline/input_record.hpp"
#include "engine/pipeline/project.hpp"
#include "engine/pipeline/review_register.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/read/read_incidents.hpp"

namespace diaban {

/// One entry of [[overlays]]: its features with every attribute, in the analysis CRS.
struct OverlayData {
    FeatureLayer layer;                            ///< named overlay_<name>
    std::vector<std::optional<LocalTime>> time;    ///< one entry a feature where the overlay has a time column; else empty
};

struct ProjectData {
    ChosenCrs crs;
    CrsInformation crs_information;
    AreaLayer areas;
    IncidentReading incidents;
    DateCounts dates;
    ReviewRegister reviews;  ///< of earlier reviews; history is empty without [classify] previous
    std::vector<AreaLayer> levels;       ///< as [[levels]]
    std::vector<OverlayData> overlays;   ///< as [[overlays]]
    Rejects side_rejects;                ///< rows of overlays without a usable place or time
    std::vector<InputRecord> inputs;
    std::vector<Finding> findings;
};

/// Rejected rows of the incidents, then of the register, then of overlays, as one list.
Rejects all_rejects(const ProjectData& data);

/// Reads areas, then incidents, in the project's CRS or in one chosen from the areas' extent; `threads` 0 = all cores.
/// Throws what the readers throw.
ProjectData read_project_data(const Project& project, unsigned threads, Progress& progress);

}  // namespace diaban
