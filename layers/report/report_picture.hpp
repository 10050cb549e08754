// One figure or map of a report as a picture of its own.
#pragma once

#include <string>

#include "layers/report/report.hpp"

namespace diaban {

std::string figure_picture(const Report& report, const ReportFigure& figure, MapFormat format);

/// A4 landscape; `resolution` (dots an inch) counts for PNG.
std::string map_picture(const Report& report, const ReportMap& map, MapFormat format, double resolution);

}  // namespace diaban
