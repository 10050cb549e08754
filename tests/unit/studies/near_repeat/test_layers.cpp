#include "engine/studies/near_repeat/layers.hpp"

#include <gtest/gtest.h>

#include "layers/model/areas.hpp"

namespace diaban {
namespace {

const LocalDay kDay{std::chrono::year{2017} / 1 / 1};

/// Four incidents in area 0, one in area 1, one in none; the second follows the first, the third the second.
IncidentSet six_incidents() {
    IncidentSet incidents;
    incidents.crs = {"EPSG:9209"};
    for (const auto& [x, day, area] : std::vector<std::tuple<double, int, std::uint32_t>>{
             {0.0, 0, 0}, {50.0, 3, 0}, {50.0, 5, 0}, {900.0, 5, 0}, {5000.0, 9, 1}, {9000.0, 9, kNoArea}}) {
        incidents.point.push_back({x, 0.0});
        incidents.time.emplace_back(kDay + std::chrono::days{day});
        incidents.area_of.push_back(area);
    }
    return incidents;
}

const std::vector<LinkedPair> kLinks{{0, 1, 50.0, 3}, {0, 2, 50.0, 5}, {1, 2, 0.0, 2}};

template <typename Values>
Values values(const std::vector<Column>& columns, const std::string& name) {
    for (const Column& column : columns) {
        if (column.name == name) {
            return std::get<Values>(column.values);
        }
    }
    ADD_FAILURE() << name;
    return {};
}

TEST(NearRepeatLayers, ATableRowForEachCellWithGapsBeyond) {
    KnoxTable table;
    table.cells = {{0.0, 0.0, 0, 7, 5, 2.5, 2.0, 0.01},
                   {0.0, std::nullopt, 7, std::nullopt, 1, 0.0, std::nullopt, 1.0}};
    const FeatureLayer layer = near_repeat_layer(table);
    EXPECT_EQ(layer.name, "near_repeat");
    EXPECT_EQ(values<RealValues>(layer.table.columns, "distance_to_m"), (RealValues{0.0, std::nullopt}));
    EXPECT_EQ(values<IntegerValues>(layer.table.columns, "days_to"), (IntegerValues{7, std::nullopt}));
    EXPECT_EQ(values<IntegerValues>(layer.table.columns, "pairs"), (IntegerValues{5, 1}));
    EXPECT_EQ(values<RealValues>(layer.table.columns, "ratio"), (RealValues{2.0, std::nullopt}));
    EXPECT_EQ(values<RealValues>(layer.table.columns, "p"), (RealValues{0.01, 1.0}));
}

TEST(NearRepeatLayers, ALinkIsALineAndTheSamePlaceHasNone) {
    const FeatureLayer layer = near_repeat_links_layer(six_incidents(), kLinks);
    ASSERT_EQ(layer.size(), 3u);
    EXPECT_EQ(std::get<LineString>(layer.geometry[0]), (LineString{{{0.0, 0.0}, {50.0, 0.0}}}));
    EXPECT_TRUE(std::holds_alternative<std::monostate>(layer.geometry[2]));
    EXPECT_EQ(values<TextValues>(layer.table.columns, "first_day")[2], "2017-01-04");
}

TEST(NearRepeatLayers, AnIncidentThatFollowedTwoCountsOnceInItsArea) {
    const std::vector<Column> columns = near_repeat_columns(six_incidents(), kLinks, 3);
    // Incidents 1 and 2 of the four of area 0 followed another one: a half.
    EXPECT_EQ(values<IntegerValues>(columns, "theme_near_repeat_n_current"), (IntegerValues{2, 0, 0}));
    EXPECT_EQ(values<RealValues>(columns, "theme_near_repeat_share"), (RealValues{0.5, 0.0, std::nullopt}));
    EXPECT_EQ(values<TextValues>(columns, "theme_near_repeat_class"), (TextValues{"many", "few", std::nullopt}));
}

TEST(NearRepeatLayers, EveryClassOfTheThemeHasAName) {
    const ReviewTheme theme = near_repeat_theme();
    ASSERT_EQ(theme.classes.size(), 3u);
    for (const Labelled& each : theme.classes) {
        EXPECT_FALSE(each.label.vi.empty());
        EXPECT_NE(each.label.vi, each.label.en);
    }
}

}  // namespace
}  // namespace diaban
