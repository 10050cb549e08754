// Words are data: every sentence a person reads comes from data/words/{vi,en}/*.json by its key.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "layers/model/error.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

enum class Language { kVietnamese, kEnglish };

/// "vi" or "en".
std::string_view language_code(Language language);
/// The reverse; throws Error{kUsage} for anything else.
Language language_from_code(std::string_view code);

/// The words of one language. Cheap to look up, built once a language (see `catalogue`).
class Catalogue {
public:
    explicit Catalogue(Language language);

    [[nodiscard]] Language language() const { return m_language; }
    [[nodiscard]] bool has(std::string_view key) const;
    /// The sentence for `key` with each `{name}` replaced. A key that is missing is a defect (a test compares all keys
    /// used in the source with both catalogues); it comes back as the key itself in double brackets.
    [[nodiscard]] std::string say(std::string_view key, const MessageArguments& arguments = {}) const;
    /// An error's sentence.
    [[nodiscard]] std::string say(const Error& error) const;

    /// 1756 -> "1.756" (vi) or "1,756" (en).
    [[nodiscard]] std::string integer(std::int64_t value) const;
    /// 1.5 -> "1,5" (vi) or "1.5" (en), with exactly `decimals` digits and grouped thousands.
    [[nodiscard]] std::string decimal(double value, int decimals) const;
    /// "14/12/2017" (vi) or "2017-12-14" (en).
    [[nodiscard]] std::string date(LocalDay day) const;
    /// "15/12/2016 - 14/12/2017" with an en dash.
    [[nodiscard]] std::string window(const TimeWindow& window) const;

private:
    Language m_language;
    std::map<std::string, std::string, std::less<>> m_words;
};

/// The shared catalogue of a language.
const Catalogue& catalogue(Language language);

}  // namespace diaban
