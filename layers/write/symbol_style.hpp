// Layers drawn by symbols instead of categories of areas: cameras, overlays, sweep boxes, lines. One description,
// written as QML and as SLD.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "layers/model/feature_layer.hpp"
#include "layers/model/table.hpp"

namespace diaban {

/// Marks that QGIS and SLD both have; a flag is a pennant there, a triangle that points to the right.
enum class MarkShape { kCircle, kSquare, kTriangle, kDiamond, kStar, kCross, kDiagonalCross, kFlag };
enum class StrokeKind { kSolid, kDashed, kDotted };

/// A mark, a line or an area with its outline, by the kind of the layer.
struct SymbolLook {
    MarkShape mark = MarkShape::kCircle;
    std::uint32_t fill = 0xFFFFFF;
    std::uint32_t stroke = 0x3C3C3C;
    double size_mm = 2.4;  ///< of marks
    double stroke_mm = 0.2;
    StrokeKind stroke_kind = StrokeKind::kSolid;
    double fill_opacity = 1.0;  ///< of areas; 0: outline only
};

/// Features whose columns have these values; no condition takes all.
struct SymbolCondition {
    std::string column;
    std::variant<std::string, bool> value;
};
struct SymbolRule {
    std::string label;
    std::vector<SymbolCondition> where;
    SymbolLook look;
};

struct SymbolStyle {
    GeometryKind kind = GeometryKind::kPoint;
    std::vector<SymbolRule> rules;
    std::string label_column = {};  ///< written on the map; empty: no labels
};

/// QGIS style document: one symbol, or a rule a symbol.
std::string to_qml(const SymbolStyle& style);

/// OGC Styled Layer Descriptor 1.0.
std::string to_sld(const SymbolStyle& style, const std::string& layer);

/// The look of one row as OGR writes it into KML; "" where no rule takes the row.
std::string ogr_style(const SymbolStyle& style, const Table& table, std::size_t row);

}  // namespace diaban
