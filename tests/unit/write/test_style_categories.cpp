#include "layers/write/style_categories.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace diaban {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(StyleCategories, TheClassStyleHasACategoryForEachClassAndForEachAbsence) {
    for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
        const Catalogue& words = catalogue(language);
        const std::string qml = to_qml(class_style(words));
        for (const char* value : {"stable", "contained", "complex", "suppressed", "no_data", "outside"}) {
            EXPECT_THAT(qml, HasSubstr(std::string("value=\"") + value + "\""));
        }
        EXPECT_THAT(qml, HasSubstr("label=\"" + words.say("class.complex") + "\""));
        // Two things without a class: told apart by the watch list.
        EXPECT_THAT(qml, HasSubstr("coalesce(&quot;class&quot;, if(&quot;watched&quot;, 'no_data', 'outside'))"));
        EXPECT_THAT(qml, Not(HasSubstr("[[")));
    }
}

TEST(StyleCategories, SldFiltersSayWhatHasNoValue) {
    const std::string sld = to_sld(class_style(catalogue(Language::kEnglish)), "areas");
    const std::string is_null = "<ogc:PropertyIsNull><ogc:PropertyName>class</ogc:PropertyName></ogc:PropertyIsNull>";
    EXPECT_THAT(sld, HasSubstr("<ogc:And>" + is_null + "<ogc:PropertyIsEqualTo><ogc:PropertyName>watched"));
    EXPECT_THAT(sld, HasSubstr("<ogc:And>" + is_null + "<ogc:Not><ogc:PropertyIsEqualTo><ogc:PropertyName>watched"));
    EXPECT_THAT(sld, HasSubstr("<sld:Name>areas</sld:Name>"));
    EXPECT_THAT(sld, HasSubstr("shape://times"));
    EXPECT_THAT(sld, HasSubstr("#7D1128"));
}

TEST(StyleCategories, BinsAndClustersWearTheColoursOfTheirPrograms) {
    const Catalogue& words = catalogue(Language::kEnglish);
    // ArcGIS Pro, Hot Spot Analysis: D62F27 for 99 % hot, 4575B5 for 99 % cold, FFFFBF for not significant.
    const std::string bins = to_sld(gi_bin_style(words), "hotspots");
    for (const char* colour : {"#D62F27", "#4575B5", "#FFFFBF"}) {
        EXPECT_THAT(bins, HasSubstr(colour));
    }
    EXPECT_THAT(to_qml(gi_bin_style(words)), HasSubstr("attr=\"Gi_Bin\""));
    // GeoDa: pure red and blue for clusters, their pale shades for outliers.
    const std::string clusters = to_sld(cluster_type_style(words), "hotspots");
    for (const char* colour : {"#FF0000", "#0000FF", "#F4ADA8", "#A7ADF9", "#EEEEEE"}) {
        EXPECT_THAT(clusters, HasSubstr(colour));
    }
}

TEST(StyleCategories, ARowIsLookedUpByValueThenByFlag) {
    Table table;
    table.columns = {{"class", TextValues{"complex", std::nullopt, std::nullopt}, "", ""},
                     {"watched", BooleanValues{true, true, false}, "", ""}};
    const CategorisedStyle style = class_style(catalogue(Language::kEnglish));
    EXPECT_EQ(ogr_style(style, table, 0), "BRUSH(fc:#7D1128B3);PEN(c:#3C3C3CFF,w:1px)");
    EXPECT_THAT(ogr_style(style, table, 1), HasSubstr("#F4F4F4"));  // on the list, no class: no data
    EXPECT_THAT(ogr_style(style, table, 2), HasSubstr("#FFFFFF"));  // outside
    table.columns = {{"Gi_Bin", IntegerValues{-3, 0, std::nullopt}, "", ""}};
    EXPECT_THAT(ogr_style(gi_bin_style(catalogue(Language::kEnglish)), table, 0), HasSubstr("#4575B5"));
    EXPECT_EQ(ogr_style(style, table, 0), "");
}

TEST(StyleCategories, LabelsAreEscaped) {
    CategorisedStyle style{"f", FieldType::kText, {{"a<b", "x & \"y\"", {"a<b", 0x010203, 0}}}};
    EXPECT_THAT(to_qml(style), HasSubstr("value=\"a&lt;b\" symbol=\"0\" label=\"x &amp; &quot;y&quot;\""));
    EXPECT_THAT(to_sld(style, "l"), HasSubstr("<ogc:Literal>a&lt;b</ogc:Literal>"));
    EXPECT_THAT(line_qml(0x6B3305, "level"), HasSubstr("107,51,5,255"));
    EXPECT_THAT(line_sld(0x6B3305, "isolines"), HasSubstr("#6B3305"));
}

}  // namespace
}  // namespace diaban
