// Incidents that stand twice in a list.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/incidents.hpp"
#include "layers/model/row_numbers.hpp"

namespace diaban {

enum class DuplicateKind : std::uint8_t {
    kExact,  ///< the whole row again, cell by cell
    kNear,   ///< same day, same category, same area name, and a place within the distance (or both without a place)
};

/// Row `incident` repeats `of`, which comes before it and is itself no duplicate. Both are indices of the layer.
struct Duplicate {
    std::size_t incident = 0;
    std::size_t of = 0;
    DuplicateKind kind = DuplicateKind::kExact;
    double distance_m = 0.0;
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
DuplicateReport find_duplicates(const IncidentLayer& incidents, const std::vector<std::uint64_t>& row_hash,
                                const DuplicateOptions& options);

/// The layer without some of its rows: 1 = left out. O(n).
void leave_out(IncidentLayer& incidents, const std::vector<std::uint8_t>& left_out);

/// duplicates.csv: row, repeats_row, line, repeats_line (as RowNumbers finds them in the source), kind, distance_m,
/// day, category; UTF-8 with BOM.
std::string duplicates_csv(const IncidentLayer& incidents, const DuplicateReport& report, const RowNumbers& numbers);

}  // namespace diaban
