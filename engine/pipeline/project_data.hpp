// Everything a project reads, in one metric CRS, before anything is computed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/pipeline/date_counts.hpp"
#include "engine/pipeline/duplicates.hpp"
#include "engine/pipeline/project.hpp"
#include "engine/pipeline/review_register.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/read/read_incidents.hpp"

namespace diaban {

/// One input as run.json lists it. rows_read = accepted + rejected, always.
struct InputRecord {
    std::string role;  ///< "areas", "incidents"
    std::string path;  ///< as given in the project
    std::string file;  ///< as opened
    std::uintmax_t bytes = 0;
    std::string sha256;
    std::string crs;
    std::uint64_t rows_read = 0;
    std::uint64_t rows_accepted = 0;
    std::uint64_t rows_rejected = 0;
};

struct ProjectData {
    ChosenCrs crs;
    CrsInformation crs_information;
    AreaLayer areas;
    IncidentReading incidents;
    DateCounts dates;
    std::shared_ptr<const AreaResolver> names;  ///< what texts that name areas mean, with the crosswalk where there is one
    Rejects crosswalk_rejects;
    DuplicateReport duplicates;  ///< of the incidents as they were read, before any were left out
    std::string duplicate_rows;  ///< duplicates.csv
    ReviewRegister reviews;  ///< of earlier reviews; history is empty without [classify] previous
    std::vector<InputRecord> inputs;
    std::vector<Finding> findings;
};

/// Rejected rows of the incidents, then of the register, as one list.
Rejects all_rejects(const ProjectData& data);

/// Reads areas, then incidents, in the project's CRS or in one chosen from the areas' extent; `threads` 0 = all cores.
/// Throws what the readers throw.
ProjectData read_project_data(const Project& project, unsigned threads, Progress& progress);

}  // namespace diaban
