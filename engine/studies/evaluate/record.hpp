// The verdict of an evaluation as a sentence and as JSON.
#pragma once

#include <string>

#include "engine/studies/evaluate/run_evaluate.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

/// In plain words, with the cooling to be expected without action beside it.
std::string verdict_sentence(const EvaluateOptions& options, const Evaluation& evaluation, const Catalogue& words);

/// evaluate.json: what was compared and what came of it.
Json evaluate_record(const EvaluateOptions& options, const EvaluateSummary& summary, const std::string& command);

}  // namespace diaban
