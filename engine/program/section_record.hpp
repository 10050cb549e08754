// What run.json says of the options of a study.
#pragma once

#include <string>

#include "engine/project/project.hpp"

namespace diaban {

/// The options of a section as the project has them, JSON with one member a key; "null" where the section does not stand
/// in the file.
std::string section_record(const Project& project, const std::string& name);

}  // namespace diaban
