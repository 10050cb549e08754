// run.json: what went in, under which options, what came of it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/review/analysis.hpp"

namespace diaban {

/// What differs from run to run without changing a result.
struct RunCircumstances {
    std::string command;
    unsigned threads = 0;
    std::vector<std::pair<std::string, double>> seconds_by_step;
    std::string cameras = {};  ///< record of the camera plan as JSON, empty without [cameras]
};

/// The identity of the run: 12 hexadecimal digits of a SHA-256 over version, project text, seed and the inputs'
/// digests.
std::string run_id(const Project& project, const ProjectData& data);

/// run.json as text: version, command, seed, threads, CRS and how it was chosen, inputs with rows read = accepted +
/// rejected by reason, every option in force, results in short, findings in both languages, timings and peak memory.
std::string manifest_json(const Project& project, const ProjectData& data, const Analysis& analysis,
                          const RunCircumstances& circumstances);

/// Peak resident memory of this process in MB, 0 where the system does not say.
double peak_memory_mb();

}  // namespace diaban
