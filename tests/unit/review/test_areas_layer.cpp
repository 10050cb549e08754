#include "engine/review/areas_layer.hpp"

#include <gtest/gtest.h>

#include <set>

#include "engine/review/explanation.hpp"
#include "tests/support/two_areas.hpp"

namespace diaban {
namespace {

using test::column;
using Case = test::ReviewCase;
using test::two_areas;

TEST(AreasLayer, HoldsTheFieldsOfTheContract) {
    const Case c = two_areas();
    const FeatureLayer layer = areas_layer({c.project, c.data, c.analysis});
    for (const char* name : {"area_id",
                             "name",
                             "parent",
                             "class",
                             "class_label",
                             "p_stable",
                             "p_contained",
                             "p_complex",
                             "borderline",
                             "reason_vi",
                             "reason_en",
                             "previous_class",
                             "n_baseline",
                             "n_current",
                             "population",
                             "area_km2",
                             "rate",
                             "relative_risk",
                             "rr_low",
                             "rr_high",
                             "change_ratio",
                             "change_low",
                             "change_high",
                             "p_rising",
                             "p_falling",
                             "density_mean_per_km2",
                             "density_max_per_km2"}) {
        EXPECT_NE(layer.table.find(name), nullptr) << name;
    }
    for (const Column& each : layer.table.columns) {
        EXPECT_EQ(each.size(), 2u) << each.name;
        EXPECT_TRUE(catalogue(Language::kVietnamese).has(each.description_key)) << each.description_key;
    }
    EXPECT_EQ(layer.size(), 2u);
}

TEST(AreasLayer, NoResultIsAGapNeverANumber) {
    const Case c = two_areas();
    const FeatureLayer layer = areas_layer({c.project, c.data, c.analysis});
    EXPECT_EQ(column<TextValues>(layer, "class"), (TextValues{"stable", std::nullopt}));
    EXPECT_EQ(column<TextValues>(layer, "parent"), (TextValues{"Trực Ninh", std::nullopt}));
    EXPECT_EQ(column<RealValues>(layer, "p_stable"), (RealValues{1.0, std::nullopt}));
    EXPECT_EQ(column<RealValues>(layer, "population"), (RealValues{2000.0, std::nullopt}));
    EXPECT_EQ(column<RealValues>(layer, "density_max_per_km2"), (RealValues{9.0, std::nullopt}));
    EXPECT_EQ(column<RealValues>(layer, "change_ratio"), (RealValues{std::nullopt, std::nullopt}));
    EXPECT_EQ(column<TextValues>(layer, "reason_vi")[1], std::nullopt);
    EXPECT_EQ(column<IntegerValues>(layer, "n_current"), (IntegerValues{10, 3}));
    EXPECT_TRUE(std::holds_alternative<std::monostate>(layer.geometry[1]));
}

TEST(AreasLayer, RatesByResidentsOrByArea) {
    Case c = two_areas();
    // 10 incidents, 2 thousand residents, 365 days = 365/365.25 years.
    const RealValues by_residents = column<RealValues>(areas_layer({c.project, c.data, c.analysis}), "rate");
    EXPECT_DOUBLE_EQ(*by_residents[0], 10.0 / (2.0 * 365.0 / 365.25));
    EXPECT_EQ(by_residents[1], std::nullopt);
    c.analysis.exposure_basis = ExposureBasis::kAreaKm2;
    const RealValues by_area = column<RealValues>(areas_layer({c.project, c.data, c.analysis}), "rate");
    EXPECT_DOUBLE_EQ(*by_area[0], 10.0 / (2.0 * 365.0 / 365.25));  // 2 km2
    EXPECT_EQ(by_area[1], std::nullopt);                           // no area either
}

// Names are compared as SQLite does, and a GeoPackage keeps fid and geom for itself.
TEST(AreasLayer, InputAttributesNeverCollide) {
    Case c = two_areas();
    const auto text = [](const char* name) { return Column{name, TextValues{"x", "y"}, "", ""}; };
    c.data.areas.attributes.columns = {text("fid"),
                                       text("GEOM"),
                                       text("class"),
                                       text("CLASS"),
                                       text("src_class"),
                                       text("Rate"),
                                       text("A"),
                                       text("a"),
                                       Column{"name", TextValues{"Trực Hưng", "Trực Hùng"}, "", ""},
                                       text("ogc_fid"),
                                       Column{"area_id", IntegerValues{1, 2}, "", ""}};
    const FeatureLayer layer = areas_layer({c.project, c.data, c.analysis});
    std::set<std::string> seen;
    for (const Column& each : layer.table.columns) {
        std::string lower = each.name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char ch) { return static_cast<char>(std::tolower(ch)); });
        EXPECT_TRUE(seen.insert(lower).second) << each.name;
    }
    EXPECT_EQ(seen.count("fid"), 0u);
    EXPECT_EQ(seen.count("geom"), 0u);
    EXPECT_NE(layer.table.find("src_fid"), nullptr);
    EXPECT_NE(layer.table.find("src_area_id"), nullptr);  // whole numbers there, text here
    EXPECT_EQ(layer.table.find("src_name"), nullptr);     // the same values: once is enough
    // Every attribute but the equal one is still there.
    const Case plain = two_areas();
    EXPECT_EQ(layer.table.columns.size(),
              10u + areas_layer({plain.project, plain.data, plain.analysis}).table.columns.size());
}

TEST(AreasLayer, ColumnsOfStudiesStandLast) {
    const Case c = two_areas();
    const FeatureLayer layer =
        areas_layer({c.project, c.data, c.analysis}, {{"GiZScore", RealValues{1.5, -2.0}, "", "field.GiZScore"}});
    EXPECT_EQ(layer.table.columns.back().name, "GiZScore");
    EXPECT_EQ(column<RealValues>(layer, "GiZScore"), (RealValues{1.5, -2.0}));
}

}  // namespace
}  // namespace diaban
