#include "engine/studies/calibration/classify_project.hpp"

#include <fmt/format.h>

#include <vector>

#include "engine/output/rule_columns.hpp"
#include "engine/program/manifest.hpp"
#include "engine/project/project_file.hpp"
#include "engine/review/analysis.hpp"
#include "engine/review/output_layers.hpp"
#include "engine/review/review_header.hpp"
#include "engine/review/side_columns.hpp"
#include "engine/studies/calibration/calibrate_project.hpp"
#include "layers/model/error.hpp"
#include "layers/write/feature_file.hpp"
#include "layers/write/geopackage_metadata.hpp"
#include "layers/write/staged_files.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& output, const char* ending) {
    fs::path other = output;
    return other.replace_extension(ending);
}

Finding calibration_finding(const CalibrationFiles& calibration, const Catalogue& words) {
    // Read in either language, so written as files write numbers.
    const auto figure = [&](const std::optional<double>& value) {
        return value ? fmt::format("{:.2f}", *value) : words.say("number.undefined");
    };
    const CalibrationResult& result = calibration.result;
    return {Severity::kNote,
            "finding.calibrated",
            {{"labels", std::to_string(result.labels)},
             {"rejected", std::to_string(calibration.rows_rejected)},
             {"elevated", figure(result.rule.elevated_above)},
             {"down", figure(result.rule.brought_down_below)},
             {"kappa", figure(result.kappa)},
             {"low", figure(result.kappa_low)},
             {"high", figure(result.kappa_high)}}};
}

}  // namespace

RunSummary classify_project(const ClassifyOptions& options, Project project, Progress& progress) {
    if (options.output.extension() != ".gpkg") {
        throw Error(ErrorCode::kUsage, "error.classify-output", {{"file", options.output.string()}});
    }
    StepClock clock;
    apply(options.classify, project);
    StagedFiles staged(options.output, beside(options.output, ".run.json"));
    const ProjectData data = read_project_data(project, options.threads, progress);
    clock.finish("read");
    const Analysis analysis = analyse_classes(project, data, options.threads, progress);
    clock.finish("classify");
    progress.begin("step.write-layers", 0);
    const Catalogue& words = catalogue(project.project.language);
    const ReviewHeader header = review_header(project, data, analysis);
    std::vector<FeatureLayer> layers = {areas_layer(project, data, analysis), area_periods_layer(data, analysis),
                                        sensitivity_layer(data, analysis), rejected_layer(all_rejects(data), words)};
    for (FeatureLayer& layer : side_layers(project, data, analysis)) {
        layers.push_back(std::move(layer));
    }
    name_the_rule(layers, header);
    const fs::path file = staged.file(options.output);
    write_feature_file(file, layers, {header.as_of});
    add_geopackage_metadata(
        file, layers,
        {layer_style("areas", words.say("style.class"), class_style(words), style_description(header, words))}, words,
        header.as_of);
    clock.finish("write_layers");
    write_text_file(staged.file(beside(options.output, ".register.csv")),
                    register_csv(data.areas, data.reviews.history,
                                 present_review(header.as_of, rule_in_short(header), analysis.verdicts)));
    write_text_file(staged.file(beside(options.output, ".run.json")),
                    manifest_json(project, data, analysis, {options.command, options.threads, clock.seconds()}));
    RunSummary summary = run_summary(project, data, analysis);
    if (!options.calibrate.empty()) {
        progress.begin("step.calibrate", 0);
        const CalibrationFiles calibration =
            calibrate_project({options.calibrate, options.threads}, project, data, analysis);
        write_text_file(staged.file(beside(options.output, ".rule.toml")), calibration.rule_toml);
        write_text_file(staged.file(beside(options.output, ".calibration.json")), calibration.report_json);
        summary.findings.push_back(calibration_finding(calibration, words));
    }
    progress.throw_if_cancelled();
    staged.commit();
    summary.seconds = clock.total();
    return summary;
}

}  // namespace diaban
