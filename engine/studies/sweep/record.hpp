// What the records of sweep and backtest have in common.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/studies/sweep/study.hpp"

namespace diaban {

/// `points_record` with every option in force and what the study is made of.
nlohmann::ordered_json study_record(const SweepStudyOptions& options, const SweepStudy& study,
                                    const std::string& command);

/// The table of candidates that auto chose from.
nlohmann::ordered_json automatic_record(const AutomaticForecast& automatic);

}  // namespace diaban
