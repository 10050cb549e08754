// The identity that every page, map, layer and table of a run carries.
#pragma once

#include <string>

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/review/analysis.hpp"
#include "layers/model/review.hpp"

namespace diaban {

/// Title, unit, marking, run id, rule with version and hash, whether the split was forced, windows, CRS and sources.
ReviewHeader review_header(const Project& project, const ProjectData& data, const Analysis& analysis);

/// The marking that the project gives, else "not for release" in its language.
std::string review_marking(const Project& project);

/// "given", or the name of the rule that chooses the bandwidth.
std::string bandwidth_rule_text(const Project& project);

}  // namespace diaban
