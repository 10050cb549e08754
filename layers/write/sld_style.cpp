#include <fmt/format.h>

#include "layers/text/xml_text.hpp"
#include "layers/write/style_categories.hpp"

namespace diaban {

namespace {

const char* mark_of(StylePattern pattern) {
    switch (pattern) {
        case StylePattern::kRising:
            return "shape://slash";
        case StylePattern::kFalling:
            return "shape://backslash";
        case StylePattern::kCrossed:
            return "shape://times";
        case StylePattern::kDots:
            return "shape://dot";
        case StylePattern::kLevel:
            return "shape://horline";
        case StylePattern::kNone:
            break;
    }
    return "";
}

std::string css(const char* name, const std::string& value) {
    return fmt::format(R"(<sld:CssParameter name="{}">{}</sld:CssParameter>)", name, value);
}

std::string hex(std::uint32_t colour) {
    return fmt::format("#{:06X}", colour);
}

std::string polygon(const StyleCategory& category) {
    std::string symbol = "<sld:PolygonSymbolizer><sld:Fill>" + css("fill", hex(category.look.fill)) +
                         "</sld:Fill><sld:Stroke>" + css("stroke", "#3C3C3C") + css("stroke-width", "0.5") +
                         "</sld:Stroke></sld:PolygonSymbolizer>";
    if (category.pattern != StylePattern::kNone) {
        symbol += fmt::format(
            "<sld:PolygonSymbolizer><sld:Fill><sld:GraphicFill><sld:Graphic><sld:Mark><sld:WellKnownName>{}</"
            "sld:WellKnownName>"
            "<sld:Stroke>{}{}</sld:Stroke></sld:Mark><sld:Size>8</sld:Size></sld:Graphic></sld:GraphicFill></sld:Fill>"
            "</sld:PolygonSymbolizer>",
            mark_of(category.pattern), css("stroke", hex(category.look.ink)), css("stroke-width", "1"));
    }
    return symbol;
}

std::string equals(const std::string& property, const std::string& value) {
    return fmt::format(
        "<ogc:PropertyIsEqualTo><ogc:PropertyName>{}</ogc:PropertyName><ogc:Literal>{}</ogc:Literal></"
        "ogc:PropertyIsEqualTo>",
        property, xml_text(value));
}

std::string is_null(const std::string& property) {
    return fmt::format("<ogc:PropertyIsNull><ogc:PropertyName>{}</ogc:PropertyName></ogc:PropertyIsNull>", property);
}

/// Without a value: with the flag set, or (after a category with a flag) without it.
std::string filter_of(const CategorisedStyle& style, const StyleCategory& category) {
    if (!category.value.empty()) {
        return equals(style.field, category.value);
    }
    if (!category.flag.empty()) {
        return "<ogc:And>" + is_null(style.field) + equals(category.flag, "true") + "</ogc:And>";
    }
    for (const StyleCategory& other : style.categories) {
        if (!other.flag.empty()) {
            return "<ogc:And>" + is_null(style.field) + "<ogc:Not>" + equals(other.flag, "true") +
                   "</ogc:Not></ogc:And>";
        }
    }
    return is_null(style.field);
}

std::string document(const std::string& layer, const std::string& rules) {
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?><sld:StyledLayerDescriptor version="1.0.0" xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"><sld:NamedLayer><sld:Name>{}</sld:Name><sld:UserStyle><sld:FeatureTypeStyle>{}</sld:FeatureTypeStyle></sld:UserStyle></sld:NamedLayer></sld:StyledLayerDescriptor>)",
        xml_text(layer), rules);
}

std::string text_symbol(const std::string& field) {
    return "<sld:Rule><sld:TextSymbolizer><sld:Label><ogc:PropertyName>" + field +
           "</ogc:PropertyName></sld:Label><sld:Font>" + css("font-size", "9") +
           "</sld:Font><sld:Halo><sld:Radius>1</sld:Radius><sld:Fill>" + css("fill", "#FFFFFF") +
           "</sld:Fill></sld:Halo><sld:Fill>" + css("fill", "#1E1E1E") + "</sld:Fill></sld:TextSymbolizer></sld:Rule>";
}

}  // namespace

std::string to_sld(const CategorisedStyle& style, const std::string& layer) {
    std::string rules;
    for (const StyleCategory& category : style.categories) {
        rules += fmt::format(
            "<sld:Rule><sld:Name>{0}</sld:Name><sld:Title>{0}</sld:Title><ogc:Filter>{1}</ogc:Filter>{2}</sld:Rule>",
            xml_text(category.label), filter_of(style, category), polygon(category));
    }
    return document(layer, rules + (style.label_field.empty() ? "" : text_symbol(style.label_field)));
}

std::string line_sld(std::uint32_t colour, const std::string& layer) {
    return document(layer, "<sld:Rule><sld:LineSymbolizer><sld:Stroke>" + css("stroke", hex(colour)) +
                               css("stroke-width", "1") + "</sld:Stroke></sld:LineSymbolizer></sld:Rule>");
}

}  // namespace diaban
