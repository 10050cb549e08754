// Areas (địa bàn) from any vector source into plain values in the analysis CRS.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/model/areas.hpp"
#include "layers/model/box.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/read/row_screen.hpp"
#include "layers/read/source.hpp"
#include "layers/read/valid_days.hpp"

namespace diaban {

/// What happens when neither an id nor a name field is given.
enum class MissingIds {
    kRefuse,      ///< error.area-id-field-needed
    kNumberRows,  ///< ids are the row numbers, padded with zeros so that they sort as the rows do
};

struct AreaReadOptions {
    SourceSpec source;
    CrsId declared_crs;                   ///< wins over the source's own; empty = the source's own
    CrsId analysis_crs;                   ///< metric
    std::string id_field;                 ///< empty: the name is the id
    std::string name_field;               ///< empty: the id is the name
    std::string parent_field;             ///< empty: none
    std::string population_field;         ///< empty: none
    std::string watch_field;              ///< empty: all areas, or those of `watch_list`
    std::vector<std::string> watch_list;  ///< ids or names; an unknown one is an error
    MissingIds missing_ids = MissingIds::kRefuse;
    /// Days from and to which a unit was one; units that were none on `valid_on` are left out.
    std::string valid_from_field;
    std::string valid_to_field;
    std::optional<LocalDay> valid_on;
    PersonalData personal = PersonalData::kRefuse;
};

struct AreaReading {
    AreaLayer areas;
    std::uint64_t features_read = 0;
    std::uint64_t features_left_out = 0;  ///< of these, not valid on the day
    std::optional<LocalDay> valid_from;   ///< the day on which the last of the areas in use began, where all tell one
    CrsId source_crs;                     ///< of the coordinates as they came
    Box source_extent;                    ///< of all vertices as they came, x first
    std::string operation;                ///< PROJ's name of the datum shift
    std::optional<double> accuracy_m;     ///< as PROJ states it
    std::vector<Finding> findings;        ///< repaired, merged, empty, overlapping: with names
};

/// A metric CRS for the extent of a source, as `choose_metric_crs`. Throws its errors, and where the coordinates cannot
/// be in the CRS they are declared in: error.areas-metres-as-degrees, error.areas-swapped.
ChosenCrs crs_for_areas(const SourceSpec& source, const CrsId& declared);

/// Reads, projects, repairs and sorts areas by id. Features with the same id are parts of one area when their names
/// agree (told as a finding), an error when they do not. Invalid polygons are repaired (told with the change in area).
/// Names and text attributes are read in any encoding (text_encoding.hpp); columns with persons' data are refused or
/// dropped, by header and by content (personal_content.hpp). Throws Error{kInput}: error.personal-columns,
/// error.personal-content, error.valid-unreadable, error.layer-empty, error.area-not-polygon, error.area-id-missing,
/// error.area-id-twice, error.areas-metres-as-degrees, error.areas-swapped, error.population-unreadable,
/// error.watch-unknown, error.geometry-unrepairable, and those of Source and Transformation. O(vertices log vertices).
AreaReading read_areas(const AreaReadOptions& options, Progress& progress);

}  // namespace diaban
