#include "engine/program/run_project.hpp"

#include <algorithm>
#include <future>

#include "engine/input/project_data.hpp"
#include "engine/output/withholding.hpp"
#include "engine/output/write_output.hpp"
#include "engine/pages/draw_pages.hpp"
#include "engine/pages/page_content.hpp"
#include "engine/pages/review_atlas.hpp"
#include "engine/pages/review_pack.hpp"
#include "engine/program/run_record.hpp"
#include "engine/program/study_registry.hpp"
#include "engine/project/project_file.hpp"
#include "engine/review/analysis.hpp"
#include "engine/review/review_layers.hpp"
#include "engine/review/side_columns.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/cartography/page_file.hpp"
#include "layers/page/viewer_page.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

/// What the studies of a run gave, in the order of the registry.
struct StudyResults {
    std::vector<StudyResult> results;
    std::vector<InputRecord> inputs;
    std::vector<StudyRecord> records;  ///< one a study of the registry; null where the project does not ask for it

    [[nodiscard]] std::vector<Column> area_columns() const {
        std::vector<Column> columns;
        for (const StudyResult& result : results) {
            columns.insert(columns.end(), result.area_columns.begin(), result.area_columns.end());
        }
        return columns;
    }
};

/// Carries out every study that the project asks for.
StudyResults run_studies(const ReviewParts& review, const RunOptions& options, StepClock& clock, Progress& progress) {
    const auto& [project, data, analysis] = review;
    StudyResults studies;
    for (const Study& study : study_registry()) {
        studies.records.push_back({study.name, study.record, {}});
        if (auto result = study.run({project, data, analysis, options.threads, options.seed}, progress)) {
            studies.records.back().record = result->record;
            for (InputRecord input : result->inputs) {
                input.role = study.name + "." + input.role;
                input.path = recorded_path(input.file, project.file);
                input.crs = data.crs.crs.definition;
                studies.inputs.push_back(std::move(input));
            }
            studies.results.push_back(std::move(*result));
            clock.finish(study.name);
        }
        progress.throw_if_cancelled();
    }
    return studies;
}

/// Everything that the run gives, as one value: withheld, named after its rule, with its record.
Output make_output(const ReviewParts& review, DensitySurfaces density, StudyResults studies, RunCircumstances run) {
    const auto& [project, data, analysis] = review;
    std::vector<OutputLayer> layers = review_layers(review, density.current, studies.area_columns());
    const SmallCounts small =
        small_counts(layers.front().layer.table, analysis.current.window.from, project.privacy.suppress_below);
    for (StudyResult& result : studies.results) {
        run.findings.insert(run.findings.end(), result.findings.begin(), result.findings.end());
        run.themes.insert(run.themes.end(), result.themes.begin(), result.themes.end());
        std::move(result.layers.begin(), result.layers.end(), std::back_inserter(layers));
    }
    for (const Finding& finding : small_count_findings(small)) {
        run.findings.push_back(finding);
    }
    Output output = output_of_record(run_record(review, studies.records, run), "run.json");
    for (OutputLayer& layer : side_layers(review)) {
        layers.push_back(std::move(layer));
    }
    if (project.privacy.show_incidents) {
        layers.push_back({incidents_layer(review)});
    }
    output.layers = std::move(layers);
    output.surfaces = review_surfaces(project, output.header, std::move(density));
    output.texts = {
        {"rejects.csv", rejects_csv(all_rejects(data), catalogue(output.language))},
        {"duplicates.csv",
         duplicates_csv(data.duplicates, data.incidents.incidents.categories, data.incidents.numbers)},
    };
    if (project.output.tables) {
        output.texts.push_back(
            {"tables/register.csv",
             register_csv(data.areas, data.reviews.history,
                          present_review(output.header.as_of, rule_summary(output.header), analysis.verdicts))});
    }
    for (const StudyRecord& study : studies.records) {
        if (study.record.is_null()) {
            continue;
        }
        output.studies[study.name] = study.record;
        if (study.place == RecordPlace::kOwnFile) {
            output.texts.push_back({study.name + ".json", json_text(study.record) + "\n"});
        }
    }
    prepare_layers(output, all_layer_kinds(), project.privacy.suppress_below);
    return output;
}

/// Maps, atlas and pack, as `diaban map` makes them again from the files.
void write_pages(const Output& output, const fs::path& folder, unsigned threads, Progress& progress) {
    const PageMakers makers = all_page_makers();
    fs::create_directory(folder / "maps");
    draw_pages(output, makers, {folder / "maps", threads}, progress);
    if (output.maps.atlas) {
        write_page(review_atlas(output, output.language), folder / "maps" / "atlas.pdf");
        progress.throw_if_cancelled();
    }
    if (output.maps.pack) {
        write_review_pack({output, makers}, folder / "review", progress);
    }
}

/// Writes everything below `folder`. Surfaces and pages are made by different libraries from values that no longer
/// change, so with more than one thread they are made side by side; the files do not depend on it.
void write_output(const Output& output, const OutputSection& section, const std::pair<fs::path, unsigned>& where,
                  const std::pair<StepClock*, Progress*>& told) {
    const auto& [folder, threads] = where;
    StepClock& clock = *told.first;
    Progress& progress = *told.second;
    const LayerKinds kinds = all_layer_kinds();
    progress.begin("step.write-layers", 0);
    write_layers(output, kinds, section.formats, folder);
    clock.finish("write_layers");
    const auto policy = thread_count(threads) > 1 ? std::launch::async : std::launch::deferred;
    std::future<StepClock> surfaces = std::async(policy, [&] {
        StepClock own;
        write_surfaces(output, folder, progress);
        own.finish("write_rasters");
        return own;
    });
    StepClock own;
    if (section.tables) {
        progress.begin("step.write-tables", 0);
        write_tables(output, kinds, folder);
        own.finish("write_tables");
    }
    if (section.maps) {
        write_pages(output, folder, threads, progress);
        own.finish("write_maps");
    }
    if (section.viewer) {
        progress.begin("step.write-viewer", 0);
        fs::create_directory(folder / "viewer");
        write_text_file(folder / "viewer" / "index.html", viewer_page(page_content(output, kinds)));
        own.finish("write_viewer");
    }
    clock.add(surfaces.get());
    clock.add(own);
}

}  // namespace

RunSummary run_project(const RunOptions& options, Progress& progress) {
    StepClock clock;
    Project project = read_project_file(options.project_file, known_names());
    if (options.seed) {
        project.project.seed = *options.seed;
    }
    apply(options.classify, project);
    // Opened first: an output that cannot be written is told before minutes of work, not after.
    StagedFolder staged(options.output, "run.json");
    ProjectData data = read_project_data(project, options.threads, progress);
    clock.finish("read");
    Analysis analysis = analyse(project, data, options.threads, progress);
    clock.finish("analyse");
    StudyResults studies = run_studies({project, data, analysis}, options, clock, progress);
    data.inputs.insert(data.inputs.end(), studies.inputs.begin(), studies.inputs.end());
    // The surfaces are large: they go into the output and are not kept twice.
    DensitySurfaces surfaces = std::move(analysis.density.surfaces);
    const Output output = make_output({project, data, analysis}, std::move(surfaces), std::move(studies),
                                      {options.command, options.threads, {}, {}});
    write_output(output, project.output, {staged.path(), options.threads}, {&clock, &progress});
    write_text_file(staged.path() / "run.json", run_json(output.record, clock));
    progress.throw_if_cancelled();
    staged.commit();
    RunSummary summary = run_summary({project, data, analysis}, output);
    if (project.output.viewer) {
        summary.page = fs::absolute(options.output / "viewer" / "index.html").lexically_normal();
    }
    summary.seconds = clock.total();
    return summary;
}

}  // namespace diaban
