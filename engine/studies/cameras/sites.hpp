// Existing cameras and the places where one could stand, with what forbids or hides.
#pragma once

#include "engine/studies/cameras/sources.hpp"

namespace diaban {

/// Fills sites, existing, candidate_rule_key and buildings of the sources' result; demand has been read. Candidates in
/// excluded areas or with a dwelling in view go and are told. Throws as read_camera_inputs.
void read_camera_sites(CameraSources& sources);

}  // namespace diaban
