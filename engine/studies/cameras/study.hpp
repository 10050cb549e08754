// A whole camera plan as one value: what was asked, read, planned and counted.
#pragma once

#include <map>

#include "engine/studies/cameras/coverage.hpp"
#include "engine/studies/cameras/layers.hpp"

namespace diaban {

struct CameraStudy {
    CameraOptions options;
    CameraInputs inputs;
    CameraPlan plan;
    std::vector<CoverageLine> coverage;

    [[nodiscard]] CameraOutcome outcome(const Catalogue& words) const {
        return {options, inputs, plan, coverage, words};
    }
    /// Findings of reading, then of planning.
    [[nodiscard]] std::vector<Finding> findings() const;
};

/// Validates, reads, plans and counts. `given` is null for the command. Throws what validate, read_camera_inputs and
/// plan_cameras throw.
CameraStudy study_cameras(const CameraOptions& options, const CameraGiven* given, unsigned threads, Progress& progress);

}  // namespace diaban
