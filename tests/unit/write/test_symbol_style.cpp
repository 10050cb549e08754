#include "layers/write/symbol_style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace diaban {
namespace {

using testing::HasSubstr;
using testing::Not;

SymbolStyle two_marks() {
    SymbolLook red;
    red.fill = 0xFF0000;
    red.mark = MarkShape::kDiagonalCross;
    red.size_mm = 2.8;
    return {GeometryKind::kPoint,
            {{"hỏng & cũ", {{"status", "existing"}, {"working", false}}, red}, {"khác", {{"status", "proposed"}}, {}}},
            "rank"};
}

TEST(SymbolStyle, RulesSayTheSameInBothLanguages) {
    const std::string qml = to_qml(two_marks());
    EXPECT_THAT(
        qml,
        HasSubstr("filter=\"&quot;status&quot; = 'existing' AND NOT &quot;working&quot;\" label=\"hỏng &amp; cũ\""));
    EXPECT_THAT(qml, HasSubstr("value=\"255,0,0,255\""));
    EXPECT_THAT(qml, HasSubstr("fieldName=\"rank\""));
    const std::string sld = to_sld(two_marks(), "cameras");
    EXPECT_THAT(sld,
                HasSubstr("<ogc:And><ogc:PropertyIsEqualTo><ogc:PropertyName>status</"
                          "ogc:PropertyName><ogc:Literal>existing</ogc:Literal>"
                          "</ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>working</ogc:PropertyName>"
                          "<ogc:Literal>false</ogc:Literal>"));
    EXPECT_THAT(sld, HasSubstr("<sld:WellKnownName>x</sld:WellKnownName>"));
    EXPECT_THAT(sld, HasSubstr("#FF0000"));
    EXPECT_THAT(sld, HasSubstr("<sld:Size>10.0</sld:Size>"));  // 2.8 mm in pixels of 0.28 mm
}

TEST(SymbolStyle, OneLookForAllNeedsNoRule) {
    SymbolLook outline;
    outline.stroke_kind = StrokeKind::kDashed;
    outline.fill_opacity = 0.0;
    const SymbolStyle style{GeometryKind::kArea, {{"thôn", {}, outline}}};
    EXPECT_THAT(to_qml(style), HasSubstr("singleSymbol"));
    EXPECT_THAT(to_qml(style), HasSubstr("name=\"style\" type=\"QString\" value=\"no\""));
    EXPECT_THAT(to_sld(style, "l"), Not(HasSubstr("ogc:Filter")));
    EXPECT_THAT(to_sld(style, "l"), Not(HasSubstr("<sld:Fill>")));
    EXPECT_THAT(to_sld(style, "l"), HasSubstr("stroke-dasharray"));
}

TEST(SymbolStyle, ARowWearsTheFirstRuleThatTakesIt) {
    Table table;
    table.columns = {{"status", TextValues{"existing", "existing", "proposed", "x"}, "", ""},
                     {"working", BooleanValues{false, true, std::nullopt, true}, "", ""}};
    EXPECT_EQ(ogr_style(two_marks(), table, 0), "LABEL(c:#FF0000FF)");
    EXPECT_EQ(ogr_style(two_marks(), table, 1), "");
    EXPECT_EQ(ogr_style(two_marks(), table, 2), "LABEL(c:#FFFFFFFF)");
    EXPECT_EQ(ogr_style(two_marks(), table, 3), "");
}

}  // namespace
}  // namespace diaban
