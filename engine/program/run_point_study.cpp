#include "engine/program/run_point_study.hpp"

#include "engine/output/write_output.hpp"
#include "engine/studies/points_record.hpp"
#include "layers/model/error.hpp"
#include "layers/write/staged_files.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

StudyResult run_point_study(const Study& study, PointStudyRequest& request, Progress& progress) {
    if (request.output.extension() != ".gpkg") {
        throw Error(ErrorCode::kUsage, "error.output-gpkg", {{"file", request.output.string()}});
    }
    std::filesystem::path record = request.output;
    record.replace_extension(".json");
    StagedFiles staged(request.output, record);
    const PointInput points = read_points(request.sources, progress);
    const OptionTable& table = study.section.options;
    const void* options = table.address(request.options);
    check_ranges(table, options, OptionVoice::kFlag);
    StudyResult result = study.run_on_points({points, options, request.threads}, progress);
    result.findings.insert(result.findings.begin(), points.findings.begin(), points.findings.end());
    Json written = points_record(points, result.findings, request.command);
    written["options"] = option_record(table, options);
    for (const auto& [key, value] : result.record.members()) {
        written[key] = value;
    }
    progress.begin("step.write-layers", 0);
    const IncidentSet& incidents = points.incidents;
    // Dated by the data, never by the clock.
    LocalDay last{};
    for (const LocalTime time : incidents.time) {
        last = std::max(last, day_of(time));
    }
    write_geopackage(staged.file(request.output), result.layers, {study.kinds, "", catalogue(request.language), last});
    write_text_file(staged.file(record), json_text(written) + "\n");
    progress.throw_if_cancelled();
    staged.commit();
    return result;
}

}  // namespace diaban
