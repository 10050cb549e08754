// What is printed of a camera plan.
#pragma once

#include "engine/studies/cameras/run_cameras.hpp"

namespace diaban::cli {

/// Shares before and after, and how good the plan is, on stdout.
void print_camera_plan(const CameraSummary& summary, const Catalogue& words);

}  // namespace diaban::cli
