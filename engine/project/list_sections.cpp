#include "engine/project/list_sections.hpp"

#include <algorithm>

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

template <typename Section>
void require_new(const std::vector<Section>& sections, std::string Section::*code, const Setting& item) {
    for (std::size_t i = 0; i + 1 < sections.size(); ++i) {
        if (sections[i].*code == sections.back().*code) {
            MessageArguments arguments = item.place();
            arguments["section"] = item.name;
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

void settle_item(Project& project, const Setting& item) {
    if (item.name == "levels") {
        LevelSection& level = project.levels.back();
        if (level.id.empty() && level.name.empty()) {
            throw Error(ErrorCode::kInput, "error.key-missing",
                        {{"file", item.file->string()}, {"key", "levels.id | levels.name"}});
        }
        if (level.level.empty()) {
            level.level = "level_" + std::to_string(project.levels.size());
        }
        require_new(project.levels, &LevelSection::level, item);
    } else if (item.name == "overlays") {
        require_new(project.overlays, &OverlaySection::name, item);
    } else {
        require_new(project.themes, &ThemeSection::name, item);
    }
}

void settle_themes(Project& project) {
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
