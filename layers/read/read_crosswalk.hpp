// The table that says what became of the units of an old list.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/finding.hpp"
#include "layers/model/rejects.hpp"
#include "layers/read/source.hpp"
#include "layers/text/area_resolver.hpp"

namespace diaban {

/// Columns by name; `old_field` or `old_name_field` and `new_field` are needed.
struct CrosswalkReadOptions {
    SourceSpec source;
    std::string old_field;  ///< code of the old unit: text, with its zeros
    std::string old_name_field;
    std::string old_parent_field;  ///< tells units of one name apart
    std::string new_field;         ///< id or name of the present area
    std::string share_field;       ///< 0..1 of the old unit; or
    std::string weight_field;      ///< what the part weighs (residents, km2): shares follow
    std::optional<LocalDay> date;  ///< first day of the present units
};

struct CrosswalkReading {
    Crosswalk crosswalk;
    Rejects rejects;
    std::uint64_t rows_read = 0;  ///< = rows in use + rows of units that went wholly elsewhere + rejected
    std::uint64_t elsewhere = 0;  ///< rows of units that have no part in any area of the layer
    std::vector<Finding> findings;
};

/// Reads the table against the present areas. Units that went wholly to areas outside the layer are left out (a
/// national table serves a province): their names must not be taken for those of units inside. Reject reasons:
/// reject.crosswalk-incomplete, reject.crosswalk-share (no number of 0 or more), reject.crosswalk-twice.
/// finding.crosswalk-read: units, whole, split, without shares; finding.crosswalk-shares: units whose shares do not sum
/// to 1 within 0.01, which then count as without. Throws Error{kInput}: error.field-unknown, error.crosswalk-no-area
/// where no row leads to an area, and those of Source. O(rows).
CrosswalkReading read_crosswalk(const CrosswalkReadOptions& options, const AreaNames& areas);

}  // namespace diaban
