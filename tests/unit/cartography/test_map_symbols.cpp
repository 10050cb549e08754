// Symbols side by side where they would hide one another.
#include "layers/cartography/map_symbols.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace diaban {
namespace {

TEST(MapSymbols, NumberedDiscsKeepApartAndInsideTheFrame) {
    MapFrame frame;
    frame.box = {0.0, 0.0, 200.0, 200.0};
    frame.centre = {0.0, 0.0};
    frame.points_per_metre = 1.0;
    std::vector<MapSymbol> symbols;
    for (int k = 0; k < 6; ++k) {
        symbols.push_back({{0.0, 0.0}, SymbolShape::kNumbered, kBlack, std::to_string(k + 1)});
    }
    symbols.push_back({{0.0, 0.0}, SymbolShape::kDisc, kBlack, ""});
    symbols.push_back({{-100.0, 100.0}, SymbolShape::kNumbered, kBlack, "7"});
    symbols.push_back({{-100.0, 100.0}, SymbolShape::kNumbered, kBlack, "8"});
    const std::vector<PlacedSymbol> placed = place_symbols(symbols, frame, 1.0);
    ASSERT_EQ(placed.size(), symbols.size());
    EXPECT_EQ(placed[0].centre, (PagePoint{100.0, 100.0}));  // the first stands at its place
    EXPECT_EQ(placed[6].centre, placed[6].place);            // small ones are never moved
    for (std::size_t a = 0; a < placed.size(); ++a) {
        for (std::size_t b = a + 1; b < placed.size(); ++b) {
            if (symbols[a].shape == SymbolShape::kNumbered && symbols[b].shape == SymbolShape::kNumbered) {
                const double apart =
                    std::hypot(placed[a].centre.x - placed[b].centre.x, placed[a].centre.y - placed[b].centre.y);
                EXPECT_GE(apart, 0.95 * (placed[a].radius + placed[b].radius)) << a << " " << b;
            }
        }
    }
    // The second at the corner is moved to the inside.
    EXPECT_TRUE(frame.box.contains({placed[8].centre.x - placed[8].radius, placed[8].centre.y - placed[8].radius,
                                    2 * placed[8].radius, 2 * placed[8].radius}));
    EXPECT_EQ(placed[8].place, (PagePoint{0.0, 0.0}));
}

}  // namespace
}  // namespace diaban
