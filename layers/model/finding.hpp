// Something a reader noticed that does not stop the run but that the user should be told.
#pragma once

#include <string>

#include "layers/model/error.hpp"

namespace diaban {

enum class Severity { kNote, kWarning };

/// A sentence by key with its figures, like Error but not thrown. Collected into run.json and printed.
struct Finding {
    Severity severity = Severity::kNote;
    std::string key;  ///< word catalogue, e.g. "finding.areas-repaired"
    MessageArguments arguments;
};

}  // namespace diaban
