// Incidents as columns: one entry an accepted row, in the order of the source. And which of them are meant.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// Index into IncidentSet::categories; categories are few and repeated a million times.
using CategoryIndex = std::uint16_t;

/// Accepted incidents. A column has one entry a row, or none at all where nobody gave it. `located[i] == 0` marks a row
/// that has an area name but no coordinates: it is counted in its area and left out of the surface (`point[i]` then
/// means nothing).
struct IncidentSet {
    CrsId crs;
    std::vector<ProjectedPoint> point;
    std::vector<std::uint8_t> located;
    std::vector<LocalTime> time;
    std::vector<double> weight;
    std::vector<CategoryIndex> category;
    std::vector<std::string> categories;           ///< names; index 0 is "" (no category)
    std::vector<std::string> area_key;             ///< name or code given in the row; empty when the project maps none
    std::vector<std::uint8_t> detected_by_police;  ///< 1 = found by looking, 0 = reported or not known
    /// 1 = its unit was split, and the area is one of its parts by share; empty where none is.
    std::vector<std::uint8_t> estimated;
    std::vector<std::uint64_t> row;      ///< row number in the source, first data row = 1
    std::vector<std::uint32_t> area_of;  ///< index of its area or kNoArea; empty until the areas are known

    [[nodiscard]] std::size_t size() const { return point.size(); }
};

/// Where an incident must be.
enum class IncidentPlace : std::uint8_t {
    kAny,
    kLocated,        ///< it has coordinates
    kLocatedInArea,  ///< it has coordinates, and they lie in an area; needs `area_of`
};

/// Which incidents are meant: those for which each of these holds.
struct IncidentFilter {
    IncidentPlace place = IncidentPlace::kAny;
    std::vector<TimeWindow> windows = {};      ///< in one of them; none: at any time
    std::vector<std::string> categories = {};  ///< of one of them; none: of any
    bool only_reported = false;                ///< none that police found by looking
};

/// Rows of a set, ascending.
using RowIndices = std::vector<std::uint32_t>;

/// The rows that the filter lets through. O(n).
RowIndices rows_where(const IncidentSet& incidents, const IncidentFilter& filter);

/// Places of those rows.
std::vector<ProjectedPoint> points_of(const IncidentSet& incidents, const RowIndices& rows);

/// A set of those rows alone. Names of areas stay behind: they are long, and `area_of` says what they mean. O(rows).
IncidentSet only_rows(const IncidentSet& incidents, const RowIndices& rows);

/// Leaves the other rows out of every column, in place. O(n).
void keep_rows(IncidentSet& incidents, const RowIndices& rows);

/// One entry a category of the set: 1 where it is one of those named. All are where none is named.
std::vector<std::uint8_t> marked_categories(const IncidentSet& incidents, const std::vector<std::string>& names);

}  // namespace diaban
