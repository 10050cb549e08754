// What `diaban cameras` is asked for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

enum class SitingModel { kMaxCoverage, kSetCover, kMedian };
/// Pixels for each metre of the scene that a task needs: detect 25, observe 62, recognise 125, identify 250.
enum class CameraTask { kDetect, kObserve, kRecognise, kIdentify };

struct CameraOptions {
    // Sources: FILE, FILE:layer or PG:...
    std::string demand;
    std::string candidates;          ///< empty: generated
    std::string existing;
    std::string roads;               ///< lines to generate candidates from
    std::string exclude;             ///< areas in which no camera may stand
    std::string buildings;           ///< footprints that hide what lies behind them
    std::string x_field;             ///< of each source that is a table
    std::string y_field;
    CrsId crs;                       ///< of each source that carries none
    CrsId analysis_crs;              ///< empty: chosen
    std::string where;               ///< of the demand

    SitingModel model = SitingModel::kMaxCoverage;
    std::optional<std::uint32_t> count;
    std::optional<double> budget;
    std::string weight_field;
    std::string cost_field;
    std::string bonus_field;         ///< of the candidates: weight added to the objective for choosing the site
    double backup_share = 0.0;       ///< what a second view counts against the first
    std::optional<double> max_overlap;  ///< largest share of the smaller of two views that may overlap

    double reach_m = 60.0;
    std::optional<CameraTask> task;  ///< reach from task, pixels and lens instead of reach_m
    double pixels = 1920.0;
    double lens_deg = 68.0;
    std::optional<double> field_of_view_deg;  ///< proposals look one way; empty: all round
    std::string height_field = "height_m";
    double mast_m = 6.0;
    double eye_m = 1.5;
    double road_step_m = 0.0;        ///< 0: junctions and ends only
    double grid_m = 0.0;             ///< 0: half the reach

    double time_limit_s = 60.0;
    std::uint64_t seed = 1;
    std::string purpose;             ///< empty: the catalogue's
    LocalDay as_of{};                ///< proposals are to be reviewed a year later
    std::filesystem::path output;
    std::string command;             ///< as given, for the record
};

/// The reach in force: `reach_m`, or pixels / (2 tan(lens / 2) x pixels per metre of the task). 1920 px and 68 degrees: 57 m to
/// detect, 23 to observe, 11 to recognise, 6 to identify.
double reach_in_force(const CameraOptions& options);

/// Ranges of all figures. Throws Error{kUsage, "error.cameras-goal-needed"} without a count or budget, "error.cameras-two-goals" with both,
/// and Error{kInput, "error.option-out-of-range"} or "error.cameras-reach" naming option, value and range.
void validate(const CameraOptions& options);

}  // namespace diaban
