// The record of a camera plan as JSON.
#pragma once

#include <string>

#include "engine/studies/cameras/layers.hpp"

namespace diaban {

/// camera_metadata with inputs, options in force, coverage before and after (whole, by hour, category and area), the
/// marginal curve and the findings in both languages, as JSON text.
std::string camera_record_json(const CameraOutcome& outcome, unsigned threads);

}  // namespace diaban
