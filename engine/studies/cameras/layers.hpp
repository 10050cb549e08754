// The layers and the record that `diaban cameras` writes.
#pragma once

#include <string>
#include <vector>

#include "engine/output/output.hpp"
#include "engine/studies/cameras/coverage.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// What the layers are made from.
struct CameraOutcome {
    const CameraOptions& options;
    const CameraInputs& inputs;
    const CameraPlan& plan;
    const std::vector<CoverageLine>& coverage;
    const Catalogue& words;
};

/// `cameras` (existing ones first, then proposals by rank), `views` (their outlines), `coverage` (demand places that
/// are seen, and by how many), `uncovered` (those that are not), and the tables `marginal_curve` and
/// `coverage_summary`. Fields as in the contract.
std::vector<OutputLayer> camera_layers(const CameraOutcome& outcome);

/// Objective, upper_bound, gap, solver and what else tells how good the plan is, as names and values for a layer's
/// metadata; without the seconds, which differ from run to run.
LayerFacts camera_facts(const CameraOutcome& outcome);

/// "mclp", "lscp", "p-median".
std::string siting_model_name(SitingModel model);

}  // namespace diaban
