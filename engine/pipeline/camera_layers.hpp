// The layers and the record that `diaban cameras` writes.
#pragma once

#include <string>
#include <vector>

#include "engine/pipeline/camera_plan.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// What the layers are made from.
struct CameraOutcome {
    const CameraOptions& options;
    const CameraInputs& inputs;
    const CameraPlan& plan;
    const Catalogue& words;
};

/// `cameras` (existing ones first, then proposals by rank), `views` (their outlines), `coverage` (demand places that are seen, and by
/// how many), `uncovered` (those that are not), and the table `marginal_curve`. Fields as in the contract.
std::vector<FeatureLayer> camera_layers(const CameraOutcome& outcome);

/// Objective, upper_bound, gap, solver, seconds and what else tells how good the plan is, as names and values for a layer's metadata.
std::vector<std::pair<std::string, std::string>> camera_metadata(const CameraOutcome& outcome);

/// The same with inputs, options in force, coverage before and after, the marginal curve and the findings, as JSON.
std::string camera_record_json(const CameraOutcome& outcome, unsigned threads);

/// A finding as a sentence; an argument `reason_key` is said in words as {reason}, `share` in the
/// language's own decimals.
std::string finding_sentence(const Finding& finding, const Catalogue& words);

/// "mclp", "lscp", "p-median".
std::string siting_model_name(SitingModel model);

}  // namespace diaban
