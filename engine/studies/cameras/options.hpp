// What `diaban cameras`, or [cameras] of a project, is asked for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/project/option_voice.hpp"
#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

class OptionTable;
struct StudySection;

enum class SitingModel { kMaxCoverage, kSetCover, kMedian };
/// Pixels for each metre of the scene that a task needs: detect 25, observe 62, recognise 125, identify 250.
enum class CameraTask { kDetect, kObserve, kRecognise, kIdentify };
/// What demand is made of. A source of points or areas, or a raster of density; or what a run has at hand: its
/// incidents, its density surface, or its watched areas.
enum class DemandKind { kSource, kRaster, kRunIncidents, kRunDensity, kRunAreas };
/// Which incidents of a run count.
enum class CameraWindow { kCurrent, kBaseline, kBoth };

/// Hours of the day from `from` up to, not including, `to`; over midnight where `to` is not later. 18-6: 18:00 to
/// 05:59.
struct HourRange {
    int from = 0;
    int to = 24;
    [[nodiscard]] bool contains(int hour) const {
        return from < to ? hour >= from && hour < to : hour >= from || hour < to;
    }
};

struct CameraOptions {
    // Sources: FILE, FILE:layer or PG:...
    std::string demand;
    DemandKind demand_kind = DemandKind::kSource;
    std::string candidates;  ///< empty: generated
    std::string existing;
    std::string roads;       ///< lines to generate candidates from
    std::string exclude;     ///< areas in which no camera may stand
    std::string dwellings;   ///< points or areas that no proposed camera may have in view
    std::string must_cover;  ///< places that must be seen
    std::string buildings;   ///< footprints that hide what lies behind them
    std::string terrain;     ///< elevation model (raster) whose ground hides what lies behind it
    std::string density;     ///< raster of density, for the share of hot area that is seen
    std::string areas;       ///< areas to break figures down by, and to take classes from
    std::string distances;   ///< table of distances from demand to sites, in place of straight lines
    std::string x_field;     ///< of each source that is a table
    std::string y_field;
    CrsId crs;                   ///< of each source that carries none
    CrsId analysis_crs;          ///< empty: chosen
    std::string where;           ///< of the demand
    bool drop_personal = false;  ///< columns with persons' data are dropped instead of being refused

    SitingModel model = SitingModel::kMaxCoverage;
    std::optional<std::uint32_t> count;
    std::optional<double> budget;
    std::string weight_field;
    std::string cost_field;
    std::string bonus_field;  ///< of the candidates: weight added to the objective for choosing the site
    /// Bonus for each text of bonus_field (a class of site); empty: it holds numbers.
    std::map<std::string, double> bonus_values;
    double backup_share = 0.0;          ///< what a second view counts against the first
    std::optional<double> max_overlap;  ///< largest share of the smaller of two views that may overlap

    // Which demand counts, and for how much
    std::string time_field;
    std::string time_format;       ///< empty: found over the whole column
    std::optional<LocalDay> from;  ///< both days belong to it
    std::optional<LocalDay> to;
    std::vector<HourRange> hours;  ///< empty: all
    std::string category_field;
    std::vector<std::string> categories;          ///< empty: all
    std::string class_field;                      ///< of `areas`, or of the demand where no areas are given
    std::map<std::string, double> class_weights;  ///< factor for each class; classes not named count nothing
    double spread_m = 0.0;  ///< demand areas become a grid of points of this spacing; 0: one point inside each
    CameraWindow window = CameraWindow::kCurrent;
    double hot_share = 0.5;       ///< hot area: the densest cells that together hold this share of the surface
    std::string area_id_field;    ///< of `areas`; empty: area_id, id or code
    std::string area_name_field;  ///< empty: name

    std::string demand_id_field;  ///< of demand and must-cover places, for `distances`; empty: demand_id or id
    std::string site_id_field;    ///< of the candidates; empty: site_id or id
    std::string distance_demand_field = "demand_id";
    std::string distance_site_field = "site_id";
    std::string distance_field = "metres";

    double reach_m = 60.0;
    std::optional<CameraTask> task;  ///< reach from task, pixels and lens instead of reach_m
    double pixels = 1920.0;
    double lens_deg = 68.0;
    std::optional<double> field_of_view_deg;  ///< proposals look one way; empty: all round
    std::string height_field = "height_m";
    double mast_m = 6.0;
    double eye_m = 1.5;
    double road_step_m = 0.0;  ///< 0: junctions and ends only
    double grid_m = 0.0;       ///< 0: half the reach

    double time_limit_s = 60.0;
    std::uint64_t seed = 1;
    std::string purpose;  ///< empty: the catalogue's
    /// Proposals are to be reviewed a year later; empty: the last day of the demand's times.
    std::optional<LocalDay> as_of;
    LocalDay today{};  ///< stands in where neither as_of nor a time is known, and is told
    std::filesystem::path output;
    std::filesystem::path plot;              ///< of the marginal curve, .pdf .png or .svg; empty: none
    std::string command;                     ///< as given, for the record
    OptionVoice voice = OptionVoice::kFlag;  ///< how messages name an option

    /// "--reach-m" or "cameras.reach_m"; throws Error{kInternal} for a key that is not there.
    [[nodiscard]] std::string named(std::string_view key) const;
};

/// The flags of `diaban cameras` and the keys of [cameras].
const OptionTable& camera_options();

/// [cameras] of a project: sources beside it, what the other sections say already, `validate`.
StudySection camera_section();

/// The reach in force: `reach_m`, or pixels / (2 tan(lens / 2) x pixels per metre of the task). 1920 px and 68 degrees:
/// 57 m to detect, 23 to observe, 11 to recognise, 6 to identify.
double reach_in_force(const CameraOptions& options);

/// True for a name that ends as rasters do (.tif, .tiff, .vrt, .asc, .img).
bool is_raster_name(const std::string& source);

/// Ranges of all figures and what does not go together. Throws "error.cameras-goal-needed" without a count or budget,
/// "error.cameras-two-goals" with both, "error.cameras-together" for options that exclude one another,
/// "error.cameras-needs" for one that needs another, Error{kUsage} of flags and Error{kInput} of keys; and
/// Error{kInput, "error.option-out-of-range"} naming option, value and range.
void validate(const CameraOptions& options);

}  // namespace diaban
