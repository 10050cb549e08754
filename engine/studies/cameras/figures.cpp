#include "engine/studies/cameras/figures.hpp"

#include <nlohmann/json.hpp>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

using Json = nlohmann::json;

double share(double part, double whole) {
    return whole > 0.0 ? part / whole : 0.0;
}

CameraFigures figures_of(const Json& record) {
    CameraFigures figures;
    const Json& options = record.at("options");
    figures.reach_m = options.at("reach_m");
    for (const Json& line : record.at("coverage_summary")) {
        if (line.at("by") == "all") {
            figures.seen.push_back(
                {line.at("key"), line.at("total"), line.at("covered_before"), line.at("covered_after")});
        }
    }
    figures.gap = record.at("gap");
    figures.solver = record.at("solver");
    figures.curve.push_back(record.at("coverage").at("share_before"));
    for (const Json& camera : record.at("marginal_curve")) {
        figures.curve.push_back(camera.at("cumulative_share"));
    }
    // As in the other reading: the bound speaks of all plans only where nothing else is asked of them.
    if (options.at("model") == siting_model_name(SitingModel::kMaxCoverage) && options.at("backup_share") == 0.0 &&
        options.at("bonus") == "" && !options.at("count").is_null() && options.at("must_cover") == 0 &&
        options.at("max_overlap").is_null()) {
        figures.limit = share(record.at("upper_bound"), record.at("demand").at("total_weight"));
    }
    return figures;
}

}  // namespace

CameraFigures camera_figures(const CameraStudy& study) {
    CameraFigures figures;
    figures.reach_m = study.inputs.reach_m;
    for (const CoverageLine& line : study.coverage) {
        if (line.by == "all") {
            figures.seen.push_back({line.key, line.total, line.before, line.after});
        }
    }
    const SitingResult& result = study.plan.result;
    figures.gap = result.gap;
    figures.solver = siting_solver_name(result.solver);
    const double total = study.inputs.total_weight;
    figures.curve.push_back(share(study.plan.weight_before, total));
    for (const ProposedCamera& camera : study.plan.proposed) {
        figures.curve.push_back(share(camera.cumulative_weight, total));
    }
    const CameraOptions& options = study.options;
    // The bound speaks of all plans of as many cameras only where nothing else is in the objective and nothing else is
    // asked of them.
    if (options.model == SitingModel::kMaxCoverage && options.backup_share == 0.0 && options.bonus_field.empty() &&
        options.count && options.must_cover.empty() && !options.max_overlap) {
        figures.limit = share(result.upper_bound, total);
    }
    return figures;
}

CameraFigures camera_figures(const std::string& record) {
    try {
        return figures_of(Json::parse(record));
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::kInput, "error.output-damaged", {{"file", "run.json"}, {"cause", error.what()}});
    }
}

std::vector<std::string> camera_notes(const CameraFigures& figures, const Catalogue& words) {
    const auto percent = [&](double part, double whole) { return words.decimal(100.0 * share(part, whole), 1); };
    std::vector<std::string> notes;
    notes.push_back(words.say("cameras.note-reach", {{"reach", words.decimal(figures.reach_m, 0)}}));
    for (const SeenShare& line : figures.seen) {
        notes.push_back(
            words.say("cameras.note-" + line.key, {{"before", percent(line.before, line.total)},
                                                   {"after", percent(line.after, line.total)},
                                                   {"total", words.decimal(line.total, line.total < 100.0 ? 1 : 0)}}));
    }
    notes.push_back(
        words.say("cameras.note-proof", {{"gap", words.decimal(100.0 * figures.gap, 2)}, {"solver", figures.solver}}));
    return notes;
}

CurvePlot curve_plot(const CameraFigures& figures, const ReviewHeader& header, const Catalogue& words) {
    return {header, figures.curve, figures.limit, camera_notes(figures, words)};
}

}  // namespace diaban
