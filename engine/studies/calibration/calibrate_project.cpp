#include "engine/studies/calibration/calibrate_project.hpp"

#include "engine/input/area_lookup.hpp"
#include "engine/review/class_counts.hpp"
#include "engine/review/explanation.hpp"
#include "layers/base/json_value.hpp"
#include "layers/base/version.hpp"
#include "layers/read/digest.hpp"
#include "layers/read/read_table.hpp"

namespace diaban {

namespace {

struct Labels {
    std::vector<std::optional<AreaClass>> by_area;
    Json rejected = Json::list();
};

Labels read_labels(const std::filesystem::path& file, const AreaLayer& areas) {
    const Table table = read_table(parse_source(file.string()));
    const Column& area_column = required_column(table, file.string(), "area", "area_id");
    const Column& class_column = required_column(table, file.string(), "class", "label");
    const AreaLookup lookup(areas);
    Labels labels;
    labels.by_area.resize(areas.size());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string area_text = cell_text(area_column, row);
        const std::string class_text = cell_text(class_column, row);
        const auto area = lookup.find(area_text);
        const auto area_class = class_from_text(class_text);
        const char* reason = nullptr;
        if (!area || areas.on_watch[*area] == 0) {
            reason = "area-unknown-or-not-on-watch";
        } else if (!area_class) {
            reason = "class-unknown";
        } else if (labels.by_area[*area]) {
            reason = "area-twice";
        } else {
            labels.by_area[*area] = area_class;
            continue;
        }
        labels.rejected.push_back({{"row", row + 1},
                                   {"area", area_text},
                                   {"class", class_text},
                                   {"reason", reason},
                                   {"nearest", area ? "" : lookup.nearest(area_text)}});
    }
    return labels;
}

}  // namespace

CalibrationFiles calibrate_project(const LabelledReview& review, const Project& project, const ProjectData& data,
                                   const Analysis& analysis) {
    const std::filesystem::path& labels_file = review.labels;
    const Labels labels = read_labels(labels_file, data.areas);
    std::vector<double> size;
    for (std::size_t i = 0; i < data.areas.size(); ++i) {
        size.push_back(analysis.exposure_basis == ExposureBasis::kResidents ? data.areas.population[i].value_or(0.0)
                                                                            : to_km2(analysis.area[i]));
    }
    const ClassCounts counts =
        class_counts({analysis.baseline, analysis.current, project.classify.incidents}, size, data.areas.on_watch);
    std::vector<std::optional<AreaClass>> of_counted;
    for (const std::size_t area : counts.area) {
        of_counted.push_back(labels.by_area[area]);
    }
    CalibrationOptions options;
    options.seed = project.project.seed;
    options.threads = review.threads;
    CalibrationFiles files;
    files.result = calibrate(counts.input(), of_counted, project.classify.rule.evidence, options);
    files.rows_rejected = labels.rejected.size();
    const CalibrationResult& result = files.result;
    ReviewRule rule = project.classify.rule;
    rule.evidence = result.rule;
    rule.name += " calibrated";
    rule.version = "draft";
    rule.date = project.project.as_of;
    rule.unit.clear();
    files.rule_toml = rule_text(rule);

    static constexpr const char* kCodes[] = {"stable", "contained", "complex"};
    Json confusion = Json::object();
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            confusion[kCodes[i]][kCodes[j]] = result.confusion[i][j];
        }
    }
    Json disagreements = Json::list();
    for (std::size_t k = 0; k < counts.area.size(); ++k) {
        if (of_counted[k] && result.cross_validated[k] && *of_counted[k] != *result.cross_validated[k]) {
            const double apart = static_cast<double>(*of_counted[k]) - static_cast<double>(*result.cross_validated[k]);
            disagreements.push_back({{"area_id", data.areas.id[counts.area[k]]},
                                     {"name", data.areas.name[counts.area[k]]},
                                     {"label", class_value(*of_counted[k])},
                                     {"class", class_value(*result.cross_validated[k])},
                                     {"cost", apart * apart / 4.0}});
        }
    }
    const EvidenceRule& before = project.classify.rule.evidence;
    const Json report = {{"schema", "diaban.calibration/1"},
                         {"version", kProgramVersion},
                         {"labels_file", labels_file.filename().string()},
                         {"labels_sha256", sha256_of_file(labels_file)},
                         {"labels", result.labels},
                         {"label_rows_rejected", labels.rejected},
                         {"folds", options.folds},
                         {"seed", options.seed},
                         {"least_labels", options.least_labels},
                         {"least_of_each_class", options.least_of_each_class},
                         {"rule_before",
                          {{"elevated_above", before.elevated_above},
                           {"brought_down_below", before.brought_down_below},
                           {"hash", rule_hash(project.classify.rule)}}},
                         {"rule_calibrated",
                          {{"elevated_above", result.rule.elevated_above},
                           {"brought_down_below", result.rule.brought_down_below},
                           {"hash", rule_hash(rule)}}},
                         {"weighted_kappa_before", result.kappa_before},
                         {"weighted_kappa_apparent", result.kappa_apparent},
                         {"weighted_kappa", result.kappa},
                         {"weighted_kappa_low", result.kappa_low},
                         {"weighted_kappa_high", result.kappa_high},
                         {"confusion_label_by_class", confusion},
                         {"cost_total", result.cost},
                         {"disagreements", disagreements}};
    files.report_json = json_text(report) + "\n";
    return files;
}

}  // namespace diaban
