#include "engine/studies/sweep/run_sweep.hpp"

#include "engine/output/write_output.hpp"
#include "engine/studies/sweep/kinds.hpp"
#include "engine/studies/sweep/laid_boxes.hpp"
#include "engine/studies/sweep/layers.hpp"
#include "engine/studies/sweep/sheet.hpp"
#include "layers/base/version.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/crs/geographic_function.hpp"
#include "layers/read/read_features.hpp"
#include "layers/write/staged_files.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

namespace {

/// Streets for the page's map; none given: none drawn.
std::vector<LineString> page_streets(const SweepRequest& request, const SweepStudy& study, Progress& progress) {
    std::vector<LineString> streets;
    if (request.study.roads.empty()) {
        return streets;
    }
    FeatureReadOptions options;
    options.source = parse_source(request.study.roads);
    options.analysis_crs = study.points.crs.crs;
    options.personal = request.study.sources.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
    if (Source::open(options.source).own_crs().empty()) {
        options.declared_crs = request.study.sources.crs;
    }
    for (const Geometry& geometry : read_features(options, progress).geometry) {
        if (const auto* line = std::get_if<LineString>(&geometry)) {
            streets.push_back(*line);
        }
    }
    return streets;
}

/// A plan has no review of its own: what its page must carry follows from the plan and its inputs.
ReviewHeader page_header(const SweepRequest& request, const SweepOutcome& outcome) {
    ReviewHeader header;
    header.title = request.title;
    header.unit = request.unit;
    header.run_id = plan_hash(outcome).substr(0, 12);
    header.program_version = kProgramVersion;
    header.as_of = day_of_number(outcome.study.as_of_day);
    header.crs = outcome.study.points.crs.crs;
    header.crs_name = crs_information(header.crs).name;
    for (const InputRecord& source : outcome.study.points.inputs) {
        header.sources.push_back({source.role, source.path});
    }
    return header;
}

}  // namespace

SweepSummary run_sweep(const SweepRequest& request, Language language, Progress& progress) {
    if (request.output.extension() != ".gpkg") {
        throw Error(ErrorCode::kUsage, "error.sweep-output", {{"file", request.output.string()}});
    }
    std::filesystem::path record = request.output;
    record.replace_extension(".json");
    std::filesystem::path page = request.output;
    page.replace_extension(".pdf");
    StagedFiles staged(request.output, record);

    SweepSummary summary;
    summary.study = read_sweep_study(request.study, {}, progress);
    const SweepStudy& study = summary.study;
    summary.plan = plan_sweep(
        {study.places, study.events, study.all_events, study.known_to_day, request.study.model, study.has_hours},
        forecast_options(request.study, study), progress);
    lay_boxes(summary.study, summary.plan.boxes);
    const Catalogue& words = catalogue(language);
    const SweepOutcome outcome{request.study, study, summary.plan};
    progress.begin("step.write-layers", 0);
    const std::vector<OutputLayer> layers{{sweep_layer(outcome), {}, sweep_metadata(outcome)}};
    const LocalDay stamp = day_of_number(study.as_of_day);
    write_geopackage(staged.file(request.output), layers, {{&sweep_kind()}, "", words, stamp});
    const Json written = sweep_record(outcome, request.command);
    write_text_file(staged.file(record), json_text(written) + "\n");
    PageOptions page_options;
    page_options.language = language;
    const SweepSheetSource source{written,
                                  layers.front().layer,
                                  study.area,
                                  page_streets(request, study, progress),
                                  page_header(request, outcome),
                                  to_geographic(study.points.crs.crs)};
    write_text_file(staged.file(page), render_sweep_page(sweep_sheet(source, words), page_options));
    progress.throw_if_cancelled();
    summary.hash = plan_hash(outcome);
    staged.commit();
    return summary;
}

}  // namespace diaban
