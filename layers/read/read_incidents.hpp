// Incident points from any vector or table source into plain columns; every row is accepted or rejected with a reason.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "layers/model/finding.hpp"
#include "layers/model/incident_set.hpp"
#include "layers/model/progress.hpp"
#include "layers/model/rejects.hpp"
#include "layers/model/row_numbers.hpp"
#include "layers/read/area_column.hpp"
#include "layers/read/source.hpp"

namespace diaban {

struct IncidentReadOptions {
    SourceSpec source;
    CrsId declared_crs;  ///< of x and y (or of the geometry, where it carries none)
    CrsId analysis_crs;
    std::string x_field;  ///< easting or longitude; empty with y: the source's own point geometry
    std::string y_field;
    std::string area_field;  ///< name or code of the area, used where coordinates are missing
    std::string time_field;
    /// Of a time in several columns: year, month[, day[, hour[, minute]]], or date, clock.
    std::vector<std::string> further_time_fields;
    std::string time_format;  ///< strftime-like; empty: found over the whole column
    std::chrono::minutes utc_offset{7 * 60};
    std::string category_field;
    /// Source value -> the project's own; others are kept as they are.
    std::map<std::string, std::string> category_map;
    std::string weight_field;
    std::string detected_by_field;
    const AreaResolver* areas = nullptr;  ///< what the area column's names mean; none: kept as they came
    bool drop_personal = false;  ///< columns of personal data are dropped with a finding instead of being refused
    unsigned threads = 0;        ///< 0 = all cores; the reading does not depend on it
};

struct IncidentReading {
    IncidentSet incidents;
    Rejects rejects;
    std::uint64_t rows_read = 0;  ///< = incidents.size() + rejects.rows.size()
    /// The pattern, or the order found: "yyyy-mm-dd", "dd/mm/yyyy", "mm/dd/yyyy", "serial".
    std::string time_format_used;
    CrsId source_crs;       ///< of the coordinates as they came; empty where rows have area names only
    std::string operation;  ///< PROJ's name of the datum shift
    std::optional<double> accuracy_m;
    std::vector<Finding> findings;
    RowNumbers numbers;                   ///< of all rows read: where each stands in the source
    std::vector<std::uint64_t> row_hash;  ///< of each incident's whole row: equal where all cells are
};

/// Reject reasons: reject.coordinates-missing, reject.coordinate-unreadable, reject.coordinate-out-of-range,
/// reject.coordinate-untransformable, reject.date-missing, reject.date-unreadable, reject.weight-unreadable; for rows
/// without coordinates whose area name cannot be used reject.area-unknown, reject.area-ambiguous, reject.area-split,
/// reject.area-elsewhere. Throws Error{kInput}: error.xy-needed, error.degrees-expected, error.personal-columns,
/// error.personal-content, error.personal-mapped and those of Source, Transformation and DateOrderDetector. One pass
/// over the source, by several threads; a second one only where day and month stand in an order that the first pass did
/// not expect (mm/dd). O(rows); memory about 60 bytes an accepted row plus the rejected rows' text.
IncidentReading read_incidents(const IncidentReadOptions& options, Progress& progress);

}  // namespace diaban
