#include "engine/studies/evaluate/options.hpp"

#include "engine/project/project_file.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

namespace {

/// Nothing is taken over: the points are the project's, and what must be given is.
void settle_evaluate(EvaluateOptions& /*evaluate*/, const Project& /*project*/) {}

}  // namespace

const OptionTable& evaluate_options() {
    using O = EvaluateOptions;
    static const OptionTable table = OptionTable::of<O>(
        "evaluate", {
                        option<&O::treated>("treated").shown("AREAS").source().needed(),
                        option<&O::control>("control").shown("AREAS").source().needed(),
                        option<&O::displacement>("displacement").shown("AREAS").source(),
                        option<&O::control_displacement>("control_displacement").shown("AREAS").source(),
                        option<&O::before>("before").needed(),
                        option<&O::after>("after").needed(),
                        switched<&O::comparison>("by_area", SideComparison::kCounts, SideComparison::kByArea),
                        option<&O::include_detected>("include_detected"),
                    });
    return table;
}

StudySection evaluate_section() {
    return study_section<&settle_evaluate>(evaluate_options());
}

}  // namespace diaban
