// A study: what a project may ask for beside the review itself. A value, so that the run, the commands, the maps and the page walk one
// list of them (engine/program/study_registry.hpp) and know none by name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/input/input_record.hpp"
#include "engine/input/point_input.hpp"
#include "engine/input/project_data.hpp"
#include "engine/output/page_maker.hpp"
#include "engine/project/project_file.hpp"
#include "engine/review/analysis.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// What a study works on: what the run has read, checked and computed.
struct StudyInput {
    const Project& project;
    const ProjectData& data;
    const Analysis& analysis;
    unsigned threads = 0;
    std::optional<std::uint64_t> seed = {};  ///< wins over the section's
};

/// What a study gives.
struct StudyResult {
    std::vector<OutputLayer> layers;
    std::vector<Column> area_columns;  ///< of layer `areas`, one value an area
    /// What it read beside the inputs of the run; the run puts the study's name before their roles.
    std::vector<InputRecord> inputs;
    std::vector<Finding> findings;
    Json record;                      ///< what was asked, read and found; null: nothing to say
    std::vector<ReviewTheme> themes;  ///< of the areas: classes of a column theme_NAME_class among `area_columns`
};

/// What a study on points alone works on: the same for the command and for the section of a project.
struct PointStudyInput {
    const PointInput& points;
    const void* options;  ///< the struct of the study's table
    unsigned threads = 0;
};

/// Where the record of a study stands.
enum class RecordPlace {
    kRun,      ///< run.json#/NAME
    kResults,  ///< run.json#/results/NAME
    kOwnFile,  ///< NAME.json
};

struct Study {
    std::string name;      ///< section, step of the run, name of its record
    StudySection section;  ///< what the section may hold
    RecordPlace record;
    LayerKinds kinds;
    PageMakers pages;
    /// What came of the section; empty where the project does not ask for the study. Throws what the study throws.
    std::optional<StudyResult> (*run)(const StudyInput& input, Progress& progress);
    /// The study on points alone: makes the command of its name (near_repeat: `diaban near-repeat POINTS -o OUT.gpkg`); null: it has a
    /// command of its own.
    StudyResult (*run_on_points)(const PointStudyInput& input, Progress& progress) = nullptr;
    /// What run.json says of the options beside the table's own record; null: nothing.
    void (*also_recorded)(const Project& project, Json& options) = nullptr;
    /// What a person is told at the end of a run, from the record; null: nothing.
    std::vector<std::string> (*summary)(const Json& record, const Catalogue& words) = nullptr;
};

}  // namespace diaban
