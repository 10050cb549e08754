// Thematic maps for the review: one page each, as PDF (vector, searchable text), SVG or PNG at 300 dpi.
//
// Each page carries its title, unit, windows, a legend that says what colours and patterns mean, scale bar, north
// arrow, coordinates in the map's CRS and in WGS 84, sources, counts, the rule, the marking and the run id with a QR
// code. The same input gives the same bytes: the PDF's dates are the day of the review, there is no clock in a page.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "layers/model/feature_layer.hpp"
#include "layers/model/point.hpp"
#include "layers/model/raster.hpp"
#include "layers/model/review.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

enum class PageSize { kA4, kA3 };
enum class PageOrientation { kLandscape, kPortrait };
enum class MapFormat { kPdf, kPng, kSvg };

struct PageOptions {
    PageSize size = PageSize::kA4;
    PageOrientation orientation = PageOrientation::kLandscape;
    MapFormat format = MapFormat::kPdf;
    Language language = Language::kVietnamese;
};

/// From the map's metric CRS to WGS 84. Empty: the page carries no degrees. It may throw or give a point that is not
/// finite where the CRS has no answer; the ticks there are left out.
using GeographicFunction = std::function<GeographicPoint(ProjectedPoint)>;

/// Classes of areas. `areas` is of GeometryKind::kArea with the columns `name` (text), `class` (text: stable |
/// contained | complex | no_data, missing = outside the watch list) and `borderline` (boolean).
struct ClassMap {
    ReviewHeader header;
    FeatureLayer areas;
    GeographicFunction to_geographic = {};
};

/// How a surface is cut into classes: equal round steps show where the peaks are, quantiles show every rank equally
/// often.
enum class DensityBreaks { kEqualSteps, kQuantiles };

/// A density surface under the outlines of `areas` (column `name`). `density.unit` is "per km2" or any other text; NaN
/// cells are left blank.
struct DensityMap {
    ReviewHeader header;
    FeatureLayer areas;
    Raster density;
    DensityBreaks breaks = DensityBreaks::kEqualSteps;
    GeographicFunction to_geographic = {};
    std::optional<TimeWindow> window = {};  ///< of the incidents in the surface; none: the header's current window
};

/// The page as the bytes of a file. Throws Error{kInput} for a missing or mistyped column, an unknown class, or where
/// no font that covers Vietnamese is installed. O(vertices); a whole country of 3,321 communes takes seconds.
std::string render_class_map(const ClassMap& map, const PageOptions& options);
std::string render_density_map(const DensityMap& map, const PageOptions& options);

/// Writes the page beside `file` and renames it, so that no half-written map stays. Throws as above, and
/// Error{kOutput} when the file cannot be written.
void draw_class_map(const ClassMap& map, const PageOptions& options, const std::filesystem::path& file);
void draw_density_map(const DensityMap& map, const PageOptions& options, const std::filesystem::path& file);

}  // namespace diaban
