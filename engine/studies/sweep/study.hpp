// The study that sweep and backtest share: places, events in them, and the frame of the boxes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/input/point_input.hpp"
#include "engine/studies/sweep/options.hpp"
#include "engine/sweep/box_frame.hpp"
#include "engine/sweep/budget.hpp"
#include "engine/sweep/forecast.hpp"
#include "layers/geometry/study_cells.hpp"

namespace diaban {

struct SweepStudy {
    PointInput points;  ///< all that were read, inside the study area or not
    MultiPolygon area;  ///< study area in the map's plane
    BoxFrameChoice frame;
    std::vector<std::string> id;         ///< of each place
    std::vector<MultiPolygon> shape;     ///< in the map's plane, inside the study area
    std::vector<ProjectedPoint> centre;  ///< in the map's plane
    SweepPlaces places;                  ///< in the frame
    SweepEvents events;                  ///< in the frame, what forecasts read; sorted
    /// With what police found by looking; empty when there is none, or when it is counted anyway.
    SweepEvents all_events;
    SweepEvents streets;  ///< pieces of streets: middle in the frame, place, metres as weight; empty without roads
    SweepBudget budget;
    double first_day = 0.0;
    double as_of_day = 0.0;     ///< first day of the horizon
    double known_to_day = 0.0;  ///< forecasts are made from this day: as_of, or earlier when the data end before it
    double study_km2 = 0.0;
    std::uint64_t detected = 0;  ///< left out or counted
    std::uint64_t outside = 0;   ///< points outside the study area
    bool has_hours = false;      ///< times of day are known
    std::vector<Finding> findings;
};

struct FrameRule {
    double folds = 0.0;  ///< horizons before as_of that the frame must not see
};

/// Reads everything. Throws Error{kUsage}: error.sweep-budget-needed,
/// error.sweep-two-budgets; Error{kInput}: error.sweep-no-history, error.sweep-budget-empty, those of the readers.
SweepStudy read_sweep_study(const SweepStudyOptions& options, const FrameRule& rule, Progress& progress);

/// The same of points that are read already, inside `area` (empty: their hull).
SweepStudy sweep_study_of(const SweepStudyOptions& options, PointInput points, MultiPolygon area, Progress& progress);

/// Forecast options of a study.
ForecastOptions forecast_options(const SweepStudyOptions& options, const SweepStudy& study);

}  // namespace diaban
