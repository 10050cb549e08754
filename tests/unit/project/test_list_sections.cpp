#include "engine/project/list_sections.hpp"

#include <gtest/gtest.h>

#include "engine/project/project_file.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

const std::string kLeast = R"(
[project]
title = "T"
as_of = 2017-12-14
[areas]
source = "areas.gpkg"
id = "code"
[incidents]
source = "points.csv"
time = "t"
)";

Project parse(const std::string& text) {
    return parse_project(kLeast + text, "/folder/p.toml");
}

MessageArguments refused(const std::string& key, const std::string& text) {
    return test::expect_error(key, [&] { (void)parse(text); });
}

TEST(ProjectLists, LevelsOverlaysAndThemes) {
    const Project p = parse(R"(
[[levels]]
level = "hamlet"
source = "h.gpkg"
id = "ma"
parent = "xa"
[[overlays]]
name = "markets"
source = "o.gpkg"
layer = "markets"
kind = "point"
label = "Chợ"
[[overlays]]
name = "tips"
source = "tips.csv"
time = "ngay"
count_per_area = false
[[themes]]
name = "order"
label_vi = "Trật tự"
categories = ["Đánh bạc"]
incidents = "reported"
[[themes]]
name = "safe"
rule = "builtin:an-toan"
children = "hamlet"
fields = { recognised = "dat" }
[classify.severity]
"Cháy" = 12.5
)");
    ASSERT_EQ(p.levels.size(), 1u);
    EXPECT_EQ(p.levels[0].source, "/folder/h.gpkg");
    EXPECT_EQ(p.levels[0].parent, "xa");
    ASSERT_EQ(p.overlays.size(), 2u);
    EXPECT_EQ(p.overlays[0].kind, OverlayKind::kPoint);
    EXPECT_TRUE(p.overlays[0].count_per_area);
    EXPECT_FALSE(p.overlays[1].count_per_area);
    EXPECT_EQ(p.overlays[1].time, "ngay");
    ASSERT_EQ(p.themes.size(), 2u);
    EXPECT_FALSE(p.themes[0].criteria);
    EXPECT_EQ(p.themes[0].evidence.version, default_rule().version);
    EXPECT_EQ(p.themes[0].incidents, CountedIncidents::kReported);
    EXPECT_EQ(p.themes[0].label.en, "order");
    ASSERT_TRUE(p.themes[1].criteria);
    EXPECT_EQ(p.themes[1].label.vi, "An toàn về ANTT");
    EXPECT_EQ(p.themes[1].fields.at("recognised"), "dat");
    EXPECT_EQ(p.classify.severity.at("Cháy"), 12.5);
}

TEST(ProjectLists, AThemeWithoutARuleFollowsTheProjects) {
    const Project p = parse("[classify]\nelevated_above = 1.5\n[[themes]]\nname = \"a\"\n");
    EXPECT_EQ(p.themes[0].evidence.evidence.elevated_above, 1.5);
    EXPECT_TRUE(p.themes[0].evidence.overridden);
}

TEST(ProjectLists, WhatIsWrongIsNamedWithItsPlace) {
    const MessageArguments key =
        refused("error.table-key-unknown", "[[overlays]]\nname = \"a\"\nsource = \"b\"\nlable = \"c\"\n");
    EXPECT_EQ(key.at("nearest"), "label");
    EXPECT_EQ(key.at("line"), "14");
    refused("error.code-form", "[[themes]]\nname = \"Ma túy\"\n");
    refused("error.code-twice", "[[themes]]\nname = \"a\"\n[[themes]]\nname = \"a\"\n");
    refused("error.key-missing", "[[levels]]\nlevel = \"hamlet\"\n");
    refused("error.key-choice", "[[overlays]]\nname = \"a\"\nsource = \"b\"\nkind = \"dot\"\n");
    refused("error.key-type", "[overlays]\nname = \"a\"\n");
    EXPECT_EQ(refused("error.level-unknown",
                      "[[levels]]\nlevel = \"hamlet\"\nsource = \"x\"\nid = \"i\"\n[[themes]]\nname = \"a\"\nlevel = "
                      "\"hamlets\"\n")
                  .at("nearest"),
              "hamlet");
    refused("error.file-missing", "[[themes]]\nname = \"a\"\nrule = \"nowhere.toml\"\n");
    EXPECT_EQ(refused("error.section-unknown", "[[overlay]]\nname = \"a\"\n").at("nearest"), "overlays");
}

TEST(ProjectLists, ARuleFileOfEitherKindStandsBesideTheProject) {
    const test::TemporaryFolder folder;
    const std::filesystem::path file =
        folder.write("e.toml",
                     "kind = \"evidence\"\nname = \"own\"\nversion = \"7\"\nelevated_above = 1.3\nbrought_down_below = "
                     "0.7\nborderline_below = 0.6\n");
    const Project p =
        parse_project(kLeast + "[[themes]]\nname = \"a\"\nrule = \"e.toml\"\n", file.parent_path() / "p.toml");
    EXPECT_EQ(p.themes[0].evidence.name, "own");
    EXPECT_EQ(p.themes[0].evidence.evidence.elevated_above, 1.3);
}

}  // namespace
}  // namespace diaban
