// run.json: what went in, under which options, what came of it.
#pragma once

#include <string>
#include <vector>

#include "engine/program/run_summary.hpp"
#include "engine/review/review_parts.hpp"
#include "engine/studies/study.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

/// What is not of the review itself.
struct RunCircumstances {
    std::string command;
    unsigned threads = 0;
    std::vector<Finding> findings;    ///< of studies, and of what is withheld
    std::vector<ReviewTheme> themes;  ///< of studies
};

/// The record of one study of the registry; null where the project does not ask for it.
struct StudyRecord {
    std::string name;
    RecordPlace place = RecordPlace::kOwnFile;
    Json record;
};

/// "given", or the name of the rule that chooses the bandwidth.
std::string bandwidth_rule_text(const Project& project);

/// The identity of the run: 12 hexadecimal digits of a SHA-256 over version, project text, seed and the inputs'
/// digests.
std::string run_id(const Project& project, const ProjectData& data);

/// The one record of a run: version, command, seed, threads, CRS and how it was chosen, inputs with rows read = accepted + rejected by
/// reason, every option in force, results in short, records of studies, findings in both languages. Header and figures of every page
/// are read from it (output_of_record).
Json run_record(const ReviewParts& review, const std::vector<StudyRecord>& studies, const RunCircumstances& run);

/// run.json as text: the record, the seconds of each step and the peak memory of this process in MB (0 where the system does not say).
std::string run_json(const Json& record, const StepClock& clock);

}  // namespace diaban
