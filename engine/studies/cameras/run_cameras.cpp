#include "engine/studies/cameras/run_cameras.hpp"

#include "engine/output/write_output.hpp"
#include "engine/siting/search_clock.hpp"
#include "engine/studies/cameras/figures.hpp"
#include "engine/studies/cameras/kinds.hpp"
#include "engine/studies/cameras/record.hpp"
#include "engine/studies/cameras/study.hpp"
#include "layers/base/version.hpp"
#include "layers/read/digest.hpp"
#include "layers/write/staged_files.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

namespace {

MapFormat format_of(const std::filesystem::path& file) {
    const std::string ending = file.extension().string();
    if (ending != ".pdf" && ending != ".png" && ending != ".svg") {
        throw Error(ErrorCode::kUsage, "error.cameras-plot", {{"file", file.string()}});
    }
    return ending == ".pdf" ? MapFormat::kPdf : ending == ".png" ? MapFormat::kPng : MapFormat::kSvg;
}

/// A plan has no review of its own: what a page must carry follows from its inputs.
ReviewHeader header_of(const CameraStudy& study) {
    ReviewHeader header;
    std::string identity = std::string(kProgramVersion) + "\n" + siting_model_name(study.options.model);
    for (const InputRecord& input : study.inputs.inputs) {
        identity += "\n" + input.sha256;
        header.sources.push_back({input.role, input.path});
    }
    for (const ProposedCamera& camera : study.plan.proposed) {
        identity += "\n" + study.inputs.sites[camera.site].id;
    }
    header.run_id = sha256_of(identity).substr(0, 12);
    header.program_version = kProgramVersion;
    header.as_of = study.inputs.as_of;
    header.crs = study.inputs.crs.crs;
    return header;
}

CameraSummary summary_of(const CameraStudy& study, Json record) {
    CameraSummary summary;
    const CameraInputs& inputs = study.inputs;
    const CrsInformation crs = crs_information(inputs.crs.crs);
    summary.crs_name = crs.name;
    summary.crs_code = crs.code;
    summary.crs_rule_key = inputs.crs.rule_key;
    summary.demand_places = inputs.demand.size();
    summary.candidates = inputs.sites.size() - inputs.existing;
    summary.existing = inputs.existing;
    summary.reach_m = inputs.reach_m;
    summary.findings = study.findings();
    summary.record = std::move(record);
    return summary;
}

}  // namespace

CameraSummary run_cameras(const CameraOptions& options, unsigned threads, Language language, Progress& progress) {
    validate(options);
    if (options.output.extension() != ".gpkg") {
        throw Error(ErrorCode::kUsage, "error.cameras-output", {{"file", options.output.string()}});
    }
    PageOptions page;
    page.language = language;
    if (!options.plot.empty()) {
        page.format = format_of(options.plot);
    }
    std::filesystem::path record = options.output;
    record.replace_extension(".json");
    StagedFiles staged(options.output, record);
    const CameraStudy study = study_cameras(options, nullptr, threads, progress);
    const Catalogue& words = catalogue(language);
    const CameraOutcome outcome = study.outcome(words);
    announce(progress, "step.write-layers");
    std::vector<OutputLayer> layers = camera_layers(outcome);
    layers.front().facts.emplace_back("seconds", std::to_string(study.plan.result.seconds));
    write_geopackage(staged.file(options.output), layers, {camera_kinds(), "", words, study.inputs.as_of});
    const Json written = camera_record(outcome, threads);
    write_text_file(staged.file(record), json_text(written) + "\n");
    if (!options.plot.empty()) {
        draw_curve_plot(curve_plot(camera_figures(written), header_of(study), words), page, staged.file(options.plot));
    }
    staged.commit();
    return summary_of(study, written);
}

}  // namespace diaban
