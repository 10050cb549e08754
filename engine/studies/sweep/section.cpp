#include "engine/studies/sweep/section.hpp"

#include "engine/output/map_parts.hpp"
#include "engine/studies/sweep/kinds.hpp"
#include "engine/studies/sweep/layers.hpp"
#include "engine/studies/sweep/project_sweep.hpp"
#include "engine/studies/sweep/sheet.hpp"
#include "layers/crs/geographic_function.hpp"

namespace diaban {

namespace {

std::optional<StudyResult> run(const StudyInput& input, Progress& progress) {
    if (input.project.section<SweepStudyOptions>("sweep") == nullptr) {
        return std::nullopt;
    }
    const PlannedSweep planned = plan_project_sweep(input, progress);
    const SweepOutcome outcome{*input.project.section<SweepStudyOptions>("sweep"), planned.study, planned.plan};
    StudyResult result;
    result.layers.push_back({sweep_layer(outcome), {}, sweep_metadata(outcome)});
    // The first of them are the run's own.
    const std::vector<InputRecord>& read = planned.study.points.inputs;
    result.inputs.assign(read.begin() + static_cast<std::ptrdiff_t>(input.data.inputs.size()), read.end());
    result.findings = planned.study.findings;
    result.record = sweep_record(outcome, "run");
    return result;
}

bool is_there(const Output& output) {
    return output.find(sweep_kind()) != nullptr && output.study("sweep") != nullptr;
}

DrawnPage sheet(const PageRequest& request) {
    const Output& output = request.output;
    const SweepSheet sheet = sweep_sheet({*output.study("sweep"),
                                          *output.find(sweep_kind()),
                                          outline_of(output.areas()),
                                          {},
                                          output.header,
                                          to_geographic(output.header.crs)},
                                         catalogue(request.language));
    return [sheet](const PageOptions& options) { return render_sweep_page(sheet, options); };
}

}  // namespace

Study sweep_study() {
    return {"sweep",
            sweep_section(),
            RecordPlace::kOwnFile,
            {&sweep_kind()},
            {{"sweep", [](const Output& o) { return only_if(is_there(o), "sweep"); }, nullptr, sheet}},
            run};
}

}  // namespace diaban
