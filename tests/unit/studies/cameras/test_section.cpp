// [cameras] of a project file: every key, what it sets, and what it takes over from the other sections.

#include <gtest/gtest.h>

#include <set>

#include "engine/project/project_file.hpp"
#include "engine/studies/cameras/options.hpp"
#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

const std::string kLeast = R"(
[project]
title = "T"
as_of = 2017-12-14
seed = 7
[areas]
source = "areas.gpkg"
id = "code"
[incidents]
source = "points.csv"
time = "t"
x = "E"
y = "N"
crs = "EPSG:9209"
[cameras]
)";

Project parse(const std::string& text) {
    const StudySection sections[] = {camera_section()};
    return parse_project(text, "/folder/p.toml", KnownNames(sections));
}

CameraOptions cameras(const std::string& section) {
    return *parse(kLeast + section).section<CameraOptions>("cameras");
}

TEST(CameraSection, NoSectionNoPlan) {
    EXPECT_EQ(parse(kLeast.substr(0, kLeast.find("[cameras]"))).section<CameraOptions>("cameras"), nullptr);
    const auto told = test::expect_error("error.cameras-goal-needed", [] { (void)cameras(""); });
    EXPECT_EQ(told.at("count"), "cameras.count");
    EXPECT_EQ(told.at("budget"), "cameras.budget");
}

TEST(CameraSection, TakenOverFromTheProject) {
    const CameraOptions options = cameras("count = 3\ncandidates = \"sites.gpkg:sites\"\nexisting = \"/abs/c.gpkg\"\n");
    EXPECT_EQ(options.demand_kind, DemandKind::kRunIncidents);
    EXPECT_EQ(options.candidates, "/folder/sites.gpkg:sites");
    EXPECT_EQ(options.existing, "/abs/c.gpkg");
    EXPECT_EQ(options.x_field + options.y_field + options.crs.definition, "ENEPSG:9209");
    EXPECT_EQ(options.seed, 7u);
    EXPECT_EQ(iso_date(*options.as_of), "2017-12-14");
}

TEST(CameraSection, KindsOfDemand) {
    EXPECT_EQ(cameras("count = 3\ndemand = \"density\"\n").demand_kind, DemandKind::kRunDensity);
    EXPECT_EQ(cameras("count = 3\ndemand = \"areas\"\n").demand_kind, DemandKind::kRunAreas);
    const CameraOptions file = cameras("count = 3\ndemand = \"p.gpkg\"\n");
    EXPECT_EQ(file.demand_kind, DemandKind::kSource);
    EXPECT_EQ(file.demand, "/folder/p.gpkg");
    EXPECT_EQ(cameras("count = 3\ndemand = \"p.tif\"\n").demand_kind, DemandKind::kRaster);
}

TEST(CameraSection, EveryKeyIsUnderstood) {
    // Each with a value that is not the default, and what it needs beside it.
    const std::map<std::string, std::string> values = {
        {"demand", "\"p.gpkg\""},
        {"candidates", "\"s.gpkg\""},
        {"existing", "\"c.gpkg\""},
        {"roads", "\"r.gpkg\""},
        {"exclude", "\"x.gpkg\""},
        {"dwellings", "\"d.gpkg\""},
        {"must_cover", "\"m.gpkg\""},
        {"buildings", "\"b.gpkg\""},
        {"terrain", "\"t.tif\""},
        {"distances", "\"d.csv\"\ncandidates = \"s.gpkg\"\ndemand = \"p.gpkg\""},
        {"distance_demand", "\"a\""},
        {"distance_site", "\"b\""},
        {"distance_metres", "\"c\""},
        {"demand_id", "\"d\""},
        {"site_id", "\"s\""},
        {"x", "\"X\""},
        {"y", "\"Y\""},
        {"crs", "\"EPSG:3405\""},
        {"where", "\"a = 1\""},
        {"weight", "\"w\""},
        {"cost", "\"c\""},
        {"bonus", "\"b\""},
        {"bonus_values", "\"market=2\"\nbonus = \"kind\""},
        {"time", "\"t\""},
        {"time_format", "\"%d/%m/%Y\""},
        {"from", "2017-01-01\ntime = \"t\"\ndemand = \"p.csv\""},
        {"to", "2017-02-01\ntime = \"t\"\ndemand = \"p.csv\""},
        {"hours", "\"18-6\""},
        {"category", "\"k\""},
        {"categories", "[\"a\"]\ncategory = \"k\"\ndemand = \"p.csv\""},
        {"class", "\"c\""},
        {"class_weights", "{complex = 3, contained = 2}"},
        {"window", "\"both\""},
        {"spread_m", "100"},
        {"hot_share", "0.25"},
        {"count", "36"},
        {"budget", "100\nmodel = \"lscp\""},
        {"model", "\"lscp\""},
        {"backup", "true"},
        {"backup_share", "0.25"},
        {"max_overlap", "0.1"},
        {"reach_m", "45"},
        {"task", "\"observe\""},
        {"pixels", "3840"},
        {"lens_deg", "80"},
        {"field_of_view_deg", "68"},
        {"height_field", "\"h\""},
        {"mast_m", "5"},
        {"eye_m", "1"},
        {"road_step_m", "100"},
        {"grid_m", "50"},
        {"time_limit_s", "30"},
        {"purpose", "\"An toàn\""}};
    std::set<std::string> keys;
    for (const Option& row : camera_options().rows()) {
        if (row.has_key()) {
            keys.insert(row.key);
            ASSERT_EQ(values.count(row.key), 1u) << row.key;
        }
    }
    EXPECT_EQ(keys.size(), values.size());
    for (const auto& [key, value] : values) {
        const std::string count = key == "count" ? "" : "count = 3\n";
        EXPECT_NO_THROW((void)cameras(count + key + " = " + value + "\n")) << key;
    }
    const CameraOptions options = cameras(
        "count = 36\nreach_m = 45\nbackup = true\nclass_weights = {complex = 3, contained = 2}\n"
        "window = \"both\"\ntask = \"observe\"\nhours = \"18-6\"\nmax_overlap = 0.1\n");
    EXPECT_EQ(options.count, 36u);
    EXPECT_EQ(options.reach_m, 45.0);
    EXPECT_EQ(options.backup_share, 0.5);
    EXPECT_EQ(options.class_weights, (std::map<std::string, double>{{"complex", 3.0}, {"contained", 2.0}}));
    EXPECT_EQ(options.window, CameraWindow::kBoth);
    EXPECT_EQ(options.task, CameraTask::kObserve);
    EXPECT_EQ(options.hours.size(), 1u);
    EXPECT_EQ(options.max_overlap, 0.1);
}

TEST(CameraSection, WhatIsRefused) {
    test::expect_error("error.key-range", [] { (void)cameras("count = 0\n"); });
    test::expect_error("error.key-choice", [] { (void)cameras("count = 3\nmodel = \"best\"\n"); });
    test::expect_error("error.key-choice", [] { (void)cameras("count = 3\nwindow = \"next\"\n"); });
    test::expect_error("error.key-range", [] { (void)cameras("count = 3\nreach_m = 0.0005\n"); });
    test::expect_error("error.cameras-two-goals", [] { (void)cameras("count = 3\nbudget = 5\n"); });
    test::expect_error("error.cameras-needs", [] { (void)cameras("count = 3\ncategories = [\"a\"]\n"); });
    test::expect_error("error.key-unknown", [] { (void)cameras("count = 3\nreach = 5\n"); });
}

}  // namespace
}  // namespace diaban
