// Everything a project reads, in one metric CRS, before anything is computed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/input/date_counts.hpp"
#include "engine/input/duplicates.hpp"
#include "engine/input/input_record.hpp"
#include "engine/input/point_input.hpp"
#include "engine/input/review_register.hpp"
#include "engine/project/project.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/read/read_incidents.hpp"

namespace diaban {

/// One entry of [[overlays]]: its features with every attribute, in the analysis CRS.
struct OverlayData {
    FeatureLayer layer;  ///< named overlay_<name>
    /// One entry a feature where the overlay has a time column; else empty.
    std::vector<std::optional<LocalTime>> time;
};

/// How the areas' coordinates came.
struct AreasRead {
    CrsId source_crs;
    Box source_extent;      ///< of all vertices as they came, x first
    std::string operation;  ///< PROJ's name of the datum shift
    std::optional<double> accuracy_m;
};

struct ProjectData {
    ChosenCrs crs;
    CrsInformation crs_information;
    AreaLayer areas;
    AreasRead areas_read;
    IncidentReading incidents;
    DateCounts dates;
    /// What texts that name areas mean, with the crosswalk where there is one.
    std::shared_ptr<const AreaResolver> names;
    Rejects crosswalk_rejects;
    DuplicateReport duplicates;         ///< of the incidents as they were read, before any were left out
    ReviewRegister reviews;             ///< of earlier reviews; history is empty without [classify] previous
    std::vector<AreaLayer> levels;      ///< as [[levels]]
    std::vector<OverlayData> overlays;  ///< as [[overlays]]
    Rejects side_rejects;               ///< rows of overlays without a usable place or time
    std::vector<InputRecord> inputs;
    std::vector<Finding> findings;
};

/// The project's located incidents and its inputs, as a study on points takes them. O(n).
PointInput point_input(const ProjectData& data);

/// Adds findings of one input ("areas", "incidents", ...; as InputRecord::role).
void tell(ProjectData& data, const std::string& input, std::vector<Finding> findings);

/// Rejected rows of the incidents, then of the register, then of overlays, as one list.
Rejects all_rejects(const ProjectData& data);

/// The steps of `read_project_data`, for those who want to go on after one of them failed. Each adds its input and
/// findings to `data`, also when it throws.
void read_project_areas(const Project& project, ProjectData& data, Progress& progress);
/// Needs data.crs.
void read_project_incidents(const Project& project, ProjectData& data, unsigned threads, Progress& progress);
/// Reads each [[levels]] and [[overlays]] and holds units against their parents. Needs the areas. Columns that speak of
/// a person are refused, or dropped with a finding under [privacy] drop_personal. Throws what read_areas and
/// read_features throw, and error.overlay-kind for geometry of another kind than declared.
void read_project_levels(const Project& project, ProjectData& data, Progress& progress);
/// The register of earlier reviews, and what else is to be told. Needs the areas.
void read_project_rest(const Project& project, ProjectData& data);

/// Reads areas, then incidents, in the project's CRS or in one chosen from the areas' extent, and looks at the
/// coordinates (warnings only). Throws what the readers throw, and the finding itself as Error{kInput} where
/// coordinates are read wrongly and no point lies in an area; `threads` 0 = all cores.
ProjectData read_project_data(const Project& project, unsigned threads, Progress& progress);

}  // namespace diaban
