// A planned sweep as layers and as a record.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/studies/sweep/study.hpp"
#include "engine/sweep/sweep_plan.hpp"
#include "layers/base/json_value.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// Everything a written sweep is made from.
struct SweepOutcome {
    const SweepStudyOptions& options;
    const SweepStudy& study;
    const SweepPlan& plan;
};

/// Layer `sweep` of the contract: box_id, rank, expected, share, area_km2, weekday_peak, hour_peak, reason_vi,
/// reason_en, role, and more.
FeatureLayer sweep_layer(const SweepOutcome& outcome);

/// SHA-256 of role, id and rank of every row, the frame and the dates: what was fixed before the sweep began.
std::string plan_hash(const SweepOutcome& outcome);

/// Named values of the layer's metadata.
std::vector<std::pair<std::string, std::string>> sweep_metadata(const SweepOutcome& outcome);

/// sweep.json: what was asked, read, planned and expected.
Json sweep_record(const SweepOutcome& outcome, const std::string& command);

}  // namespace diaban
