#include "engine/check/check_report.hpp"

#include <algorithm>

#include "engine/check/remedies.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

namespace {

const char* severity_name(Severity severity) {
    switch (severity) {
        case Severity::kNote:
            return "note";
        case Severity::kWarning:
            return "warning";
        case Severity::kFault:
            return "fault";
    }
    return "";
}

const char* row_numbers_name(RowNumberKind kind) {
    switch (kind) {
        case RowNumberKind::kLine:
            return "line";
        case RowNumberKind::kSheetRow:
            return "sheet-row";
        case RowNumberKind::kFeatureId:
            return "feature-id";
    }
    return "";
}

Json window_json(const std::optional<WindowCounts>& counts) {
    if (!counts) {
        return nullptr;
    }
    return {{"from", iso_date(counts->window.from)},  {"to", iso_date(counts->window.to)},
            {"incidents", counts->in_window},         {"located", counts->located},
            {"outside_areas", counts->outside_areas}, {"area_name_unknown", counts->name_unknown}};
}

Json dates_json(const std::optional<DateCounts>& dates) {
    if (!dates) {
        return nullptr;
    }
    return {{"as_of", iso_date(dates->as_of)},
            {"future", dates->future},
            {"before_1990", dates->before_1990},
            {"outside_windows", dates->outside_windows}};
}

Json inputs_json(const CheckReport& report) {
    Json inputs = Json::list();
    for (std::size_t i = 0; i < report.inputs.size(); ++i) {
        const InputRecord& input = report.inputs[i];
        Json entry = {{"role", input.role},
                      {"path", input.path},
                      {"crs", input.crs},
                      {"rows_read", input.rows_read},
                      {"rows_accepted", input.rows_accepted},
                      {"rows_rejected", input.rows_rejected},
                      {"grade", grade_letter(report.grades[i])}};
        if (input.role == "areas" || input.role == "incidents") {
            const bool areas = input.role == "areas";
            entry["transformation"] = areas ? report.areas_operation : report.incidents_operation;
            entry["transformation_accuracy_m"] = areas ? report.areas_accuracy_m : report.incidents_accuracy_m;
        }
        inputs.push_back(std::move(entry));
    }
    return inputs;
}

std::string join(const std::vector<std::string>& texts) {
    std::string joined;
    for (const std::string& text : texts) {
        joined += (joined.empty() ? "" : ", ") + text;
    }
    return joined;
}

/// A key that ends in `source` means the file that it names.
std::string keys_text(const std::vector<std::string>& keys, const Catalogue& words) {
    const bool file =
        std::any_of(keys.begin(), keys.end(), [](const std::string& key) { return key.ends_with(".source"); });
    return keys.empty() ? "" : words.say(file ? "check.keys-or-file" : "check.keys", {{"keys", join(keys)}});
}

std::string accuracy_text(const std::string& role, const CheckReport& report, const Catalogue& words) {
    const bool areas = role == "areas";
    const std::string& operation = areas ? report.areas_operation : report.incidents_operation;
    const std::optional<double>& accuracy = areas ? report.areas_accuracy_m : report.incidents_accuracy_m;
    if (operation.empty()) {
        return "";
    }
    return operation == "identity" ? words.say("check.no-transformation")
           : accuracy
               ? words.say("check.transformation", {{"name", operation}, {"metres", words.decimal(*accuracy, 1)}})
               : words.say("check.transformation-unknown", {{"name", operation}});
}

}  // namespace

const char* severity_word(Severity severity) {
    switch (severity) {
        case Severity::kNote:
            return "cli.note";
        case Severity::kWarning:
            return "check.warning";
        case Severity::kFault:
            return "cli.error";
    }
    return "";
}

const char* row_numbers_key(RowNumberKind kind) {
    switch (kind) {
        case RowNumberKind::kLine:
            return "check.rows-by-line";
        case RowNumberKind::kSheetRow:
            return "check.rows-by-sheet-row";
        case RowNumberKind::kFeatureId:
            return "check.rows-by-feature-id";
    }
    return "";
}

std::string remedy_text(const Finding& finding, const Catalogue& words) {
    std::string settings;
    for (const ProjectSetting& setting : finding.settings) {
        settings += (settings.empty() ? "" : "; ") + setting.key + " = " + setting.value;
    }
    if (!settings.empty()) {
        return words.say("check.declare", {{"settings", settings}});
    }
    return finding.severity == Severity::kNote ? "" : keys_text(keys_to_change(finding), words);
}

std::string remedy_text(const RejectedForReason& rejected, const Catalogue& words) {
    return keys_text(keys_to_change_for_rejects(rejected.reason_key), words);
}

std::string check_report_json(const CheckReport& report) {
    Json rejects = Json::list();
    for (const RejectedForReason& reason : report.rejected) {
        Json examples = Json::list();
        for (const RejectedRow& row : reason.examples) {
            examples.push_back({{"source", row.source}, {"row", row.row}, {"line", row.line}, {"value", row.detail}});
        }
        rejects.push_back({{"reason", reason.reason_key},
                           {"count", reason.count},
                           {"example_row", reason.examples.front().row},
                           {"example_line", reason.examples.front().line},
                           {"example_value", reason.examples.front().detail},
                           {"examples", examples},
                           {"keys", keys_to_change_for_rejects(reason.reason_key)}});
    }
    Json findings = Json::list();
    for (const Finding& finding : report.findings) {
        Json settings = Json::list();
        for (const ProjectSetting& setting : finding.settings) {
            settings.push_back({{"key", setting.key}, {"value", setting.value}});
        }
        Json lines = Json::list();
        for (const std::uint64_t row : finding.rows) {
            lines.push_back(report.numbers.of(row));
        }
        findings.push_back({{"key", finding.key},
                            {"severity", severity_name(finding.severity)},
                            {"input", finding.input},
                            {"vi", catalogue(Language::kVietnamese).say(finding.key, finding.arguments)},
                            {"en", catalogue(Language::kEnglish).say(finding.key, finding.arguments)},
                            {"figures", finding.arguments},
                            {"keys", keys_to_change(finding)},
                            {"settings", settings},
                            {"rows", finding.rows},
                            {"lines", std::move(lines)}});
    }
    const Json json = {
        {"schema", "diaban.check/1"},
        {"title", report.title},
        {"trusted", report.trusted()},
        {"crs",
         {{"definition", report.crs.crs.definition}, {"name", report.crs_name}, {"chosen_by", report.crs.rule_key}}},
        {"inputs", inputs_json(report)},
        {"areas", report.areas},
        {"on_watch", report.on_watch},
        {"row_numbers", row_numbers_name(report.numbers.kind)},
        {"time_format", report.time_format},
        {"dates", dates_json(report.dates)},
        {"baseline", window_json(report.baseline)},
        {"current", window_json(report.current)},
        {"located_share", report.located_share()},
        {"located_share_asked", kLocatedShareAsked},
        {"rejected", rejects},
        {"findings", findings}};
    return json_text(json) + "\n";
}

std::vector<std::string> count_lines(const CheckReport& report, const Catalogue& words) {
    const auto number = [&](std::uint64_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    std::vector<std::string> lines{
        words.say("check.areas", {{"areas", number(report.areas)}, {"on_watch", number(report.on_watch)}})};
    for (const auto& [key, counts] :
         {std::pair{"check.baseline", &report.baseline}, {"check.current", &report.current}}) {
        if (*counts) {
            lines.push_back(words.say(key, {{"window", words.window((*counts)->window)},
                                            {"incidents", number((*counts)->in_window)},
                                            {"located", number((*counts)->located)},
                                            {"outside", number((*counts)->outside_areas)}}));
        }
    }
    if (const auto share = report.located_share()) {
        lines.push_back(words.say("check.located", {{"percent", words.decimal(100.0 * *share, 1)},
                                                    {"asked", words.decimal(100.0 * kLocatedShareAsked, 0)}}));
    }
    return lines;
}

std::string check_report_text(const CheckReport& report, const Catalogue& words) {
    const auto number = [&](std::uint64_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    std::string text = report.title + "\n";
    if (!report.crs.crs.empty()) {
        text += words.say("run.crs", {{"name", report.crs_name},
                                      {"code", report.crs.crs.definition},
                                      {"how", words.say(report.crs.rule_key)}}) +
                "\n";
    }
    for (std::size_t i = 0; i < report.inputs.size(); ++i) {
        const InputRecord& input = report.inputs[i];
        text += words.say("check.input", {{"role", words.say("input." + input.role)},
                                          {"path", input.path},
                                          {"read", number(input.rows_read)},
                                          {"accepted", number(input.rows_accepted)},
                                          {"rejected", number(input.rows_rejected)}}) +
                "\n";
        text += "  " +
                words.say("check.grade",
                          {{"grade", grade_letter(report.grades[i])},
                           {"meaning", words.say(std::string("check.grade.") + grade_letter(report.grades[i]))}}) +
                "\n";
        if (const std::string accuracy = accuracy_text(input.role, report, words); !accuracy.empty()) {
            text += "  " + accuracy + "\n";
        }
    }
    for (const RejectedForReason& reason : report.rejected) {
        const RejectedRow& example = reason.examples.front();
        text += "  " +
                words.say("check.reject", {{"count", number(reason.count)},
                                           {"reason", words.say(reason.reason_key)},
                                           {"row", std::to_string(example.line)},
                                           {"value", example.detail}}) +
                "\n";
        if (const std::string remedy = remedy_text(reason, words); !remedy.empty()) {
            text += "    " + remedy + "\n";
        }
    }
    if (report.numbers.rows() > 0) {
        text += "  " + words.say(row_numbers_key(report.numbers.kind)) + "\n";
    }
    for (const std::string& line : count_lines(report, words)) {
        text += line + "\n";
    }
    for (const Finding& finding : report.findings) {
        text += words.say(severity_word(finding.severity)) + ": " + words.say(finding.key, finding.arguments) + "\n";
        if (const std::string remedy = remedy_text(finding, words); !remedy.empty()) {
            text += "  " + remedy + "\n";
        }
    }
    return text + words.say(report.trusted() ? "check.trusted" : "check.not-trusted") + "\n";
}

}  // namespace diaban
