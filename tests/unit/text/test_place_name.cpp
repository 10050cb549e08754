#include "layers/text/place_name.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(PlaceName, TypesAreReadShortAndLong) {
    const std::vector<std::pair<const char*, UnitType>> cases = {
        {"TP. Nam Định", UnitType::kCity},          {"TP Nam Định", UnitType::kCity},
        {"T.P Nam Định", UnitType::kCity},          {"Thành phố Nam Định", UnitType::kCity},
        {"TX. Nam Định", UnitType::kTown},          {"thị xã Nam Định", UnitType::kTown},
        {"H. Nam Định", UnitType::kRuralDistrict},  {"HUYỆN NAM ĐỊNH", UnitType::kRuralDistrict},
        {"Q.Nam Định", UnitType::kUrbanDistrict},   {"P. Nam Định", UnitType::kWard},
        {"X.Nam Định", UnitType::kCommune},         {"TT. Nam Định", UnitType::kTownship},
        {"Thị Trấn Nam Định", UnitType::kTownship}, {"Đặc khu Nam Định", UnitType::kSpecialZone},
        {"Tỉnh Nam Định", UnitType::kProvince},     {"Nam Định", UnitType::kUnknown}};
    for (const auto& [text, type] : cases) {
        const PlaceName name = parse_place_name(text);
        EXPECT_EQ(name.unit.type, type) << text;
        EXPECT_EQ(name.unit.key, "nam đinh5") << text;
        EXPECT_EQ(name.unit.plain, "nam dinh") << text;
    }
}

TEST(PlaceName, TheToneStandsBehindItsSyllable) {
    for (const auto& [one, other] :
         {std::pair{"Hòa", "Hoà"}, {"Thủy", "Thuỷ"}, {"Giao Thủy", "GIAO THUỶ"}, {"Khỏe", "Khoẻ"}, {"Úy", "Uý"}}) {
        EXPECT_EQ(parse_place_name(one), parse_place_name(other)) << one;
    }
    for (const auto& [one, other] :
         {std::pair{"Hòa", "Hóa"}, {"Trực Hưng", "Trực Hùng"}, {"Mỹ", "Mĩ"}, {"Đại", "Dại"}}) {
        EXPECT_NE(parse_place_name(one).unit.key, parse_place_name(other).unit.key) << one;
    }
}

TEST(PlaceName, ATypeAloneIsAName) {
    // Nothing would be left without it.
    EXPECT_EQ(parse_place_name("Xã").unit.key, "xa3");
    EXPECT_EQ(parse_place_name("P").unit.key, "p");
    EXPECT_TRUE(parse_place_name("").unit.key.empty());
    EXPECT_TRUE(parse_place_name(".,;").unit.key.empty());
}

TEST(PlaceName, UnitsAboveAreKept) {
    const PlaceName name = parse_place_name("X. Hải Anh, H. Hải Hậu; tỉnh Nam Định");
    EXPECT_EQ(name.unit.key, "hai2 anh");
    ASSERT_EQ(name.within.size(), 2u);
    EXPECT_EQ(name.within[0].type, UnitType::kRuralDistrict);
    EXPECT_EQ(name.within[0].key, "hai2 hâu5");
    EXPECT_EQ(name.within[1].key, "nam đinh5");
}

TEST(PlaceName, NamesOfTheHighlandsKeepTheirApostrophe) {
    EXPECT_EQ(parse_place_name("Xã Ea H'leo").unit.key, "ea h'leo");
    EXPECT_EQ(parse_place_name("Xã Ea H’Leo").unit.key, "ea h'leo");
}

TEST(PlaceName, NumbersLoseLeadingZerosOnly) {
    EXPECT_EQ(parse_place_name("Phường 01").unit.key, "1");
    EXPECT_EQ(parse_place_name("Phường 10").unit.key, "10");
    EXPECT_EQ(parse_place_name("P00").unit.key, "0");
}

}  // namespace
}  // namespace diaban
