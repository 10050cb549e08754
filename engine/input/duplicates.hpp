// Incidents that stand twice in a list.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/incident_set.hpp"
#include "layers/model/row_numbers.hpp"

namespace diaban {

enum class DuplicateKind : std::uint8_t {
    kExact,  ///< the whole row again, cell by cell
    kNear,   ///< same day, same category, same area name, and a place within the distance (or both without a place)
};

/// An incident that repeats an earlier one, which is itself no duplicate.
struct Duplicate {
    std::size_t incident = 0;  ///< index in the set as it was read
    std::size_t of = 0;        ///< index of the other
    std::uint64_t row = 0;     ///< rows of the source, which stay true when incidents are left out
    std::uint64_t of_row = 0;
    DuplicateKind kind = DuplicateKind::kExact;
    double distance_m = 0.0;
    LocalDay day{};
    CategoryIndex category = 0;
};

struct DuplicateOptions {
    double distance_m = 10.0;
};

struct DuplicateReport {
    std::vector<Duplicate> duplicates;  ///< in order of incident; each incident once
    std::uint64_t exact = 0;
    std::uint64_t near = 0;
    /// False where times tell no day (every one is midnight of a month's first, over several months): "the same day"
    /// then says nothing, and near duplicates are not looked for.
    bool days_known = true;
};

/// `row_hash`: of whole rows (RowScreen::add_row); empty: no exact duplicates are found. Rows without coordinates are
/// near duplicates only of rows without coordinates with the same area key, day, category and time of day. The first of
/// a group stands, so nothing depends on threads. Expected O(n): rows of one day and category share squares of the
/// distance's size.
DuplicateReport find_duplicates(const IncidentSet& incidents, const std::vector<std::uint64_t>& row_hash,
                                const DuplicateOptions& options);

/// duplicates.csv: row, repeats_row, line, repeats_line (as RowNumbers finds them in the source), kind, distance_m,
/// day, category; UTF-8 with BOM.
std::string duplicates_csv(const DuplicateReport& report, const std::vector<std::string>& categories,
                           const RowNumbers& numbers);

}  // namespace diaban
