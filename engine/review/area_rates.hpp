// Incidents against what they are counted by: residents or km2, and years.
#pragma once

#include <optional>

#include "engine/review/analysis.hpp"

namespace diaban {

const char* rate_unit(ExposureBasis basis);

/// Incidents per 1,000 residents and year, or per km2 and year; empty without exposure.
std::optional<double> rate_of(const ProjectData& data, const Analysis& analysis, std::size_t area,
                              const WindowCounts& counts);

}  // namespace diaban
