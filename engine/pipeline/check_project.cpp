#include "engine/pipeline/check_project.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/pipeline/project_file.hpp"

namespace diaban {

CheckReport check_project(const std::filesystem::path& project_file, unsigned threads, Progress& progress) {
    const Project project = read_project_file(project_file);
    const ProjectData data = read_project_data(project, threads, progress);
    const IncidentLayer& incidents = data.incidents.incidents;
    progress.begin("step.count", 0);
    const std::vector<std::uint32_t> area_of = assign_areas(incidents, data.areas, threads);
    CheckReport report;
    report.title = project.project.title;
    report.language = project.project.language;
    report.crs = data.crs;
    report.crs_name = data.crs_information.name;
    report.inputs = data.inputs;
    report.rejected_by_reason = data.incidents.rejects.by_reason();
    for (const RejectedRow& row : data.incidents.rejects.rows) {
        const bool shown = std::any_of(report.reject_examples.begin(), report.reject_examples.end(),
                                       [&](const RejectedRow& other) { return other.reason_key == row.reason_key; });
        if (!shown) {
            report.reject_examples.push_back(row);
        }
    }
    report.areas = data.areas.size();
    report.on_watch = static_cast<std::size_t>(std::count(data.areas.on_watch.begin(), data.areas.on_watch.end(), 1));
    report.baseline = count_window(incidents, area_of, data.areas.size(), project.periods.baseline);
    report.current = count_window(incidents, area_of, data.areas.size(), project.periods.current);
    report.time_format = data.incidents.time_format_used;
    report.dates = data.dates;
    report.findings = data.findings;
    return report;
}

std::string check_report_json(const CheckReport& report) {
    using Json = nlohmann::ordered_json;
    Json inputs = Json::array();
    for (const InputRecord& input : report.inputs) {
        inputs.push_back({{"role", input.role},
                          {"path", input.path},
                          {"crs", input.crs},
                          {"rows_read", input.rows_read},
                          {"rows_accepted", input.rows_accepted},
                          {"rows_rejected", input.rows_rejected}});
    }
    Json rejects = Json::array();
    for (const RejectedRow& row : report.reject_examples) {
        rejects.push_back({{"reason", row.reason_key},
                           {"count", report.rejected_by_reason.at(row.reason_key)},
                           {"example_row", row.row},
                           {"example_value", row.detail}});
    }
    const auto window = [](const WindowCounts& counts) {
        return Json{{"from", iso_date(counts.window.from)},
                    {"to", iso_date(counts.window.to)},
                    {"incidents", counts.in_window},
                    {"located", counts.located},
                    {"outside_areas", counts.outside_areas},
                    {"area_name_unknown", counts.name_unknown}};
    };
    Json findings = Json::array();
    for (const Finding& finding : report.findings) {
        findings.push_back({{"key", finding.key},
                            {"severity", finding.severity == Severity::kWarning ? "warning" : "note"},
                            {"vi", catalogue(Language::kVietnamese).say(finding.key, finding.arguments)},
                            {"en", catalogue(Language::kEnglish).say(finding.key, finding.arguments)}});
    }
    const Json json = {{"schema", "diaban.check/1"},
                       {"title", report.title},
                       {"crs", {{"definition", report.crs.crs.definition},
                                {"name", report.crs_name},
                                {"chosen_by", report.crs.rule_key}}},
                       {"inputs", inputs},
                       {"areas", report.areas},
                       {"on_watch", report.on_watch},
                       {"time_format", report.time_format},
                       {"dates",
                        {{"as_of", iso_date(report.dates.as_of)},
                         {"future", report.dates.future},
                         {"before_1990", report.dates.before_1990},
                         {"outside_windows", report.dates.outside_windows}}},
                       {"baseline", window(report.baseline)},
                       {"current", window(report.current)},
                       {"rejected", rejects},
                       {"findings", findings}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string check_report_text(const CheckReport& report, const Catalogue& words) {
    const auto number = [&](std::uint64_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    std::string text = report.title + "\n";
    text += words.say("run.crs", {{"name", report.crs_name},
                                  {"code", report.crs.crs.definition},
                                  {"how", words.say(report.crs.rule_key)}}) + "\n";
    for (const InputRecord& input : report.inputs) {
        text += words.say("check.input", {{"role", words.say("input." + input.role)},
                                          {"path", input.path},
                                          {"read", number(input.rows_read)},
                                          {"accepted", number(input.rows_accepted)},
                                          {"rejected", number(input.rows_rejected)}}) + "\n";
    }
    for (const RejectedRow& row : report.reject_examples) {
        text += "  " + words.say("check.reject", {{"count", number(report.rejected_by_reason.at(row.reason_key))},
                                                  {"reason", words.say(row.reason_key)},
                                                  {"row", number(row.row)},
                                                  {"value", row.detail}}) + "\n";
    }
    text += words.say("check.areas", {{"areas", number(report.areas)}, {"on_watch", number(report.on_watch)}}) + "\n";
    for (const auto& [key, counts] : {std::pair{"check.baseline", &report.baseline}, {"check.current", &report.current}}) {
        text += words.say(key, {{"window", words.window(counts->window)},
                                {"incidents", number(counts->in_window)},
                                {"located", number(counts->located)},
                                {"outside", number(counts->outside_areas)}}) + "\n";
    }
    for (const Finding& finding : report.findings) {
        text += words.say("cli.note") + ": " + words.say(finding.key, finding.arguments) + "\n";
    }
    return text;
}

}  // namespace diaban
