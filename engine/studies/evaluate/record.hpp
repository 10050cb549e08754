// The verdict of an evaluation as a sentence and as JSON.
#pragma once

#include <string>

#include "engine/studies/evaluate/run_evaluate.hpp"

namespace diaban {

/// In plain words, with the cooling to be expected without action beside it.
std::string verdict_sentence(const EvaluateOptions& options, const Evaluation& evaluation, const Catalogue& words);

std::string evaluate_json(const EvaluateOptions& options, const EvaluateSummary& summary, const std::string& command);

}  // namespace diaban
