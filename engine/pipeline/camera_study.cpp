#include "engine/pipeline/camera_study.hpp"

namespace diaban {

std::vector<Finding> CameraStudy::findings() const {
    std::vector<Finding> all = inputs.findings;
    all.insert(all.end(), plan.findings.begin(), plan.findings.end());
    return all;
}

CameraStudy study_cameras(const CameraOptions& options, const CameraGiven* given, unsigned threads, Progress& progress) {
    validate(options);
    CameraStudy study;
    study.options = options;
    study.inputs = read_camera_inputs(options, given, progress);
    study.plan = plan_cameras(options, study.inputs, threads, progress);
    // A search that was stopped still gives its best plan: what is left to do is short and may not throw for it.
    Progress unstopped;
    study.coverage = coverage_summary({study.options, study.inputs, threads, unstopped}, study.plan);
    return study;
}

std::vector<std::string> camera_notes(const CameraStudy& study, const Catalogue& words) {
    const auto percent = [&](double share) { return words.decimal(100.0 * share, 1); };
    std::vector<std::string> notes;
    notes.push_back(words.say("cameras.note-reach", {{"reach", words.decimal(study.inputs.reach_m, 0)}}));
    for (const CoverageLine& line : study.coverage) {
        if (line.by == "all") {
            notes.push_back(words.say("cameras.note-" + line.key, {{"before", percent(line.share_before())},
                                                                   {"after", percent(line.share_after())},
                                                                   {"total", words.decimal(line.total, line.total < 100.0 ? 1 : 0)}}));
        }
    }
    const SitingResult& result = study.plan.result;
    notes.push_back(words.say("cameras.note-proof", {{"gap", words.decimal(100.0 * result.gap, 2)},
                                                     {"solver", siting_solver_name(result.solver)}}));
    return notes;
}

CurvePlot curve_plot(const CameraStudy& study, const ReviewHeader& header, const Catalogue& words) {
    CurvePlot plot;
    plot.header = header;
    const double total = study.inputs.total_weight;
    plot.share.push_back(study.plan.weight_before / total);
    for (const ProposedCamera& camera : study.plan.proposed) {
        plot.share.push_back(camera.cumulative_weight / total);
    }
    const CameraOptions& options = study.options;
    // The bound speaks of all plans of as many cameras only where nothing else is in the objective and nothing else is asked of them.
    if (options.model == SitingModel::kMaxCoverage && options.backup_share == 0.0 && options.bonus_field.empty() && options.count &&
        options.must_cover.empty() && !options.max_overlap) {
        plot.limit = study.plan.result.upper_bound / total;
    }
    plot.notes = camera_notes(study, words);
    return plot;
}

}  // namespace diaban
