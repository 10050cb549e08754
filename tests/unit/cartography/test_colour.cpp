#include "layers/cartography/colour.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

// CIELAB of the sRGB primaries under D65, as published by Bruce Lindbloom's calculator (brucelindbloom.com) to four
// digits.
TEST(Colour, LabOfPrimariesIsThePublishedOne) {
    const LabColour red = lab_from_colour(colour_from_hex(0xFF0000));
    EXPECT_NEAR(red.lightness, 53.2408, 1e-3);
    EXPECT_NEAR(red.a, 80.0925, 2e-2);
    EXPECT_NEAR(red.b, 67.2032, 2e-2);
    const LabColour blue = lab_from_colour(colour_from_hex(0x0000FF));
    EXPECT_NEAR(blue.lightness, 32.2970, 1e-3);
    EXPECT_NEAR(blue.a, 79.1875, 2e-2);
    EXPECT_NEAR(blue.b, -107.8602, 2e-2);
}

TEST(Colour, WhiteAndBlackEndTheScale) {
    EXPECT_NEAR(lightness(kWhite), 100.0, 1e-5);
    EXPECT_NEAR(lightness(kBlack), 0.0, 1e-9);
}

TEST(Colour, LabAndBack) {
    for (const unsigned hex : {0x336699u, 0xD4781Cu, 0x7D1128u, 0x101010u}) {
        const Colour colour = colour_from_hex(hex);
        const Colour back = colour_from_lab(lab_from_colour(colour));
        EXPECT_NEAR(back.red, colour.red, 1e-5);
        EXPECT_NEAR(back.green, colour.green, 1e-5);
        EXPECT_NEAR(back.blue, colour.blue, 1e-5);
    }
}

}  // namespace
}  // namespace diaban
