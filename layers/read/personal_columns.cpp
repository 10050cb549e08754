#include "layers/read/personal_columns.hpp"

#include <array>
#include <cctype>
#include <string_view>

namespace diaban {

namespace {

constexpr std::array<std::string_view, 43> kPersonalWords = {
    "họ tên",       "họ và tên",    "ho ten",        "ho va ten",    "tên đối tượng", "ten doi tuong", "tên nạn nhân",
    "ten nan nhan", "bị hại",       "bi hai",        "nghi phạm",    "nghi pham",     "cccd",          "cmnd",
    "căn cước",     "can cuoc",     "hộ chiếu",      "ho chieu",     "passport",      "điện thoại",    "dien thoai",
    "sđt",          "sdt",          "phone",         "biển số",      "bien so",       "full name",     "license plate",
    "email",        "e mail",       "hoten",         "hovaten",      "dienthoai",     "bienso",        "số tài khoản",
    "so tai khoan", "bank account", "licence plate", "plate number", "id card",       "mobile",        "victim name",
    "suspect name"};

/// Lower case for ASCII and for the Vietnamese capitals that occur in headers (two-byte Latin, Đ, and U+1E.. pairs);
/// separators become single spaces, with one on either side.
std::string normalised(const std::string& header) {
    std::string out = " ";
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto c = static_cast<unsigned char>(header[i]);
        if (c < 0x80) {
            if (std::isalnum(c) != 0) {
                out += static_cast<char>(std::tolower(c));
            } else if (out.back() != ' ') {
                out += ' ';
            }
        } else if (c == 0xC3 && i + 1 < header.size() && static_cast<unsigned char>(header[i + 1]) <= 0x9E) {
            out += {header[i], static_cast<char>(static_cast<unsigned char>(header[i + 1]) + 0x20)};
            ++i;
        } else if ((c == 0xC4 || c == 0xC6) && i + 1 < header.size()) {
            // Đ/đ, Ă/ă, Ĩ/ĩ, Ơ/ơ, Ư/ư: the small letter follows the capital.
            const auto second = static_cast<unsigned char>(header[i + 1]);
            const bool capital = (c == 0xC4 && (second == 0x82 || second == 0x90 || second == 0xA8)) ||
                                 (c == 0xC6 && (second == 0xA0 || second == 0xAF));
            if (c == 0xC6 && second == 0xAF) {
                out += "ư";
            } else {
                out += {header[i], static_cast<char>(second + (capital ? 1 : 0))};
            }
            ++i;
        } else if (c == 0xE1 && i + 2 < header.size()) {
            // U+1EA0..U+1EF9: capitals have even code points.
            const auto third = static_cast<unsigned char>(header[i + 2]);
            out += {header[i], header[i + 1], static_cast<char>(third | 1u)};
            i += 2;
        } else {
            out += header[i];
        }
    }
    return out.back() == ' ' ? out : out + " ";
}

}  // namespace

std::vector<std::string> personal_columns(const std::vector<std::string>& fields, TableOf table) {
    std::vector<std::string> found;
    for (const std::string& field : fields) {
        const std::string header = normalised(field);
        for (const std::string_view word : kPersonalWords) {
            if (table == TableOf::kPlaces && word == "full name") {
                continue;
            }
            if (header.find(" " + std::string(word) + " ") != std::string::npos) {
                found.push_back(field);
                break;
            }
        }
    }
    return found;
}

}  // namespace diaban
