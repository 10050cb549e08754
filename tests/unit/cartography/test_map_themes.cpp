#include "layers/cartography/map_themes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/map_panels.hpp"
#include "layers/cartography/palette.hpp"

namespace diaban {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

MultiPolygon square(double x, double side) {
    return {{{{{x, 0.0}, {x + side, 0.0}, {x + side, side}, {x, side}, {x, 0.0}}, {}}}};
}

FeatureLayer areas_in_a_row(std::size_t count) {
    FeatureLayer areas;
    areas.name = "areas";
    areas.kind = GeometryKind::kArea;
    TextValues names;
    for (std::size_t i = 0; i < count; ++i) {
        areas.geometry.emplace_back(square(1000.0 * static_cast<double>(i), 1000.0));
        names.emplace_back("Xã " + std::to_string(i + 1));
    }
    areas.table.columns.push_back({"name", names, "", ""});
    return areas;
}

std::vector<std::string> legend_texts(const MapContent& content) {
    std::vector<std::string> texts;
    for (const LegendEntry& entry : content.legend.entries) {
        texts.push_back(entry.text);
    }
    return texts;
}

/// 'Watched' and 'suppressed' say why the last three areas have no value: no data, suppressed, outside.
void add_absences(FeatureLayer& areas, std::size_t count) {
    BooleanValues watched(count, true);
    BooleanValues suppressed(count, false);
    watched[count - 1] = false;
    suppressed[count - 2] = true;
    areas.table.columns.push_back({"watched", watched, "", ""});
    areas.table.columns.push_back({"suppressed", suppressed, "", ""});
}

TEST(MapThemes, AThemeKeepsItsOwnClassesAndTheFourAbsencesApart) {
    CategoryMap map{{},       areas_in_a_row(6),
                    "Ma túy", "theme_drugs_class",
                    "",       {{"I", "loại I"}, {"II", "loại II"}, {"none", "không"}},
                    {},       {}};
    //                                                                I, II, none, no data, suppressed, outside
    map.areas.table.columns.push_back(
        {"theme_drugs_class", TextValues{"I", "II", "none", std::nullopt, "I", std::nullopt}, "", ""});
    add_absences(map.areas, 6);
    const PageOptions english{PageSize::kA4, PageOrientation::kLandscape, MapFormat::kPdf, Language::kEnglish};
    const MapContent content = category_content(map, english);
    EXPECT_EQ(content.theme, "Ma túy");
    EXPECT_THAT(content.style_of_area, ElementsAre(0, 1, 2, 3, 4, 5));
    EXPECT_THAT(legend_texts(content),
                ElementsAre("loại I: 1", "loại II: 1", "không: 1", "Cannot be decided (data missing): 1",
                            "Suppressed (count too small to show): 1", "Outside the watch list: 1"));
}

TEST(MapThemes, GradedStylesStayApartInGrey) {
    for (const std::size_t count : {2u, 3u, 4u, 6u}) {
        const std::vector<AreaStyle> styles = graded_styles(count);
        ASSERT_EQ(styles.size(), count);
        for (std::size_t k = 1; k < count; ++k) {
            const bool told_apart = std::fabs(lightness(styles[k].fill) - lightness(styles[k - 1].fill)) >= 12.0 &&
                                    styles[k].hatch != styles[k - 1].hatch;
            EXPECT_TRUE(told_apart) << count << " " << k;
        }
    }
}

TEST(MapThemes, ChangeIsColouredOnlyWhereTheIntervalLeavesOutOne) {
    ChangeMap map{{}, areas_in_a_row(8), {}, {}};
    //                                                   clearly up, up, noise, down, clearly down, no data, suppressed, outside
    map.areas.table.columns.push_back(
        {"change_ratio", RealValues{1.5, 1.2, 1.6, 0.9, 0.5, std::nullopt, 0.4, std::nullopt}, "", ""});
    map.areas.table.columns.push_back(
        {"change_low", RealValues{1.1, 1.05, 0.9, 0.8, 0.3, std::nullopt, 0.2, std::nullopt}, "", ""});
    map.areas.table.columns.push_back(
        {"change_high", RealValues{2.0, 1.4, 2.2, 0.99, 0.8, std::nullopt, 0.7, std::nullopt}, "", ""});
    add_absences(map.areas, 8);
    const PageOptions english{PageSize::kA4, PageOrientation::kLandscape, MapFormat::kPdf, Language::kEnglish};
    const MapContent content = change_content(map, english);
    EXPECT_THAT(content.style_of_area, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7));
    EXPECT_THAT(legend_texts(content), ElementsAre(HasSubstr("Clearly up"), "Up: 1", "Cannot be told from chance: 1",
                                                   "Down: 1", HasSubstr("Clearly down"), "Not enough data: 1",
                                                   HasSubstr("Suppressed"), "Outside the watch list: 1"));
}

TEST(MapThemes, ClassStepsSinceTheLastReview) {
    ReviewChangeMap map{{}, areas_in_a_row(6), {}, {}};
    map.areas.table.columns.push_back(
        {"class", TextValues{"complex", "complex", "stable", "contained", "stable", "stable"}, "", ""});
    map.areas.table.columns.push_back(
        {"previous_class", TextValues{"stable", "contained", "stable", "complex", "complex", std::nullopt}, "", ""});
    EXPECT_THAT(review_change_content(map, {}).style_of_area, ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(MapThemes, BinsOfGetisOrd) {
    HotspotMap map{{}, areas_in_a_row(10), LocalField::kGiBin, {}, {}};
    map.areas.table.columns.push_back(
        {"Gi_Bin", IntegerValues{3, 2, 1, -1, -2, -3, 0, std::nullopt, 3, std::nullopt}, "", ""});
    add_absences(map.areas, 10);
    EXPECT_THAT(hotspot_content(map, {}).style_of_area, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
}

TEST(MapThemes, ClustersOfMoran) {
    HotspotMap map{{}, areas_in_a_row(6), LocalField::kClusterType, {}, {}};
    map.areas.table.columns.push_back(
        {"COType", TextValues{"HH", "LL", "HL", "LH", std::nullopt, std::nullopt}, "", ""});
    map.areas.table.columns.push_back({"LMiPValue", RealValues{0.01, 0.01, 0.01, 0.01, 0.5, std::nullopt}, "", ""});
    // Without the columns that tell why, an area that was not tested lies outside.
    EXPECT_THAT(hotspot_content(map, {}).style_of_area, ElementsAre(0, 1, 2, 3, 4, 7));
}

TEST(MapThemes, PanelsShareOneScale) {
    PeriodMap map{{}, areas_in_a_row(2), {{"một", {1.0, 0.0}}, {"hai", {10.0, std::nullopt}}}, "vụ", 0, {}};
    const MapContent content = period_content(map, {});
    ASSERT_EQ(content.panels.size(), 2u);
    // Breaks 0, 2, 4 .. 10: 1 is in the lowest class, 10 in the highest; then zero, then what has no value.
    EXPECT_THAT(content.panels[0].style_of_area, ElementsAre(0, 5));
    EXPECT_THAT(content.panels[1].style_of_area, ElementsAre(4, 8));
    EXPECT_EQ(content.panels[1].title, "hai");
}

TEST(MapThemes, AWatchedAreaWithoutAClassHasNoData) {
    ClassMap map{{}, areas_in_a_row(4), {}, {}};
    map.areas.table.columns.push_back(
        {"class", TextValues{"stable", std::nullopt, std::nullopt, std::nullopt}, "", ""});
    map.areas.table.columns.push_back(
        {"borderline", BooleanValues{false, std::nullopt, std::nullopt, std::nullopt}, "", ""});
    add_absences(map.areas, 4);
    EXPECT_THAT(class_content(map, {}).style_of_area, ElementsAre(0, 3, 4, 5));
}

TEST(MapThemes, OverlaysStandInTheLegendWithTheirSymbol) {
    ClassMap map{{}, areas_in_a_row(1), {}, {}};
    map.areas.table.columns.push_back({"class", TextValues{"stable"}, "", ""});
    map.areas.table.columns.push_back({"borderline", BooleanValues{false}, "", ""});
    const double nowhere = std::nan("");
    map.overlays = {
        {overlay_symbol(GeometryKind::kPoint, "markets", {}),
         "Chợ",
         {ProjectedPoint{500.0, 500.0}, ProjectedPoint{nowhere, 1.0}}},
        {overlay_symbol(GeometryKind::kLine, "roads", {}), "Đường", {LineString{{{0.0, 0.0}, {900.0, 900.0}}}}, {"5"}},
        {overlay_symbol(GeometryKind::kArea, "hamlets", {}), "Thôn", {square(100.0, 300.0), std::monostate{}}}};
    const MapContent content = class_content(map, {});
    EXPECT_THAT(legend_texts(content), ElementsAre(HasSubstr("Ổn định"), HasSubstr("Kiềm chế"), HasSubstr("Phức tạp"),
                                                   "Chợ", "Đường", "Thôn"));
    EXPECT_EQ(content.legend.entries[4].overlay->kind, GeometryKind::kLine);
    // The map with them is another picture than the map without.
    ClassMap bare = map;
    bare.overlays.clear();
    EXPECT_NE(render_class_map(map, {}), render_class_map(bare, {}));
}

TEST(MapThemes, PanelsTakeTheGridWithTheMostRoom) {
    // Square maps: four in a wide box stand in a row, in a square box two by two.
    EXPECT_EQ(panel_grid(4, {0, 0, 900, 240}, 1.0).columns, 4u);
    const PanelGrid square_box = panel_grid(4, {0, 0, 500, 520}, 1.0);
    EXPECT_EQ(square_box.columns, 2u);
    EXPECT_EQ(square_box.rows, 2u);
    EXPECT_EQ(panel_grid(0, {0, 0, 500, 500}, 1.0).columns, 1u);
}

/// Either 12 apart in lightness, or another kind of hatch, or one of less than two thirds of the distance.
bool apart_on_a_copy(const AreaStyle& one, const AreaStyle& other) {
    const double distance = std::fabs(lightness(one.fill) - lightness(other.fill));
    const double closer = std::min(one.hatch_spacing, other.hatch_spacing);
    const double wider = std::max(one.hatch_spacing, other.hatch_spacing);
    return distance >= 12.0 || one.hatch != other.hatch || 3.0 * closer < 2.0 * wider;
}

template <typename Styles>
std::vector<AreaStyle> with_absences(const Styles& styles) {
    std::vector<AreaStyle> all(styles.begin(), styles.end());
    for (const Absence absence :
         {Absence::kNotSignificant, Absence::kWithoutData, Absence::kSuppressed, Absence::kOutside}) {
        all.push_back(absence_style(absence));
    }
    return all;
}

TEST(MapThemes, EveryPaletteSurvivesAGreyscaleCopy) {
    for (const auto& styles : {with_absences(hot_spot_styles()), with_absences(cluster_styles()),
                               with_absences(change_styles()), with_absences(class_styles())}) {
        for (std::size_t i = 0; i < styles.size(); ++i) {
            for (std::size_t j = i + 1; j < styles.size(); ++j) {
                if (styles[i].label_key != styles[j].label_key) {
                    EXPECT_TRUE(apart_on_a_copy(styles[i], styles[j]))
                        << styles[i].label_key << " " << styles[j].label_key;
                }
            }
        }
    }
}

TEST(MapThemes, HatchesOfEveryPaletteStandOut) {
    for (const auto& styles :
         {with_absences(hot_spot_styles()), with_absences(cluster_styles()), with_absences(change_styles())}) {
        for (const AreaStyle& style : styles) {
            if (style.hatch != HatchKind::kNone) {
                EXPECT_GE(std::fabs(lightness(style.fill) - lightness(style.hatch_colour)), 30.0) << style.label_key;
            }
        }
    }
}

Raster row_of(std::vector<double> values) {
    Raster raster;
    raster.grid = {0.0, 1.0, {1.0}, static_cast<std::int64_t>(values.size()), 1};
    raster.values = std::move(values);
    return raster;
}

TEST(MapThemes, APlainWithFewPeaksIsCutBySeries) {
    const Raster peaks = row_of({1, 1, 1, 1, 1, 1, 1, 1, 2, 70});
    EXPECT_EQ(fitting_breaks(peaks, 7), DensityBreaks::kSeries);
    EXPECT_EQ(fitting_breaks(row_of({10, 20, 30, 40, 50, 60, 70}), 7), DensityBreaks::kEqualSteps);
    EXPECT_EQ(fitting_breaks(row_of({0, 0}), 7), DensityBreaks::kEqualSteps);
    EXPECT_THAT(density_classes(peaks, DensityBreaks::kSeries, 7).breaks, ElementsAre(0, 1, 2, 5, 10, 20, 50, 100));
    EXPECT_THAT(density_classes(row_of({0.003, 0.04}), DensityBreaks::kSeries, 3).breaks,
                ElementsAre(0, 0.01, 0.02, 0.05));
}

}  // namespace
}  // namespace diaban
