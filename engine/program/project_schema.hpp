// The project file as a JSON Schema, for editors and forms.
#pragma once

#include <string>

#include "layers/words/catalogue.hpp"

namespace diaban {

/// JSON Schema (draft 2020-12, https://json-schema.org/draft/2020-12) of the project file, or of one section of it; days
/// are texts. Made from the tables of options, so that it allows what `read_project_file` reads. Throws
/// Error{kUsage, "error.schema-section"} for a section that there is not, with the nearest.
std::string project_schema(const std::string& section, const Catalogue& words);

}  // namespace diaban
