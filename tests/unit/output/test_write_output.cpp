#include "engine/output/write_output.hpp"

#include <gtest/gtest.h>

#include "engine/output/review_kinds.hpp"
#include "layers/read/read_layer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

/// The two layers of areas, one that the rule has no part in, and one that goes onto the page alone.
Output some_output() {
    Output output;
    output.header.rule_name = "evidence";
    output.header.rule_version = "2 *";
    output.header.rule_hash = "abc";
    const auto table = [](const char* name) {
        FeatureLayer layer{name, {}, GeometryKind::kNone, {}, {}};
        layer.table.columns = {{"area_id", TextValues{"1"}, "", "field.area_id"},
                               {"n_current", IntegerValues{9}, "", "field.n_current"}};
        return layer;
    };
    output.layers = {{table("areas")}, {table("sensitivity")}, {table("incidents_rejected")}, {table("incidents")}};
    return output;
}

TEST(WriteOutput, TheRuleStandsOnEveryTableThatItHasAPartIn) {
    Output output = some_output();
    prepare_layers(output, review_kinds(), 0);
    for (const OutputLayer& entry : output.layers) {
        const Column* rule = entry.layer.table.find("rule");
        ASSERT_EQ(rule != nullptr, kind_of(entry.layer.name, review_kinds()).rule == NamesRule::kYes)
            << entry.layer.name;
        if (rule != nullptr) {
            EXPECT_EQ(std::get<TextValues>(rule->values), (TextValues{"evidence 2 *"}));
        }
        EXPECT_EQ(entry.layer.table.find("split_forced"), nullptr);
    }
    Output forced = some_output();
    forced.header.split_forced = true;
    prepare_layers(forced, review_kinds(), 0);
    EXPECT_NE(forced.layers[0].layer.table.find("split_forced"), nullptr);
    EXPECT_EQ(forced.layers[2].layer.table.find("split_forced"), nullptr) << "rejected rows stay as they came";
}

TEST(WriteOutput, WhatIsOfThePageAloneStandsInNoFileAndRejectedRowsInNoTable) {
    const Output output = some_output();
    const test::TemporaryFolder folder;
    write_geopackage(folder / "out.gpkg", output.layers,
                     {review_kinds(), "", catalogue(Language::kEnglish), LocalDay{}});
    EXPECT_EQ(layer_names(folder / "out.gpkg"),
              (std::vector<std::string>{"areas", "sensitivity", "incidents_rejected", "layer_styles"}));
    write_tables(output, review_kinds(), folder.path());
    EXPECT_TRUE(std::filesystem::exists(folder / "tables/areas.csv"));
    EXPECT_TRUE(std::filesystem::exists(folder / "tables/sensitivity.xlsx"));
    EXPECT_FALSE(std::filesystem::exists(folder / "tables/incidents_rejected.csv"));
    EXPECT_FALSE(std::filesystem::exists(folder / "tables/incidents.csv"));
}

}  // namespace
}  // namespace diaban
