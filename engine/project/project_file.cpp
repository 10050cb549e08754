#include "engine/project/project_file.hpp"

#include <algorithm>

#include "engine/project/core_sections.hpp"
#include "engine/project/list_sections.hpp"
#include "engine/project/toml_text.hpp"
#include "engine/project/windows.hpp"
#include "layers/model/error.hpp"
#include "layers/model/nearest_name.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

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

/// Sources stand beside the project's file.
void place_sources(const OptionTable& table, void* options, const Project& project) {
    for (const Option& row : table.rows()) {
        if (row.is_source && row.field != nullptr) {
            std::string& source = *std::get<std::string*>(row.field(options));
            source = source.empty() ? "" : beside_project(project.file, source);
        }
    }
}

void require_options(const OptionTable& table, const void* options, const Project& project) {
    const Option* missing = missing_option(table, options);
    require_key(project, missing == nullptr ? "" : table.name() + "." + missing->key, missing == nullptr);
}

void read_list(Project& project, const CoreSection& section, const Setting& setting) {
    const auto* items = setting.value.list();
    if (items == nullptr) {
        setting.refuse("error.key-type", "[[" + setting.name + "]]");
    }
    for (const SettingValue& value : *items) {
        if (value.members() == nullptr) {
            setting.refuse("error.key-type", "[[" + setting.name + "]]");
        }
        const Setting item = setting.item(value);
        void* const options = section.place(project);
        read_options(section.options, options, item, "error.table-key-unknown");
        require_options(section.options, options, project);
        settle_item(project, item);
        place_sources(section.options, options, project);
    }
}

/// One top-level key of the file.
void read_section(Project& project, const Setting& setting, std::span<const StudySection> studies) {
    std::vector<std::string> known;
    for (const CoreSection& section : list_sections()) {
        if (section.options.name() == setting.name) {
            return read_list(project, section, setting);
        }
    }
    for (const CoreSection& section : core_sections()) {
        if (section.options.name() == setting.name && setting.value.members() != nullptr) {
            return read_options(section.options, section.place(project), setting, "error.key-unknown");
        }
        known.push_back(section.options.name());
    }
    for (const StudySection& study : studies) {
        if (study.options.name() == setting.name && setting.value.members() != nullptr) {
            std::any& options = project.studies[setting.name] = study.options.make();
            return read_options(study.options, study.options.address(options), setting, "error.key-unknown");
        }
        known.push_back(study.options.name());
    }
    for (const CoreSection& section : list_sections()) {
        known.push_back(section.options.name());
    }
    MessageArguments arguments = setting.place();
    arguments["section"] = setting.name;
    arguments["nearest"] = nearest_name(setting.name, known);
    throw Error(ErrorCode::kInput, "error.section-unknown", arguments);
}

/// [maps] layers: which maps there are is known to those who draw them; of themes and levels only how their names begin.
void check_map_names(const Setting& section, const std::vector<std::string>& maps) {
    if (section.name != "maps" || maps.empty()) {
        return;
    }
    for (const SettingMember& member : *section.value.members()) {
        const Setting layers = section.member(member);
        if (!layers.name.ends_with(".layers")) {
            continue;
        }
        for (const std::string& name : layers.texts()) {
            const bool known = std::any_of(maps.begin(), maps.end(), [&](const std::string& map) {
                return map.ends_with('_') ? name.starts_with(map) : name == map;
            });
            if (!known) {
                layers.refuse_choice(name, maps);
            }
        }
    }
}

void settle_core(Project& project) {
    for (const CoreSection& section : core_sections()) {
        require_options(section.options, section.place(project), project);
        place_sources(section.options, section.place(project), project);
    }
    require_key(project, "areas.id | areas.name", !(project.areas.id + project.areas.name).empty());
    if (!project.crosswalk.source.empty()) {
        require_key(project, "crosswalk.old | crosswalk.old_name",
                    !(project.crosswalk.old_code + project.crosswalk.old_name).empty());
        require_key(project, "crosswalk.new", !project.crosswalk.present.empty());
    }
    settle_windows(project);
    if (project.density.smoothing == Smoothing::kAdaptive && project.density.edge != EdgeCorrection::kNone) {
        throw Error(ErrorCode::kInput, "error.density-adaptive-edge", {});
    }
    if (project.privacy.suppress_below > 0 && project.privacy.show_incidents) {
        throw Error(ErrorCode::kInput, "error.privacy-contradiction", {{"file", project.file.string()}});
    }
    settle_rule(project.classify);
    settle_themes(project);
}

}  // namespace

Project parse_project(const std::string& text, const fs::path& file, const KnownNames& known) {
    const std::span<const StudySection> studies = known.studies;
    const SettingValue root = parse_toml(text, file);
    Project project;
    project.file = file;
    project.text = text;
    const Setting whole{&file, "", root};
    for (const SettingMember& section : *root.members()) {
        read_section(project, whole.member(section), studies);
        check_map_names(whole.member(section), known.maps);
    }
    settle_core(project);
    for (const StudySection& study : studies) {
        const auto section = project.studies.find(study.options.name());
        if (section != project.studies.end()) {
            void* const options = study.options.address(section->second);
            require_options(study.options, options, project);
            place_sources(study.options, options, project);
            study.settle(options, project);
        }
    }
    return project;
}

Project read_project_file(const fs::path& file, const KnownNames& known) {
    return parse_project(text_of_file(file), file, known);
}

void require_key(const Project& project, const std::string& key, bool there) {
    if (!there) {
        throw Error(ErrorCode::kInput, "error.key-missing", {{"file", project.file.string()}, {"key", key}});
    }
}

std::vector<std::string> project_keys(std::span<const StudySection> studies) {
    std::vector<std::string> keys;
    const auto add = [&](const OptionTable& table) {
        for (const Option& row : table.rows()) {
            if (row.has_key()) {
                keys.push_back(table.name() + "." + row.key);
            }
        }
    };
    for (const CoreSection& section : core_sections()) {
        add(section.options);
    }
    for (const StudySection& study : studies) {
        add(study.options);
    }
    return keys;
}

}  // namespace diaban
