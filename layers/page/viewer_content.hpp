// What the viewer shows, as plain values: a review's areas and, where they exist, surfaces, periods, plans and points.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layers/model/error.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/raster.hpp"
#include "layers/model/review.hpp"
#include "layers/words/catalogue.hpp"
#include "layers/words/two_languages.hpp"

namespace diaban {

/// A further surface in the review's CRS: "density_baseline" (window "baseline") or "density_change" (window "change").
struct ViewerSurface {
    std::string id;
    std::string window;
    Raster raster;
};

/// What the page does with a layer.
enum class PageRole {
    kFill,   ///< its rows fill the map in place of the areas: a theme of its own, coloured by Gi_Bin or COType
    kMarks,  ///< it is drawn over the areas, switched on and off in the legend
    kTable,  ///< it has no geometry
};

/// A further layer, the same values that go into the GeoPackage. The page knows these names and fields (all but the first of
/// each line may be missing); any other layer is shown by its role, with the name in `title` and its columns as they are:
///   cameras         points: site_id, status (existing | proposed), rank, reach_m, bearing_deg, field_of_view_deg, covered_weight,
///                   marginal_weight, cumulative_share, cost, working, purpose, review_date, reason_vi, reason_en
///   views           areas: what a camera sees, or sees at most: site_id, status
///   coverage        points of demand that are seen: weight, seen_by
///   uncovered       points of demand that are not: weight
///   marginal_curve  no geometry: rank, site_id, cumulative_share
///   sweep           areas: box_id, role (treated | control | displacement), rank, expected, expected_low, expected_high, share,
///                   area_km2, weekday_peak, hour_peak, hours, place, reason_vi, reason_en
///   cells           areas: cell statistics (Gi_Bin, GiZScore, ...)
///   incidents       points, only where the project's privacy setting allows them: day, category
///   overlay_<name>  what stands beside the incidents (markets, teams, roads): name, in_area; columns overlay_<name>_n and
///                   overlay_<name>_per_1000 of `areas` are told in the reason for an area
///   level_<level>   units above or below the areas, drawn as outlines: name, class, n_current
/// `facts` are said beside the layer ("objective", "upper_bound", "gap", "solver", "covered_share_before" ...).
struct ViewerLayer {
    FeatureLayer layer;
    TwoLanguages title;
    std::vector<std::pair<std::string, std::string>> facts;
    PageRole role = PageRole::kMarks;
    bool off = false;  ///< switched off when the page opens
};

/// Areas by periods. `figures` has areas x periods rows, all periods of the first area first. Columns that the page knows:
/// n, n_detected (integer), rate, rate_low, rate_high (real, with unit), class (text), suppressed (boolean). Any may be missing.
struct ViewerPeriods {
    std::string kind = "month";       ///< "month", "quarter", "year", "review": how the page names a period
    std::vector<TimeWindow> windows;  ///< in order of time
    Table figures;
};

/// A theme beside the class; its figures are the columns theme_<name>_... of `areas`.
struct ViewerTheme {
    struct Class {
        std::string code;  ///< as in theme_<name>_class
        TwoLanguages label;
    };
    std::string name;
    TwoLanguages label;
    std::vector<Class> classes;  ///< from the gravest
};

/// Longitude and latitude (WGS 84, degrees) at the nodes of a square grid over the review and its surroundings, row by row
/// from south-west to north-east: what a sheet's graticule is interpolated from. The page has no projections of its own.
struct ViewerGraticule {
    double x_min = 0.0;
    double y_min = 0.0;
    double step_m = 0.0;
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<double> longitude;  ///< columns x rows; not finite where a node has none
    std::vector<double> latitude;
};

/// Something to know about the data: how many rows were rejected and why, what was noticed.
struct ViewerNote {
    std::string kind;                    ///< "count", "note" or "warning"
    std::optional<std::uint64_t> count;  ///< of rows, where it is a count
    TwoLanguages words;
};

/// What the page shows. `areas` are areas in the metric CRS of `header.crs` with the columns of the contract; the page
/// copes with columns that are missing altogether. Statistics by area (GiZScore, GiPAdj, Gi_Bin, NNeighbors; LMiIndex,
/// LMiZScore, LMiPAdj, COType) are columns of `areas`; so is `suppressed` (boolean: figures withheld because they are small).
/// `density` is a surface in the same CRS, per km2, of the current window.
struct ViewerContent {
    ReviewHeader header;
    FeatureLayer areas;
    std::optional<Raster> density;
    Language language = Language::kVietnamese;  ///< the one the page opens in; it always carries both
    std::vector<ViewerSurface> surfaces = {};
    std::vector<ViewerLayer> layers = {};
    std::optional<ViewerPeriods> periods = {};
    std::vector<ViewerNote> quality = {};
    std::vector<ViewerTheme> themes = {};
    std::optional<ViewerGraticule> graticule = {};
};

}  // namespace diaban
