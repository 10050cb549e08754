#include "layers/read/number_text.hpp"

#include <cctype>
#include <charconv>
#include <cmath>
#include <string>

#include "layers/base/ascii_text.hpp"

namespace diaban {

namespace {

std::optional<double> whole_number(std::string_view text) {
    double value = 0.0;
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') {
        text.remove_prefix(1);
    }
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// True for "1.756" and "12 345 678": 1 to 3 digits, then groups of exactly three behind the same mark. "0.125" is a
/// fraction: no count of thousands begins with 0.
bool grouped_by(std::string_view text, char mark) {
    if (!text.empty() && text.front() == '0') {
        return false;
    }
    std::size_t digits = 0;
    std::size_t groups = 0;
    for (const char c : text) {
        if (is_digit(c)) {
            ++digits;
        } else if (c == mark) {
            if (digits == 0 || digits > 3 || (groups > 0 && digits != 3)) {
                return false;
            }
            ++groups;
            digits = 0;
        } else {
            return false;
        }
    }
    return groups > 0 && digits == 3;
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text) {
    text = trimmed(text);
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) {
        return whole_number(text);
    }
    if (text.find(',', comma + 1) != std::string_view::npos || text.find('.') != std::string_view::npos) {
        return std::nullopt;
    }
    std::string with_point(text);
    with_point[comma] = '.';
    return whole_number(with_point);
}

std::optional<double> parse_count(std::string_view text) {
    text = trimmed(text);
    for (const char mark : {'.', ',', ' '}) {
        if (grouped_by(text, mark)) {
            std::string digits;
            for (const char c : text) {
                if (is_digit(c)) {
                    digits += c;
                }
            }
            return whole_number(digits);
        }
    }
    return whole_number(text);
}

}  // namespace diaban
