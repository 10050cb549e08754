#include "engine/studies/points_record.hpp"

#include "engine/output/output.hpp"
#include "layers/base/version.hpp"

namespace diaban {

Json points_record(const PointInput& points, const std::vector<Finding>& findings, const std::string& command) {
    Json inputs = Json::list();
    for (const InputRecord& source : points.inputs) {
        inputs.push_back({{"role", source.role},
                          {"path", source.path},
                          {"sha256", source.sha256},
                          {"rows_read", source.rows_read},
                          {"rows_accepted", source.rows_read - source.rows_rejected},
                          {"rows_rejected", source.rows_rejected}});
    }
    return {{"version", kProgramVersion},
            {"command", command},
            {"crs", {{"definition", points.crs.crs.definition}, {"chosen_by", points.crs.rule_key}}},
            {"inputs", inputs},
            {"findings", findings_record(findings)}};
}

}  // namespace diaban
