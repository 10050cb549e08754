#include "engine/program/project_schema.hpp"

#include "engine/program/study_registry.hpp"
#include "engine/project/core_sections.hpp"
#include "engine/project/option_text.hpp"
#include "layers/base/json_value.hpp"
#include "layers/model/nearest_name.hpp"

namespace diaban {

namespace {

constexpr const char* kDialect = "https://json-schema.org/draft/2020-12/schema";

Json table_schema(const OptionTable& table, const Catalogue& words) {
    Json schema = section_schema(table, words);
    Json required = Json::list();
    for (const Option& row : table.rows()) {
        if (row.required && row.has_key()) {
            required.push_back(row.key);
        }
    }
    if (required.size() > 0) {
        schema["required"] = required;
    }
    return schema;
}

/// What [maps] layers may name: maps, and the beginnings of families.
Json map_name_schema() {
    Json names = Json::list();
    std::string families;
    for (const std::string& name : known_names().maps) {
        if (name.ends_with('_')) {
            families += (families.empty() ? "^(" : "|") + name;
        } else {
            names.push_back(name);
        }
    }
    const Json one_of = {{"enum", names}};
    const Json of_a_family = {{"pattern", families + ")"}};
    return {{"anyOf", Json::list({one_of, of_a_family})}};
}

Json sections(const Catalogue& words) {
    Json all = Json::object();
    for (const CoreSection& section : core_sections()) {
        all[section.options.name()] = table_schema(section.options, words);
    }
    all["maps"]["properties"]["layers"]["items"] = map_name_schema();
    for (const StudySection& study : study_tables()) {
        all[study.options.name()] = table_schema(study.options, words);
    }
    for (const CoreSection& section : list_sections()) {
        all[section.options.name()] = {{"type", "array"}, {"items", table_schema(section.options, words)}};
    }
    return all;
}

}  // namespace

std::string project_schema(const std::string& section, const Catalogue& words) {
    const Json all = sections(words);
    if (section.empty()) {
        return json_text({{"$schema", kDialect},
                          {"title", "diaban"},
                          {"type", "object"},
                          {"additionalProperties", false},
                          {"required", Json::list({"project", "areas", "incidents"})},
                          {"properties", all}});
    }
    const Json* found = all.find(section);
    if (found == nullptr) {
        std::vector<std::string> names;
        for (const Json::Member& member : all.members()) {
            names.push_back(member.key);
        }
        throw Error(ErrorCode::kUsage, "error.schema-section",
                    {{"section", section}, {"nearest", nearest_name(section, names)}});
    }
    Json schema = {{"$schema", kDialect}};
    for (const Json::Member& member : found->members()) {
        schema[member.key] = member.value;
    }
    return json_text(schema);
}

}  // namespace diaban
