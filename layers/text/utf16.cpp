#include "layers/text/utf16.hpp"

#include "layers/text/code_points.hpp"

namespace diaban {

std::optional<Utf16Order> utf16_order(std::string_view beginning) {
    if (beginning.starts_with("\xFF\xFE")) {
        return Utf16Order::kLittleEndian;
    }
    if (beginning.starts_with("\xFE\xFF")) {
        return Utf16Order::kBigEndian;
    }
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < beginning.size(); ++i) {
        zeros[i % 2] += beginning[i] == '\0' ? 1 : 0;
    }
    const std::size_t quarter = beginning.size() / 4;
    if (zeros[0] == 0 && zeros[1] > quarter) {
        return Utf16Order::kLittleEndian;
    }
    if (zeros[1] == 0 && zeros[0] > quarter) {
        return Utf16Order::kBigEndian;
    }
    return std::nullopt;
}

std::string utf8_from_utf16(std::string_view bytes, Utf16Order order) {
    std::u32string text;
    text.reserve(bytes.size() / 2 + 1);
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(order == Utf16Order::kLittleEndian ? first | second << 8 : first << 8 | second);
    };
    constexpr char32_t kByteOrderMark = 0xFEFF;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
            const char32_t low = unit(i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (i > 0 || c != kByteOrderMark) {
            text.push_back(c);
        }
    }
    if (bytes.size() % 2 != 0) {
        text.push_back(0xFFFD);
    }
    return utf8_of(text);
}

}  // namespace diaban
