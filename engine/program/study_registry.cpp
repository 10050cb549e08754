#include "engine/program/study_registry.hpp"

#include "engine/output/review_kinds.hpp"
#include "engine/pages/review_pages.hpp"
#include "engine/studies/cameras/section.hpp"
#include "engine/studies/evaluate/section.hpp"
#include "engine/studies/hotspots/section.hpp"
#include "engine/studies/sweep/section.hpp"

namespace diaban {

const std::vector<Study>& study_registry() {
    static const std::vector<Study> studies{hotspots_study(), sweep_study(), evaluate_study(), cameras_study()};
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

OutputShape output_shape() {
    OutputShape shape{all_layer_kinds(), {}};
    for (const Study& study : study_registry()) {
        shape.studies.push_back(study.name);
    }
    return shape;
}

}  // namespace diaban
