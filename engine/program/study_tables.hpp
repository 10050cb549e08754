// The one list of the studies that a project file can ask for.
#pragma once

#include <span>

#include "engine/project/project_file.hpp"

namespace diaban {

/// The sections of all studies, for `read_project_file`.
std::span<const StudySection> study_tables();

}  // namespace diaban
