#include "layers/write/symbol_style.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "layers/text/xml_text.hpp"

namespace diaban {

namespace {

/// The name of a mark in QGIS.
const char* mark_name(MarkShape mark) {
    switch (mark) {
        case MarkShape::kCircle:
            return "circle";
        case MarkShape::kSquare:
            return "square";
        case MarkShape::kTriangle:
            return "triangle";
        case MarkShape::kDiamond:
            return "diamond";
        case MarkShape::kStar:
            return "star";
        case MarkShape::kCross:
            return "cross_fill";
        case MarkShape::kDiagonalCross:
            return "cross2";
        case MarkShape::kFlag:
            return "right_half_triangle";
    }
    return "";
}

std::string well_known_name(MarkShape mark) {
    switch (mark) {
        case MarkShape::kCross:
            return "cross";
        case MarkShape::kDiagonalCross:
            return "x";
        case MarkShape::kFlag:
            return "shape://carrow";
        default:
            return mark_name(mark);
    }
}

std::string qgis_colour(std::uint32_t colour, double opacity) {
    return fmt::format("{},{},{},{}", colour >> 16, (colour >> 8) & 0xFF, colour & 0xFF,
                       static_cast<int>(255.0 * opacity + 0.5));
}

const char* qgis_stroke(StrokeKind kind) {
    return kind == StrokeKind::kDashed ? "dash" : kind == StrokeKind::kDotted ? "dot" : "solid";
}

std::string option(const char* name, const std::string& value) {
    return fmt::format(R"(<Option name="{}" type="QString" value="{}"/>)", name, value);
}

std::string qml_symbol(GeometryKind kind, std::size_t index, const SymbolLook& look) {
    const char* type = kind == GeometryKind::kPoint ? "marker" : kind == GeometryKind::kLine ? "line" : "fill";
    const char* layer = kind == GeometryKind::kPoint  ? "SimpleMarker"
                        : kind == GeometryKind::kLine ? "SimpleLine"
                                                      : "SimpleFill";
    std::string options;
    if (kind == GeometryKind::kLine) {
        options = option("line_color", qgis_colour(look.stroke, 1.0)) +
                  option("line_style", qgis_stroke(look.stroke_kind)) +
                  option("line_width", fmt::format("{}", look.stroke_mm));
    } else {
        options = option("color", qgis_colour(look.fill, kind == GeometryKind::kArea ? look.fill_opacity : 1.0)) +
                  option("outline_color", qgis_colour(look.stroke, 1.0)) +
                  option("outline_style", qgis_stroke(look.stroke_kind)) +
                  option("outline_width", fmt::format("{}", look.stroke_mm));
        options += kind == GeometryKind::kPoint
                       ? option("name", mark_name(look.mark)) + option("size", fmt::format("{}", look.size_mm)) +
                             option("size_unit", "MM")
                       : option("style", look.fill_opacity > 0.0 ? "solid" : "no");
    }
    return fmt::format(
        R"(<symbol name="{}" type="{}" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="{}" enabled="1" locked="0" pass="0"><Option type="Map">{}</Option></layer></symbol>)",
        index, type, layer, options);
}

std::string expression(const SymbolCondition& condition) {
    if (const bool* flag = std::get_if<bool>(&condition.value)) {
        return (*flag ? "" : "NOT ") + ("\"" + condition.column + "\"");
    }
    return fmt::format("\"{}\" = '{}'", condition.column, std::get<std::string>(condition.value));
}

std::string sld_filter(const std::vector<SymbolCondition>& where) {
    std::string conditions;
    for (const SymbolCondition& condition : where) {
        const bool* flag = std::get_if<bool>(&condition.value);
        conditions += fmt::format(
            "<ogc:PropertyIsEqualTo><ogc:PropertyName>{}</ogc:PropertyName><ogc:Literal>{}</ogc:Literal></"
            "ogc:PropertyIsEqualTo>",
            condition.column,
            flag != nullptr ? (*flag ? "true" : "false") : xml_text(std::get<std::string>(condition.value)));
    }
    if (where.empty()) {
        return "";
    }
    return "<ogc:Filter>" + (where.size() == 1 ? conditions : "<ogc:And>" + conditions + "</ogc:And>") +
           "</ogc:Filter>";
}

/// SLD measures in pixels of 0.28 mm.
double pixels(double millimetres) {
    return millimetres / 0.28;
}

std::string css(const char* name, const std::string& value) {
    return fmt::format(R"(<sld:CssParameter name="{}">{}</sld:CssParameter>)", name, value);
}

std::string sld_stroke(const SymbolLook& look) {
    const double width = pixels(look.stroke_mm);
    std::string stroke =
        css("stroke", fmt::format("#{:06X}", look.stroke)) + css("stroke-width", fmt::format("{:.2f}", width));
    if (look.stroke_kind != StrokeKind::kSolid) {
        const double dash = look.stroke_kind == StrokeKind::kDashed ? 4.0 * width : width;
        stroke += css("stroke-dasharray", fmt::format("{:.1f} {:.1f}", dash, 2.0 * width));
    }
    return "<sld:Stroke>" + stroke + "</sld:Stroke>";
}

std::string sld_symbol(GeometryKind kind, const SymbolLook& look) {
    const std::string fill =
        "<sld:Fill>" + css("fill", fmt::format("#{:06X}", look.fill)) +
        (kind == GeometryKind::kArea ? css("fill-opacity", fmt::format("{}", look.fill_opacity)) : "") + "</sld:Fill>";
    if (kind == GeometryKind::kPoint) {
        return "<sld:PointSymbolizer><sld:Graphic><sld:Mark><sld:WellKnownName>" + well_known_name(look.mark) +
               "</sld:WellKnownName>" + fill + sld_stroke(look) + "</sld:Mark><sld:Size>" +
               fmt::format("{:.1f}", pixels(look.size_mm)) + "</sld:Size></sld:Graphic></sld:PointSymbolizer>";
    }
    if (kind == GeometryKind::kLine) {
        return "<sld:LineSymbolizer>" + sld_stroke(look) + "</sld:LineSymbolizer>";
    }
    return "<sld:PolygonSymbolizer>" + (look.fill_opacity > 0.0 ? fill : "") + sld_stroke(look) +
           "</sld:PolygonSymbolizer>";
}

std::string qml_labels(const std::string& column) {
    if (column.empty()) {
        return "";
    }
    return fmt::format(
        R"(<labeling type="simple"><settings calloutType="simple"><text-style fieldName="{}" fontSize="8" textColor="30,30,30,255"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style><placement placement="0"/></settings></labeling>)",
        column);
}

}  // namespace

std::string to_qml(const SymbolStyle& style) {
    std::string symbols;
    std::string rules;
    for (std::size_t i = 0; i < style.rules.size(); ++i) {
        const SymbolRule& rule = style.rules[i];
        symbols += qml_symbol(style.kind, i, rule.look);
        std::string filter;
        for (const SymbolCondition& condition : rule.where) {
            filter += (filter.empty() ? "" : " AND ") + expression(condition);
        }
        rules += fmt::format(R"(<rule key="r{0}" symbol="{0}" filter="{1}" label="{2}"/>)", i, xml_text(filter),
                             xml_text(rule.label));
    }
    const bool single = style.rules.size() == 1 && style.rules.front().where.empty();
    const std::string renderer =
        single
            ? fmt::format(
                  R"(<renderer-v2 type="singleSymbol" forceraster="0" symbollevels="0" enableorderby="0"><symbols>{}</symbols></renderer-v2>)",
                  symbols)
            : fmt::format(
                  R"(<renderer-v2 type="RuleRenderer" forceraster="0" symbollevels="0" enableorderby="0"><rules key="all">{}</rules><symbols>{}</symbols></renderer-v2>)",
                  rules, symbols);
    return fmt::format(
        R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" styleCategories="Symbology|Labeling">{}{}</qgis>)",
        renderer, qml_labels(style.label_column));
}

std::string to_sld(const SymbolStyle& style, const std::string& layer) {
    std::string rules;
    for (const SymbolRule& rule : style.rules) {
        rules += fmt::format("<sld:Rule><sld:Name>{0}</sld:Name><sld:Title>{0}</sld:Title>{1}{2}</sld:Rule>",
                             xml_text(rule.label), sld_filter(rule.where), sld_symbol(style.kind, rule.look));
    }
    if (!style.label_column.empty()) {
        rules += "<sld:Rule><sld:TextSymbolizer><sld:Label><ogc:PropertyName>" + style.label_column +
                 "</ogc:PropertyName></sld:Label><sld:Font>" + css("font-size", "9") +
                 "</sld:Font></sld:TextSymbolizer></sld:Rule>";
    }
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?><sld:StyledLayerDescriptor version="1.0.0" xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"><sld:NamedLayer><sld:Name>{}</sld:Name><sld:UserStyle><sld:FeatureTypeStyle>{}</sld:FeatureTypeStyle></sld:UserStyle></sld:NamedLayer></sld:StyledLayerDescriptor>)",
        xml_text(layer), rules);
}

}  // namespace diaban
