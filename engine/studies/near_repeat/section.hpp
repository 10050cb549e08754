// Near repeats as a study: section [near_repeat], command `diaban near-repeat`, layers, theme and page.
#pragma once

#include "engine/studies/study.hpp"

namespace diaban {

Study near_repeat_study();

}  // namespace diaban
