#include "layers/cartography/map_overlay.hpp"

#include <array>

namespace diaban {

OverlaySymbol overlay_symbol(GeometryKind kind, std::size_t index) {
    struct Look {
        PointSymbol symbol;
        unsigned fill;
    };
    static constexpr std::array<Look, 6> kPoints{{{PointSymbol::kSquare, 0x1B4F9C},
                                                  {PointSymbol::kTriangle, 0xFFD92F},
                                                  {PointSymbol::kDiamond, 0x66C2A5},
                                                  {PointSymbol::kStar, 0xE7298A},
                                                  {PointSymbol::kCircle, 0xFFFFFF},
                                                  {PointSymbol::kCross, 0x222222}}};
    static constexpr std::array<unsigned, 3> kLines{0x1B4F9C, 0x00695C, 0x6A1B9A};
    OverlaySymbol symbol;
    symbol.kind = kind;
    if (kind == GeometryKind::kPoint) {
        symbol.symbol = kPoints[index % kPoints.size()].symbol;
        symbol.fill = colour_from_hex(kPoints[index % kPoints.size()].fill);
        return symbol;
    }
    symbol.line = colour_from_hex(kLines[index % kLines.size()]);
    symbol.line_width = 1.2;
    symbol.line_kind = static_cast<LineKind>(index % 3);
    return symbol;
}

}  // namespace diaban
