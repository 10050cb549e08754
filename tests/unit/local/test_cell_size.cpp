#include "engine/local/cell_size.hpp"

#include <gtest/gtest.h>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

TEST(CellSize, TheRuleThatFires) {
    const auto choose = [](double area, std::size_t points) { return choose_cell_size({{area}, points, {}}); };
    // sqrt(2 * 1.6e9 / 500) = 2530 m -> 2000 m, far below the ceiling sqrt(1.6e9 / 100) = 4000 -> 2000.
    EXPECT_EQ(choose(1.6e9, 500).rule_key, "hotspots.cell.quadrat");
    EXPECT_DOUBLE_EQ(choose(1.6e9, 500).side.value, 2000.0);
    // sqrt(2 * 1.6e9 / 80000) = 200 m exactly stays 200.
    EXPECT_DOUBLE_EQ(choose(1.6e9, 80000).side.value, 200.0);
    // sqrt(2 * 1e8 / 1e6) = 14 m -> floor.
    EXPECT_EQ(choose(1e8, 1000000).rule_key, "hotspots.cell.floor");
    EXPECT_DOUBLE_EQ(choose(1e8, 1000000).side.value, 50.0);
    // Ten points in 1 km2 ask for 447 m cells; 100 cells need 100 m.
    EXPECT_EQ(choose(1e6, 10).rule_key, "hotspots.cell.ceiling");
    EXPECT_DOUBLE_EQ(choose(1e6, 10).side.value, 100.0);
    EXPECT_EQ(choose_cell_size({{1e6}, 10, Metres{137}}).rule_key, "hotspots.cell.given");
    EXPECT_DOUBLE_EQ(choose_cell_size({{1e6}, 10, Metres{137}}).side.value, 137.0);
}

TEST(CellSize, RefusesWhatCannotBe) {
    EXPECT_THROW(choose_cell_size({{0}, 10, {}}), Error);
    EXPECT_THROW(choose_cell_size({{1e6}, 0, {}}), Error);
    EXPECT_THROW(choose_cell_size({{1e6}, 10, Metres{0}}), Error);
}

}  // namespace
}  // namespace diaban
