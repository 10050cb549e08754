// The record of a camera plan as JSON.
#pragma once

#include "engine/studies/cameras/layers.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

/// camera_facts with inputs, options in force, coverage before and after (whole, by hour, category and area), the
/// marginal curve and the findings in both languages.
Json camera_record(const CameraOutcome& outcome, unsigned threads);

}  // namespace diaban
