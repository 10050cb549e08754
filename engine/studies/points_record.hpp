// How the record of every command on points begins.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/input/point_input.hpp"

namespace diaban {

/// Version, command, CRS, inputs with rows read = accepted + rejected, findings in both languages.
nlohmann::ordered_json points_record(const PointInput& points, const std::vector<Finding>& findings,
                                     const std::string& command);

}  // namespace diaban
