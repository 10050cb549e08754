// How the record of every command on points begins.
#pragma once

#include <string>
#include <vector>

#include "engine/input/point_input.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

/// Version, command, CRS, inputs with rows read = accepted + rejected, findings in both languages.
Json points_record(const PointInput& points, const std::vector<Finding>& findings, const std::string& command);

}  // namespace diaban
