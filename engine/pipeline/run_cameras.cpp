#include "engine/pipeline/run_cameras.hpp"

#include "engine/pipeline/camera_layers.hpp"
#include "engine/siting/search_clock.hpp"
#include "layers/write/feature_file.hpp"
#include "layers/write/geopackage_metadata.hpp"
#include "layers/write/layer_metadata.hpp"
#include "layers/write/staged_file.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

CameraSummary run_cameras(const CameraOptions& options, unsigned threads, Language language, Progress& progress) {
    validate(options);
    if (options.output.extension() != ".gpkg") {
        throw Error(ErrorCode::kUsage, "error.cameras-output", {{"file", options.output.string()}});
    }
    std::filesystem::path record = options.output;
    record.replace_extension(".json");
    StagedFile staged(options.output);
    StagedFile staged_record(record);

    const CameraInputs inputs = read_camera_inputs(options, progress);
    const CameraPlan plan = plan_cameras(options, inputs, threads, progress);
    const Catalogue& words = catalogue(language);
    const CameraOutcome outcome{options, inputs, plan, words};
    announce(progress, "step.write-layers");
    const std::vector<FeatureLayer> layers = camera_layers(outcome);
    write_feature_file(staged.path(), layers, {options.as_of});
    add_geopackage_metadata(staged.path(), layers, {}, words, options.as_of);
    add_layer_metadata(staged.path(), "cameras", camera_metadata(outcome));
    write_text_file(staged_record.path(), camera_record_json(outcome, threads));
    staged.commit();
    staged_record.commit();

    CameraSummary summary;
    const CrsInformation crs = crs_information(inputs.crs.crs);
    summary.crs_name = crs.name;
    summary.crs_code = crs.code;
    summary.crs_rule_key = inputs.crs.rule_key;
    summary.demand_places = inputs.demand.size();
    summary.candidates = inputs.sites.size() - inputs.existing;
    summary.existing = inputs.existing;
    summary.proposed = plan.proposed.size();
    summary.share_before = plan.weight_before / inputs.total_weight;
    summary.share_after = plan.weight_after / inputs.total_weight;
    summary.share_twice = plan.weight_twice / inputs.total_weight;
    summary.reach_m = inputs.reach_m;
    summary.model = options.model;
    summary.result = plan.result;
    summary.findings = inputs.findings;
    summary.findings.insert(summary.findings.end(), plan.findings.begin(), plan.findings.end());
    return summary;
}

}  // namespace diaban
