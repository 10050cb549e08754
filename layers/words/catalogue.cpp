#include "layers/words/catalogue.hpp"

#include <fmt/format.h>
#include <cmath>

#include "layers/base/json_value.hpp"
#include "layers/words/embedded_words.hpp"

namespace diaban {

namespace {

std::string group_thousands(std::string digits, char separator) {
    for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), 1, separator);
    }
    return digits;
}

}  // namespace

std::string_view language_code(Language language) {
    return language == Language::kEnglish ? "en" : "vi";
}

Language language_from_code(std::string_view code) {
    if (code == "vi") {
        return Language::kVietnamese;
    }
    if (code == "en") {
        return Language::kEnglish;
    }
    throw Error(ErrorCode::kUsage, "error.language-unknown", {{"value", std::string(code)}});
}

Catalogue::Catalogue(Language language) : m_language(language) {
    // The embedded text is one JSON object a file of data/words/<language>/, one after the other.
    for (const Json& words : parse_json_values(embedded_words(language_code(language)))) {
        for (const auto& [key, text] : words.members()) {
            m_words.emplace(key, text.text());
        }
    }
}

bool Catalogue::has(std::string_view key) const {
    return m_words.find(key) != m_words.end();
}

std::string Catalogue::say(std::string_view key, const MessageArguments& arguments) const {
    const auto found = m_words.find(key);
    if (found == m_words.end()) {
        return "[[" + std::string(key) + "]]";
    }
    // One pass from left to right, so that a value which itself holds "{name}" is never expanded again.
    const std::string& pattern = found->second;
    std::string sentence;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] == '{') {
            const std::size_t close = pattern.find('}', at);
            if (close != std::string::npos) {
                const auto value = arguments.find(pattern.substr(at + 1, close - at - 1));
                if (value != arguments.end()) {
                    sentence += value->second;
                    at = close + 1;
                    continue;
                }
            }
        }
        sentence += pattern[at++];
    }
    return sentence;
}

std::string Catalogue::say(const Error& error) const {
    return say(error.key(), error.arguments());
}

std::string Catalogue::integer(std::int64_t value) const {
    const char separator = m_language == Language::kVietnamese ? '.' : ',';
    const std::string digits =
        fmt::format("{}", value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
    return (value < 0 ? "-" : "") + group_thousands(digits, separator);
}

std::string Catalogue::decimal(double value, int decimals) const {
    if (!std::isfinite(value)) {
        return say("number.undefined");
    }
    std::string text = fmt::format("{:.{}f}", std::fabs(value), decimals);
    const bool negative = value < 0 && text.find_first_not_of("0.") != std::string::npos;
    const std::size_t point = text.find('.');
    const char group = m_language == Language::kVietnamese ? '.' : ',';
    const char mark = m_language == Language::kVietnamese ? ',' : '.';
    std::string result = group_thousands(text.substr(0, point), group);
    if (point != std::string::npos) {
        result += mark + text.substr(point + 1);
    }
    return (negative ? "-" : "") + result;
}

std::string Catalogue::date(LocalDay day) const {
    return m_language == Language::kVietnamese ? vietnamese_date(day) : iso_date(day);
}

std::string Catalogue::window(const TimeWindow& window) const {
    return date(window.from) + " – " + date(window.to);
}

const Catalogue& catalogue(Language language) {
    static const Catalogue vietnamese(Language::kVietnamese);
    static const Catalogue english(Language::kEnglish);
    return language == Language::kVietnamese ? vietnamese : english;
}

}  // namespace diaban
