#include "engine/program/run_record.hpp"

#include <sys/resource.h>

#include <fmt/format.h>
#include <array>

#include "engine/program/study_registry.hpp"
#include "layers/base/version.hpp"
#include "layers/read/digest.hpp"
#include "layers/words/finding_sentence.hpp"

namespace diaban {

namespace {

/// The marking that the project gives, else "not for release" in its language.
std::string review_marking(const Project& project) {
    return project.project.marking.value_or(catalogue(project.project.language).say("review.marking"));
}

Json inputs_json(const ProjectData& data) {
    Json inputs = Json::list();
    for (const InputRecord& input : data.inputs) {
        Json entry = {{"role", input.role},
                      {"path", input.path},
                      {"bytes", input.bytes},
                      {"sha256", input.sha256},
                      {"crs", input.crs},
                      {"rows_read", input.rows_read},
                      {"rows_accepted", input.rows_accepted},
                      {"rows_rejected", input.rows_rejected}};
        if (input.role == "areas") {
            entry["transformation"] = data.areas_read.operation;
            entry["transformation_accuracy_m"] =
                data.areas_read.accuracy_m ? Json(*data.areas_read.accuracy_m) : Json(nullptr);
        }
        if (input.role == "incidents") {
            Json reasons = Json::object();
            for (const auto& [reason, count] : data.incidents.rejects.by_reason()) {
                reasons[reason] = count;
            }
            entry["rejected_by_reason"] = reasons;
            entry["time_format"] = data.incidents.time_format_used;
            entry["transformation"] = data.incidents.operation;
            entry["transformation_accuracy_m"] =
                data.incidents.accuracy_m ? Json(*data.incidents.accuracy_m) : Json(nullptr);
        }
        if (input.role == "register") {
            Json reasons = Json::object();
            for (const auto& [reason, count] : data.reviews.rejects.by_reason()) {
                reasons[reason] = count;
            }
            entry["rejected_by_reason"] = reasons;
        }
        inputs.push_back(std::move(entry));
    }
    return inputs;
}

Json maps_json(const MapsSection& maps) {
    Json formats = Json::list();
    for (const MapFormat format : maps.formats) {
        formats.push_back(format == MapFormat::kPdf ? "pdf" : format == MapFormat::kPng ? "png" : "svg");
    }
    return {{"layers", maps.layers},
            {"page", maps.page == PageSize::kA3 ? "A3" : "A4"},
            {"portrait", maps.orientation == PageOrientation::kPortrait},
            {"formats", formats},
            {"isolines", maps.isolines},
            {"pack", maps.pack},
            {"atlas", maps.atlas}};
}

Json two_languages(const TwoLanguages& text) {
    return {{"vi", text.vi}, {"en", text.en}};
}

/// Each theme with its classes from the gravest.
Json themes_json(const Project& project, const std::vector<ReviewTheme>& of_studies) {
    Json themes = Json::list();
    for (const ThemeSection& theme : project.themes) {
        Json classes = Json::list();
        if (theme.criteria) {
            for (const CriteriaClass& a_class : theme.criteria->classes) {
                classes.push_back({{"code", a_class.code}, {"label", two_languages(a_class.label)}});
            }
            classes.push_back(
                {{"code", theme.criteria->otherwise_code}, {"label", two_languages(theme.criteria->otherwise_label)}});
        } else {
            for (const char* code : {"complex", "contained", "stable"}) {
                const std::string key = std::string("class.") + code;
                classes.push_back({{"code", code},
                                   {"label", two_languages({catalogue(Language::kVietnamese).say(key),
                                                            catalogue(Language::kEnglish).say(key)})}});
            }
        }
        themes.push_back({{"name", theme.name},
                          {"label", two_languages(theme.label)},
                          {"level", theme.level},
                          {"classes", classes}});
    }
    for (const ReviewTheme& theme : of_studies) {
        Json classes = Json::list();
        for (const Labelled& a_class : theme.classes) {
            classes.push_back({{"code", a_class.name}, {"label", two_languages(a_class.label)}});
        }
        themes.push_back({{"name", theme.name.name},
                          {"label", two_languages(theme.name.label)},
                          {"level", theme.level},
                          {"classes", classes}});
    }
    return themes;
}

Json levels_json(const Project& project) {
    Json levels = Json::list();
    for (const LevelSection& level : project.levels) {
        levels.push_back({{"level", level.level}, {"label", level.label}});
    }
    return levels;
}

Json overlays_json(const Project& project) {
    Json overlays = Json::list();
    for (const OverlaySection& overlay : project.overlays) {
        overlays.push_back({{"name", overlay.name}, {"label", overlay.label}});
    }
    return overlays;
}

Json options_json(const ReviewParts& review, const RunCircumstances& run) {
    const auto& [project, data, analysis] = review;
    const bool by_residents = analysis.exposure_basis == ExposureBasis::kResidents;
    Json density = {{"cell_m", project.density.cell_m},
                    {"bandwidth_m", analysis.density.bandwidth_m},
                    {"bandwidth_rule", bandwidth_rule_text(project)},
                    {"kernel", std::string(kernel_name(project.density.kernel))},
                    {"edge", std::string(edge_correction_name(project.density.edge))},
                    {"adaptive", project.density.smoothing == Smoothing::kAdaptive},
                    {"float64", project.density.float64}};
    if (analysis.density.chosen) {
        density["bandwidth_candidates_m"] =
            Json::list({analysis.density.chosen->half.value, analysis.density.chosen->value.value,
                        analysis.density.chosen->doubled.value});
    }
    const ReviewRule& review_rule = project.classify.rule;
    const EvidenceRule& rule = review_rule.evidence;
    Json options = {
        {"language", std::string(language_code(project.project.language))},
        {"as_of", iso_date(*project.project.as_of)},
        {"periods",
         {{"baseline", window_record(project.periods.baseline)},
          {"current", window_record(project.periods.current)},
          {"month_start", project.periods.month_start}}},
        {"density", density},
        {"classify",
         {{"rule", review_rule.name},
          {"rule_version", review_rule.version},
          {"rule_hash", rule_hash(review_rule)},
          {"rule_date", review_rule.date ? Json(iso_date(*review_rule.date)) : Json(nullptr)},
          {"rule_unit", review_rule.unit},
          {"rule_overridden", review_rule.overridden},
          {"prior", rule.prior == ClassPrior::kList ? "list" : "gamma"},
          {"watch_months", review_rule.watch_months},
          {"elevated_above", rule.elevated_above},
          {"brought_down_below", rule.brought_down_below},
          {"borderline_below", rule.borderline_below},
          {"interval", rule.interval},
          {"incidents", project.classify.incidents == CountedIncidents::kReported ? "reported" : "all"},
          {"exposure", by_residents ? "residents x years" : "km2 x years"}}},
        {"population",
         {{"field", project.areas.population},
          {"date", project.areas.population_date ? Json(iso_date(*project.areas.population_date)) : Json(nullptr)},
          {"source", project.areas.population_source}}}};
    for (const Study& study : study_registry()) {
        options[study.name] = section_record(study, project);
    }
    const Json others = {{"themes", themes_json(project, run.themes)},
                         {"levels", levels_json(project)},
                         {"overlays", overlays_json(project)},
                         {"maps", maps_json(project.maps)},
                         {"privacy",
                          {{"drop_personal", project.privacy.drop_personal},
                           {"show_incidents", project.privacy.show_incidents},
                           {"suppress_below", project.privacy.suppress_below}}},
                         {"output",
                          {{"maps", project.output.maps},
                           {"viewer", project.output.viewer},
                           {"tables", project.output.tables},
                           {"formats", project.output.formats}}}};
    for (const auto& [key, value] : others.members()) {
        options[key] = value;
    }
    return options;
}

Json window_counts_json(const WindowCounts& counts) {
    return {{"window", window_record(counts.window)},
            {"incidents", counts.in_window},
            {"located", counts.located},
            {"outside_areas", counts.outside_areas},
            {"area_name_unknown", counts.name_unknown}};
}

Json year_json(const std::optional<YearIndicators>& year) {
    if (!year) {
        return nullptr;
    }
    const auto share = [](std::size_t part, std::size_t whole) {
        return whole > 0 ? Json(static_cast<double>(part) / static_cast<double>(whole)) : Json(nullptr);
    };
    return {{"to_be_turned_around", year->to_be_turned_around},
            {"turned_around", year->turned_around},
            {"share_turned_around", share(year->turned_around, year->to_be_turned_around)},
            {"passed_before", year->passed_before},
            {"not_relapsed", year->not_relapsed},
            {"share_not_relapsed", share(year->not_relapsed, year->passed_before)}};
}

Json sensitivity_json(const Sensitivity& sensitivity) {
    Json variants = Json::object();
    for (const SensitivityVariant& variant : sensitivity.variants) {
        double sum = 0.0;
        std::size_t areas = 0;
        for (const auto& share : variant.share) {
            if (share) {
                sum += *share;
                ++areas;
            }
        }
        variants[variant.name] = areas > 0 ? Json(sum / static_cast<double>(areas)) : Json(nullptr);
    }
    return variants;
}

Json results_json(const ReviewParts& review) {
    const auto& [project, data, analysis] = review;
    std::array<std::size_t, 3> split{};
    std::size_t borderline = 0;
    for (std::size_t i = 0; i < analysis.evidence.areas.size(); ++i) {
        const auto& area = analysis.evidence.areas[i];
        if (area) {
            ++split[static_cast<std::size_t>(*printed_class(analysis, i))];
            borderline += area->borderline ? 1 : 0;
        }
    }
    const auto model = [](const WindowModel& window) {
        return Json{{"shape", window.shape}, {"mean_rate", window.mean_rate}, {"level", window.level}};
    };
    const auto share = located_share(analysis.baseline, analysis.current);
    return {{"split", {{"stable", split[0]}, {"contained", split[1]}, {"complex", split[2]}}},
            {"split_forced", project.classify.force_split.has_value()},
            {"borderline", borderline},
            {"reference_rate", analysis.evidence.reference_rate},
            {"p_one_rate", analysis.evidence.p_one_rate ? Json(*analysis.evidence.p_one_rate) : Json(nullptr)},
            {"year", year_json(analysis.verdicts.year)},
            {"share_of_areas_with_the_same_class", sensitivity_json(analysis.sensitivity)},
            {"model", {{"baseline", model(analysis.evidence.baseline)}, {"current", model(analysis.evidence.current)}}},
            {"baseline", window_counts_json(analysis.baseline)},
            {"current", window_counts_json(analysis.current)},
            {"outside_windows", analysis.outside_windows},
            {"located_share", share ? Json(*share) : Json(nullptr)},
            {"located_share_asked", kLocatedShareAsked},
            {"future", data.dates.future},
            {"before_1990", data.dates.before_1990}};
}

/// 0 where the system does not say.
double peak_memory_mb() {
    rusage usage{};
    return getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<double>(usage.ru_maxrss) / 1024.0 : 0.0;
}

}  // namespace

std::string bandwidth_rule_text(const Project& project) {
    return project.density.bandwidth_m ? "given" : std::string(bandwidth_rule_name(project.density.bandwidth_rule));
}

std::string run_id(const Project& project, const ProjectData& data) {
    std::string identity = fmt::format("{}\n{}\n{}\n", kProgramVersion, project.text, project.project.seed);
    for (const InputRecord& input : data.inputs) {
        identity += input.sha256 + "\n";
    }
    return sha256_of(identity).substr(0, 12);
}

Json run_record(const ReviewParts& review, const std::vector<StudyRecord>& studies, const RunCircumstances& run) {
    const auto& [project, data, analysis] = review;
    Json results = results_json(review);
    Json record = {{"schema", "diaban.run/1"},
                   {"program", "diaban"},
                   {"version", kProgramVersion},
                   {"run_id", run_id(project, data)},
                   {"command", run.command},
                   {"title", project.project.title},
                   {"unit", project.project.unit},
                   {"marking", review_marking(project)},
                   {"seed", project.project.seed},
                   {"threads", run.threads},
                   {"crs",
                    {{"code", data.crs_information.code},
                     {"definition", data.crs.crs.definition},
                     {"name", data.crs_information.name},
                     {"chosen_by", data.crs.rule_key}}},
                   {"inputs", inputs_json(data)},
                   {"options", options_json(review, run)}};
    for (const StudyRecord& study : studies) {
        if (study.place == RecordPlace::kResults) {
            results[study.name] = study.record;
        }
    }
    record["results"] = std::move(results);
    for (const StudyRecord& study : studies) {
        if (study.place == RecordPlace::kRun && !study.record.is_null()) {
            record[study.name] = study.record;
        }
    }
    std::vector<Finding> findings = data.findings;
    for (const std::vector<Finding>* more : {&analysis.findings, &run.findings}) {
        findings.insert(findings.end(), more->begin(), more->end());
    }
    record["warnings"] = findings_record(findings);
    return record;
}

std::string run_json(const Json& record, const StepClock& clock) {
    Json whole = record;
    Json seconds = Json::object();
    for (const auto& [step, value] : clock.seconds()) {
        seconds[step] = value;
    }
    whole["timings_s"] = std::move(seconds);
    whole["peak_memory_mb"] = peak_memory_mb();
    return json_text(whole) + "\n";
}

}  // namespace diaban
