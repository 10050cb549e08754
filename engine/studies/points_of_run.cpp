#include "engine/studies/points_of_run.hpp"

namespace diaban {

PointInput points_of_run(const ProjectData& data) {
    const IncidentSet& incidents = data.incidents.incidents;
    return {data.crs, only_rows(incidents, rows_where(incidents, {IncidentPlace::kLocated})), data.inputs, {}};
}

std::vector<InputRecord> new_inputs(const PointInput& points, const ProjectData& data) {
    std::vector<InputRecord> inputs(points.inputs.begin() + static_cast<std::ptrdiff_t>(data.inputs.size()),
                                    points.inputs.end());
    for (InputRecord& input : inputs) {
        input.crs = points.crs.crs.definition;
    }
    return inputs;
}

}  // namespace diaban
