#include "engine/check/check_project.hpp"

#include <algorithm>

#include "engine/input/area_findings.hpp"
#include "engine/project/project_file.hpp"

namespace diaban {

namespace {

constexpr std::size_t kExamples = 3;
constexpr double kFewRejected = 0.01;
constexpr double kManyRejected = 0.2;

/// Runs a step of reading; what it refuses becomes a fault of that input.
template <typename Step>
bool readable(const char* input, CheckReport& report, Step step) {
    try {
        step();
        return true;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::kInput) {
            throw;
        }
        MessageArguments arguments = error.arguments();
        for (auto& [name, value] : arguments) {
            value = without_passwords(value);
        }
        report.findings.push_back({Severity::kFault, error.key(), std::move(arguments), input});
        return false;
    }
}

std::vector<RejectedForReason> rejected_by_reason(const Rejects& rejects) {
    std::map<std::string, RejectedForReason> by_reason;
    for (const RejectedRow& row : rejects.rows) {
        RejectedForReason& reason = by_reason[row.reason_key];
        reason.reason_key = row.reason_key;
        ++reason.count;
        if (reason.examples.size() < kExamples) {
            reason.examples.push_back(row);
        }
    }
    std::vector<RejectedForReason> list;
    for (auto& [key, reason] : by_reason) {
        list.push_back(std::move(reason));
    }
    return list;
}

/// Rows of either window without usable coordinates, and what the 85 % are measured by.
void tell_located_share(CheckReport& report) {
    const auto share = report.located_share();
    const std::uint64_t all = report.baseline->in_window + report.current->in_window;
    const std::uint64_t located = report.baseline->located + report.current->located;
    if (share && *share < kLocatedShareAsked) {
        report.findings.push_back({Severity::kWarning,
                                   "finding.located-share-low",
                                   {{"located", std::to_string(located)},
                                    {"incidents", std::to_string(all)},
                                    {"percent", std::to_string(static_cast<int>(100.0 * *share))},
                                    {"asked", std::to_string(static_cast<int>(100.0 * kLocatedShareAsked))}},
                                   "incidents"});
    }
}

InputGrade grade_of(const InputRecord& input, const CheckReport& report) {
    bool fault = false;
    bool warning = false;
    for (const Finding& finding : report.findings) {
        if (finding.input == input.role) {
            fault = fault || finding.severity == Severity::kFault;
            warning = warning || finding.severity == Severity::kWarning;
        }
    }
    const double rejected =
        input.rows_read > 0 ? static_cast<double>(input.rows_rejected) / static_cast<double>(input.rows_read) : 1.0;
    if (fault || rejected > kManyRejected) {
        return InputGrade::kD;
    }
    const bool few_located = input.role == "incidents" && report.located_share().value_or(1.0) < kLocatedShareAsked;
    if (rejected > kFewRejected || few_located) {
        return InputGrade::kC;
    }
    return warning || input.rows_rejected > 0 ? InputGrade::kB : InputGrade::kA;
}

}  // namespace

const char* grade_letter(InputGrade grade) {
    constexpr const char* kLetters[] = {"A", "B", "C", "D"};
    return kLetters[static_cast<std::size_t>(grade)];
}

std::optional<double> CheckReport::located_share() const {
    return baseline && current ? diaban::located_share(*baseline, *current) : std::nullopt;
}

bool CheckReport::trusted() const {
    return std::none_of(grades.begin(), grades.end(), [](InputGrade grade) { return grade == InputGrade::kD; }) &&
           std::none_of(findings.begin(), findings.end(),
                        [](const Finding& f) { return f.severity == Severity::kFault; });
}

bool CheckReport::anything_wrong() const {
    return !rejected.empty() || std::any_of(findings.begin(), findings.end(),
                                            [](const Finding& f) { return f.severity != Severity::kNote; });
}

CheckReport check_project(const Project& project, unsigned threads, Progress& progress) {
    CheckReport report;
    report.title = project.project.title;
    report.project_file = project.file.string();
    report.language = project.project.language;
    ProjectData data;
    const bool areas_read = readable("areas", report, [&] { read_project_areas(project, data, progress); });
    // Without areas there is no CRS to read incidents in, unless the project declares one.
    if (!areas_read && data.crs.crs.empty() && !project.project.crs.empty()) {
        data.crs = {project.project.crs, "crs.declared"};
    }
    bool incidents_read = false;
    if (!data.crs.crs.empty()) {
        report.crs = data.crs;
        report.crs_name = crs_information(data.crs.crs).name;
        incidents_read =
            readable("incidents", report, [&] { read_project_incidents(project, data, threads, progress); });
    }
    if (areas_read) {
        const auto add = [&](const std::vector<Finding>& found) {
            data.findings.insert(data.findings.end(), found.begin(), found.end());
        };
        progress.begin("step.check-areas", 0);
        add(coverage_findings(data.areas));
        add(shape_findings_of_areas(data.areas));
        add(population_findings(project, data.areas));
        readable("levels", report, [&] { read_project_levels(project, data, progress); });
        readable("register", report, [&] { read_project_rest(project, data); });
        report.areas = data.areas.size();
        report.on_watch =
            static_cast<std::size_t>(std::count(data.areas.on_watch.begin(), data.areas.on_watch.end(), 1));
        report.areas_operation = data.areas_read.operation;
        report.areas_accuracy_m = data.areas_read.accuracy_m;
    }
    report.rejected = rejected_by_reason(all_rejects(data));
    if (incidents_read) {
        report.numbers = data.incidents.numbers;
        report.time_format = data.incidents.time_format_used;
        report.dates = data.dates;
        report.incidents_operation = data.incidents.operation;
        report.incidents_accuracy_m = data.incidents.accuracy_m;
    }
    report.findings.insert(report.findings.end(), data.findings.begin(), data.findings.end());
    if (areas_read && incidents_read) {
        const IncidentSet& incidents = data.incidents.incidents;
        progress.begin("step.count", 0);
        report.baseline = count_window(incidents, incidents.area_of, data.areas.size(), project.periods.baseline);
        report.current = count_window(incidents, incidents.area_of, data.areas.size(), project.periods.current);
        tell_located_share(report);
        progress.begin("step.check-coordinates", 0);
        const CoordinateReport coordinates = inspect_project_coordinates(project, data, threads);
        report.findings.insert(report.findings.end(), coordinates.findings.begin(), coordinates.findings.end());
    }
    std::stable_sort(report.findings.begin(), report.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
    report.inputs = data.inputs;
    for (const InputRecord& input : report.inputs) {
        report.grades.push_back(grade_of(input, report));
    }
    return report;
}

}  // namespace diaban
