// How far a class hangs on choices that another board might have made: the same areas under other windows, references,
// denominators and sources, and under counts drawn anew.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/review/analysis.hpp"

namespace diaban {

/// Compared with the rule's own class, before memory and forced split. The bootstrap draws, `draws` times, both counts
/// of every area from Poisson distributions with the means that the rule fitted, and classifies the whole list anew;
/// draws are a function of the project's seed; at most 20,000 areas x draws, but 10 draws at least. The bandwidth is no
/// variant: classes do not depend on the density surface. O((variants + draws) x areas). Results do not depend on the
/// threads.
Sensitivity study_sensitivity(const Project& project, const ProjectData& data, const Analysis& analysis,
                              unsigned threads);

}  // namespace diaban
