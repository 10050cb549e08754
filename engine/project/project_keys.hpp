// The one table of the keys of a project file, but for the sections that repeat (project_lists.hpp).
#pragma once

#include <functional>
#include <map>
#include <string>

#include "engine/project/project.hpp"
#include "engine/project/toml_entry.hpp"
#include "engine/project/windows.hpp"

namespace diaban {

using ProjectSetter = std::function<void(Project&, const TomlEntry&)>;
using ProjectKeys = std::map<std::string, std::map<std::string, ProjectSetter>>;

/// Section -> key -> what it sets. What [periods] says of windows goes into `given`, which has to outlive the table. A
/// setter throws as TomlEntry does.
ProjectKeys project_key_table(GivenWindows& given);

/// Makes the sections that are carried out only where they stand ([cameras], [hotspots], [sweep], [evaluate]): an empty
/// one asks for the defaults. Does nothing for any other name.
void begin_section(Project& project, const std::string& section);

}  // namespace diaban
