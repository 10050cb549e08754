// The map of a camera plan and the curve of what each further camera adds: one page each.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "layers/cartography/thematic_map.hpp"

namespace diaban {

/// `cameras` are points with the columns status (existing | proposed), working and rank; `views` are the outlines they
/// see. `notes` are sentences below the legend (reach, shares, proof). The other parts as in ClassMap.
struct CameraMap {
    ReviewHeader header;
    FeatureLayer areas;
    FeatureLayer cameras;
    FeatureLayer views;
    std::vector<std::string> notes;
    GeographicFunction to_geographic = {};
};

/// Proposals as numbered discs (moved beside their place where they would hide one another, with a line to it),
/// existing cameras as small discs, broken ones as crosses, views as pale areas where they are large enough to show.
/// Throws as render_class_map. O(n log n).
std::string render_camera_map(const CameraMap& map, const PageOptions& options);

/// `share[k]` is the share of demand (0..1) seen with k proposed cameras; share[0] by existing ones alone. `limit` is
/// the share that no plan of as many cameras can exceed, where one is proven.
struct CurvePlot {
    ReviewHeader header;
    std::vector<double> share;
    std::optional<double> limit;
    std::vector<std::string> notes;
};

/// Bars of what each camera adds under the line of what all see together, both in percent of demand, as a page of its
/// own. A plan of no camera gives a page that says so. O(cameras).
std::string render_curve_plot(const CurvePlot& plot, const PageOptions& options);

/// Writes beside `file` and renames it. Throws as above, and Error{kOutput, "error.map-not-written"}.
void draw_camera_map(const CameraMap& map, const PageOptions& options, const std::filesystem::path& file);
void draw_curve_plot(const CurvePlot& plot, const PageOptions& options, const std::filesystem::path& file);

}  // namespace diaban
