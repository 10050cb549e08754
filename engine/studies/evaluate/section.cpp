#include "engine/studies/evaluate/section.hpp"

#include "engine/studies/evaluate/record.hpp"
#include "engine/studies/evaluate/run_evaluate.hpp"

namespace diaban {

namespace {

std::optional<StudyResult> run(const StudyInput& input, Progress& progress) {
    if (!input.project.evaluate) {
        return std::nullopt;
    }
    EvaluateOptions options = *input.project.evaluate;
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

}  // namespace

Study evaluate_study() {
    return {"evaluate", RecordPlace::kOwnFile, {}, {}, run};
}

}  // namespace diaban
