#include "layers/read/personal_content.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <memory>

namespace diaban {
namespace {

std::vector<PersonalColumn> scan(const std::string& header, const std::vector<std::string>& cells,
                                 ColumnUse use = ColumnUse::kFree) {
    PersonalScan scan({use});
    for (const std::string& cell : cells) {
        scan.add(0, cell);
    }
    return scan.found({header});
}

void expect_personal(const std::vector<std::string>& cells, PersonalKind kind, std::uint64_t count) {
    const auto found = scan("field_7", cells);
    ASSERT_EQ(found.size(), 1u) << cells.front();
    EXPECT_STREQ(personal_kind_name(found[0].kind), personal_kind_name(kind)) << cells.front();
    EXPECT_EQ(found[0].cells, count) << cells.front();
}

// Invented numbers: provinces and years are real, running numbers are counted up.
TEST(PersonalContent, NumbersOfPersonsAreFoundWhateverTheHeader) {
    expect_personal({"036090000001", "036190000002", "001200000003"}, PersonalKind::kIdentity, 3);
    expect_personal({"162000001", "036190000002", "162000003", "036190000004"}, PersonalKind::kIdentity, 4);
    expect_personal({"161000001", "162000002", "163000003"}, PersonalKind::kIdentity, 3);
    expect_personal({"Mời làm việc, CCCD 036090000001", "", "không"}, PersonalKind::kIdentity, 1);
    expect_personal({"CMND: 162000001.", "không", "không"}, PersonalKind::kIdentity, 1);
    expect_personal({"0912000001", "0363000002", "không có", "không"}, PersonalKind::kPhone, 2);
    expect_personal({"gọi 0912 000 001 khi cần", "không"}, PersonalKind::kPhone, 1);
    expect_personal({"+84912000001", "không"}, PersonalKind::kPhone, 1);
    expect_personal({"0912.000.001"}, PersonalKind::kPhone, 1);
    expect_personal({"18A-000.01"}, PersonalKind::kPlate, 1);
    expect_personal({"29-H1 000.01"}, PersonalKind::kPlate, 1);
    expect_personal({"18A00001", "18B100002"}, PersonalKind::kPlate, 2);
    expect_personal({"xe 18A-00001 va chạm", "không"}, PersonalKind::kPlate, 1);
    expect_personal({"ban.chi.huy@example.vn", "không"}, PersonalKind::kEmail, 1);
}

TEST(PersonalContent, PersonsNamesAreFound) {
    expect_personal({"Nguyễn Văn Mẫu", "Trần Thị Thử", "không rõ"}, PersonalKind::kName, 2);
    expect_personal({"NGUYỄN VĂN MẪU", "LÊ THỬ"}, PersonalKind::kName, 2);
    expect_personal({"NGUYEN VAN MAU", "TRAN THI THU"}, PersonalKind::kName, 2);
    // In TCVN3 too.
    expect_personal({"NguyÔn V¨n MÉu", "TrÇn ThÞ Thö"}, PersonalKind::kName, 2);
    // A column of places by the project's word is not looked at for names, but for numbers.
    EXPECT_TRUE(scan("name", {"Nguyễn Văn Mẫu", "Trần Thị Thử"}, ColumnUse::kPlaces).empty());
    EXPECT_FALSE(scan("name", {"036090000001", "036190000002"}, ColumnUse::kPlaces).empty());
    EXPECT_TRUE(scan("x", {"036090000001", "036190000002"}, ColumnUse::kValues).empty());
}

TEST(PersonalContent, WhatOnlyLooksAlikeIsLeftAlone) {
    const std::vector<std::vector<std::string>> columns = {
        {"120522283", "120522284"},  // with the header below: incident numbers
    };
    EXPECT_TRUE(scan("IncidntNum", columns[0]).empty());
    EXPECT_TRUE(scan("Mã vụ", columns[0]).empty());
    EXPECT_TRUE(scan("Số vụ án", columns[0]).empty());
    for (const std::vector<std::string>& cells :
         std::vector<std::vector<std::string>>{{"Phường Trần Hưng Đạo", "Phường Nguyễn Du", "Phường Ngô Quyền"},
                                               {"Trần Hưng Đạo", "Nguyễn Du", "Ngô Quyền", "Lê Hồng Phong"},
                                               {"-75,56985400000", "-75,12345678901"},
                                               {"105.924123456789", "20.500123456789"},
                                               {"2202345.678", "580014.8"},
                                               {"1.756", "236.294", "262.901"},
                                               {"236294", "72514"},
                                               {"14/12/2017 08:05", "15/12/2017 23:59"},
                                               {"14-12-2017 08:05", "09-12-2017 10:05"},
                                               {"2010-01-01T06:00:00+0000"},
                                               {"2017-12-14 08:05:00+07:00"},
                                               {"E01014399", "E01010893"},
                                               {"15E30", "18A"},
                                               {"11XX BURNABY ST", "10A 1ST AVE"},
                                               {"00001", "13636"},
                                               {"036", "356"},
                                               {"999999999999", "123456789012"},              // 12 digits, no province
                                               {"202012310001", "202101010002"},              // a date and a number
                                               {"036990000001", "036790000002"},              // no such century
                                               {"0012345678", "0000012345"},                  // no network
                                               {"a1b2c3d4e5f60912000001ff", "0912000001ab"},  // hexadecimal
                                               {"police", "public"},
                                               {"Quang Trung", "Hồng Quang"},
                                               {"Hai Bà Trưng", "Bà Triệu"},
                                               {"Trộm cắp tài sản", "Cố ý gây thương tích"},
                                               {"Lê", "Lê"},
                                               {"@ chợ", "a@b", "sông@"},
                                               {"50 %", "22/48"}}) {
        EXPECT_TRUE(scan("field_7", cells).empty()) << cells.front();
    }
    EXPECT_TRUE(scan("Đường", {"Nguyễn Văn Mẫu", "Trần Thị Thử"}).empty());
    EXPECT_TRUE(scan("Trường học", {"Nguyễn Văn Mẫu", "Trần Thị Thử"}).empty());
    // Persons who stand for a place are persons.
    for (const char* header :
         {"Trưởng thôn", "truong", "Trưởng công an xã", "Cán bộ phường", "Người phụ trách khu vực"}) {
        EXPECT_FALSE(scan(header, {"Nguyễn Văn Mẫu", "Trần Thị Thử"}).empty()) << header;
    }
}

TEST(PersonalContent, PartsMergeToTheWhole) {
    PersonalScan whole({ColumnUse::kFree, ColumnUse::kFree});
    PersonalScan merged;
    for (int part = 0; part < 3; ++part) {
        PersonalScan one({ColumnUse::kFree, ColumnUse::kFree});
        for (PersonalScan* scan : {&whole, &one}) {
            scan->add(0, "036090000001");
            scan->add(1, "Xã Hải Hậu");
        }
        merged.merge(one);
    }
    ASSERT_EQ(merged.found({"a", "b"}).size(), 1u);
    EXPECT_EQ(merged.found({"a", "b"})[0].cells, whole.found({"a", "b"})[0].cells);
    EXPECT_EQ(merged.found({"a", "b"})[0].column, 0u);
}

}  // namespace
}  // namespace diaban
