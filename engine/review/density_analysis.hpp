// The density surfaces of a run: both windows on one grid with one bandwidth, and what they say of each area.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/density/bandwidth.hpp"
#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/model/raster.hpp"

namespace diaban {

/// Density of both windows on one grid, NaN outside the areas, with one bandwidth so that they can be compared.
struct DensitySurfaces {
    Raster current;
    Raster baseline;
    Raster change;  ///< current - baseline
};

/// The surfaces, how they were smoothed, and what they say of each area.
struct DensityAnalysis {
    DensitySurfaces surfaces;
    double bandwidth_m = 0.0;
    std::optional<Bandwidth> chosen;  ///< the rule's figures; empty when the bandwidth was given
    /// Of the current window; empty where no cell centre lies in the area.
    std::vector<std::optional<double>> mean_by_area;
    std::vector<std::optional<double>> max_by_area;
};

/// What the surfaces are made from, and where notices go.
struct DensityContext {
    const Project& project;
    const ProjectData& data;
    unsigned threads;
    Progress& progress;
    std::vector<Finding>& findings;
};

/// Makes the surfaces of both windows. The bandwidth is the project's, or the rule's for the points of the current window that
/// lie in an area: far outliers must not widen everybody's. Throws Error{kInput, "error.grid-too-large"} before
/// memory runs out, and what the density functions throw.
DensityAnalysis analyse_density(const DensityContext& context);

}  // namespace diaban
