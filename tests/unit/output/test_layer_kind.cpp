#include "engine/output/layer_kind.hpp"

#include <gtest/gtest.h>

#include "engine/output/output.hpp"
#include "engine/output/review_kinds.hpp"
#include "engine/output/write_output.hpp"
#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

TEST(LayerKind, ALayerIsOfTheKindOfItsNameOrItsFamily) {
    EXPECT_EQ(&kind_of("areas", review_kinds()), &areas_kind());
    EXPECT_EQ(&kind_of("area_periods", review_kinds()), &area_periods_kind());
    EXPECT_EQ(&kind_of("level_hamlet", review_kinds()), &levels_kind());
    EXPECT_EQ(levels_kind().code_of("level_hamlet"), "hamlet");
    EXPECT_EQ(levels_kind().member("hamlet"), "level_hamlet");
    EXPECT_FALSE(levels_kind().covers("level_")) << "a family's beginning alone names no layer";
    EXPECT_FALSE(areas_kind().covers("areas_2"));
}

TEST(LayerKind, ALayerWithoutAKindIsAnInternalError) {
    test::expect_error("error.layer-without-kind", [] { (void)kind_of("forgotten", review_kinds()); });
    Output output;
    output.layers.push_back({FeatureLayer{"forgotten", {}, GeometryKind::kNone, {}, {}}});
    test::expect_error("error.layer-without-kind", [&] { prepare_layers(output, review_kinds(), 5); });
}

TEST(LayerKind, NoTwoOfTheReviewCoverTheSameName) {
    const LayerKinds kinds = review_kinds();
    for (const LayerKind* a : kinds) {
        for (const LayerKind* b : kinds) {
            EXPECT_EQ(a == b, a->covers(b->is_family() ? b->member("x") : std::string(b->name))) << a->name << b->name;
        }
    }
}

}  // namespace
}  // namespace diaban
