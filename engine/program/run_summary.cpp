#include "engine/program/run_summary.hpp"

#include "engine/program/run_record.hpp"

namespace diaban {

RunSummary run_summary(const ReviewParts& review, const Output& output) {
    const auto& [project, data, analysis] = review;
    RunSummary summary;
    summary.title = project.project.title;
    summary.crs_name = data.crs_information.name;
    summary.crs_code = data.crs_information.code;
    summary.crs_rule_key = data.crs.rule_key;
    const ReviewRule& rule = project.classify.rule;
    summary.rule = rule.name + " " + rule.version + (rule.overridden ? " *" : "") + " (" + rule_hash(rule) + ")";
    for (std::size_t i = 0; i < data.areas.size(); ++i) {
        const auto& evidence = analysis.evidence.areas[i];
        if (evidence) {
            ++summary.split[static_cast<std::size_t>(*printed_class(analysis, i))];
            summary.borderline += evidence->borderline ? 1 : 0;
        } else if (data.areas.on_watch[i] != 0) {
            ++summary.undefined;
        }
    }
    summary.year = analysis.verdicts.year;
    summary.rows_read = data.incidents.rows_read;
    summary.rows_accepted = data.incidents.incidents.size();
    summary.rows_rejected = data.incidents.rejects.rows.size();
    summary.bandwidth_m = analysis.density.bandwidth_m;
    summary.bandwidth_rule = bandwidth_rule_text(project);
    summary.findings = output.figures.warnings;
    summary.studies = output.studies;
    return summary;
}

}  // namespace diaban
