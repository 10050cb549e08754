#include "engine/sample/areas.hpp"

#include <fstream>
#include <map>
#include <set>
#include <string>

#include "engine/sample/borders.hpp"
#include "engine/sample/names.hpp"
#include "tests/unit/sample/sample_cases.hpp"

namespace diaban {
namespace {

using sample_test::default_sample;
using sample_test::options_of;
using sample_test::sample_of;

TEST(SampleAreas, CodesAreTextOfSixDigitsAndNamesAreUnique) {
    for (const int areas : {3, 48, 129}) {
        const Sample sample = sample_of(options_of(2, areas, {areas, 0, 0}));
        std::set<std::string> codes;
        std::set<std::string> names;
        for (const SampleArea& area : sample.areas) {
            EXPECT_EQ(area.code.size(), 6u);
            EXPECT_EQ(area.code.front(), '0');
            EXPECT_TRUE(codes.insert(area.code).second) << area.code;
            EXPECT_TRUE(names.insert(area.name).second) << area.name;
            EXPECT_FALSE(area.parent.empty());
            EXPECT_GT(area.residents, 0);
            EXPECT_TRUE(lies_inside(area.shape, area.centre)) << area.name;
        }
        EXPECT_EQ(codes.size(), static_cast<std::size_t>(areas));
    }
}

TEST(SampleAreas, EveryGeneratedNameIsDifferent) {
    std::set<std::string> names;
    for (int index = 0; index < 100; ++index) {
        EXPECT_TRUE(names.insert(ward_name(index)).second) << index;
        for (int district = 0; district < district_name_count(); ++district) {
            EXPECT_TRUE(names.insert(commune_name(district, index)).second) << district << " " << index;
        }
    }
    for (int district = 0; district < district_name_count(); ++district) {
        for (int index = 0; index < 9; ++index) {
            EXPECT_TRUE(names.insert(town_name(district, index)).second);
        }
    }
}

TEST(SampleAreas, NamesCollideInPairsWithoutDiacritics) {
    // Hưng and Hùng are both "Hung"; the list must hold both in one district.
    std::map<std::string, std::set<std::string>> communes;
    for (const SampleArea& area : default_sample().areas) {
        communes[area.parent].insert(area.name.substr(area.name.rfind(' ') + 1));
    }
    bool found = false;
    for (const auto& [district, names] : communes) {
        found = found || (names.contains("Hưng") && names.contains("Hùng"));
    }
    EXPECT_TRUE(found);
}

TEST(SampleAreas, ResidentsAddUpToAProvince) {
    for (const auto& [seed, areas] : {std::pair{1u, 48}, {2u, 48}, {3u, 12}, {4u, 3}}) {
        double residents = 0.0;
        for (const SampleArea& area : sample_of(options_of(seed, areas, {areas, 0, 0})).areas) {
            residents += static_cast<double>(area.residents);
        }
        EXPECT_GT(residents, 1.0e6);
        EXPECT_LT(residents, 1.8e6);
    }
}

// The province's own 175 communes of 9/2024: none of the invented names may be one of them.
TEST(SampleAreas, NoNameIsARealOneOfTheProvince) {
    std::ifstream file(DIABAN_SHARED_DATA "/vn_namdinh_old_communes_names_only.csv");
    if (!file) {
        GTEST_SKIP() << "no list of the real communes here";
    }
    std::set<std::string> real;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const std::size_t first = line.find(',') + 1;
        const std::string name = line.substr(first, line.find(',', first) - first);
        for (const std::string type : {"Phường ", "Thị trấn ", "Xã "}) {
            if (name.starts_with(type)) {
                real.insert(name.substr(type.size()));
            }
        }
        real.insert(line.substr(line.rfind(',') + 1));
    }
    ASSERT_GT(real.size(), 100u);
    const auto plain = [](const std::string& name, const std::string& type) { return name.substr(type.size()); };
    for (int index = 0; index < 100; ++index) {
        EXPECT_FALSE(real.contains(plain(ward_name(index), "Phường "))) << ward_name(index);
        for (int district = 0; district < district_name_count(); ++district) {
            EXPECT_FALSE(real.contains(plain(commune_name(district, index), "Xã "))) << commune_name(district, index);
            EXPECT_FALSE(real.contains("Huyện " + district_name(district))) << district_name(district);
            EXPECT_FALSE(real.contains(district_name(district))) << district_name(district);
        }
    }
}

}  // namespace
}  // namespace diaban
