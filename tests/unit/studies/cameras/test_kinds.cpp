#include "engine/studies/cameras/kinds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/output/output.hpp"
#include "engine/output/write_output.hpp"

namespace diaban {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(CameraKinds, EveryLayerOfPlacesHasALookInBothDocuments) {
    std::vector<OutputLayer> layers;
    for (const auto& [kind, geometry] :
         {std::pair{&cameras_kind(), GeometryKind::kPoint}, std::pair{&views_kind(), GeometryKind::kArea},
          std::pair{&coverage_kind(), GeometryKind::kPoint}, std::pair{&uncovered_kind(), GeometryKind::kPoint}}) {
        layers.push_back({FeatureLayer{std::string(kind->name), {}, geometry, {}, {}}});
    }
    for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
        const std::vector<LayerStyle> styles = layer_styles(layers, camera_kinds(), "a plan", catalogue(language));
        ASSERT_EQ(styles.size(), layers.size());
        for (const LayerStyle& style : styles) {
            EXPECT_THAT(style.sld, HasSubstr("<sld:Name>" + style.layer + "</sld:Name>"));
            EXPECT_THAT(style.qml + style.sld, Not(HasSubstr("[[")));
            EXPECT_EQ(style.description, "a plan");
        }
    }
}

/// The rule has no part in a plan: none of its tables carries the rule's name.
TEST(CameraKinds, NoTableOfAPlanNamesTheRule) {
    for (const LayerKind* kind : camera_kinds()) {
        EXPECT_EQ(kind->rule, NamesRule::kNo) << kind->name;
    }
}

}  // namespace
}  // namespace diaban
