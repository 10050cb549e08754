// The camera plan as a study of the run: section [cameras], layers, maps.
#pragma once

#include "engine/studies/study.hpp"

namespace diaban {

Study cameras_study();

}  // namespace diaban
