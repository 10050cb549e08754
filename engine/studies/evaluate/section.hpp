// The evaluation of a sweep as a study of the run: section [evaluate] and its record.
#pragma once

#include "engine/studies/study.hpp"

namespace diaban {

Study evaluate_study();

}  // namespace diaban
