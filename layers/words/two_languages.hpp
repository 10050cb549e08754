// A sentence or a name in both languages of the program.
#pragma once

#include <string>

#include "layers/words/catalogue.hpp"

namespace diaban {

struct TwoLanguages {
    std::string vi;
    std::string en;

    [[nodiscard]] bool empty() const { return vi.empty() && en.empty(); }
    /// The text in that language; in the other one where it is given in one only.
    [[nodiscard]] const std::string& say(Language language) const {
        const bool vietnamese = language == Language::kVietnamese;
        const std::string& own = vietnamese ? vi : en;
        return own.empty() ? (vietnamese ? en : vi) : own;
    }
};

/// The catalogues' sentence for `key`.
inline TwoLanguages in_both_languages(const std::string& key, const MessageArguments& arguments = {}) {
    return {catalogue(Language::kVietnamese).say(key, arguments), catalogue(Language::kEnglish).say(key, arguments)};
}

}  // namespace diaban
