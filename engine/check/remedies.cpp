#include "engine/check/remedies.hpp"

#include <map>

namespace diaban {

namespace {

using Keys = std::vector<std::string>;

const std::map<std::string, Keys>& table() {
    static const std::map<std::string, Keys> kTable = {
        {"error.area-id-field-needed", {"areas.id", "areas.name"}},
        {"error.area-id-missing", {"areas.id", "areas.source"}},
        {"error.area-id-twice", {"areas.id", "areas.source"}},
        {"error.area-not-polygon", {"areas.source", "areas.layer"}},
        {"error.areas-metres-as-degrees", {"areas.crs"}},
        {"error.population-unreadable", {"areas.population", "areas.source"}},
        {"error.watch-unknown", {"areas.watchlist"}},
        {"error.extent-not-geographic", {"areas.crs"}},
        {"error.extent-too-wide", {"project.crs"}},
        {"error.geometry-not-finite", {"areas.crs"}},
        {"error.crs-not-metric", {"project.crs"}},
        {"error.date-ambiguous", {"incidents.time_format"}},
        {"error.date-mixed", {"incidents.time_format", "incidents.source"}},
        {"error.date-unknown", {"incidents.time_format", "incidents.time"}},
        {"error.time-format-invalid", {"incidents.time_format"}},
        {"error.personal-columns", {"privacy.drop_personal"}},
        {"error.personal-content", {"privacy.drop_personal"}},
        {"error.valid-unreadable", {"areas.valid_from", "areas.valid_to"}},
        {"error.crosswalk-no-area", {"crosswalk.new", "crosswalk.source"}},
        {"finding.areas-not-valid", {"areas.valid_from", "areas.valid_to"}},
        {"finding.crosswalk-shares", {"crosswalk.share", "crosswalk.weight"}},
        {"finding.categories-unmapped", {"incidents.categories"}},
        {"finding.duplicates", {"incidents.duplicates"}},
        {"finding.duplicates-left-out", {"incidents.duplicates"}},
        {"reject.area-unknown", {"incidents.source", "crosswalk.source"}},
        {"reject.area-ambiguous", {"incidents.source"}},
        {"reject.area-split", {"crosswalk.share", "crosswalk.weight"}},
        {"reject.area-elsewhere", {"areas.source"}},
        {"reject.duplicate-exact", {"incidents.duplicates"}},
        {"reject.duplicate-near", {"incidents.duplicates"}},
        {"error.xy-needed", {"incidents.x", "incidents.y", "incidents.area"}},
        {"error.too-many-categories", {"incidents.category"}},
        {"finding.personal-dropped", {"incidents.source"}},
        {"finding.population-missing", {"areas.population"}},
        {"finding.register-rows-rejected", {"classify.previous"}},
        {"finding.population-zero", {"areas.population", "areas.source"}},
        {"finding.population-not-given", {"areas.population"}},
        {"finding.population-undated", {"areas.population_date", "areas.population_source"}},
        {"finding.parents-unknown", {"areas.parent", "levels.id"}},
        {"finding.units-outside-parent", {"areas.source", "levels.source", "areas.parent"}},
        {"finding.header-missing", {"incidents.source"}},
        {"finding.rows-at-zero", {"incidents.source", "incidents.area"}},
        {"finding.points-on-centres", {"incidents.source", "incidents.area"}},
        {"finding.datum-not-verified", {"incidents.crs"}},
        {"finding.coordinates-outside", {"incidents.crs", "areas.source"}},
        {"finding.located-share-low", {"incidents.x", "incidents.y"}},
        {"reject.crosswalk-incomplete", {"crosswalk.source", "crosswalk.old", "crosswalk.new"}},
        {"reject.crosswalk-share", {"crosswalk.source", "crosswalk.share"}},
        {"reject.crosswalk-twice", {"crosswalk.source"}},
        {"reject.register-area-unknown", {"classify.previous", "crosswalk.source"}},
        {"reject.register-class-unknown", {"classify.previous"}},
        {"reject.register-not-earlier", {"classify.previous", "project.as_of"}},
        {"reject.register-parts-differ", {"crosswalk.weight", "classify.previous"}},
        {"reject.register-status-unknown", {"classify.previous"}},
        {"reject.register-twice", {"classify.previous"}},
        {"reject.coordinates-missing", {"incidents.area", "incidents.source"}},
        {"reject.coordinate-unreadable", {"incidents.x", "incidents.y", "incidents.source"}},
        {"reject.coordinate-out-of-range", {"incidents.crs", "incidents.source"}},
        {"reject.coordinate-untransformable", {"incidents.crs", "incidents.source"}},
        {"reject.date-missing", {"incidents.time", "incidents.source"}},
        {"reject.date-unreadable", {"incidents.time_format", "incidents.source"}},
        {"reject.weight-unreadable", {"incidents.weight", "incidents.source"}},
    };
    return kTable;
}

/// Errors that every source can have: the key stands in the section of the input at hand.
const std::map<std::string, Keys>& source_table() {
    static const std::map<std::string, Keys> kTable = {
        {"error.crs-missing", {"crs"}},
        {"error.crs-unknown", {"crs"}},
        {"error.crs-no-transformation", {"crs"}},
        {"error.layer-needed", {"layer"}},
        {"error.layer-unknown", {"layer"}},
        {"error.field-unknown", {"source"}},
        {"error.file-missing", {"source"}},
        {"error.field-twice", {"source"}},
        {"error.layer-empty", {"source", "layer"}},
        {"error.file-unreadable", {"source"}},
    };
    return kTable;
}

}  // namespace

std::vector<std::string> keys_to_change(const Finding& finding) {
    Keys keys;
    for (const ProjectSetting& setting : finding.settings) {
        keys.push_back(setting.key);
    }
    if (!keys.empty()) {
        return keys;
    }
    if (const auto found = table().find(finding.key); found != table().end()) {
        return found->second;
    }
    if (finding.input != "areas" && finding.input != "incidents" && finding.input != "levels") {
        return {};
    }
    if (const auto found = source_table().find(finding.key); found != source_table().end()) {
        for (const std::string& key : found->second) {
            keys.push_back(finding.input + "." + key);
        }
        return keys;
    }
    return {finding.input + ".source"};
}

std::vector<std::string> keys_to_change_for_rejects(const std::string& reason_key) {
    const auto found = table().find(reason_key);
    return found != table().end() ? found->second : Keys{"incidents.source"};
}

std::vector<std::string> all_keys_to_change() {
    Keys keys;
    for (const auto& [finding, of_finding] : table()) {
        keys.insert(keys.end(), of_finding.begin(), of_finding.end());
    }
    for (const auto& [finding, of_finding] : source_table()) {
        for (const std::string& key : of_finding) {
            keys.push_back("areas." + key);
            keys.push_back("incidents." + key);
            keys.push_back("levels." + key);
        }
    }
    return keys;
}

}  // namespace diaban
