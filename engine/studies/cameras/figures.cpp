#include "engine/studies/cameras/figures.hpp"

#include "engine/studies/cameras/layers.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

double share(double part, double whole) {
    return whole > 0.0 ? part / whole : 0.0;
}

CameraFigures figures_of(const Json& record) {
    CameraFigures figures;
    const Json& options = record.at("options");
    figures.reach_m = options.at("reach_m").number();
    for (const Json& line : record.at("coverage_summary").values()) {
        if (line.at("by").text() == "all") {
            figures.seen.push_back({line.at("key").text(), line.at("total").number(),
                                    line.at("covered_before").number(), line.at("covered_after").number()});
        }
    }
    figures.gap = record.at("gap").number();
    figures.solver = record.at("solver").text();
    figures.curve.push_back(record.at("coverage").at("share_before").number());
    for (const Json& camera : record.at("marginal_curve").values()) {
        figures.curve.push_back(camera.at("cumulative_share").number());
    }
    // The bound speaks of all plans of as many cameras only where nothing else is in the objective and nothing else is
    // asked of them.
    if (options.at("model").text() == siting_model_name(SitingModel::kMaxCoverage) &&
        options.at("backup_share").number() == 0.0 && options.at("bonus").text().empty() &&
        !options.at("count").is_null() && options.at("must_cover").count() == 0 &&
        options.at("max_overlap").is_null()) {
        figures.limit = share(record.at("upper_bound").number(), record.at("demand").at("total_weight").number());
    }
    return figures;
}

}  // namespace

CameraFigures camera_figures(const Json& record) {
    try {
        return figures_of(record);
    } catch (const JsonError& error) {
        throw Error(ErrorCode::kInput, "error.output-damaged", {{"file", "run.json"}, {"cause", error.what()}});
    }
}

std::vector<std::string> camera_notes(const CameraFigures& figures, const Catalogue& words) {
    const auto percent = [&](double part, double whole) { return words.decimal(100.0 * share(part, whole), 1); };
    std::vector<std::string> notes;
    notes.push_back(words.say("cameras.note-reach", {{"reach", words.decimal(figures.reach_m, 0)}}));
    for (const SeenShare& line : figures.seen) {
        notes.push_back(
            words.say("cameras.note-" + line.key, {{"before", percent(line.before, line.total)},
                                                   {"after", percent(line.after, line.total)},
                                                   {"total", words.decimal(line.total, line.total < 100.0 ? 1 : 0)}}));
    }
    notes.push_back(
        words.say("cameras.note-proof", {{"gap", words.decimal(100.0 * figures.gap, 2)}, {"solver", figures.solver}}));
    return notes;
}

CurvePlot curve_plot(const CameraFigures& figures, const ReviewHeader& header, const Catalogue& words) {
    return {header, figures.curve, figures.limit, camera_notes(figures, words)};
}

}  // namespace diaban
