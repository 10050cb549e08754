// What a layer is coloured by, once, for every style language: categories of one field, each with a value, a label and
// a look.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/class_appearance.hpp"
#include "layers/model/table.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// Patterns that both QGIS and SLD have a name for.
enum class StylePattern { kNone, kRising, kFalling, kCrossed, kDots, kLevel };

/// One category. An empty `value` takes whatever has none; a `flag` (name of a boolean column) narrows that: areas
/// without a class that are on the watch list have no data, the others lie outside it.
struct StyleCategory {
    std::string value;
    std::string label;
    ClassAppearance look;
    StylePattern pattern = StylePattern::kNone;
    std::string flag = {};
};

enum class FieldType { kText, kInteger };

struct CategorisedStyle {
    std::string field;
    FieldType type = FieldType::kText;
    std::vector<StyleCategory> categories;
    std::string label_field = {};  ///< written on the map; empty: no labels
};

/// Layer `areas` by field `class`; without a class: no data where `watched`, else outside. Labelled with `name`.
CategorisedStyle class_style(const Catalogue& words);

/// Hot and cold spots by `Gi_Bin` (-3 .. 3) in the colours ArcGIS uses, so that analysts read them at sight.
CategorisedStyle gi_bin_style(const Catalogue& words);

/// Clusters and outliers by `COType` (HH LL HL LH) in the colours GeoDa uses; without a type: not significant.
CategorisedStyle cluster_type_style(const Catalogue& words);

/// QGIS style document (QML): a rule a category.
std::string to_qml(const CategorisedStyle& style);

/// OGC Styled Layer Descriptor 1.0 for a layer of that name: what MapServer, GeoServer and QGIS read. Patterns are
/// written as the graphic fills with the names that QGIS and GeoServer share (shape://slash, shape://times ...).
std::string to_sld(const CategorisedStyle& style, const std::string& layer);

/// The look of one row as OGR writes it into KML: the fill with three tenths let through, so that the handheld's own
/// map shows;
/// "" where no category takes the row.
std::string ogr_style(const CategorisedStyle& style, const Table& table, std::size_t row);

/// QGIS style of a line layer: one line of that colour (0xRRGGBB) with the field as its label.
std::string line_qml(std::uint32_t colour, const std::string& label_field);
std::string line_sld(std::uint32_t colour, const std::string& layer);

}  // namespace diaban
