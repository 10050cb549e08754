#include "engine/program/study_registry.hpp"

#include "engine/output/review_kinds.hpp"
#include "engine/pages/review_pages.hpp"
#include "engine/studies/cameras/section.hpp"
#include "engine/studies/evaluate/section.hpp"
#include "engine/studies/hotspots/section.hpp"
#include "engine/studies/near_repeat/section.hpp"
#include "engine/studies/sweep/section.hpp"

namespace diaban {

const std::vector<Study>& study_registry() {
    static const std::vector<Study> studies{hotspots_study(), sweep_study(), evaluate_study(), cameras_study(),
                                            near_repeat_study()};
    return studies;
}

LayerKinds all_layer_kinds() {
    LayerKinds kinds = review_kinds();
    for (const Study& study : study_registry()) {
        kinds.insert(kinds.end(), study.kinds.begin(), study.kinds.end());
    }
    return kinds;
}

PageMakers all_page_makers() {
    PageMakers makers = review_pages();
    for (const Study& study : study_registry()) {
        makers.insert(makers.end(), study.pages.begin(), study.pages.end());
    }
    return makers;
}

std::span<const StudySection> study_tables() {
    static const std::vector<StudySection> sections = [] {
        std::vector<StudySection> all;
        for (const Study& study : study_registry()) {
            all.push_back(study.section);
        }
        return all;
    }();
    return sections;
}

KnownNames known_names() {
    std::vector<std::string> maps;
    for (const PageMaker& maker : all_page_makers()) {
        maps.push_back(maker.name);
    }
    return {study_tables(), maps};
}

Json section_record(const Study& study, const Project& project) {
    const auto found = project.studies.find(study.name);
    if (found == project.studies.end()) {
        return {};
    }
    std::any options = found->second;
    const OptionTable& table = study.section.options;
    Json record = option_record(table, table.address(options));
    if (study.also_recorded != nullptr) {
        study.also_recorded(project, record);
    }
    return record;
}

OutputShape output_shape() {
    OutputShape shape{all_layer_kinds(), {}};
    for (const Study& study : study_registry()) {
        shape.studies.push_back(study.name);
    }
    return shape;
}

}  // namespace diaban
