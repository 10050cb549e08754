#include "engine/program/run_project.hpp"

#include <algorithm>
#include <chrono>
#include <future>

#include "engine/input/project_data.hpp"
#include "engine/output/layer_styles.hpp"
#include "engine/output/output_formats.hpp"
#include "engine/output/review_output.hpp"
#include "engine/output/rule_columns.hpp"
#include "engine/output/small_counts.hpp"
#include "engine/pages/review_atlas.hpp"
#include "engine/pages/review_maps.hpp"
#include "engine/pages/review_pack.hpp"
#include "engine/pages/viewer_review.hpp"
#include "engine/program/manifest.hpp"
#include "engine/program/run_summary.hpp"
#include "engine/program/study_tables.hpp"
#include "engine/project/project_file.hpp"
#include "engine/review/analysis.hpp"
#include "engine/review/hour_counts.hpp"
#include "engine/review/output_layers.hpp"
#include "engine/review/review_header.hpp"
#include "engine/review/side_columns.hpp"
#include "engine/studies/cameras/project_cameras.hpp"
#include "engine/studies/cameras/record.hpp"
#include "engine/studies/evaluate/record.hpp"
#include "engine/studies/hotspots/table.hpp"
#include "engine/studies/sweep/layers.hpp"
#include "engine/studies/sweep/project_sweep.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/base/version.hpp"
#include "layers/cartography/page_file.hpp"
#include "layers/crs/geographic_function.hpp"
#include "layers/page/viewer_page.hpp"
#include "layers/write/class_raster.hpp"
#include "layers/write/cog.hpp"
#include "layers/write/feature_file.hpp"
#include "layers/write/geopackage_metadata.hpp"
#include "layers/write/layer_metadata.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

/// What has been computed and is to be written.
struct Computed {
    const Analysis& analysis;
    const std::optional<CameraStudy>& cameras;
    const ProjectSweep& sweep;
    const SmallCounts& small;
};

/// Everything that is written, from one set of layers.
class OutputWriter {
public:
    OutputWriter(const Project& project, const ProjectData& data, const Computed& computed, Progress& progress)
        : m_project(project),
          m_data(data),
          m_analysis(computed.analysis),
          m_cameras(computed.cameras),
          m_sweep(computed.sweep),
          m_small(computed.small),
          m_progress(progress),
          m_words(catalogue(project.project.language)),
          m_header(review_header(project, data, computed.analysis)),
          m_areas(areas_layer(project, data, computed.analysis)) {
        withhold(m_areas, m_small);
    }

    /// Writes everything below `folder`. Surfaces and maps are made by different libraries from values that no longer
    /// change, so with more than one thread they are made side by side; the files do not depend on it.
    void write(const fs::path& folder, unsigned threads, StepClock& clock) {
        write_layers(folder);
        clock.finish("write_layers");
        const auto policy = thread_count(threads) > 1 ? std::launch::async : std::launch::deferred;
        std::future<StepClock> surfaces = std::async(policy, [&] {
            StepClock own;
            write_rasters(folder);
            own.finish("write_rasters");
            return own;
        });
        StepClock own;
        if (m_project.output.tables) {
            write_tables(folder);
            own.finish("write_tables");
        }
        if (m_project.output.maps) {
            write_maps(folder, threads);
            own.finish("write_maps");
        }
        if (m_project.output.viewer) {
            write_viewer(folder);
            own.finish("write_viewer");
        }
        clock.add(surfaces.get());
        clock.add(own);
    }

private:
    void write_layers(const fs::path& folder) {
        m_progress.begin("step.write-layers", 0);
        m_layers = {m_areas, area_periods_layer(m_data, m_analysis), hour_counts_layer(m_data, m_analysis),
                    sensitivity_layer(m_data, m_analysis), rejected_layer(all_rejects(m_data), m_words)};
        const std::string described = style_description(m_header, m_words);
        if (m_project.maps.isolines) {
            m_layers.push_back(
                isolines_layer(as_written(m_analysis.density.current, m_project.density.float64), m_data.areas.crs));
        }
        add_hotspot_layers();
        std::optional<SweepOutcome> planned;
        if (m_sweep.study) {
            planned.emplace(SweepOutcome{*m_project.section<SweepStudyOptions>("sweep"), *m_sweep.study, m_sweep.plan});
            m_layers.push_back(sweep_layer(*planned));
        }
        if (m_cameras) {
            for (FeatureLayer& layer : camera_layers(m_cameras->outcome(m_words))) {
                m_layers.push_back(std::move(layer));
            }
        }
        for (FeatureLayer& layer : side_layers(m_project, m_data, m_analysis)) {
            m_layers.push_back(std::move(layer));
        }
        for (std::size_t i = 1; i < m_layers.size(); ++i) {  // the first is the areas, done already
            withhold(m_layers[i], m_small);
        }
        name_the_rule(m_layers, m_header);
        const std::vector<LayerStyle> styles = layer_styles(m_layers, described, m_words);
        const fs::path file = folder / "diaban.gpkg";
        write_feature_file(file, m_layers, {m_header.as_of});
        add_geopackage_metadata(file, m_layers, styles, m_words, m_header.as_of);
        if (planned) {
            add_layer_metadata(file, "sweep", sweep_metadata(*planned), m_header.as_of);
            m_sweep_record = sweep_record_json(*planned, "run");
            write_text_file(folder / "sweep.json", m_sweep_record);
        }
        if (m_sweep.evaluation) {
            write_text_file(folder / "evaluate.json",
                            evaluate_json(*m_project.section<EvaluateOptions>("evaluate"), *m_sweep.evaluation, "run"));
        }
        if (m_cameras) {
            // Seconds differ from run to run: they stand in run.json, so that the layers stay the same bytes.
            auto metadata = camera_metadata(m_cameras->outcome(m_words));
            metadata.emplace_back("seconds", "run.json#/cameras/seconds");
            add_layer_metadata(file, "cameras", metadata, m_header.as_of);
        }
        write_output_formats(folder / "layers", m_layers, {m_project.output.formats, styles, m_header.as_of});
        write_text_file(folder / "rejects.csv", rejects_csv(all_rejects(m_data), m_words));
        write_text_file(folder / "duplicates.csv", m_data.duplicate_rows);
    }

    void add_hotspot_layers() {
        if (!m_analysis.hotspots) {
            return;
        }
        const auto add = [&](const char* name, const HotspotLayer& hotspots) {
            m_layers.push_back(hotspot_layer(name, hotspots.study, hotspots.results.front()));
        };
        add("hotspots", m_analysis.hotspots->areas);
        if (m_analysis.hotspots->cells) {
            add("cells", *m_analysis.hotspots->cells);
        }
    }

    void write_rasters(const fs::path& folder) {
        const auto options = [&](const std::string& name, const std::string& window) {
            CogOptions cog;
            cog.crs = m_header.crs;
            cog.precision = m_project.density.float64 ? RasterPrecision::kFloat64 : RasterPrecision::kFloat32;
            cog.band_name = name;
            cog.metadata = {
                {"DIABAN_RUN_ID", m_header.run_id},
                {"DIABAN_WINDOW", window},
                {"DIABAN_BANDWIDTH_M", std::to_string(m_header.bandwidth_m)},
                {"DIABAN_BANDWIDTH_RULE", m_header.bandwidth_rule},
                {"DIABAN_EDGE", std::string(edge_correction_name(m_project.density.edge))},
                {"DIABAN_SMOOTHING", m_project.density.smoothing == Smoothing::kAdaptive ? "adaptive" : "fixed"},
                {"DIABAN_KERNEL", std::string(kernel_name(m_project.density.kernel))}};
            return cog;
        };
        const auto iso = [](const TimeWindow& w) { return iso_date(w.from) + "/" + iso_date(w.to); };
        const DensityAnalysis& density = m_analysis.density;
        write_cog(folder / "density.tif", density.current, options("density_per_km2", iso(m_header.current)));
        const std::vector<RasterClass> classes =
            density_raster_classes(as_written(density.current, m_project.density.float64), m_words);
        write_class_cog(folder / "density_classes.tif", density.current, classes,
                        options("density_class", iso(m_header.current)));
        write_text_file(folder / "density.qml", raster_qml(classes));
        m_progress.throw_if_cancelled();
        write_cog(folder / "density_baseline.tif", density.baseline,
                  options("density_per_km2", iso(m_header.baseline)));
        m_progress.throw_if_cancelled();
        write_cog(folder / "density_change.tif", density.change,
                  options("density_change_per_km2", iso(m_header.baseline) + " -> " + iso(m_header.current)));
    }

    void write_tables(const fs::path& folder) {
        m_progress.begin("step.write-tables", 0);
        fs::create_directory(folder / "tables");
        // Rejected rows stand in rejects.csv as they came; isolines and views say nothing in a spreadsheet.
        std::vector<FeatureLayer> tables = m_layers;
        std::erase_if(tables, [](const FeatureLayer& layer) {
            return layer.name == "incidents_rejected" || layer.name == "isolines" || layer.name == "views" ||
                   layer.name == "coverage";
        });
        write_tables_of(folder / "tables", tables, m_header.as_of);
        write_text_file(folder / "tables" / "register.csv",
                        register_csv(m_data.areas, m_data.reviews.history,
                                     present_review(m_header.as_of, rule_in_short(m_header), m_analysis.verdicts)));
    }

    /// The pages are made from what the output holds, as `diaban map` makes them again.
    void write_maps(const fs::path& folder, unsigned threads) {
        fs::create_directory(folder / "maps");
        const std::string cameras = m_cameras ? camera_record_json(m_cameras->outcome(m_words), threads) : "";
        ReviewOutput output = review_output_from_manifest(
            manifest_json(m_project, m_data, m_analysis, {"", threads, {}, cameras}), "run.json");
        output.sweep_record = m_sweep_record;
        take_layers(output, m_layers);
        output.density = as_written(m_analysis.density.current, m_project.density.float64);
        output.density_baseline = as_written(m_analysis.density.baseline, m_project.density.float64);
        draw_review_maps(output, folder / "maps", threads, m_progress);
        if (m_project.maps.atlas) {
            write_page(review_atlas(output, output.language), folder / "maps" / "atlas.pdf");
            m_progress.throw_if_cancelled();
        }
        if (m_project.maps.pack) {
            write_review_pack(output, folder / "review", m_progress);
        }
    }

    void write_viewer(const fs::path& folder) {
        m_progress.begin("step.write-viewer", 0);
        fs::create_directory(folder / "viewer");
        ViewerContent content = viewer_content({m_project, m_data, m_analysis}, m_header, m_areas);
        if (content.periods) {
            withhold_periods(*content.periods, m_data.areas, m_small);
        }
        if (m_cameras) {
            for (ViewerLayer& layer : camera_viewer_layers(m_project, *m_cameras)) {
                content.layers.push_back(std::move(layer));
            }
        }
        if (m_sweep.study) {
            const SweepOutcome outcome{*m_project.section<SweepStudyOptions>("sweep"), *m_sweep.study, m_sweep.plan};
            content.layers.push_back({sweep_layer(outcome), viewer_words("sweep.page-title"), sweep_metadata(outcome)});
        }
        write_text_file(folder / "viewer" / "index.html", viewer_page(content));
    }

    const Project& m_project;
    const ProjectData& m_data;
    const Analysis& m_analysis;
    const std::optional<CameraStudy>& m_cameras;
    const ProjectSweep& m_sweep;
    const SmallCounts& m_small;
    Progress& m_progress;
    const Catalogue& m_words;
    ReviewHeader m_header;
    FeatureLayer m_areas;
    std::vector<FeatureLayer> m_layers;  ///< what diaban.gpkg holds
    std::string m_sweep_record;          ///< sweep.json
};

}  // namespace

RunSummary run_project(const RunOptions& options, Progress& progress) {
    StepClock clock;
    Project project = read_project_file(options.project_file, study_tables());
    if (options.seed) {
        project.project.seed = *options.seed;
        if (auto* asked = project.section<CameraOptions>("cameras")) {
            asked->seed = *options.seed;
        }
    }
    apply(options.classify, project);
    // Opened first: an output that cannot be written is told before minutes of work, not after.
    StagedFolder staged(options.output, "run.json");
    ProjectData data = read_project_data(project, options.threads, progress);
    clock.finish("read");
    const Analysis analysis = analyse(project, data, options.threads, progress);
    clock.finish("analyse");
    std::optional<CameraStudy> cameras;
    if (const auto* asked = project.section<CameraOptions>("cameras")) {
        const CameraGiven given = given_by_run(project, data, analysis);
        cameras = study_cameras(*asked, &given, options.threads, progress);
        for (InputRecord& record : camera_input_records(project, *cameras)) {
            data.inputs.push_back(std::move(record));
        }
        const std::vector<Finding> findings = cameras->findings();
        data.findings.insert(data.findings.end(), findings.begin(), findings.end());
        clock.finish("cameras");
    }
    const ProjectSweep sweep = analyse_sweep(project, data, options.threads, progress);
    clock.finish("sweep");
    progress.throw_if_cancelled();
    const SmallCounts small = small_counts(data.areas, analysis, project.privacy.suppress_below);
    if (!small.areas.empty()) {
        data.findings.push_back({Severity::kNote,
                                 "finding.small-counts",
                                 {{"count", std::to_string(small.areas.size())},
                                  {"below", std::to_string(small.below)},
                                  {"most", std::to_string(small.below - 1)},
                                  {"small", std::to_string(small.small)},
                                  {"other", std::to_string(small.areas.size() - small.small)}}});
    }
    OutputWriter(project, data, {analysis, cameras, sweep, small}, progress)
        .write(staged.path(), options.threads, clock);
    const std::string record =
        cameras ? camera_record_json(cameras->outcome(catalogue(project.project.language)), options.threads) : "";
    write_text_file(
        staged.path() / "run.json",
        manifest_json(project, data, analysis, {options.command, options.threads, clock.seconds(), record}));
    progress.throw_if_cancelled();
    staged.commit();
    RunSummary summary = run_summary(project, data, analysis);
    if (project.output.viewer) {
        summary.page = fs::absolute(options.output / "viewer" / "index.html").lexically_normal();
    }
    if (cameras) {
        summary.cameras = camera_summary(*cameras);
    }
    summary.seconds = clock.total();
    return summary;
}

}  // namespace diaban
