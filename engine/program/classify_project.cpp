#include "engine/program/classify_project.hpp"

#include <fmt/format.h>

#include <vector>

#include "engine/output/review_kinds.hpp"
#include "engine/output/withholding.hpp"
#include "engine/output/write_output.hpp"
#include "engine/program/run_record.hpp"
#include "engine/project/project_file.hpp"
#include "engine/review/analysis.hpp"
#include "engine/review/review_layers.hpp"
#include "engine/review/side_columns.hpp"
#include "engine/studies/calibration/calibrate_project.hpp"
#include "layers/model/error.hpp"
#include "layers/words/finding_sentence.hpp"
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
    const ReviewParts review{project, data, analysis};
    std::vector<OutputLayer> layers = class_layers(review);
    for (OutputLayer& layer : side_layers(review)) {
        layers.push_back(std::move(layer));
    }
    const SmallCounts small =
        small_counts(layers.front().layer.table, analysis.current.window.from, project.privacy.suppress_below);
    Output output = output_of_record(
        run_record(review, {}, {options.command, options.threads, small_count_findings(small), {}}), "run.json");
    output.layers = std::move(layers);
    const LayerKinds kinds = review_kinds();
    prepare_layers(output, kinds, project.privacy.suppress_below);
    const std::string description = style_description(output.header, words);
    write_geopackage(staged.file(options.output), output.layers, {kinds, description, words, output.header.as_of});
    clock.finish("write_layers");
    write_text_file(staged.file(beside(options.output, ".register.csv")),
                    register_csv(data.areas, data.reviews.history,
                                 present_review(output.header.as_of, rule_summary(output.header), analysis.verdicts)));
    write_text_file(staged.file(beside(options.output, ".run.json")), run_json(output.record, clock));
    RunSummary summary = run_summary(review, output);
    if (!options.calibrate.empty()) {
        progress.begin("step.calibrate", 0);
        const CalibrationFiles calibration =
            calibrate_project({options.calibrate, options.threads}, project, data, analysis);
        write_text_file(staged.file(beside(options.output, ".rule.toml")), calibration.rule_toml);
        write_text_file(staged.file(beside(options.output, ".calibration.json")), calibration.report_json);
        const Finding finding = calibration_finding(calibration, words);
        summary.findings.push_back({finding_sentence(finding, catalogue(Language::kVietnamese)),
                                    finding_sentence(finding, catalogue(Language::kEnglish))});
    }
    progress.throw_if_cancelled();
    staged.commit();
    summary.seconds = clock.total();
    return summary;
}

}  // namespace diaban
