#include "engine/program/study_tables.hpp"

#include "engine/program/section_record.hpp"
#include "engine/studies/cameras/options.hpp"
#include "engine/studies/evaluate/options.hpp"
#include "engine/studies/hotspots/options.hpp"
#include "engine/studies/sweep/options.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

std::span<const StudySection> study_tables() {
    static const StudySection sections[] = {hotspot_section(), camera_section(), sweep_section(), evaluate_section()};
    return sections;
}

std::string section_record(const Project& project, const std::string& name) {
    const auto found = project.studies.find(name);
    for (const StudySection& study : study_tables()) {
        if (found != project.studies.end() && study.options.name() == name) {
            std::any options = found->second;
            return json_line(option_record(study.options, study.options.address(options)));
        }
    }
    return "null";
}

}  // namespace diaban
