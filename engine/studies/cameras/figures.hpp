// What map and curve of a camera plan say, from its record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layers/base/json_value.hpp"
#include "layers/cartography/camera_map.hpp"

namespace diaban {

/// Shares of everything of one kind (demand, incidents, hot area) that is seen before and after.
struct SeenShare {
    std::string key;
    double total = 0.0;
    double before = 0.0;
    double after = 0.0;
};

struct CameraFigures {
    double reach_m = 0.0;
    std::vector<SeenShare> seen;
    double gap = 0.0;
    std::string solver;
    std::vector<double> curve;    ///< share of demand seen with k proposed cameras, k = 0, 1, ...
    std::optional<double> limit;  ///< share that no plan of as many cameras can pass, where one is proven
};

/// From the record of a plan (`camera_record`, or `cameras` of a run.json). Throws Error{kInput, "error.output-damaged"}.
CameraFigures camera_figures(const Json& record);

/// Sentences that map and curve carry: reach, shares before and after, how far from the best possible.
std::vector<std::string> camera_notes(const CameraFigures& figures, const Catalogue& words);

/// What the plot of the curve shows.
CurvePlot curve_plot(const CameraFigures& figures, const ReviewHeader& header, const Catalogue& words);

}  // namespace diaban
