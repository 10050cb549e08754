#include "engine/studies/sweep/options.hpp"

#include "engine/project/project_file.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

namespace {

/// A figure of the teams' time, which the first of them makes.
template <auto Member, double Low, double High>
void read_team(SweepStudyOptions& options, const Setting& setting) {
    if (!options.team) {
        options.team.emplace();
    }
    (*options.team).*Member = setting.number(Low, High);
}
template <auto Member>
Json print_team(const SweepStudyOptions& options) {
    return options.team ? Json((*options.team).*Member) : Json();
}
template <auto Member, double Low, double High>
Option team_figure(std::string key) {
    return special<&read_team<Member, Low, High>, &print_team<Member>>(std::move(key)).range(Low, High);
}

std::vector<std::pair<std::string, ForecastModel>> models() {
    std::vector<std::pair<std::string, ForecastModel>> all = {
        {forecast_model_name(ForecastModel::kAutomatic), ForecastModel::kAutomatic}};
    for (const ForecastModel model : kForecastCandidates) {
        all.emplace_back(forecast_model_name(model), model);
    }
    return all;
}

void settle_sweep(SweepStudyOptions& sweep, const Project& project) {
    require_key(project, "sweep.area_km2 | sweep.boxes | sweep.team_hours",
                sweep.area_km2 || sweep.boxes || sweep.team);
    if (!sweep.as_of && project.project.as_of) {
        sweep.as_of = *project.project.as_of + std::chrono::days{1};
    }
    sweep.seed = project.project.seed;
}

}  // namespace

const char* box_placement_name(BoxPlacement placement) {
    return placement == BoxPlacement::kFree ? "free" : placement == BoxPlacement::kLattice ? "lattice" : "fixed";
}

const OptionTable& sweep_options() {
    using O = SweepStudyOptions;
    const auto placement = [](BoxPlacement value) {
        return std::pair<std::string, BoxPlacement>(box_placement_name(value), value);
    };
    static const OptionTable table = OptionTable::of<O>(
        "sweep",
        {
            option<&O::sources, &DatedPointSources::within>("within").shown("AREAS").only(OptionPlace::kFlag),
            option<&O::box_m>("box_m").range(10.0, 10000.0),
            choice<&O::placement>("grid", {placement(BoxPlacement::kFree), placement(BoxPlacement::kLattice),
                                           placement(BoxPlacement::kFixed)}),
            option<&O::places>("places").shown("PLACES").source(),
            option<&O::roads>("roads").shown("LINES").source(),
            option<&O::area_km2>("area_km2").range(1e-6, 1e6),
            option<&O::boxes>("boxes").range(1, 100000),
            team_figure<&TeamTime::team_hours, 0.1, 1e7>("team_hours"),
            team_figure<&TeamTime::shifts, 1.0, 10000.0>("shifts"),
            team_figure<&TeamTime::shift_hours, 0.5, 24.0>("shift_hours"),
            option<&O::horizon_days>("horizon_days").range(1.0, 366.0),
            option<&O::as_of>("as_of"),
            switched<&O::detected>("include_detected", DetectedIncidents::kLeftOut, DetectedIncidents::kCounted),
            choice<&O::model>("model", models()),
            option<&O::seed>("seed").range(0, kLargestSeed).only(OptionPlace::kFlag),
        });
    return table;
}

StudySection sweep_section() {
    return study_section<&settle_sweep>(sweep_options());
}

}  // namespace diaban
