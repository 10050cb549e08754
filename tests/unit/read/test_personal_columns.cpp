#include "layers/read/personal_columns.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(PersonalColumns, AreFoundWhateverTheirCaseAndPunctuation) {
    for (const char* header :
         {"Họ và tên",    "HỌ VÀ TÊN",    "ho_ten",     "HoTen",   "Số CCCD",       "CMND/CCCD",     "Số điện thoại",
          "SĐT",          "SDT",          "Biển số xe", "BIỂN SỐ", "Tên đối tượng", "TÊN ĐỐI TƯỢNG", "Bị hại",
          "Nghi phạm",    "E-mail",       "email",      "Phone",   "license_plate", "Passport no.",  "Full Name",
          "Số tài khoản", "bank account", "Hộ chiếu",   "căn cước"}) {
        EXPECT_EQ(personal_columns({header}), std::vector<std::string>{header}) << header;
    }
}

TEST(PersonalColumns, ColumnsOfPlacesAndEventsAreNot) {
    const std::vector<std::string> fields = {
        "STT",  "Ngày", "Giờ",    "Loại vụ",    "Địa điểm",      "Xã",        "Huyện",   "X",    "Y",
        "name", "id",   "Tên xã", "crime_id12", "time",          "premise",   "offense", "beat", "number",
        "lon",  "lat",  "sexo",   "edad",       "HUNDRED_BLOCK", "lsoa_code", "Name",    ""};
    EXPECT_TRUE(personal_columns(fields).empty());
}

TEST(PersonalColumns, AreasHaveFullNamesOfTheirOwn) {
    const std::vector<std::string> fields = {"full_name", "full_name_en", "phone"};
    EXPECT_EQ(personal_columns(fields, TableOf::kPlaces), std::vector<std::string>{"phone"});
    EXPECT_EQ(personal_columns(fields, TableOf::kEvents), fields);
}

}  // namespace
}  // namespace diaban
