#include "engine/studies/cameras/section.hpp"

#include "engine/studies/cameras/figures.hpp"
#include "engine/studies/cameras/kinds.hpp"
#include "engine/studies/cameras/plan_summary.hpp"
#include "engine/studies/cameras/project_cameras.hpp"
#include "engine/studies/cameras/record.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/crs/geographic_function.hpp"

namespace diaban {

namespace {

std::optional<StudyResult> run(const StudyInput& input, Progress& progress) {
    if (input.project.section<CameraOptions>("cameras") == nullptr) {
        return std::nullopt;
    }
    const CameraGiven given = given_by_run(input.project, input.data, input.analysis);
    CameraOptions options = *input.project.section<CameraOptions>("cameras");
    options.seed = input.seed.value_or(options.seed);
    const CameraStudy study = study_cameras(options, &given, input.threads, progress);
    const CameraOutcome outcome = study.outcome(catalogue(input.project.project.language));
    StudyResult result;
    result.layers = camera_layers(outcome);
    // Seconds differ from run to run: they stand in run.json, so that the layers stay the same bytes.
    result.layers.front().facts.emplace_back("seconds", "run.json#/cameras/seconds");
    result.inputs = study.inputs.inputs;
    result.findings = study.findings();
    result.record = camera_record(outcome, input.threads);
    // What the run says of itself need not stand here again.
    for (const char* key : {"version", "command", "seed", "threads", "crs", "inputs"}) {
        result.record.erase(key);
    }
    return result;
}

bool has_plan(const Output& output) {
    return output.find(cameras_kind()) != nullptr && output.find(views_kind()) != nullptr &&
           output.study("cameras") != nullptr;
}

HeldMap plan_map(const PageRequest& request) {
    const Output& output = request.output;
    return held(CameraMap{output.header, output.areas(), *output.find(cameras_kind()), *output.find(views_kind()),
                          camera_notes(camera_figures(*output.study("cameras")), catalogue(request.language)),
                          to_geographic(output.header.crs)},
                camera_content);
}

DrawnPage curve_page(const PageRequest& request) {
    const CurvePlot plot = curve_plot(camera_figures(*request.output.study("cameras")), request.output.header,
                                      catalogue(request.language));
    return [plot](const PageOptions& options) { return render_curve_plot(plot, options); };
}

}  // namespace

Study cameras_study() {
    return {"cameras",
            camera_section(),
            RecordPlace::kRun,
            camera_kinds(),
            {{"cameras", [](const Output& o) { return only_if(has_plan(o), "cameras"); }, plan_map},
             {"camera_curve", [](const Output& o) { return only_if(o.study("cameras") != nullptr, "camera_curve"); },
              nullptr, curve_page}},
            run,
            nullptr,
            nullptr,
            camera_plan_summary};
}

}  // namespace diaban
