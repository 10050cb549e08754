// What the layers of a review are made from.
#pragma once

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/review/analysis.hpp"

namespace diaban {

struct ReviewParts {
    const Project& project;
    const ProjectData& data;
    const Analysis& analysis;
};

}  // namespace diaban
