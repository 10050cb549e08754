#include "layers/cartography/map_overlay.hpp"

#include <gtest/gtest.h>

#include <set>

namespace diaban {
namespace {

PointSymbol symbol_of(const std::string& name, const std::vector<OverlaySymbol>& taken = {}) {
    return overlay_symbol(GeometryKind::kPoint, name, taken).symbol;
}

TEST(MapOverlay, TheNameChoosesTheSymbolOfTheField) {
    EXPECT_EQ(symbol_of("teams"), PointSymbol::kStar);
    EXPECT_EQ(symbol_of("tru_so_cong_an"), PointSymbol::kStar);
    EXPECT_EQ(symbol_of("cameras_2024"), PointSymbol::kTriangle);
    EXPECT_EQ(symbol_of("cho"), PointSymbol::kSquare);
    EXPECT_EQ(symbol_of("truong_hoc"), PointSymbol::kFlag);
    EXPECT_EQ(symbol_of("schools"), PointSymbol::kFlag);
    // A word counts only where it begins a part of the name.
    EXPECT_EQ(symbol_of("anchors"), PointSymbol::kCircle);
}

TEST(MapOverlay, NoTwoOfSevenShareAShape) {
    std::vector<OverlaySymbol> taken;
    for (const char* name : {"markets", "old_markets", "schools", "teams", "x", "y", "z"}) {
        taken.push_back(overlay_symbol(GeometryKind::kPoint, name, taken));
    }
    std::set<PointSymbol> shapes;
    for (const OverlaySymbol& symbol : taken) {
        shapes.insert(symbol.symbol);
    }
    EXPECT_EQ(shapes.size(), 7u);
    EXPECT_EQ(taken[0].symbol, PointSymbol::kSquare);
    EXPECT_NE(taken[1].symbol, PointSymbol::kSquare);
}

TEST(MapOverlay, LinesDifferInTheirDashes) {
    std::vector<OverlaySymbol> taken;
    for (const char* name : {"roads", "beats", "rivers"}) {
        taken.push_back(overlay_symbol(GeometryKind::kLine, name, taken));
    }
    EXPECT_NE(taken[0].line_kind, taken[1].line_kind);
    EXPECT_NE(taken[1].line_kind, taken[2].line_kind);
}

}  // namespace
}  // namespace diaban
