#include "engine/studies/points_of_run.hpp"

namespace diaban {

DatedPoints points_of_run(const ProjectData& data) {
    DatedPoints points;
    points.crs = data.crs;
    const IncidentLayer& incidents = data.incidents.incidents;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (incidents.located[i] == 0) {
            ++points.not_located;
            continue;
        }
        points.point.push_back(incidents.point[i]);
        points.time.push_back(incidents.time[i]);
        points.weight.push_back(incidents.weight[i]);
        points.detected_by_police.push_back(incidents.detected_by_police[i]);
    }
    for (const InputRecord& input : data.inputs) {
        points.sources.push_back({input.role, input.path, input.sha256, input.rows_read, input.rows_rejected});
    }
    return points;
}

std::vector<InputRecord> new_inputs(const DatedPoints& points, const ProjectData& data) {
    std::vector<InputRecord> inputs;
    for (std::size_t i = data.inputs.size(); i < points.sources.size(); ++i) {
        const SourceRecord& source = points.sources[i];
        InputRecord record;
        record.role = source.role;
        record.path = source.path;
        record.sha256 = source.sha256;
        record.crs = points.crs.crs.definition;
        record.rows_read = source.rows_read;
        record.rows_rejected = source.rows_rejected;
        record.rows_accepted = source.rows_read - source.rows_rejected;
        inputs.push_back(std::move(record));
    }
    return inputs;
}

}  // namespace diaban
