// The faults of real files, planted one by one into a copy of the sample, with a list of where each one is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/sample/sample.hpp"

namespace diaban {

/// One planted fault. `row` counts data rows from 1.
struct PlantedFault {
    std::string file;
    std::uint64_t row = 0;
    std::string kind;    ///< "date-month-first", "coordinates-swapped", ...
    std::string detail;  ///< the value as it now stands (readable text), or what it was copied from
};

/// Rows of an incident table as text, before quoting. Cells may hold bytes that are not UTF-8: that is one of the
/// faults.
struct DirtyIncidents {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<PlantedFault> faults;
};

/// Incidents with the faults of the field: dates in other orders, as serials or unreadable; grouped and decimal-comma
/// numbers; swapped, missing, zero, NaN and infinite coordinates; a cloud from the wrong zone; names abbreviated, in
/// capitals, decomposed, with old tone marks, without diacritics, in TCVN3, VNI and cp1258; doubled rows; columns of
/// personal data (invented). About one row in 25 is at fault, at least two rows of each kind; every
/// fault sits in a row of its own, but that half of the rows with a fault in the name also lack coordinates. O(rows).
DirtyIncidents dirty_incidents(const Sample& sample);

/// One area as a dirty register holds it: residents are text ("32.145").
struct DirtyArea {
    std::string code;
    std::string name;
    std::string parent;
    std::string residents;
    Polygon shape;
};

struct DirtyAreas {
    std::vector<DirtyArea> areas;
    std::vector<PlantedFault> faults;
};

/// Areas with grouped numbers, a self-crossing polygon, an area that overlaps its neighbours, a doubled id, a doubled
/// feature, and names in decomposed and capital letters. Needs three areas; O(vertices).
DirtyAreas dirty_areas(const Sample& sample);

/// The clean cells of one incident: STT, time, category, area, detected by, E, N. `number` counts from 1.
std::vector<std::string> incident_cells(const Sample& sample, std::size_t index);

/// The header of those cells.
std::vector<std::string> incident_header();

/// "14/12/2017 08:05".
std::string vietnamese_time(LocalTime time);

}  // namespace diaban
