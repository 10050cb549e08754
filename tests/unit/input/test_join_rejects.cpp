#include "engine/input/join_rejects.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(JoinRejects, EveryRowKeepsItsCellsUnderTheirNames) {
    Rejects all{{"x", "date"}, {{"a.csv", 3, "reject.date-unreadable", "?", {"1", "?"}}}};
    join_rejects(all, {{"area", "date"},
                       {{"r.csv", 1, "reject.register-twice", "", {"01", "2016"}},
                        {"r.csv", 2, "reject.register-twice", "", {}}}});
    join_rejects(all, {{"unused"}, {}});
    EXPECT_EQ(all.field_names, (std::vector<std::string>{"x", "date", "area"}));
    ASSERT_EQ(all.rows.size(), 3u);
    EXPECT_EQ(all.rows[0].fields, (std::vector<std::string>{"1", "?", ""}));
    EXPECT_EQ(all.rows[1].fields, (std::vector<std::string>{"", "2016", "01"}));
    EXPECT_EQ(all.rows[2].fields, (std::vector<std::string>{"", "", ""}));
    EXPECT_EQ(all.rows[1].source, "r.csv");
}

}  // namespace
}  // namespace diaban
