#include "layers/model/nearest_name.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(NearestName, EditDistanceOfTextbookPairs) {
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);  // two substitutions, one insertion
    EXPECT_EQ(edit_distance("", "abc"), 3u);
    EXPECT_EQ(edit_distance("abc", ""), 3u);
    EXPECT_EQ(edit_distance("flaw", "lawn"), 2u);
    EXPECT_EQ(edit_distance("same", "same"), 0u);
}

TEST(NearestName, EditDistanceIsAMetric) {
    const std::vector<std::string> words = {"", "a", "ab", "ba", "abc", "cab", "xyz", "axyz"};
    for (const auto& a : words) {
        for (const auto& b : words) {
            EXPECT_EQ(edit_distance(a, b), edit_distance(b, a));
            for (const auto& c : words) {
                EXPECT_LE(edit_distance(a, c), edit_distance(a, b) + edit_distance(b, c));
            }
        }
    }
}

TEST(NearestName, FindsTheMisspeltOneWithoutLetterCase) {
    EXPECT_EQ(nearest_name("bandwith_m", {"cell_m", "bandwidth_m", "kernel"}), "bandwidth_m");
    EXPECT_EQ(nearest_name("LON", {"lat", "lon"}), "lon");
    EXPECT_EQ(nearest_name("ab", {"aa", "bb"}), "aa");  // both one away: the first
    EXPECT_EQ(nearest_name("x", {}), "");
}

}  // namespace
}  // namespace diaban
