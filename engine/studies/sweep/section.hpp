// The planned sweep as a study of the run: section [sweep], layer, sheet.
#pragma once

#include "engine/studies/study.hpp"

namespace diaban {

Study sweep_study();

}  // namespace diaban
