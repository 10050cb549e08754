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
#include <utility>
#include <vector>

#include "layers/cartography/map_overlay.hpp"
#include "layers/cartography/page_options.hpp"
#include "layers/crs/geographic_function.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/point.hpp"
#include "layers/model/raster.hpp"
#include "layers/model/review.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// Classes of areas. `areas` is of GeometryKind::kArea with the columns `name` (text), `class` (text: stable |
/// contained | complex | no_data | suppressed, missing = outside the watch list) and `borderline` (boolean). Here and
/// in the maps below the optional columns `watched` and `suppressed` (boolean) say why an area has no value: watched
/// without a value is 'no data', suppressed is 'not shown', the rest lies outside.
struct ClassMap {
    ReviewHeader header;
    FeatureLayer areas;
    GeographicFunction to_geographic = {};
    std::vector<MapOverlay> overlays = {};
    std::string theme = {};  ///< of the page; empty: the catalogue's
};

/// Classes of a theme, whatever its codes are: `classes` holds code and words from the gravest. Columns `name`, `field`
/// (text: one of the codes) and, where given, `flag` (boolean: borderline). An area without a code is 'not decided'
/// where it is watched.
struct CategoryMap {
    ReviewHeader header;
    FeatureLayer areas;
    std::string theme;  ///< of the page
    std::string field;
    std::string flag;
    std::vector<std::pair<std::string, std::string>> classes;
    GeographicFunction to_geographic = {};
    std::vector<MapOverlay> overlays = {};
};

/// How a surface is cut into classes: equal round steps show where the peaks are, quantiles show every rank equally
/// often; a series of 1, 2, 5, 10 ... shows what lies between a few peaks and a wide plain.
enum class DensityBreaks { kEqualSteps, kQuantiles, kSeries };

/// Most classes of a density map.
inline constexpr std::size_t kDensityMapClasses = 7;

/// A density surface under the outlines of `areas` (column `name`). `density.unit` is "per km2" or any other text; NaN
/// cells are left blank.
struct DensityMap {
    ReviewHeader header;
    FeatureLayer areas;
    Raster density;
    DensityBreaks breaks = DensityBreaks::kEqualSteps;
    GeographicFunction to_geographic = {};
    std::optional<TimeWindow> window = {};  ///< of the incidents in the surface; none: the header's current window
    std::vector<MapOverlay> overlays = {};  ///< isolines (see `density_map_classes`) and others
};

/// Change of the rate from the baseline to the current window. Columns `name`, `change_ratio`, `change_low`,
/// `change_high`: up or down where the interval leaves out 1, clearly where the ratio also passes 5/4 or 4/5, else not
/// told from chance.
struct ChangeMap {
    ReviewHeader header;
    FeatureLayer areas;
    GeographicFunction to_geographic = {};
    std::vector<MapOverlay> overlays = {};
};

/// Change of the class since the last review. Columns `name`, `class`, `previous_class`.
struct ReviewChangeMap {
    ReviewHeader header;
    FeatureLayer areas;
    GeographicFunction to_geographic = {};
    std::vector<MapOverlay> overlays = {};
};

/// Hot and cold spots by field `Gi_Bin` (-3 .. 3), or clusters and outliers by `COType` (HH LL HL LH, missing: not
/// significant where `LMiPValue` has a value or, without that column, `hotspot_state` is ok). `areas` may be a layer of
/// cells without names.
enum class LocalField { kGiBin, kClusterType };
struct HotspotMap {
    ReviewHeader header;
    FeatureLayer areas;
    LocalField field = LocalField::kGiBin;
    GeographicFunction to_geographic = {};
    std::vector<MapOverlay> overlays = {};
};

/// Rates period by period on one scale (small multiples). `values` has one entry an area, empty without a rate.
struct PeriodValues {
    std::string title;
    std::vector<std::optional<double>> values;
};
struct PeriodMap {
    ReviewHeader header;
    FeatureLayer areas;
    std::vector<PeriodValues> periods;
    std::string unit;         ///< in words
    std::size_t columns = 0;  ///< panels in a row; 0: chosen from the room
    GeographicFunction to_geographic = {};
};

/// The page as the bytes of a file. Throws Error{kInput} for a missing or mistyped column, an unknown class, or where
/// no font that covers Vietnamese is installed. O(vertices); a whole country of 3,321 communes takes seconds.
std::string render_class_map(const ClassMap& map, const PageOptions& options);
std::string render_category_map(const CategoryMap& map, const PageOptions& options);
std::string render_density_map(const DensityMap& map, const PageOptions& options);
std::string render_change_map(const ChangeMap& map, const PageOptions& options);
std::string render_review_change_map(const ReviewChangeMap& map, const PageOptions& options);
std::string render_hotspot_map(const HotspotMap& map, const PageOptions& options);
std::string render_period_map(const PeriodMap& map, const PageOptions& options);

/// The inner class breaks of the density map, ascending: the levels at which isolines agree with its colours.
std::vector<double> density_map_breaks(const DensityMap& map);

/// Writes the page beside `file` and renames it, so that no half-written map stays. Throws as above, and
/// Error{kOutput} when the file cannot be written.
void draw_class_map(const ClassMap& map, const PageOptions& options, const std::filesystem::path& file);
void draw_density_map(const DensityMap& map, const PageOptions& options, const std::filesystem::path& file);

}  // namespace diaban
