// Local statistics as a study of the run: section [hotspots], layers, columns of the areas, maps.
#pragma once

#include "engine/studies/study.hpp"

namespace diaban {

Study hotspots_study();

}  // namespace diaban
