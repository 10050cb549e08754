#include "engine/project/list_sections.hpp"

#include <algorithm>

#include "engine/project/toml_keys.hpp"
#include "layers/model/nearest_name.hpp"

// data/rules, embedded by embed_files in engine/CMakeLists.txt.
extern "C" {
extern const char diaban_rule_drugs_begin[];
extern const char diaban_rule_drugs_end[];
extern const char diaban_rule_an_toan_begin[];
extern const char diaban_rule_an_toan_end[];
}

namespace diaban {

namespace {

namespace fs = std::filesystem;

const std::string kBuiltin = "builtin:";

/// A code becomes part of layer and field names.
std::string read_code(const TomlEntry& entry) {
    std::string code = entry.text();
    const bool plain = !code.empty() && std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!plain || code.size() > 30) {
        entry.refuse("error.code-form", "a-z 0-9 _");
    }
    return code;
}

TomlKeys::Setter into(std::string& target) {
    return [&target](const TomlEntry& e) { target = e.text(); };
}

TomlKeys::Setter into(CrsId& target) {
    return [&target](const TomlEntry& e) { target = {e.text()}; };
}

LevelSection read_level(const TomlEntry& entry) {
    LevelSection level;
    TomlKeys keys;
    keys.on("level", [&](const TomlEntry& e) { level.level = read_code(e); });
    keys.on("label", into(level.label)).on("source", into(level.source)).on("layer", into(level.layer));
    keys.on("crs", into(level.crs)).on("id", into(level.id)).on("name", into(level.name));
    keys.on("parent", into(level.parent)).on("population", into(level.population));
    keys.require("source");
    keys.read(entry);
    if (level.id.empty() && level.name.empty()) {
        throw Error(ErrorCode::kInput, "error.key-missing",
                    {{"file", entry.file.string()}, {"key", "levels.id | levels.name"}});
    }
    return level;
}

OverlayKind read_kind(const TomlEntry& entry) {
    const std::string text = entry.text();
    if (text == "point") {
        return OverlayKind::kPoint;
    }
    if (text == "line") {
        return OverlayKind::kLine;
    }
    if (text != "area") {
        entry.refuse("error.key-range", "point | line | area");
    }
    return OverlayKind::kArea;
}

OverlaySection read_overlay(const TomlEntry& entry) {
    OverlaySection overlay;
    TomlKeys keys;
    keys.on("name", [&](const TomlEntry& e) { overlay.name = read_code(e); });
    keys.on("label", into(overlay.label)).on("source", into(overlay.source)).on("layer", into(overlay.layer));
    keys.on("crs", into(overlay.crs)).on("x", into(overlay.x)).on("y", into(overlay.y));
    keys.on("time", into(overlay.time)).on("time_format", into(overlay.time_format));
    keys.on("kind", [&](const TomlEntry& e) { overlay.kind = read_kind(e); });
    keys.on("count_per_area", [&](const TomlEntry& e) { overlay.count_per_area = e.boolean(); });
    keys.require("name").require("source");
    keys.read(entry);
    return overlay;
}

ThemeSection read_theme(const TomlEntry& entry) {
    ThemeSection theme;
    TomlKeys keys;
    keys.on("name", [&](const TomlEntry& e) { theme.name = read_code(e); });
    keys.on("label_vi", into(theme.label.vi)).on("label_en", into(theme.label.en)).on("rule", into(theme.rule_source));
    keys.on("categories", [&](const TomlEntry& e) { theme.categories = e.texts(); });
    keys.on("incidents", [&](const TomlEntry& e) { theme.incidents = read_counted_incidents(e); });
    keys.on("level", into(theme.level)).on("children", into(theme.children));
    keys.on("fields", [&](const TomlEntry& e) {
        const toml::table* fields = e.node.as_table();
        if (fields == nullptr) {
            e.refuse("error.key-type", "[themes.fields]");
        }
        for (const auto& [name, node] : *fields) {
            const std::string key(name.str());
            theme.fields[key] = TomlEntry{e.file, e.name + "." + key, node}.text();
        }
    });
    keys.require("name");
    keys.read(entry);
    return theme;
}

template <typename Section>
void require_new(const std::vector<Section>& sections, std::string Section::*code, const TomlEntry& entry) {
    for (std::size_t i = 0; i + 1 < sections.size(); ++i) {
        if (sections[i].*code == sections.back().*code) {
            MessageArguments arguments = toml_place(entry.file, entry.node);
            arguments["section"] = entry.name;
            arguments["code"] = sections.back().*code;
            throw Error(ErrorCode::kInput, "error.code-twice", arguments);
        }
    }
}

void settle_theme(ThemeSection& theme, const Project& project) {
    if (theme.rule_source.empty()) {
        theme.evidence = project.classify.rule;
    } else if (theme.rule_source.rfind(kBuiltin, 0) == 0) {
        theme.criteria =
            parse_criteria_rule(builtin_rule(theme.rule_source.substr(kBuiltin.size())), theme.rule_source);
    } else {
        theme.rule_source = beside_project(project.file, theme.rule_source);
        if (is_criteria_file(theme.rule_source)) {
            theme.criteria = read_criteria_rule(theme.rule_source);
        } else {
            theme.evidence = read_rule_file(theme.rule_source);
        }
    }
    if (theme.label.vi.empty()) {
        theme.label.vi = theme.criteria ? theme.criteria->label.vi : theme.name;
    }
    if (theme.label.en.empty()) {
        theme.label.en = theme.criteria ? theme.criteria->label.en : theme.name;
    }
    std::vector<std::string> levels = {"areas"};
    for (const LevelSection& level : project.levels) {
        levels.push_back(level.level);
    }
    for (const std::string* level : {&theme.level, &theme.children}) {
        if (!level->empty() && std::find(levels.begin(), levels.end(), *level) == levels.end()) {
            throw Error(ErrorCode::kInput, "error.level-unknown",
                        {{"file", project.file.string()},
                         {"theme", theme.name},
                         {"level", *level},
                         {"nearest", nearest_name(*level, levels)}});
        }
    }
    if (theme.level == "areas") {
        theme.level.clear();
    }
}

}  // namespace

bool read_list_section(Project& project, const TomlEntry& section) {
    if (section.name == "levels") {
        for_each_table(section, [&](const TomlEntry& entry) {
            project.levels.push_back(read_level(entry));
            if (project.levels.back().level.empty()) {
                project.levels.back().level = "level_" + std::to_string(project.levels.size());
            }
            require_new(project.levels, &LevelSection::level, entry);
        });
    } else if (section.name == "overlays") {
        for_each_table(section, [&](const TomlEntry& entry) {
            project.overlays.push_back(read_overlay(entry));
            require_new(project.overlays, &OverlaySection::name, entry);
        });
    } else if (section.name == "themes") {
        for_each_table(section, [&](const TomlEntry& entry) {
            project.themes.push_back(read_theme(entry));
            require_new(project.themes, &ThemeSection::name, entry);
        });
    } else {
        return false;
    }
    return true;
}

void settle_lists(Project& project) {
    for (LevelSection& level : project.levels) {
        level.source = beside_project(project.file, level.source);
    }
    for (OverlaySection& overlay : project.overlays) {
        overlay.source = beside_project(project.file, overlay.source);
    }
    for (ThemeSection& theme : project.themes) {
        settle_theme(theme, project);
    }
}

std::string beside_project(const fs::path& file, const std::string& source) {
    if (source.rfind("PG:", 0) == 0 || fs::path(source).is_absolute()) {
        return source;
    }
    return (file.parent_path() / source).string();
}

CountedIncidents read_counted_incidents(const TomlEntry& entry) {
    const std::string text = entry.text();
    if (text != "all" && text != "reported") {
        entry.refuse("error.key-range", "all | reported");
    }
    return text == "reported" ? CountedIncidents::kReported : CountedIncidents::kAll;
}

std::string builtin_rule(const std::string& name) {
    const auto text = [](const char* begin, const char* end) {
        return std::string(begin, static_cast<std::size_t>(end - begin));
    };
    if (name == "drugs-28-2025") {
        return text(diaban_rule_drugs_begin, diaban_rule_drugs_end);
    }
    if (name == "an-toan") {
        return text(diaban_rule_an_toan_begin, diaban_rule_an_toan_end);
    }
    throw Error(ErrorCode::kInput, "error.rule-builtin-unknown",
                {{"name", name}, {"nearest", nearest_name(name, {"drugs-28-2025", "an-toan"})}});
}

}  // namespace diaban
