// Incidents with a place and a time, and areas beside them, read for the commands that work on points alone: sweep,
// backtest, evaluate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/input/dated_point_sources.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/periods.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// One source as the record lists it. rows_read = accepted + rejected.
struct SourceRecord {
    std::string role;
    std::string path;  ///< file name without its folder
    std::string sha256;
    std::uint64_t rows_read = 0;
    std::uint64_t rows_rejected = 0;
};

struct DatedPoints {
    ChosenCrs crs;
    std::vector<ProjectedPoint> point;
    std::vector<LocalTime> time;
    std::vector<double> weight;
    std::vector<std::uint8_t> detected_by_police;
    std::uint64_t not_located = 0;
    std::uint64_t outside_window = 0;
    std::vector<SourceRecord> sources;
    std::vector<Finding> findings;

    [[nodiscard]] std::size_t size() const { return point.size(); }
};

/// Reads the points. Throws Error{kUsage, "error.time-needed"} (with the columns there are) without a time column, and
/// what read_incidents, Source and choose_metric_crs throw.
DatedPoints read_dated_points(const DatedPointSources& sources, Progress& progress);

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
PlanAreas read_named_areas(const AreaRequest& request, DatedPoints& points, Progress& progress);

/// Days since 1970-01-01, local time.
double day_number(LocalTime time);
LocalDay day_of_number(double day);

}  // namespace diaban
