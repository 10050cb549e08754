// Something a reader noticed that does not stop the run but that the user should be told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/error.hpp"
#include "layers/model/row_numbers.hpp"

namespace diaban {

enum class Severity {
    kNote,     ///< a fact worth knowing; nothing is wrong
    kWarning,  ///< something is wrong, and what was done about it is said
    kFault,    ///< results could not be trusted until it is mended
};

/// A line of the project file that would mend a finding: incidents.crs = "EPSG:4756".
struct ProjectSetting {
    std::string key;    ///< with its section
    std::string value;  ///< as it stands in TOML
};

/// A sentence by key with its figures, like Error but not thrown. Collected into run.json and printed.
struct Finding {
    Severity severity = Severity::kNote;
    std::string key;  ///< word catalogue, e.g. "finding.areas-repaired"
    MessageArguments arguments;
    std::string input{};  ///< role of the input it is about: "areas", "incidents"; empty: the project
    std::vector<ProjectSetting> settings{};  ///< what to declare; empty where no key mends it
    /// Rows it is about (first data row = 1), ascending; empty where it is about the whole.
    std::vector<std::uint64_t> rows{};
};

/// Rewrites a row that the sentence names by the number it has in its source.
inline void name_row_by(const RowNumbers& numbers, Finding& finding) {
    if (const auto row = finding.arguments.find("row"); row != finding.arguments.end()) {
        row->second = std::to_string(numbers.of(std::stoull(row->second)));
    }
}

}  // namespace diaban
