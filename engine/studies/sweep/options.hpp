// What sweep and backtest are asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/input/dated_point_sources.hpp"
#include "engine/sweep/budget.hpp"
#include "engine/sweep/forecast_model.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

class OptionTable;
struct StudySection;

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

/// The keys of [sweep]; the flags of sweep and backtest but for those of their points (dated_point_options).
const OptionTable& sweep_options();

/// [sweep] of a project: needs a budget, begins the day after the review.
StudySection sweep_section();

}  // namespace diaban
