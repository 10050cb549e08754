// diaban check: what would a run read, and what is wrong with it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/input/coordinate_findings.hpp"
#include "engine/input/project_data.hpp"
#include "engine/review/area_counts.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// How far an input can be relied on. The criteria are printed beside every grade.
enum class InputGrade {
    kA,  ///< every row used, nothing to tell
    kB,  ///< at most 1 % of the rows rejected, or something to know
    kC,  ///< more than 1 % of the rows rejected, or fewer than 85 % of the incidents with coordinates
    kD,  ///< not to be trusted: unreadable, a fault, or more than 20 % of the rows rejected
};

/// "A" to "D".
const char* grade_letter(InputGrade grade);

/// Rows rejected for one reason.
struct RejectedForReason {
    std::string reason_key;
    std::uint64_t count = 0;
    std::vector<RejectedRow> examples;  ///< the first ones
};

struct CheckReport {
    std::string title;
    std::string project_file;                   ///< as given
    Language language = Language::kVietnamese;  ///< the project's
    ChosenCrs crs;                              ///< empty where the areas could not be read
    std::string crs_name;
    std::vector<InputRecord> inputs;
    std::vector<InputGrade> grades;           ///< one an input
    std::vector<RejectedForReason> rejected;  ///< by reason, in order of their keys
    RowNumbers numbers;                       ///< of the incidents: how rows are found in the source
    std::size_t areas = 0;
    std::size_t on_watch = 0;
    std::optional<WindowCounts> baseline;  ///< empty where not everything could be read
    std::optional<WindowCounts> current;
    std::string time_format;
    std::optional<DateCounts> dates;
    std::string areas_operation;  ///< PROJ's names of the datum shifts and their accuracy
    std::optional<double> areas_accuracy_m;
    std::string incidents_operation;
    std::optional<double> incidents_accuracy_m;
    std::vector<Finding> findings;  ///< faults first, then warnings, then notes

    /// Of the incidents in either window, with coordinates; empty without incidents.
    [[nodiscard]] std::optional<double> located_share() const;
    /// False when a run would stop or its results could not be trusted: some input has the grade D.
    [[nodiscard]] bool trusted() const;
    /// Something is wrong, be it small: a fault, a warning or a rejected row. Notes do not count.
    [[nodiscard]] bool anything_wrong() const;
};

/// Reads everything a run would read, counts it and looks at coordinates, areas and levels. What a reader refuses
/// becomes a fault of its input, and the rest is still read where that is possible. Throws what `read_project_file`
/// throws, Error{kCancelled} and Error{kInternal}.
CheckReport check_project(const Project& project, unsigned threads, Progress& progress);

}  // namespace diaban
