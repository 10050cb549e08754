#include "layers/geometry/nesting.hpp"

#include <gtest/gtest.h>

#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

TEST(ShareInsideParent, WholePartAndNone) {
    const std::vector<MultiPolygon> parents{
        test::rectangle(0, 0, 1000, 1000), test::rectangle(1000, 0, 2000, 1000), {}};
    const std::vector<MultiPolygon> units{
        test::rectangle(0, 0, 500, 1000),     // on the parent's own border: inside
        test::rectangle(900, 0, 1400, 1000),  // a fifth of it lies in the first parent
        test::rectangle(1500, 0, 1600, 100),  // of the other parent
        test::rectangle(0, 0, 100, 100),     {}, test::rectangle(0, 0, 100, 100)};
    const std::vector<std::uint32_t> parent_of{0, 1, 0, kNoParent, 0, 2};
    const auto shares = share_inside_parent(units, parent_of, parents);
    EXPECT_EQ(shares[0], 1.0);
    EXPECT_NEAR(*shares[1], 0.8, 1e-12);
    EXPECT_EQ(shares[2], 0.0);
    EXPECT_FALSE(shares[3]);
    EXPECT_FALSE(shares[4]);
    EXPECT_FALSE(shares[5]);
}

}  // namespace
}  // namespace diaban
