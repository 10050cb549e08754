#include "engine/review/review_header.hpp"

#include <filesystem>

#include "engine/program/manifest.hpp"
#include "layers/base/version.hpp"

namespace diaban {

std::string bandwidth_rule_text(const Project& project) {
    return project.density.bandwidth_m ? "given" : std::string(bandwidth_rule_name(project.density.bandwidth_rule));
}

std::string review_marking(const Project& project) {
    return project.project.marking.value_or(catalogue(project.project.language).say("review.marking"));
}

ReviewHeader review_header(const Project& project, const ProjectData& data, const Analysis& analysis) {
    ReviewHeader header;
    header.title = project.project.title;
    header.unit = project.project.unit;
    header.marking = review_marking(project);
    header.run_id = run_id(project, data);
    header.program_version = kProgramVersion;
    header.rule_name = project.classify.rule.name;
    // The mark of a rule with thresholds of the project's own: it is then no longer the approved one.
    header.rule_version = project.classify.rule.version + (project.classify.rule.overridden ? " *" : "");
    header.rule_hash = rule_hash(project.classify.rule);
    header.rule_unit = project.classify.rule.unit;
    header.interval = project.classify.rule.evidence.interval;
    header.split_forced = project.classify.force_split.has_value();
    header.as_of = *project.project.as_of;
    header.baseline = project.periods.baseline;
    header.current = project.periods.current;
    header.crs = data.crs.crs;
    header.crs_name = data.crs_information.name;
    header.incidents_in_windows = analysis.baseline.in_window + analysis.current.in_window;
    header.incidents_located = analysis.baseline.located + analysis.current.located;
    for (const InputRecord& input : data.inputs) {
        header.sources.push_back({input.role, std::filesystem::path(input.path).filename().string()});
    }
    header.bandwidth_m = analysis.density.bandwidth_m;
    header.bandwidth_rule = bandwidth_rule_text(project);
    return header;
}

}  // namespace diaban
