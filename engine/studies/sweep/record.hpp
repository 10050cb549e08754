// What the records of sweep and backtest have in common.
#pragma once

#include "engine/studies/sweep/study.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

/// `points_record` with every option in force and what the study is made of.
Json study_record(const SweepStudyOptions& options, const SweepStudy& study, const std::string& command);

/// The table of candidates that auto chose from.
Json automatic_record(const AutomaticForecast& automatic);

}  // namespace diaban
