#include <fmt/format.h>

#include "layers/text/xml_text.hpp"
#include "layers/write/style_categories.hpp"

namespace diaban {

namespace {

/// 0xRRGGBB as QGIS writes colours: "r,g,b,255".
std::string qgis_colour(std::uint32_t colour) {
    return fmt::format("{},{},{},255", colour >> 16, (colour >> 8) & 0xFF, colour & 0xFF);
}

const char* brush_of(StylePattern pattern) {
    switch (pattern) {
        case StylePattern::kRising:
            return "b_diagonal";
        case StylePattern::kFalling:
            return "f_diagonal";
        case StylePattern::kCrossed:
            return "diagonal_x";
        case StylePattern::kDots:
            return "dense6";
        case StylePattern::kLevel:
            return "horizontal";
        case StylePattern::kNone:
            break;
    }
    return "no";
}

std::string fill_symbol(std::size_t index, const StyleCategory& category) {
    const auto layer = [](const std::string& colour, const std::string& style, const std::string& outline) {
        return fmt::format(
            R"(<layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="color" type="QString" value="{}"/><Option name="style" type="QString" value="{}"/><Option name="outline_color" type="QString" value="60,60,60,255"/><Option name="outline_style" type="QString" value="{}"/><Option name="outline_width" type="QString" value="0.2"/></Option></layer>)",
            colour, style, outline);
    };
    std::string layers = layer(qgis_colour(category.look.fill), "solid", "solid");
    if (category.pattern != StylePattern::kNone) {
        layers += layer(qgis_colour(category.look.ink), brush_of(category.pattern), "no");
    }
    return fmt::format(R"(<symbol name="{}" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">{}</symbol>)", index,
                       layers);
}

/// Categories by a value of the field or, where a flag tells cases without a value apart, of an expression of both.
std::string attribute_of(const CategorisedStyle& style) {
    for (const StyleCategory& category : style.categories) {
        if (!category.flag.empty()) {
            return fmt::format("coalesce(\"{}\", if(\"{}\", 'no_data', 'outside'))", style.field, category.flag);
        }
    }
    return style.field;
}

std::string value_of(const StyleCategory& category, bool by_expression) {
    return category.value.empty() && by_expression ? category.look.value : category.value;
}

std::string labels_of(const std::string& field) {
    if (field.empty()) {
        return "";
    }
    return fmt::format(
        R"(<labeling type="simple"><settings calloutType="simple"><text-style fieldName="{}" fontSize="8" textColor="30,30,30,255"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style><placement placement="1"/></settings></labeling>)",
        field);
}

constexpr char kHead[] =
    R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" styleCategories="Symbology|Labeling">)";

}  // namespace

std::string to_qml(const CategorisedStyle& style) {
    const std::string attribute = attribute_of(style);
    const bool by_expression = attribute != style.field;
    std::string categories;
    std::string symbols;
    for (std::size_t i = 0; i < style.categories.size(); ++i) {
        const StyleCategory& category = style.categories[i];
        categories += fmt::format(R"(<category value="{}" symbol="{}" label="{}" render="true" type="{}"/>)",
                                  xml_text(value_of(category, by_expression)), i, xml_text(category.label),
                                  style.type == FieldType::kInteger ? "integer" : "string");
        symbols += fill_symbol(i, category);
    }
    return fmt::format(
        R"({}<renderer-v2 type="categorizedSymbol" attr="{}" forceraster="0" symbollevels="0" enableorderby="0"><categories>{}</categories><symbols>{}</symbols></renderer-v2>{}</qgis>)",
        kHead, xml_text(attribute), categories, symbols, labels_of(style.label_field));
}

std::string line_qml(std::uint32_t colour, const std::string& label_field) {
    return fmt::format(
        R"({}<renderer-v2 type="singleSymbol" forceraster="0" symbollevels="0" enableorderby="0"><symbols><symbol name="0" type="line" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleLine" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="line_color" type="QString" value="{}"/><Option name="line_style" type="QString" value="solid"/><Option name="line_width" type="QString" value="0.3"/></Option></layer></symbol></symbols></renderer-v2>{}</qgis>)",
        kHead, qgis_colour(colour), labels_of(label_field));
}

}  // namespace diaban
