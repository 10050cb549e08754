#include "engine/studies/sweep/record.hpp"

#include "engine/studies/points_record.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

namespace {}  // namespace

Json study_record(const SweepStudyOptions& options, const SweepStudy& study, const std::string& command) {
    Json record = points_record(study.points, study.findings, command);
    const BoxFrame& frame = study.frame.frame;
    record["options"] = {{"model", forecast_model_name(options.model)},
                         {"box_m", options.box_m},
                         {"placement", box_placement_name(options.placement)},
                         {"area_km2", options.area_km2},
                         {"boxes", options.boxes},
                         {"team_hours", options.team ? Json(options.team->team_hours) : Json(nullptr)},
                         {"horizon_days", options.horizon_days},
                         {"detected", options.detected == DetectedIncidents::kLeftOut ? "left out" : "counted"},
                         {"seed", options.seed}};
    record["study"] = {{"from", iso_date(day_of_number(study.first_day))},
                       {"as_of", iso_date(day_of_number(study.as_of_day))},
                       {"known_to", iso_date(day_of_number(study.known_to_day - 1.0))},
                       {"area_km2", study.study_km2},
                       {"places", study.places.size()},
                       {"events", study.events.size()},
                       {"detected_by_police", study.detected},
                       {"outside", study.outside},
                       {"frame",
                        {{"turn_deg", frame.turn_deg},
                         {"shift_x_m", frame.shift_x},
                         {"shift_y_m", frame.shift_y},
                         {"share_in_fullest", study.frame.share},
                         {"share_in_fullest_plain", study.frame.plain_share}}}};
    return record;
}

Json automatic_record(const AutomaticForecast& automatic) {
    Json scores = Json::list();
    for (const CandidateScore& score : automatic.scores) {
        scores.push_back({{"model", forecast_model_name(score.model)},
                          {"hit_rate", score.hit_rate},
                          {"score", score.score},
                          {"gain_on_default", score.gain},
                          {"gain_error", score.gain_error},
                          {"log_score", score.log_score}});
    }
    return {{"chosen", forecast_model_name(automatic.chosen)},
            {"rolling_folds", automatic.folds},
            {"calibration_slope", automatic.calibration_slope},
            {"calibration_intercept", automatic.calibration_intercept},
            {"dispersion", automatic.dispersion},
            {"scores", scores}};
}

}  // namespace diaban
