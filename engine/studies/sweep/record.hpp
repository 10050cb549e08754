// What the records of sweep, backtest and evaluate have in common.
#pragma once

#include "engine/studies/sweep/study.hpp"
#include "layers/base/json_value.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// Version, command, CRS, inputs with rows read = accepted + rejected, findings in both languages.
Json points_record(const DatedPoints& points, const std::vector<Finding>& findings, const std::string& command);

/// The same with every option in force and what the study is made of.
Json study_record(const SweepStudyOptions& options, const SweepStudy& study, const std::string& command);

/// The table of candidates that auto chose from.
Json automatic_record(const AutomaticForecast& automatic);

/// A finding as a sentence: a `reason_key` among its arguments becomes {reason}.
std::string point_finding_sentence(const Finding& finding, const Catalogue& words);

}  // namespace diaban
