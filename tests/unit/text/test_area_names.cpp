#include "layers/text/area_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "engine/sample/legacy_text.hpp"

namespace diaban {
namespace {

const AreaNames& communes() {
    static const AreaNames names({{"13660", "13663", "13666", "13669", "13672", "13675", "00004"},
                                  {"Xã Trực Hưng", "Xã Trực Hùng", "Xã Hồng Quang", "Xã Hồng Quang", "Thị trấn Liễu Đề",
                                   "Phường 01", "Thủy Hòa"},
                                  {"Huyện Trực Ninh", "Huyện Trực Ninh", "Huyện Ý Yên", "Huyện Nam Trực",
                                   "Huyện Nghĩa Hưng", "TP. Nam Định", ""}});
    return names;
}

std::string id_of(std::string_view text) {
    const AreaMatch match = communes().match(text);
    return match.found() ? communes().areas().id[match.area] : "";
}

TEST(AreaNames, ExactNamesAndIdsFirst) {
    EXPECT_EQ(communes().match("13660").how, NameMatch::kExact);
    EXPECT_EQ(communes().match(" Xã Trực Hưng ").how, NameMatch::kExact);
    EXPECT_EQ(id_of("Xã Trực Hùng"), "13663");
}

TEST(AreaNames, SpellingsOfOneNameAreOneName) {
    for (const char* text :
         {"X. Trực Hưng", "X.Trực Hưng", "x Trực  Hưng", "XÃ TRỰC HƯNG", "Trực Hưng", "trực hưng", "X· Trùc H\u2212ng",
          "Xaõ Tröïc Höng", "Tru\u031B\u0323c Hu\u031Bng", "Xã Trực Hưng, huyện Trực Ninh",
          "Xã Trực Hưng (H. Trực Ninh)", "Xã Trực\u00A0Hưng", "Xã Trực-Hưng"}) {
        EXPECT_EQ(id_of(text), "13660") << text;
        EXPECT_EQ(communes().match(text).how, NameMatch::kByRules) << text;
    }
    EXPECT_EQ(id_of("TT. Liễu Đề"), "13672");
    EXPECT_EQ(id_of("T.T Liễu Đề"), "13672");
    EXPECT_EQ(id_of("Thuỷ Hoà"), "00004");
    EXPECT_EQ(id_of("X. Thuỷ Hoà"), "00004");  // its own name carries no type
    EXPECT_EQ(id_of("P.1"), "13675");
    EXPECT_EQ(id_of("P1"), "13675");
    EXPECT_EQ(id_of("Phường 1"), "13675");
}

TEST(AreaNames, ACodeThatLostItsZerosIsRead) {
    EXPECT_EQ(id_of("4"), "00004");
    EXPECT_EQ(id_of("0004"), "00004");
    EXPECT_EQ(id_of("5"), "");
}

TEST(AreaNames, WithoutDiacriticsANameIsOnlyProposed) {
    const AreaMatch match = communes().match("Xa Truc Hung");
    EXPECT_EQ(match.how, NameMatch::kNone);
    ASSERT_EQ(match.nearest.size(), 3u);
    // Both lie equally near once the marks are gone; which comes first says nothing.
    EXPECT_EQ(std::min(match.nearest[0], match.nearest[1]), 0u);
    EXPECT_EQ(std::max(match.nearest[0], match.nearest[1]), 1u);
    // One mark off is another name.
    EXPECT_EQ(communes().match("Xã Trực Hứng").how, NameMatch::kNone);
}

TEST(AreaNames, AnotherTypeIsAnotherUnit) {
    const AreaMatch match = communes().match("Xã Liễu Đề");
    EXPECT_EQ(match.how, NameMatch::kNone);
    EXPECT_EQ(communes().areas().name[match.nearest[0]], "Thị trấn Liễu Đề");
}

TEST(AreaNames, ASharedNameNeedsItsDistrict) {
    const AreaMatch match = communes().match("Xã Hồng Quang");
    EXPECT_EQ(match.how, NameMatch::kAmbiguous);
    EXPECT_EQ(match.nearest, (std::vector<std::size_t>{2, 3}));
    EXPECT_EQ(communes().match("X. Hồng Quang").how, NameMatch::kAmbiguous);
    EXPECT_EQ(id_of("X. Hồng Quang, H. Nam Trực"), "13669");
    EXPECT_EQ(id_of("Xã Hồng Quang, huyện Ý Yên, tỉnh Nam Định"), "13666");
    EXPECT_EQ(communes().match("Xã Hồng Quang, huyện Hải Hậu").how, NameMatch::kNone);
}

TEST(AreaNames, NothingIsFoundInNothing) {
    EXPECT_EQ(communes().match("").how, NameMatch::kNone);
    EXPECT_EQ(communes().match(" , ").how, NameMatch::kNone);
    EXPECT_TRUE(AreaNames({}).match("Xã").nearest.empty());
    EXPECT_EQ(communes().match(std::string(5000, 'x')).how, NameMatch::kNone);
}

// The 175 communes of Nam Định in every spelling that the field uses: found as themselves, or not at all.
TEST(AreaNames, NoSpellingOfARealNameFindsAnotherArea) {
    std::ifstream file(std::string(DIABAN_SHARED_DATA) + "/vn_namdinh_old_communes_names_only.csv");
    if (!file) {
        GTEST_SKIP() << "no shared data here";
    }
    NamedAreas areas;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::stringstream cells(line);
        std::string code, name, type, district_code, district;
        std::getline(cells, code, ',');
        std::getline(cells, name, ',');
        std::getline(cells, type, ',');
        std::getline(cells, district_code, ',');
        std::getline(cells, district, ',');
        district.erase(district.find_last_not_of('\r') + 1);
        areas.id.push_back(code);
        areas.name.push_back(name);
        areas.parent.push_back(district);
    }
    ASSERT_EQ(areas.id.size(), 175u);
    const AreaNames names(areas);
    std::size_t ambiguous = 0;
    for (std::size_t i = 0; i < areas.id.size(); ++i) {
        const std::string& name = areas.name[i];
        for (const std::string& spelling :
             {name, upper_case(name), decomposed(name), old_tone_placement(name),
              encode_legacy(name, LegacyEncoding::kTcvn3), encode_legacy(name, LegacyEncoding::kTcvn3Mangled),
              encode_legacy(name, LegacyEncoding::kVni), encode_legacy(name, LegacyEncoding::kCp1258)}) {
            const AreaMatch match = names.match(spelling);
            if (match.how == NameMatch::kAmbiguous) {
                ++ambiguous;
                EXPECT_TRUE(name == "Xã Hồng Quang" || name == "Xã Nam Điền") << name;
            } else {
                ASSERT_TRUE(match.found()) << name << " as " << spelling;
                EXPECT_EQ(areas.id[match.area], areas.id[i]) << name << " as " << spelling;
            }
            const AreaMatch with_district = names.match(name + ", " + areas.parent[i]);
            ASSERT_TRUE(with_district.found()) << name << ", " << areas.parent[i];
            EXPECT_EQ(areas.id[with_district.area], areas.id[i]);
        }
        // Stripped of its marks a name may find nobody.
        const AreaMatch stripped = names.match(without_diacritics(name));
        if (without_diacritics(name) != name) {
            EXPECT_EQ(stripped.how, NameMatch::kNone) << name;
            EXPECT_NE(std::find(stripped.nearest.begin(), stripped.nearest.end(), i), stripped.nearest.end()) << name;
        }
    }
    EXPECT_EQ(ambiguous, 4u * 8u);
}

}  // namespace
}  // namespace diaban
