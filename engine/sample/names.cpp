#include "engine/sample/names.hpp"

#include <array>
#include <string_view>

namespace diaban {
namespace {

constexpr std::array<std::string_view, 20> kDistricts{"Vân Trạch",  "Khánh Trì", "Lương Khê", "Tường Lộ", "Diên Sa",
                                                      "Hoằng Phổ",  "Quế Giang", "Tùng Bối",  "Đan Châu", "Phổ Lăng",
                                                      "Uyên Trạch", "Kỳ Lũng",   "Thượng Hà", "Bồng Lai", "Cẩm Đường",
                                                      "Sùng Khê",   "Trạch Mỹ",  "Lệ Sơn",    "Hàm Thủy", "Ngân Phố"};

// Pairs that collide without diacritics come first, so that even a small sample has one.
constexpr std::array<std::string_view, 48> kSecond{
    "Hưng",  "Hùng",  "Thanh", "Thành", "Hòa", "Hoa",  "Thủy", "Lâm",   "Phong", "Bình",  "Khê",   "Tiến",
    "Long",  "Đoài",  "Nhuận", "Sơn",   "Lạc", "Đông", "Hạnh", "Mai",   "Tuyền", "Vinh",  "Xuyên", "Quang",
    "Trung", "Thịnh", "Điền",  "Phú",   "Hậu", "Ngọc", "Hiệp", "Tâm",   "Phúc",  "Lũng",  "Minh",  "Thọ",
    "Yên",   "Đạt",   "Chính", "Thắng", "Lợi", "Mỹ",   "Tân",  "Nghĩa", "Thái",  "Cường", "An",    "Xá"};
constexpr std::array<std::string_view, 8> kQuarter{"Thượng", "Hạ", "Đông", "Tây", "Nội", "Ngoại", "Trại", "Bãi"};

constexpr std::array<std::string_view, 16> kWards{
    "Bến Gốm",  "Cầu Mộc", "Đò Sen",   "Hàng Lụa",  "Lò Vôi",    "Cổng Đá", "Thạch Kiều", "Vạn Chài",
    "Giếng Đá", "Hồ Liên", "Phố Cảng", "Thành Tây", "Đình Vàng", "Gò Mơ",   "Bãi Dâu",    "Kênh Mới"};

std::string_view first_syllable(std::string_view name) {
    return name.substr(0, name.find(' '));
}

// The name itself, and with a quarter's name behind it once the list is used up.
template <std::size_t N>
std::string numbered(const std::array<std::string_view, N>& names, int index) {
    const auto i = static_cast<std::size_t>(index);
    std::string name(names[i % N]);
    if (i >= N) {
        name += " " + std::string(kQuarter[(i / N - 1) % kQuarter.size()]);
    }
    return name;
}

}  // namespace

std::string city_name() {
    return "Thành phố Sông Thanh";
}

std::string district_name(int index) {
    return std::string(kDistricts[static_cast<std::size_t>(index)]);
}

int district_name_count() {
    return static_cast<int>(kDistricts.size());
}

std::string ward_name(int index) {
    return "Phường " + numbered(kWards, index);
}

std::string town_name(int district, int index) {
    std::string name = "Thị trấn " + district_name(district);
    if (index > 0) {
        name += " " + std::string(kQuarter[static_cast<std::size_t>(index - 1) % kQuarter.size()]);
    }
    return name;
}

std::string commune_name(int district, int index) {
    return "Xã " + std::string(first_syllable(kDistricts[static_cast<std::size_t>(district)])) + " " +
           numbered(kSecond, index);
}

}  // namespace diaban
