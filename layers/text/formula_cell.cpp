#include "layers/text/formula_cell.hpp"

#include <algorithm>
#include <array>

namespace diaban {

namespace {

/// A sign, digits with group and decimal marks, an exponent.
bool is_plain_number(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        text.remove_prefix(1);
    }
    bool digits = false;
    std::size_t i = 0;
    for (; i < text.size() && ((text[i] >= '0' && text[i] <= '9') || text[i] == '.' || text[i] == ','); ++i) {
        digits = digits || (text[i] != '.' && text[i] != ',');
    }
    if (digits && i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '-' || text[i] == '+')) {
            ++i;
        }
        const std::size_t first = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
            ++i;
        }
        digits = i > first;
    }
    return digits && i == text.size();
}

}  // namespace

bool starts_formula(std::string_view text) {
    if (!text.empty() && (text.front() == '\t' || text.front() == '\r')) {
        return true;
    }
    const std::size_t first = text.find_first_not_of(" \n");
    if (first == std::string_view::npos) {
        return false;
    }
    const std::string_view rest = text.substr(first);
    static constexpr std::array<std::string_view, 10> kSigns = {"=",      "+",      "-",      "@",  "\uFF1D",
                                                                "\uFF0B", "\uFF0D", "\uFF20", "\t", "\r"};
    const auto sign =
        std::find_if(kSigns.begin(), kSigns.end(), [&](std::string_view s) { return rest.starts_with(s); });
    return sign != kSigns.end() && rest.size() > sign->size() &&
           !is_plain_number(rest.substr(0, rest.find_last_not_of(" \n") + 1));
}

std::string neutral_cell(std::string_view text) {
    return (starts_formula(text) ? "'" : "") + std::string(text);
}

}  // namespace diaban
