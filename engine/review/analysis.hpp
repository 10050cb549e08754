// What a run computes from what it read: counts, surfaces and classes, as values that the writers turn into files.
#pragma once

#include <optional>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/review/area_counts.hpp"
#include "engine/review/category_analysis.hpp"
#include "engine/review/density_analysis.hpp"
#include "engine/review/level_analysis.hpp"
#include "engine/review/neighbour_state.hpp"
#include "engine/review/overlay_counts.hpp"
#include "engine/review/sensitivity_table.hpp"
#include "engine/review/themes.hpp"
#include "engine/review/verdict.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

struct Analysis {
    std::vector<SquareMetres> area;
    WindowCounts baseline;
    WindowCounts current;
    std::vector<WindowCounts> months;  ///< police months that lie in either window, in order
    std::uint64_t outside_windows = 0;
    ExposureBasis exposure_basis = ExposureBasis::kResidents;
    EvidenceResult evidence;  ///< one entry an area; empty where it is not on the watch list or undefined
    Verdicts verdicts;        ///< the class that is printed, after memory and forced split
    std::vector<NeighbourState> neighbours;
    Sensitivity sensitivity;
    CategoryAnalyses categories;
    std::vector<OverlayCounts> overlays;  ///< as [[overlays]]
    std::vector<LevelAnalysis> levels;    ///< as [[levels]]
    std::vector<ThemeResult> themes;      ///< as [[themes]]
    DensityAnalysis density;
    std::vector<Finding> findings;
};

/// The class of field `class`: after memory and forced split; the rule's own where nothing was decided. Empty without
/// evidence.
std::optional<AreaClass> printed_class(const Analysis& analysis, std::size_t area);

/// Counts and classifies: all of a run but the surfaces. Throws as `analyse`.
Analysis analyse_classes(const Project& project, const ProjectData& data, unsigned threads, Progress& progress);

/// Computes everything of one run. Throws Error{kInput} when a statistic refuses (no incident in the windows, a grid
/// larger than memory), Error{kCancelled}.
Analysis analyse(const Project& project, const ProjectData& data, unsigned threads, Progress& progress);

}  // namespace diaban
