#include "layers/cartography/palette.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace diaban {
namespace {

const AreaStyle& style_of(AreaCategory area_class) {
    return class_styles()[static_cast<std::size_t>(area_class)];
}

/// What a reader without one kind of cone sees: Vienot, Brettel and Mollon 1999 (doi:10.1002/(SICI)1520-6378(199908)
/// 24:4<243::AID-COL5>3.0.CO;2-3), their matrices for linear sRGB folded into one.
Colour without_red_cones(const Colour& c) {
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    const auto encoded = [](double v) { return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1.0 / 2.4) - 0.055; };
    const double r = linear(c.red);
    const double g = linear(c.green);
    const double b = linear(c.blue);
    const double yellow = 0.11238 * r + 0.88762 * g;
    return {encoded(yellow), encoded(yellow), encoded(std::max(0.0, 0.00401 * r - 0.00401 * g + b))};
}

constexpr AreaCategory kClasses[] = {AreaCategory::kStable, AreaCategory::kContained, AreaCategory::kComplex};

TEST(Palette, ClassesStayApartInGreyscale) {
    for (const AreaCategory one : kClasses) {
        for (const AreaCategory other : kClasses) {
            if (one != other) {
                EXPECT_GE(std::fabs(lightness(style_of(one).fill) - lightness(style_of(other).fill)), 20.0);
            }
        }
    }
}

TEST(Palette, ClassesStayApartWithoutRedCones) {
    for (const AreaCategory one : kClasses) {
        for (const AreaCategory other : kClasses) {
            if (one != other) {
                const LabColour p = lab_from_colour(without_red_cones(style_of(one).fill));
                const LabColour q = lab_from_colour(without_red_cones(style_of(other).fill));
                EXPECT_GE(std::hypot(p.lightness - q.lightness, p.a - q.a, p.b - q.b), 20.0);
            }
        }
    }
}

TEST(Palette, ClassesCarryDifferentHatches) {
    EXPECT_NE(style_of(AreaCategory::kStable).hatch, style_of(AreaCategory::kContained).hatch);
    EXPECT_NE(style_of(AreaCategory::kContained).hatch, style_of(AreaCategory::kComplex).hatch);
    EXPECT_NE(style_of(AreaCategory::kStable).hatch, style_of(AreaCategory::kComplex).hatch);
}

TEST(Palette, HatchesStandOutFromTheirFill) {
    for (const AreaStyle& style : class_styles()) {
        if (style.hatch != HatchKind::kNone) {
            EXPECT_GE(std::fabs(lightness(style.fill) - lightness(style.hatch_colour)), 35.0) << style.label_key;
        }
    }
}

TEST(Palette, WithoutDataAndOutsideAreDifferentFromEachOtherAndFromClasses) {
    EXPECT_NE(style_of(AreaCategory::kWithoutData).hatch, style_of(AreaCategory::kOutside).hatch);
    for (const AreaCategory area_class : kClasses) {
        EXPECT_NE(style_of(AreaCategory::kWithoutData).hatch, style_of(area_class).hatch);
        EXPECT_GE(lightness(style_of(AreaCategory::kOutside).fill) - lightness(style_of(area_class).fill), 15.0);
    }
}

TEST(Palette, TextBecomesAClass) {
    EXPECT_EQ(area_category_from_text("stable"), AreaCategory::kStable);
    EXPECT_EQ(area_category_from_text("contained"), AreaCategory::kContained);
    EXPECT_EQ(area_category_from_text("complex"), AreaCategory::kComplex);
    EXPECT_EQ(area_category_from_text("no_data"), AreaCategory::kWithoutData);
    EXPECT_EQ(area_category_from_text(std::nullopt), AreaCategory::kOutside);
    EXPECT_EQ(area_category_from_text("Stable"), std::nullopt);
    EXPECT_EQ(area_category_from_text(""), std::nullopt);
}

TEST(Palette, SequentialColoursDarkenInEqualSteps) {
    for (const std::size_t count : {2u, 5u, 7u}) {
        const std::vector<Colour> colours = sequential_colours(count);
        ASSERT_EQ(colours.size(), count);
        const double step = 63.0 / static_cast<double>(count - 1);
        for (std::size_t i = 0; i < count; ++i) {
            EXPECT_NEAR(lightness(colours[i]), 87.0 - step * static_cast<double>(i), 0.01);
        }
    }
    EXPECT_TRUE(sequential_colours(0).empty());
    EXPECT_EQ(sequential_colours(1).size(), 1u);
}

}  // namespace
}  // namespace diaban
