#include "engine/program/project_schema.hpp"

#include <gtest/gtest.h>

#include "engine/program/study_registry.hpp"
#include "engine/project/core_sections.hpp"
#include "engine/project/option_text.hpp"
#include "layers/base/json_value.hpp"
#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

TEST(ProjectSchema, EveryKeyHasHelpInBothLanguages) {
    std::vector<const OptionTable*> tables;
    for (const CoreSection& section : core_sections()) {
        tables.push_back(&section.options);
    }
    for (const CoreSection& section : list_sections()) {
        tables.push_back(&section.options);
    }
    for (const StudySection& study : study_tables()) {
        tables.push_back(&study.options);
    }
    EXPECT_EQ(tables.size(), core_sections().size() + list_sections().size() + study_tables().size());
    for (const OptionTable* table : tables) {
        for (const Option& row : table->rows()) {
            for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
                EXPECT_TRUE(catalogue(language).has(help_key(*table, row))) << help_key(*table, row);
            }
        }
    }
}

TEST(ProjectSchema, TheWholeFileAndOneSection) {
    const Json whole = parse_json(project_schema("", catalogue(Language::kEnglish)));
    EXPECT_EQ(whole.at("required").texts(), (std::vector<std::string>{"project", "areas", "incidents"}));
    const Json& cameras = whole.at("properties").at("cameras");
    EXPECT_EQ(json_line(cameras.at("properties").at("count").at("maximum")), "100000");
    EXPECT_EQ(whole.at("properties").at("levels").at("items").at("required").texts(),
              std::vector<std::string>{"source"});
    Json one = parse_json(project_schema("cameras", catalogue(Language::kEnglish)));
    EXPECT_EQ(one.at("$schema").text(), "https://json-schema.org/draft/2020-12/schema");
    one.erase("$schema");
    EXPECT_EQ(one, cameras);
    EXPECT_EQ(test::expect_error("error.schema-section",
                                 [] { (void)project_schema("camera", catalogue(Language::kEnglish)); })
                  .at("nearest"),
              "cameras");
}

}  // namespace
}  // namespace diaban
