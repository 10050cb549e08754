#include "layers/read/read_crosswalk.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "layers/read/area_column.hpp"
#include "layers/read/read_table.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const fs::path kShared = DIABAN_SHARED_DATA;
const LocalDay kChange{2025y / 7 / 1};

CrosswalkReading read_text(const std::string& text, const std::string& share, const std::string& weight) {
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "crosswalk.csv";
    std::ofstream(file) << text;
    CrosswalkReadOptions options;
    options.source = {file.string(), "", ""};
    options.old_field = "old";
    options.old_name_field = "name";
    options.new_field = "new";
    options.share_field = share;
    options.weight_field = weight;
    return read_crosswalk(options, AreaNames({{"001", "002"}, {"Xã Một", "Xã Hai"}, {"", ""}}));
}

TEST(ReadCrosswalk, SharesAndWeightsAreSettled) {
    const CrosswalkReading shares = read_text(
        "old,name,new,share\n01,Xã A,001,0.6\n01,Xã A,002,0.4\n02,Xã B,001,\n03,Xã C,X. Hai,\n04,Xã D,999,\n05,Xã "
        "E,001,0.5\n05,Xã E,002,0.2\n",
        "share", "");
    ASSERT_EQ(shares.crosswalk.units.size(), 4u);  // Xã D went elsewhere
    EXPECT_EQ(shares.elsewhere, 1u);
    EXPECT_EQ(shares.rows_read, 7u);
    EXPECT_DOUBLE_EQ(*shares.crosswalk.units[0].to[0].share, 0.6);
    EXPECT_DOUBLE_EQ(*shares.crosswalk.units[1].to[0].share, 1.0);
    EXPECT_EQ(shares.crosswalk.units[2].to[0].area, std::optional<std::size_t>(1));
    EXPECT_FALSE(shares.crosswalk.units[3].to[0].share);  // 0.7 is not 1
    EXPECT_EQ(shares.findings.back().key, "finding.crosswalk-shares");
    const CrosswalkReading weights = read_text("old,name,new,w\n01,Xã A,001,3.000\n01,Xã A,002,1.000\n", "", "w");
    EXPECT_DOUBLE_EQ(*weights.crosswalk.units[0].to[0].share, 0.75);  // 3000 and 1000 people
    EXPECT_DOUBLE_EQ(*weights.crosswalk.units[0].to[1].weight, 1000.0);
}

TEST(ReadCrosswalk, BadRowsAreRejected) {
    const CrosswalkReading reading = read_text(
        "old,name,new,share\n01,Xã A,001,1\n,,001,1\n02,Xã B,,1\n03,Xã C,001,nhiều\n01,Xã A,001,1\n04,Xã D,002,-1\n",
        "share", "");
    std::vector<std::string> reasons;
    for (const RejectedRow& row : reading.rejects.rows) {
        reasons.push_back(row.reason_key + " " + std::to_string(row.row));
    }
    EXPECT_EQ(reasons, (std::vector<std::string>{"reject.crosswalk-incomplete 2", "reject.crosswalk-incomplete 3",
                                                 "reject.crosswalk-share 4", "reject.crosswalk-twice 5",
                                                 "reject.crosswalk-share 6"}));
    EXPECT_EQ(reading.rows_read, 6u);
    EXPECT_EQ(reading.crosswalk.units.size(), 1u);
}

TEST(ReadCrosswalk, ATableOfOtherPlacesIsRefused) {
    test::expect_error("error.crosswalk-no-area",
                       [] { read_text("old,name,new,share\n01,Xã A,999,1\n", "share", ""); });
    test::expect_error("error.field-unknown", [] { read_text("old,name,mới\n01,Xã A,999\n", "", ""); });
}

/// The 57 communes of 2025 as a layer names them, from the table itself.
NamedAreas present_communes() {
    NamedAreas areas;
    std::map<std::string, std::string> names;
    const Table table = read_table({(kShared / "namdinh_175_to_57.csv").string(), "", ""});
    for (std::size_t row = 0; row < table.rows(); ++row) {
        names[cell_text(*table.find("new_code"), row)] = cell_text(*table.find("new_name"), row);
    }
    for (const auto& [code, name] : names) {
        areas.id.push_back(code);
        areas.name.push_back(name);
    }
    return areas;
}

TEST(ReadCrosswalk, The175CommunesOfNamDinhGoWholeTo57) {
    const fs::path file = kShared / "namdinh_175_to_57.csv";
    if (!fs::exists(file)) {
        GTEST_SKIP() << "no shared data here";
    }
    const NamedAreas areas = present_communes();
    ASSERT_EQ(areas.id.size(), 57u);
    CrosswalkReadOptions options;
    options.source = {file.string(), "", ""};
    options.old_field = "old_code";
    options.old_name_field = "old_name";
    options.old_parent_field = "district";
    options.new_field = "new_code";
    options.date = kChange;
    CrosswalkReading reading = read_crosswalk(options, AreaNames(areas));
    EXPECT_EQ(reading.rows_read, 175u);
    EXPECT_TRUE(reading.rejects.rows.empty());
    ASSERT_EQ(reading.crosswalk.units.size(), 175u);
    const AreaResolver resolver(areas, reading.crosswalk);

    // Every row of the table, asked for by code, by name and district, and by name alone, before the change.
    const Table table = read_table(options.source);
    std::map<std::string, std::set<std::string>> new_of_name;
    for (std::size_t row = 0; row < 175; ++row) {
        new_of_name[cell_text(*table.find("old_name"), row)].insert(cell_text(*table.find("new_code"), row));
    }
    const LocalDay before{2024y / 10 / 1};
    std::map<std::string, int> carried;
    for (std::size_t row = 0; row < 175; ++row) {
        const std::string name = cell_text(*table.find("old_name"), row);
        const std::string expected = cell_text(*table.find("new_code"), row);
        const Resolution by_code = resolver.resolve(cell_text(*table.find("old_code"), row), before);
        ASSERT_TRUE(by_code.found()) << name;
        EXPECT_EQ(areas.id[by_code.area], expected) << name;
        ++carried[areas.id[by_code.area]];
        const Resolution by_district = resolver.resolve(name + ", " + cell_text(*table.find("district"), row), before);
        ASSERT_TRUE(by_district.found()) << name;
        EXPECT_EQ(areas.id[by_district.area], expected) << name;
        const Resolution by_name = resolver.resolve(name, before);
        if (new_of_name[name].size() > 1) {
            EXPECT_EQ(by_name.how, Resolved::kAmbiguous) << name;  // Hồng Quang and Nam Điền
        } else {
            ASSERT_TRUE(by_name.found()) << name;
            EXPECT_EQ(areas.id[by_name.area], expected) << name;
        }
    }
    EXPECT_EQ(carried.size(), 57u);  // one incident in each old commune: 175 in the 57, none lost
    int sum = 0;
    for (const auto& [id, count] : carried) {
        sum += count;
    }
    EXPECT_EQ(sum, 175);
    // From the change on a name or code is the present commune's own.
    for (std::size_t i = 0; i < areas.id.size(); ++i) {
        EXPECT_EQ(areas.id[resolver.resolve(areas.id[i], kChange).area], areas.id[i]);
        EXPECT_EQ(areas.id[resolver.resolve(areas.name[i], kChange).area], areas.id[i]) << areas.name[i];
    }
}

TEST(ReadCrosswalk, TheNationalTableServesAProvince) {
    const fs::path file = kShared / "vn_commune_old_to_2025.csv.gz";
    if (!fs::exists(file)) {
        GTEST_SKIP() << "no shared data here";
    }
    const NamedAreas areas = present_communes();
    CrosswalkReadOptions options;
    options.source = {file.string(), "", ""};
    options.old_field = "old_commune";
    options.old_name_field = "old_commune_name";
    options.old_parent_field = "old_district_name";
    options.new_field = "new_commune";
    options.date = kChange;
    const CrosswalkReading reading = read_crosswalk(options, AreaNames(areas));
    EXPECT_EQ(reading.rows_read, 10599u);
    std::uint64_t used = 0;
    for (const OldUnit& unit : reading.crosswalk.units) {
        used += unit.to.size();
        EXPECT_EQ(unit.code.size(), 5u);  // text with its zeros
    }
    EXPECT_EQ(used + reading.elsewhere + reading.rejects.rows.size(), reading.rows_read);
    // The shared data's own note: the table has two wrong rows for Nam Định, so the province's units are 174 to 177,
    // most of them whole.
    EXPECT_GE(reading.crosswalk.units.size(), 174u);
    EXPECT_LE(reading.crosswalk.units.size(), 177u);
    // Xã Tân Thành stands in many provinces; here only those of Nam Định count, so a name of elsewhere is not
    // ambiguous.
    const AreaResolver resolver(areas, reading.crosswalk);
    EXPECT_TRUE(resolver.resolve("Phường Cửa Bắc", LocalDay{2024y / 10 / 1}).found());
}

TEST(AreaColumn, SplitRowsAreApportionedAndMarked) {
    Crosswalk crosswalk;
    crosswalk.units = {{"01", "Xã Chia", "", {{0, 0.75}, {1, 0.25}}}, {"02", "Xã Tách", "", {{0, {}}, {1, {}}}}};
    const AreaResolver resolver({{"001", "002"}, {"Xã Một", "Xã Hai"}, {"", ""}}, crosswalk);
    AreaColumn column(resolver);
    EXPECT_EQ(column.answer("Xã Tách", std::nullopt).reason, "reject.area-split");
    EXPECT_EQ(column.answer("Xã Tách", std::nullopt).nearest, "Xã Một | Xã Hai");
    EXPECT_EQ(column.answer("Xa Mot", std::nullopt).reason, "reject.area-unknown");
    std::vector<std::string> keys;
    for (int i = 0; i < 8; ++i) {
        const AreaAnswer& answer = column.answer("X. Chia", std::nullopt);
        ASSERT_TRUE(answer.reason.empty());
        column.count(answer);
        keys.push_back(answer.key);
    }
    keys.push_back(column.answer("X. Một", std::nullopt).key);
    std::vector<std::uint8_t> located(9, 0);
    const std::vector<std::uint8_t> estimated = apportion_splits(keys, located, resolver);
    EXPECT_EQ(std::count(keys.begin(), keys.end() - 1, "001"), 6);  // three quarters of eight
    EXPECT_EQ(std::count(keys.begin(), keys.end() - 1, "002"), 2);
    EXPECT_EQ(keys.back(), "001");
    EXPECT_EQ(std::count(estimated.begin(), estimated.end(), 1), 8);
    EXPECT_EQ(estimated.back(), 0);
    EXPECT_EQ(column.take_tally().split, 8u);
}

}  // namespace
}  // namespace diaban
