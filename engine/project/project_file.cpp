#include "engine/project/project_file.hpp"

#include <fstream>
#include <sstream>

#include "engine/project/list_sections.hpp"
#include "engine/project/project_keys.hpp"
#include "engine/project/toml_entry.hpp"
#include "layers/model/error.hpp"
#include "layers/model/nearest_name.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

using Entry = TomlEntry;

template <typename Map>
std::vector<std::string> names_of(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map) {
        names.push_back(name);
    }
    return names;
}

void require_key(const Project& project, const char* key, const std::string& value) {
    if (value.empty()) {
        throw Error(ErrorCode::kInput, "error.key-missing", {{"file", project.file.string()}, {"key", key}});
    }
}

[[noreturn]] void refuse_key(const fs::path& file, const std::string& section, const toml::key& key,
                             const std::vector<std::string>& known) {
    throw Error(ErrorCode::kInput, "error.key-unknown",
                {{"file", file.string()},
                 {"line", std::to_string(key.source().begin.line)},
                 {"column", std::to_string(key.source().begin.column)},
                 {"section", section},
                 {"key", std::string(key.str())},
                 {"nearest", nearest_name(std::string(key.str()), known)}});
}

void settle_rule(ClassifySection& classify) {
    classify.rule = classify.rule_source.empty() ? default_rule() : read_rule_file(classify.rule_source);
    const std::string approved = rule_hash(classify.rule);
    const RuleOverrides& own = classify.overrides;
    EvidenceRule& evidence = classify.rule.evidence;
    evidence.elevated_above = own.elevated_above.value_or(evidence.elevated_above);
    evidence.brought_down_below = own.brought_down_below.value_or(evidence.brought_down_below);
    evidence.borderline_below = own.borderline_below.value_or(evidence.borderline_below);
    evidence.interval = own.interval.value_or(evidence.interval);
    classify.rule.overridden = rule_hash(classify.rule) != approved;
    classify.rule.unit = own.unit.value_or(classify.rule.unit);
}

/// What [cameras] takes over from the other sections. A wrong combination is wrong input here, not wrong usage.
void settle_cameras(Project& project) {
    CameraOptions& cameras = *project.cameras;
    for (std::string* source :
         {&cameras.demand, &cameras.candidates, &cameras.existing, &cameras.roads, &cameras.exclude, &cameras.dwellings,
          &cameras.must_cover, &cameras.buildings, &cameras.terrain, &cameras.distances}) {
        if (!source->empty()) {
            *source = beside_project(project.file, *source);
        }
    }
    cameras.as_of = project.project.as_of;
    cameras.seed = project.project.seed;
    cameras.drop_personal = project.privacy.drop_personal;
    if (cameras.x_field.empty() && cameras.y_field.empty()) {
        cameras.x_field = project.incidents.x;
        cameras.y_field = project.incidents.y;
    }
    if (cameras.crs.empty()) {
        cameras.crs = project.incidents.crs;
    }
    if (cameras.demand_kind == DemandKind::kRunIncidents && !cameras.categories.empty() &&
        project.incidents.category.empty()) {
        throw Error(ErrorCode::kInput, "error.cameras-needs",
                    {{"option", "cameras.categories"}, {"other", "incidents.category"}});
    }
    try {
        validate(cameras);
    } catch (const Error& error) {
        throw Error(ErrorCode::kInput, error.key(), error.arguments());
    }
}

void settle_hotspots(Project& project) {
    if (!project.hotspots) {
        return;
    }
    WeightChoice& weights = project.hotspots->weights;
    if (weights.rule == WeightRule::kFile) {
        weights.file = beside_project(project.file, weights.file.string());
    }
    if (project.hotspots->rate != RateKind::kCount) {
        require_key(project, "areas.population", project.areas.population);
    }
}

void settle_sweep(Project& project) {
    const auto place = [&](std::string& source) {
        if (!source.empty()) {
            source = beside_project(project.file, source);
        }
    };
    if (project.sweep) {
        SweepStudyOptions& sweep = *project.sweep;
        place(sweep.places);
        place(sweep.roads);
        if (!sweep.area_km2 && !sweep.boxes && !sweep.team) {
            require_key(project, "sweep.area_km2 | sweep.boxes | sweep.team_hours", "");
        }
        if (!sweep.as_of && project.project.as_of) {
            sweep.as_of = *project.project.as_of + std::chrono::days{1};
        }
        sweep.seed = project.project.seed;
    }
    if (project.evaluate) {
        EvaluateOptions& evaluate = *project.evaluate;
        require_key(project, "evaluate.treated", evaluate.treated);
        require_key(project, "evaluate.control", evaluate.control);
        const auto given = [](const TimeWindow& window) { return window == TimeWindow{} ? "" : "given"; };
        require_key(project, "evaluate.before", given(evaluate.before));
        require_key(project, "evaluate.after", given(evaluate.after));
        for (std::string* source :
             {&evaluate.treated, &evaluate.control, &evaluate.displacement, &evaluate.control_displacement}) {
            place(*source);
        }
    }
}

}  // namespace

Project parse_project(const std::string& text, const fs::path& file) {
    const toml::table root = parse_toml(text, file);
    Project project;
    project.file = file;
    project.text = text;
    GivenWindows given;
    const auto table = project_key_table(given);
    for (const auto& [section_key, section_node] : root) {
        const std::string section(section_key.str());
        if (read_list_section(project, Entry{file, section, section_node})) {
            continue;
        }
        const auto keys = table.find(section);
        if (keys == table.end() || !section_node.is_table()) {
            MessageArguments arguments = toml_place(file, section_node);
            arguments["section"] = section;
            std::vector<std::string> known = names_of(table);
            known.insert(known.end(), {"levels", "overlays", "themes"});
            arguments["nearest"] = nearest_name(section, known);
            throw Error(ErrorCode::kInput, "error.section-unknown", arguments);
        }
        begin_section(project, section);
        for (const auto& [key, node] : *section_node.as_table()) {
            const std::string name(key.str());
            const auto setter = keys->second.find(name);
            if (setter == keys->second.end()) {
                // The place of the key itself says more than that of its value.
                refuse_key(file, section, key, names_of(keys->second));
            }
            setter->second(project, Entry{file, section + "." + name, node});
        }
    }
    require_key(project, "project.title", project.project.title);
    require_key(project, "areas.source", project.areas.source);
    require_key(project, "areas.id | areas.name", project.areas.id + project.areas.name);
    if (!project.crosswalk.source.empty()) {
        require_key(project, "crosswalk.old | crosswalk.old_name",
                    project.crosswalk.old_code + project.crosswalk.old_name);
        require_key(project, "crosswalk.new", project.crosswalk.present);
        project.crosswalk.source = beside_project(file, project.crosswalk.source);
    }
    require_key(project, "incidents.source", project.incidents.source);
    require_key(project, "incidents.time", project.incidents.time);
    settle_windows(project, given);
    project.areas.source = beside_project(file, project.areas.source);
    project.incidents.source = beside_project(file, project.incidents.source);
    if (!project.classify.rule_source.empty()) {
        project.classify.rule_source = beside_project(file, project.classify.rule_source);
    }
    if (!project.classify.previous.empty()) {
        project.classify.previous = beside_project(file, project.classify.previous);
    }
    if (project.density.smoothing == Smoothing::kAdaptive && project.density.edge != EdgeCorrection::kNone) {
        throw Error(ErrorCode::kInput, "error.density-adaptive-edge", {});
    }
    if (project.privacy.suppress_below > 0 && project.privacy.show_incidents) {
        throw Error(ErrorCode::kInput, "error.privacy-contradiction", {{"file", file.string()}});
    }
    settle_rule(project.classify);
    settle_lists(project);
    if (project.cameras) {
        settle_cameras(project);
    }
    settle_hotspots(project);
    settle_sweep(project);
    return project;
}

Project read_project_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || fs::is_directory(file)) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", file.string()}});
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return parse_project(text.str(), file);
}

std::vector<std::string> project_keys() {
    GivenWindows given;
    std::vector<std::string> keys;
    for (const auto& [section, entries] : project_key_table(given)) {
        for (const auto& [key, setter] : entries) {
            keys.push_back(section + "." + key);
        }
    }
    return keys;
}

}  // namespace diaban
