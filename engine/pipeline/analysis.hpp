// What a run computes from what it read: counts, surfaces and classes, as values that the writers turn into files.
#pragma once

#include <optional>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/pipeline/area_counts.hpp"
#include "engine/pipeline/density_analysis.hpp"
#include "engine/pipeline/project.hpp"
#include "engine/pipeline/project_data.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

enum class ExposureBasis { kResidents, kAreaKm2 };

struct Analysis {
    std::vector<SquareMetres> area;
    WindowCounts baseline;
    WindowCounts current;
    std::vector<WindowCounts> months;  ///< police months that lie in either window, in order
    std::uint64_t outside_windows = 0;
    ExposureBasis exposure_basis = ExposureBasis::kResidents;
    EvidenceResult evidence;           ///< one entry an area; empty where it is not on the watch list or undefined
    DensityAnalysis density;
    std::vector<Finding> findings;
};

/// Computes everything of one run. Throws Error{kInput} when a statistic refuses (no incident in the windows, a grid
/// larger than memory), Error{kCancelled}.
Analysis analyse(const Project& project, const ProjectData& data, unsigned threads, Progress& progress);

}  // namespace diaban
