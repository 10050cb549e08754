// What sweep, backtest and evaluate are asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/sweep/budget.hpp"
#include "engine/sweep/forecast_model.hpp"
#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

/// Flags that the three commands share. Every source is FILE, FILE:layer or PG:...
struct DatedPointSources {
    std::string points;
    std::string within;  ///< study area; empty: the hull of the points
    std::string x_field;
    std::string y_field;
    CrsId crs;           ///< of each source that carries none
    CrsId analysis_crs;  ///< metric; empty: chosen
    std::string where;
    std::string time_field;
    std::string time_format;
    std::string weight_field;
    std::string detected_by_field;
    std::optional<LocalDay> from;  ///< first and last day that are read
    std::optional<LocalDay> to;
    bool drop_personal = false;  ///< columns with persons' data are dropped instead of being refused
};

/// Each box laid where most is expected; boxes of one lattice that is placed to fit past incidents; or of the lattice
/// of multiples of the side.
enum class BoxPlacement { kFree, kLattice, kFixed };
const char* box_placement_name(BoxPlacement placement);  ///< "free", "lattice", "fixed"
enum class DetectedIncidents { kLeftOut, kCounted };

struct SweepStudyOptions {
    DatedPointSources sources;
    std::string places;  ///< areas or lines in place of boxes; empty: boxes
    std::string roads;   ///< lines, for figures by street length; may be empty
    double box_m = 150.0;
    BoxPlacement placement = BoxPlacement::kFree;
    DetectedIncidents detected = DetectedIncidents::kLeftOut;
    std::optional<double> area_km2;
    std::optional<std::size_t> boxes;
    std::optional<TeamTime> team;  ///< in place of area and boxes
    double horizon_days = 28.0;
    std::optional<LocalDay> as_of;  ///< first day of the horizon; default: the day after the last incident
    ForecastModel model = ForecastModel::kAutomatic;
    std::uint64_t seed = 1;
    unsigned threads = 0;
};

/// How sides of different size are compared: counts as they are, or the control's weighted by area.
enum class SideComparison { kCounts, kByArea };

struct EvaluateOptions {
    DatedPointSources sources;
    std::string treated;
    std::string control;
    std::string displacement;          ///< rings around the treated places; may be empty
    std::string control_displacement;  ///< rings around the controls; may be empty
    TimeWindow before;
    TimeWindow after;
    SideComparison comparison = SideComparison::kCounts;
    bool include_detected = false;
    unsigned threads = 0;
};

}  // namespace diaban
