// "22,22,4" as flags have it.
#pragma once

#include <string>

#include "engine/sample/options.hpp"

namespace diaban::cli {

/// stable,contained,complex. Throws Error{kUsage, "error.sample-split-form"}.
ClassSplit class_split_of(const std::string& text);

}  // namespace diaban::cli
