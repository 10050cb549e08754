#include "engine/studies/cameras/record.hpp"

#include "layers/base/json_value.hpp"
#include "layers/base/version.hpp"
#include "layers/words/finding_sentence.hpp"

namespace diaban {

namespace {

double share(double part, double whole) {
    return whole > 0.0 ? part / whole : 0.0;
}

const char* demand_kind_name(DemandKind kind) {
    switch (kind) {
        case DemandKind::kSource:
            return "source";
        case DemandKind::kRaster:
            return "raster";
        case DemandKind::kRunIncidents:
            return "incidents";
        case DemandKind::kRunDensity:
            return "density";
        case DemandKind::kRunAreas:
            return "areas";
    }
    return "";
}

Json hours_json(const std::vector<HourRange>& hours) {
    Json list = Json::list();
    for (const HourRange& range : hours) {
        list.push_back(Json::list({range.from, range.to}));
    }
    return list;
}

Json summary_json(const std::vector<CoverageLine>& lines) {
    Json list = Json::list();
    for (const CoverageLine& line : lines) {
        list.push_back({{"by", line.by},
                        {"key", line.key},
                        {"name", line.name},
                        {"unit", line.unit},
                        {"total", line.total},
                        {"covered_before", line.before},
                        {"covered_after", line.after},
                        {"share_before", line.share_before()},
                        {"share_after", line.share_after()}});
    }
    return list;
}

}  // namespace

Json camera_record(const CameraOutcome& outcome, unsigned threads) {
    const CameraOptions& options = outcome.options;
    const CameraInputs& inputs = outcome.inputs;
    const CameraPlan& plan = outcome.plan;
    const SitingResult& result = plan.result;
    Json sources = Json::list();
    for (const InputRecord& input : inputs.inputs) {
        sources.push_back({{"role", input.role},
                           {"path", input.path},
                           {"sha256", input.sha256},
                           {"rows_read", input.rows_read},
                           {"rows_accepted", input.rows_read - input.rows_rejected},
                           {"rows_rejected", input.rows_rejected}});
    }
    Json curve = Json::list();
    for (std::size_t k = 0; k < plan.proposed.size(); ++k) {
        const ProposedCamera& camera = plan.proposed[k];
        curve.push_back({{"rank", k + 1},
                         {"site_id", inputs.sites[camera.site].id},
                         {"marginal_weight", camera.marginal_weight},
                         {"cumulative_weight", camera.cumulative_weight},
                         {"cumulative_share", share(camera.cumulative_weight, inputs.total_weight)},
                         {"cumulative_cost", camera.cumulative_cost}});
    }
    std::vector<Finding> findings = inputs.findings;
    findings.insert(findings.end(), plan.findings.begin(), plan.findings.end());
    std::size_t working = 0;
    for (std::size_t j = 0; j < inputs.existing; ++j) {
        working += inputs.sites[j].working ? 1 : 0;
    }
    return {{"version", kProgramVersion},
            {"command", options.command},
            {"seed", options.seed},
            {"threads", threads},
            {"crs", {{"definition", inputs.crs.crs.definition}, {"chosen_by", inputs.crs.rule_key}}},
            {"inputs", sources},
            {"options",
             {{"model", siting_model_name(options.model)},
              {"count", options.count},
              {"budget", options.budget},
              {"reach_m", inputs.reach_m},
              {"candidates", inputs.candidate_rule_key.substr(inputs.candidate_rule_key.rfind('-') + 1)},
              {"demand", demand_kind_name(options.demand_kind)},
              {"hours", hours_json(options.hours)},
              {"categories", options.categories},
              {"class_weights", options.class_weights},
              {"bonus_values", options.bonus_values},
              {"hot_share", options.hot_share},
              {"weight", options.weight_field},
              {"cost", options.cost_field},
              {"bonus", options.bonus_field},
              {"backup_share", options.backup_share},
              {"max_overlap", options.max_overlap},
              {"field_of_view_deg", options.field_of_view_deg},
              {"line_of_sight", !inputs.buildings.empty()},
              {"terrain", !options.terrain.empty()},
              {"distances", inputs.distances ? "table" : "straight line"},
              {"must_cover", inputs.must_cover.size()},
              {"mast_m", options.mast_m},
              {"eye_m", options.eye_m},
              {"time_limit_s", options.time_limit_s},
              {"as_of", iso_date(inputs.as_of)}}},
            {"objective", result.objective},
            {"upper_bound", result.upper_bound},
            {"gap", result.gap},
            {"solver", siting_solver_name(result.solver)},
            {"stop", siting_stop_name(result.stop)},
            {"seconds", result.seconds},
            {"greedy_objective", result.greedy_objective},
            {"demand",
             {{"places", inputs.demand.size()},
              {"total_weight", inputs.total_weight},
              {"out_of_reach_weight", plan.weight_out_of_reach},
              {"out_of_reach_points", plan.points_out_of_reach}}},
            {"sites",
             {{"candidates", inputs.sites.size() - inputs.existing},
              {"existing", inputs.existing},
              {"existing_working", working},
              {"proposed", plan.proposed.size()},
              {"spent", plan.spent}}},
            {"coverage",
             {{"weight_before", plan.weight_before},
              {"weight_after", plan.weight_after},
              {"share_before", share(plan.weight_before, inputs.total_weight)},
              {"share_after", share(plan.weight_after, inputs.total_weight)},
              {"weight_twice", plan.weight_twice},
              {"share_twice", share(plan.weight_twice, inputs.total_weight)}}},
            {"coverage_summary", summary_json(outcome.coverage)},
            {"marginal_curve", curve},
            {"findings", findings_record(findings)}};
}

}  // namespace diaban
