// Whether the declared CRS can be meant, for all rows and for single ones; nothing is moved.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "layers/model/incident_set.hpp"
#include "layers/quality/coordinate_fit.hpp"

namespace diaban {

/// What of a file the checks look at, so that a million rows cost no more than fifty thousand.
struct CoordinateCloud {
    std::vector<CoordinateRow> sample;   ///< rows evenly spread over the file, at most 50,000
    std::vector<CoordinateRow> far;      ///< more than 5 km from the area they name, or from all areas; at most 20,000
    std::vector<std::uint64_t> at_zero;  ///< row numbers of those whose both numbers are 0; in neither of the others
};

/// Chooses from the located rows of `incidents`, whose coordinates came in `declared`. `stated` has an entry a row.
/// O(n).
CoordinateCloud coordinate_cloud(const IncidentSet& incidents, std::span<const std::uint32_t> stated,
                                 const CrsId& declared, const AreaLayer& areas);

/// Another reading of all rows that fits the areas much better than the declared one.
struct BetterReading {
    CoordinateReading reading;
    CoordinateFit fit;
    /// Readings that this evidence cannot tell from it (within one point in a hundred).
    std::vector<CoordinateReading> as_good;
};

/// Rows of a file that is otherwise right, each of which lies in the right place under the same other reading.
struct MisplacedRows {
    CoordinateReading reading;
    std::vector<std::uint64_t> rows;  ///< ascending row numbers
};

struct CoordinateInspection {
    CoordinateFit as_declared;             ///< of the sample
    std::optional<BetterReading> better;   ///< for the file as a whole
    bool nothing_fits = false;             ///< hardly any row lies in an area, and no other reading helps
    std::vector<MisplacedRows> misplaced;  ///< single rows, when the file as a whole is right
};

/// Looks at the coordinates as declared, then, where a quarter or more of the rows are not where they should be, at
/// every reading of `other_readings`. A better reading must put at least 80 % of the rows right (in the area a row
/// names, else in any area) and at least 20 % more of them than the declared one; rows that name no area say less, so
/// without such rows it must besides reach all but a few areas, or the declared one must have put nothing right. Fewer
/// than ten different places are no evidence.
///
/// Single rows: a row outside all areas (or more than 5 km from the one it names) that lies in the area it names, or
/// where it names none in any area, under exchanged axes; and in the area it names under another zone, when at least
/// two rows do and no reading elsewhere explains half as many. Readings are judged on at most 2,000 rows evenly spread,
/// the best then on the whole sample.
CoordinateInspection inspect_coordinates(const CoordinateCloud& cloud, const CrsId& declared, const AreaLayer& areas,
                                         unsigned threads);

}  // namespace diaban
