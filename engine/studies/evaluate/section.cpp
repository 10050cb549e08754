#include "engine/studies/evaluate/section.hpp"

#include "engine/studies/evaluate/record.hpp"
#include "engine/studies/evaluate/run_evaluate.hpp"

namespace diaban {

namespace {

std::optional<StudyResult> run(const StudyInput& input, Progress& progress) {
    if (input.project.section<EvaluateOptions>("evaluate") == nullptr) {
        return std::nullopt;
    }
    EvaluateOptions options = *input.project.section<EvaluateOptions>("evaluate");
    options.threads = input.threads;
    options.sources.crs = input.data.crs.crs;
    options.sources.drop_personal = input.project.privacy.drop_personal;
    const EvaluateSummary summary = evaluate_points(options, point_input(input.data), progress);
    StudyResult result;
    // The first of them are the run's own.
    result.inputs.assign(summary.points.inputs.begin() + static_cast<std::ptrdiff_t>(input.data.inputs.size()),
                         summary.points.inputs.end());
    result.findings = summary.findings;
    result.record = evaluate_record(options, summary, "run");
    return result;
}

void also_recorded(const Project& project, Json& options) {
    const auto& asked = *project.section<EvaluateOptions>("evaluate");
    options["before"] = window_record(asked.before);
    options["after"] = window_record(asked.after);
}

}  // namespace

Study evaluate_study() {
    return {"evaluate", evaluate_section(), RecordPlace::kOwnFile, {}, {}, run, nullptr, also_recorded};
}

}  // namespace diaban
