#include "layers/read/personal_content.hpp"

#include <algorithm>
#include <bitset>
#include <cctype>
#include <unordered_set>

#include "layers/base/ascii_text.hpp"
#include "layers/text/code_points.hpp"
#include "layers/text/normal_form.hpp"
#include "layers/text/place_name.hpp"
#include "layers/text/vietnamese_letters.hpp"

namespace diaban {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}
std::size_t index(PersonalKind kind) {
    return static_cast<std::size_t>(kind);
}

/// Codes of the provinces in identity numbers since 2012 (Thông tư 07/2016/TT-BCA, annex 1).
const std::bitset<100>& province_codes() {
    static const std::bitset<100> codes = [] {
        std::bitset<100> out;
        for (const int code : {1,  2,  4,  6,  8,  10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33,
                               34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66,
                               67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96}) {
            out.set(static_cast<std::size_t>(code));
        }
        return out;
    }();
    return codes;
}

/// Digits 1-3 province, 4 century and gender (0 1: 1900s, 2 3: 2000s), 5-6 year of birth, 7-12 a running number.
bool is_cccd(std::string_view digits) {
    if (digits.size() != 12 || digits[0] != '0' || digits[3] > '3') {
        return false;
    }
    const int province = (digits[1] - '0') * 10 + (digits[2] - '0');
    const int year = (digits[4] - '0') * 10 + (digits[5] - '0');
    constexpr int kLastYearOfThisCentury = 35;
    return province_codes().test(static_cast<std::size_t>(province)) &&
           (digits[3] < '2' || year <= kLastYearOfThisCentury) && digits.substr(6) != "000000";
}

bool is_cmnd(std::string_view digits) {
    return digits.size() == 9 && (digits[0] - '0') * 10 + (digits[1] - '0') >= 1 &&
           (digits[0] - '0') * 10 + (digits[1] - '0') <= 38;
}

/// Networks' prefixes since 2018, as ten digits with the leading 0.
bool is_mobile(std::string_view digits) {
    if (digits.size() != 10 || digits[0] != '0') {
        return false;
    }
    const std::string_view two = digits.substr(1, 2);
    static constexpr std::array<std::string_view, 34> kPrefixes = {
        "32", "33", "34", "35", "36", "37", "38", "39", "52", "55", "56", "58", "59", "70", "76", "77", "78",
        "79", "81", "82", "83", "84", "85", "86", "88", "89", "90", "91", "92", "93", "94", "96", "97", "98"};
    return std::find(kPrefixes.begin(), kPrefixes.end(), two) != kPrefixes.end() || two == "99" || two == "87" ||
           two == "95";
}

bool grouped_as_phone(const std::vector<std::size_t>& groups) {
    static const std::vector<std::vector<std::size_t>> kGroups = {{4, 3, 3}, {3, 3, 4}, {3, 4, 3},   {4, 6},
                                                                  {3, 7},    {5, 5},    {4, 2, 2, 2}};
    return std::find(kGroups.begin(), kGroups.end(), groups) != kGroups.end();
}

/// Digits in a cell with what parts them, and whether other text stands around them.
struct DigitRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string digits;
    std::vector<std::size_t> groups;
};

/// The run from `at` on: groups of digits parted by one space, dot or hyphen each.
DigitRun digit_run(std::string_view cell, std::size_t at) {
    DigitRun run{at, at, {}, {0}};
    for (std::size_t i = at; i < cell.size(); ++i) {
        if (is_digit(cell[i])) {
            run.digits += cell[i];
            ++run.groups.back();
            run.end = i + 1;
        } else if ((cell[i] == ' ' || cell[i] == '.' || cell[i] == '-') && i + 1 < cell.size() &&
                   is_digit(cell[i + 1])) {
            run.groups.push_back(0);
        } else {
            break;
        }
    }
    return run;
}

/// A decimal mark, a colon or a letter at the edge makes the digits part of something else.
bool stands_alone(std::string_view cell, std::size_t begin, std::size_t end) {
    if (begin > 0) {
        const char before = cell[begin - 1];
        const bool decimal = (before == ',' || before == '.') && begin > 1 && is_digit(cell[begin - 2]);
        if (is_word(before) || before == '_' || before == '/' || before == '+' || before == '-' || decimal) {
            return false;
        }
    }
    if (end < cell.size()) {
        const char after = cell[end];
        const bool decimal = (after == ',' || after == '.') && end + 1 < cell.size() && is_digit(cell[end + 1]);
        if (is_word(after) || after == '_' || after == '/' || after == ':' || after == '%' || decimal) {
            return false;
        }
    }
    return true;
}

bool has_email(std::string_view cell) {
    const std::size_t at = cell.find('@');
    if (at == std::string_view::npos || at == 0 || at + 3 >= cell.size() || !is_word(cell[at - 1]) ||
        !is_word(cell[at + 1])) {
        return false;
    }
    const std::size_t dot = cell.find('.', at + 2);
    return dot != std::string_view::npos && dot + 2 < cell.size() &&
           std::isalpha(static_cast<unsigned char>(cell[dot + 1])) != 0 &&
           cell.substr(at + 1, dot - at - 1).find(' ') == std::string_view::npos;
}

enum class PlateForm { kNone, kPlain, kMarked };

/// A plate that begins at `at`: two digits of a province, a series of a letter or two with a digit or none, four or
/// five digits.
PlateForm plate_at(std::string_view cell, std::size_t at) {
    if (at > 0 && (is_word(cell[at - 1]) || cell[at - 1] == '-' || cell[at - 1] == '.' || cell[at - 1] == '/')) {
        return PlateForm::kNone;
    }
    std::size_t i = at;
    const auto digit = [&](std::size_t k) { return k < cell.size() && is_digit(cell[k]); };
    const auto capital = [&](std::size_t k) { return k < cell.size() && cell[k] >= 'A' && cell[k] <= 'Z'; };
    if (!digit(i) || !digit(i + 1) || cell[i] == '0') {
        return PlateForm::kNone;
    }
    i += 2;
    if (i < cell.size() && cell[i] == '-') {
        ++i;
    }
    if (!capital(i)) {
        return PlateForm::kNone;
    }
    ++i;
    if (capital(i)) {
        ++i;
    } else if (digit(i) && i + 1 < cell.size() && (!is_digit(cell[i + 1]) || (digit(i + 5) && !digit(i + 6)))) {
        ++i;  // the series of a motorcycle: 29-H1 234.56, or 29H123456 run together
    }
    if (i < cell.size() && (cell[i] == '-' || cell[i] == ' ')) {
        ++i;
    }
    std::size_t digits = 0;
    bool dotted = false;
    for (; i < cell.size() && (is_digit(cell[i]) || (cell[i] == '.' && digits == 3 && !dotted && digit(i + 1))); ++i) {
        dotted = dotted || cell[i] == '.';
        digits += is_digit(cell[i]) ? 1 : 0;
    }
    if ((digits != 4 && digits != 5) || (dotted && digits != 5) ||
        (i < cell.size() && (is_word(cell[i]) || cell[i] == '-'))) {
        return PlateForm::kNone;
    }
    return dotted ? PlateForm::kMarked : PlateForm::kPlain;
}

/// True where the cell itself says what its number is.
bool says_one_of(std::string_view cell, std::initializer_list<std::string_view> words) {
    const std::string lower = lower_ascii(cell);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

bool names_identity(std::string_view cell) {
    return says_one_of(cell,
                       {"cccd", "cmnd", "cmtnd", "căn cước", "chứng minh nhân dân", "can cuoc", "chung minh nhan dan"});
}

bool names_vehicle(std::string_view cell) {
    return says_one_of(cell, {"biển số", "biển kiểm soát", "bien so", "bks", "bsx", "xe ", "ô tô", "mô tô", "plate"});
}

std::unordered_set<std::string> keys_of(std::initializer_list<const char*> names) {
    std::unordered_set<std::string> keys;
    for (const char* name : names) {
        keys.insert(parse_place_name(name).unit.key);
    }
    return keys;
}

/// Family names of the Kinh and the larger minorities (Lê Trung Hoa, Họ và tên người Việt Nam, 2005, the frequent
/// ones).
const std::unordered_set<std::string>& family_names() {
    static const std::unordered_set<std::string> names = keys_of(
        {"Nguyễn", "Trần",  "Lê",     "Phạm",  "Hoàng", "Huỳnh", "Phan",  "Vũ",    "Võ",     "Đặng", "Bùi",   "Đỗ",
         "Hồ",     "Ngô",   "Dương",  "Lý",    "Đào",   "Đoàn",  "Vương", "Trịnh", "Trương", "Đinh", "Lâm",   "Phùng",
         "Mai",    "Tô",    "Hà",     "Tạ",    "Cao",   "Lương", "Lưu",   "Châu",  "Chu",    "Thái", "Quách", "Tống",
         "Tăng",   "Kiều",  "Nghiêm", "Mạc",   "Triệu", "Khổng", "La",    "Văn",   "Ninh",   "Doãn", "Thạch", "Kim",
         "Sơn",    "Danh",  "Lò",     "Quàng", "Giàng", "Sùng",  "Vàng",  "Bế",    "Nông",   "Hứa",  "Lục",   "Đồng",
         "Bạch",   "Khuất", "Từ",     "Ông",   "Cù",    "Đàm",   "Viên",  "Âu",    "Phí",    "Tôn",  "Lại",   "Trà",
         "Đậu",    "Thân",  "Giáp",   "Ứng",   "Lã",    "Lữ",    "Hoa",   "Ma",    "Đới",    "Bành", "Mẫn",   "Diệp",
         "Thiều",  "Vi",    "Cầm",    "Điêu",  "Đường", "Uông",  "Thi"});
    return names;
}

/// Without marks a family name is a common word; only the most frequent are looked for then.
const std::unordered_set<std::string>& frequent_plain_names() {
    static const std::unordered_set<std::string> names = {"nguyen", "tran", "pham", "hoang", "huynh", "phan",
                                                          "dang",   "bui",  "ngo",  "duong", "doan",  "trinh",
                                                          "truong", "dinh", "vu",   "vo",    "le",    "do"};
    return names;
}

/// Persons whom streets, wards, communes and schools are named after.
const std::unordered_set<std::string>& remembered_persons() {
    static const std::unordered_set<std::string> names = keys_of({"Trần Hưng Đạo",
                                                                  "Nguyễn Du",
                                                                  "Nguyễn Trãi",
                                                                  "Lê Lợi",
                                                                  "Lê Hồng Phong",
                                                                  "Phan Đình Phùng",
                                                                  "Ngô Quyền",
                                                                  "Hồ Tùng Mậu",
                                                                  "Lý Thường Kiệt",
                                                                  "Trần Phú",
                                                                  "Nguyễn Huệ",
                                                                  "Phan Bội Châu",
                                                                  "Phan Chu Trinh",
                                                                  "Phan Châu Trinh",
                                                                  "Hoàng Văn Thụ",
                                                                  "Nguyễn Văn Cừ",
                                                                  "Trần Quốc Toản",
                                                                  "Trần Nhân Tông",
                                                                  "Trần Đăng Ninh",
                                                                  "Trần Tế Xương",
                                                                  "Nguyễn Thị Minh Khai",
                                                                  "Võ Thị Sáu",
                                                                  "Lê Duẩn",
                                                                  "Lê Thánh Tông",
                                                                  "Lê Lai",
                                                                  "Lê Quý Đôn",
                                                                  "Lý Tự Trọng",
                                                                  "Nguyễn Bỉnh Khiêm",
                                                                  "Nguyễn Công Trứ",
                                                                  "Nguyễn Đình Chiểu",
                                                                  "Nguyễn Khuyến",
                                                                  "Nguyễn Thái Học",
                                                                  "Nguyễn Viết Xuân",
                                                                  "Nguyễn Văn Trỗi",
                                                                  "Đinh Tiên Hoàng",
                                                                  "Đinh Bộ Lĩnh",
                                                                  "Hoàng Hoa Thám",
                                                                  "Hoàng Diệu",
                                                                  "Võ Nguyên Giáp",
                                                                  "Võ Văn Kiệt",
                                                                  "Phạm Văn Đồng",
                                                                  "Phạm Ngũ Lão",
                                                                  "Phạm Hồng Thái",
                                                                  "Tô Hiệu",
                                                                  "Tôn Đức Thắng",
                                                                  "Trần Quang Khải",
                                                                  "Trần Khánh Dư",
                                                                  "Trần Nguyên Hãn",
                                                                  "Trần Bình Trọng",
                                                                  "Trần Thái Tông",
                                                                  "Trần Cao Vân",
                                                                  "Trần Văn Thời",
                                                                  "Trần Phán",
                                                                  "Bùi Thị Xuân",
                                                                  "Mạc Thị Bưởi",
                                                                  "Mạc Đĩnh Chi",
                                                                  "Lương Thế Vinh",
                                                                  "Lương Ngọc Quyến",
                                                                  "Lương Thế Trân",
                                                                  "Lý Thái Tổ",
                                                                  "Lý Nam Đế",
                                                                  "Lý Văn Lâm",
                                                                  "Chu Văn An",
                                                                  "Cao Bá Quát",
                                                                  "Cao Thắng",
                                                                  "Đặng Thai Mai",
                                                                  "Đào Duy Từ",
                                                                  "Đào Duy Anh",
                                                                  "Huỳnh Thúc Kháng",
                                                                  "Hồ Chí Minh",
                                                                  "Hồ Xuân Hương",
                                                                  "Hồ Thị Kỷ",
                                                                  "Tô Vĩnh Diện",
                                                                  "Phan Đình Giót",
                                                                  "Phan Ngọc Hiển",
                                                                  "Kim Đồng",
                                                                  "Nguyễn Đức Cảnh",
                                                                  "Nguyễn Văn Linh",
                                                                  "Nguyễn Chí Thanh",
                                                                  "Nguyễn Tri Phương",
                                                                  "Nguyễn Trường Tộ",
                                                                  "Nguyễn Trung Trực",
                                                                  "Nguyễn Phích",
                                                                  "Nguyễn Huân",
                                                                  "Nguyễn Việt Khái",
                                                                  "Nguyễn Hữu Cảnh",
                                                                  "Nguyễn Hữu Thọ",
                                                                  "Nguyễn Hữu Huân",
                                                                  "Nguyễn An Ninh",
                                                                  "Nguyễn Cư Trinh",
                                                                  "Nguyễn Thái Bình",
                                                                  "Lê Chân",
                                                                  "Lê Văn Sỹ",
                                                                  "Lê Văn Tám",
                                                                  "Lê Đại Hành",
                                                                  "Lê Hoàn",
                                                                  "Lê Thanh Nghị",
                                                                  "Lê Đức Thọ",
                                                                  "Lê Văn Lương",
                                                                  "Lê Trọng Tấn",
                                                                  "Ngô Gia Tự",
                                                                  "Ngô Sĩ Liên",
                                                                  "Ngô Thì Nhậm",
                                                                  "Hà Huy Tập",
                                                                  "Vũ Trọng Phụng",
                                                                  "Văn Cao",
                                                                  "Trương Định",
                                                                  "Trương Hán Siêu",
                                                                  "Phùng Khắc Khoan",
                                                                  "Phùng Hưng",
                                                                  "Khúc Thừa Dụ",
                                                                  "Tạ An Khương",
                                                                  "Tạ Quang Bửu",
                                                                  "Tạ Uyên",
                                                                  "Đoàn Thị Điểm",
                                                                  "Đội Cấn",
                                                                  "Hàm Nghi",
                                                                  "Tô Hiến Thành",
                                                                  "Thái Phiên",
                                                                  "Châu Văn Liêm",
                                                                  "Dương Đình Nghệ",
                                                                  "Phạm Hùng",
                                                                  "Phạm Ngọc Thạch"});
    return names;
}

bool is_person_name(std::string_view cell, TextDecoder& decoder) {
    constexpr std::size_t kLongest = 60;  // bytes
    if (cell.size() < 5 || cell.size() > kLongest || std::any_of(cell.begin(), cell.end(), is_digit)) {
        return false;
    }
    const auto lead = static_cast<unsigned char>(cell.front());
    if ((lead < 'A' || lead > 'Z') && lead < 0x80) {
        return false;
    }
    const bool ascii = is_ascii(cell);
    if (ascii && !frequent_plain_names().contains(lower_ascii(cell.substr(0, cell.find(' '))))) {
        return false;
    }
    const std::u32string text = code_points(decoder.decode(cell).text).value_or(std::u32string{});
    std::vector<std::u32string> words(1);
    for (const char32_t c : text) {
        if (c == U' ') {
            if (!words.back().empty()) {
                words.emplace_back();
            }
        } else if (is_letter(c)) {
            words.back().push_back(c);
        } else {
            return false;
        }
    }
    if (words.back().empty()) {
        words.pop_back();
    }
    if (words.size() < 2 || words.size() > 5) {
        return false;
    }
    for (const std::u32string& word : words) {
        const std::u32string small = case_folded(word);
        if (small.front() == word.front() || (!ascii && !is_vietnamese_syllable(small))) {
            return false;  // "Nguyễn du": no capital
        }
    }
    if (ascii) {
        return words.size() == 3 || words.size() == 4;
    }
    const UnitName whole = parse_place_name(utf8_of(text)).unit;
    return family_names().contains(parse_place_name(utf8_of(words.front())).unit.key) &&
           !remembered_persons().contains(whole.key);
}

/// Words of a header that tell what its numbers are of, or that its names are of places.
bool header_has(const std::string& header, std::initializer_list<std::string_view> wanted) {
    const std::string words = " " + parse_place_name("- " + header).unit.plain + " ";
    return std::any_of(wanted.begin(), wanted.end(), [&](std::string_view word) {
        // "IncidntNum", "ward_name": parts of a compound count.
        return words.find(word) != std::string::npos;
    });
}

bool speaks_of_numbers(const std::string& header) {
    return header_has(header, {"num", "code", "id", "ma ", "so ", "stt", "case", "incident", "key", "ref", "crime",
                               "vu ", "popul", "count", "area", "dan ", "dien tich"});
}

/// "Trưởng thôn" is a person and "Trường" a school; without marks it could be either.
bool speaks_of_places(const std::string& header) {
    if (header_has(header, {"truong thon", "truong cong an", "cong an", "can bo", "nguoi", "dai dien", "phu trach",
                            "bi thu", "chu tich", "chu ho", "lien he", "head", "chief", "contact", "officer"})) {
        return false;
    }
    const bool school = parse_place_name("- " + header).unit.key.find("trương1") != std::string::npos;
    return school || header_has(header, {"duong", "pho ", "dia chi", "dia diem", " xa ", "phuong", "huyen", "thon",
                                         "street", "road", "location", "commune", "ward", "district", "khu "});
}

}  // namespace

const char* personal_kind_name(PersonalKind kind) {
    switch (kind) {
        case PersonalKind::kIdentity:
            return "identity";
        case PersonalKind::kPhone:
            return "phone";
        case PersonalKind::kPlate:
            return "plate";
        case PersonalKind::kEmail:
            return "email";
        case PersonalKind::kName:
            return "name";
    }
    return "";
}

PersonalScan::PersonalScan(std::vector<ColumnUse> columns) : m_use(std::move(columns)), m_counts(m_use.size()) {}

void PersonalScan::add(std::size_t column, std::string_view cell) {
    const std::size_t first = cell.find_first_not_of(" \t");
    if (m_use[column] == ColumnUse::kValues || first == std::string_view::npos) {
        return;
    }
    cell = cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
    Counts& counts = m_counts[column];
    ++counts.filled;
    if (cell.size() < 5) {
        return;
    }
    if (std::any_of(cell.begin(), cell.end(), is_digit)) {
        add_numbers(counts, cell);
    } else if (m_use[column] == ColumnUse::kFree && is_person_name(cell, m_decoder)) {
        ++counts.likely[index(PersonalKind::kName)];
    }
    if (cell.find('@') != std::string_view::npos && has_email(cell)) {
        ++counts.certain[index(PersonalKind::kEmail)];
    }
}

void PersonalScan::add_numbers(Counts& counts, std::string_view cell) {
    constexpr std::size_t kFewestDigits = 4;  // of a plate
    if (std::count_if(cell.begin(), cell.end(), is_digit) < static_cast<std::ptrdiff_t>(kFewestDigits)) {
        return;
    }
    std::array<bool, 5> certain{};
    std::array<bool, 5> likely{};
    bool nine = false;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (!is_digit(cell[i]) || (i > 0 && is_digit(cell[i - 1]))) {
            continue;
        }
        if (const PlateForm form = plate_at(cell, i); form != PlateForm::kNone) {
            (form == PlateForm::kMarked || names_vehicle(cell) ? certain : likely)[index(PersonalKind::kPlate)] = true;
        }
        // One contiguous group: an identity number or a telephone without groups.
        std::size_t end = i;
        while (end < cell.size() && is_digit(cell[end])) {
            ++end;
        }
        const std::string_view digits = cell.substr(i, end - i);
        const bool whole = i == 0 && end == cell.size();
        if (digits.size() == 12 && is_cccd(digits) && stands_alone(cell, i, end)) {
            (whole ? likely : certain)[index(PersonalKind::kIdentity)] = true;
        }
        if (digits.size() == 9 && is_cmnd(digits) && stands_alone(cell, i, end)) {
            nine = nine || whole;
            certain[index(PersonalKind::kIdentity)] =
                certain[index(PersonalKind::kIdentity)] || (!whole && names_identity(cell));
        }
        if (digits.size() == 10 && is_mobile(digits) && stands_alone(cell, i, end)) {
            (whole ? likely : certain)[index(PersonalKind::kPhone)] = true;
        }
        // Groups, or +84.
        const bool plus = i > 0 && cell[i - 1] == '+';
        const bool starts_here =
            i == 0 || (!is_digit(cell[i - 1]) && (i == 1 || !is_digit(cell[i - 2]) || cell[i - 1] == ' '));
        if (starts_here && (plus || (cell[i] == '0' && (i == 0 || !is_word(cell[i - 1]))))) {
            const DigitRun run = digit_run(cell, i);
            if (plus && run.digits.size() == 11 && run.digits.starts_with("84") &&
                is_mobile("0" + run.digits.substr(2)) && (i == 1 || !is_word(cell[i - 2]))) {
                certain[index(PersonalKind::kPhone)] = true;
            } else if (!plus && run.groups.size() > 1 && is_mobile(run.digits) && grouped_as_phone(run.groups) &&
                       stands_alone(cell, run.begin, run.end)) {
                certain[index(PersonalKind::kPhone)] = true;
            }
        }
        i = end - 1;
    }
    for (std::size_t kind = 0; kind < certain.size(); ++kind) {
        counts.certain[kind] += certain[kind] ? 1 : 0;
        counts.likely[kind] += !certain[kind] && likely[kind] ? 1 : 0;
    }
    counts.nine_digits += nine ? 1 : 0;
}

void PersonalScan::merge(const PersonalScan& other) {
    if (m_counts.empty()) {
        m_use = other.m_use;
        m_counts = other.m_counts;
        return;
    }
    for (std::size_t c = 0; c < m_counts.size() && c < other.m_counts.size(); ++c) {
        m_counts[c].filled += other.m_counts[c].filled;
        m_counts[c].nine_digits += other.m_counts[c].nine_digits;
        for (std::size_t kind = 0; kind < m_counts[c].certain.size(); ++kind) {
            m_counts[c].certain[kind] += other.m_counts[c].certain[kind];
            m_counts[c].likely[kind] += other.m_counts[c].likely[kind];
        }
    }
}

std::vector<PersonalColumn> PersonalScan::found(const std::vector<std::string>& headers) const {
    constexpr std::uint64_t kFewest = 2;
    std::vector<PersonalColumn> columns;
    for (std::size_t c = 0; c < m_counts.size(); ++c) {
        const Counts& counts = m_counts[c];
        const auto share_reached = [&](std::uint64_t cells, std::uint64_t tenths) {
            return cells >= kFewest && 10 * cells >= tenths * counts.filled;
        };
        const auto likely = [&](PersonalKind kind) { return counts.likely[index(kind)]; };
        const std::string header = c < headers.size() ? headers[c] : "";
        const std::uint64_t identity = likely(PersonalKind::kIdentity) + counts.nine_digits;
        const bool only_nine = likely(PersonalKind::kIdentity) == 0;
        std::array<bool, 5> by_share{};
        by_share[index(PersonalKind::kIdentity)] =
            only_nine ? share_reached(identity, 8) && !speaks_of_numbers(header)
                      : likely(PersonalKind::kIdentity) >= kFewest && share_reached(identity, 5);
        by_share[index(PersonalKind::kPhone)] = share_reached(likely(PersonalKind::kPhone), 2);
        by_share[index(PersonalKind::kPlate)] = share_reached(likely(PersonalKind::kPlate), 5);
        by_share[index(PersonalKind::kName)] =
            share_reached(likely(PersonalKind::kName), 6) && !speaks_of_places(header);
        std::array<std::uint64_t, 5> cells{};
        for (std::size_t kind = 0; kind < cells.size(); ++kind) {
            if (by_share[kind] || counts.certain[kind] > 0) {
                cells[kind] =
                    counts.certain[kind] + (kind == index(PersonalKind::kIdentity) ? identity : counts.likely[kind]);
            }
        }
        const auto most = std::max_element(cells.begin(), cells.end());
        if (*most > 0) {
            columns.push_back({c, static_cast<PersonalKind>(most - cells.begin()), *most});
        }
    }
    return columns;
}

}  // namespace diaban
