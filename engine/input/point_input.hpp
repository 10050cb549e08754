// Incidents with a place and a time, and areas beside them, read for the commands that work on points alone: sweep,
// backtest, evaluate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/input/dated_point_sources.hpp"
#include "engine/input/input_record.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/incident_set.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// What a command on points works on.
struct PointInput {
    ChosenCrs crs;
    IncidentSet incidents;            ///< located, of the days that were asked for
    std::vector<InputRecord> inputs;  ///< the points, then each source of areas
    std::vector<Finding> findings;
};

/// Reads the points. Throws Error{kUsage, "error.time-needed"} (with the columns there are) without a time column, and
/// what read_incidents, Source and choose_metric_crs throw.
PointInput read_points(const DatedPointSources& sources, Progress& progress);

/// The areas of a source in the points' CRS, one entry a feature, with their names; adds a record to `points`.
struct PlanAreas {
    std::vector<std::string> name;
    std::vector<MultiPolygon> geometry;
};
struct AreaRequest {
    std::string source;
    std::string role;   ///< "within", "treated", ...
    std::string where;  ///< SQL, may be empty
    CrsId crs;          ///< where the source carries none
    bool drop_personal = false;
};
PlanAreas read_named_areas(const AreaRequest& request, PointInput& points, Progress& progress);

/// Days since 1970-01-01, local time.
double day_number(LocalTime time);
LocalDay day_of_number(double day);

}  // namespace diaban
