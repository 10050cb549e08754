#include "engine/program/study_registry.hpp"

#include <gtest/gtest.h>

#include <set>

namespace diaban {
namespace {

TEST(StudyRegistry, EachStudyHasItsSectionUnderItsOwnName) {
    std::set<std::string> names;
    for (const Study& study : study_registry()) {
        EXPECT_TRUE(names.insert(study.name).second) << study.name;
        EXPECT_EQ(study.section.options.name(), study.name);
        EXPECT_NE(study.run, nullptr) << study.name;
    }
    EXPECT_EQ(study_tables().size(), study_registry().size());
}

TEST(StudyRegistry, NoLayerIsOfTwoKindsAndEachOnThePageHasATitle) {
    const LayerKinds kinds = all_layer_kinds();
    for (const LayerKind* a : kinds) {
        const std::string layer = a->is_family() ? a->member("x") : std::string(a->name);
        std::size_t covering = 0;
        for (const LayerKind* b : kinds) {
            covering += b->covers(layer) ? 1 : 0;
        }
        EXPECT_EQ(covering, 1u) << layer;
        if (a->page.place > 0 && !a->is_family()) {
            for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
                EXPECT_TRUE(catalogue(language).has(std::string(a->page.title_key))) << layer;
            }
        }
    }
}

TEST(StudyRegistry, PagesHaveNamesOfTheirOwnAndSomethingToDraw) {
    std::set<std::string> names;
    for (const PageMaker& maker : all_page_makers()) {
        EXPECT_TRUE(names.insert(maker.name).second) << maker.name;
        EXPECT_TRUE(maker.map != nullptr || maker.page != nullptr) << maker.name;
    }
    // An output without anything but its areas has the map of classes alone.
    Output output;
    std::vector<std::string> available;
    for (const PageMaker& maker : all_page_makers()) {
        for (const std::string& name : maker.available(output)) {
            available.push_back(name);
        }
    }
    EXPECT_EQ(available, (std::vector<std::string>{"class"}));
}

}  // namespace
}  // namespace diaban
