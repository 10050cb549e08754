#include "layers/text/normal_form.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "layers/text/code_points.hpp"

namespace diaban {

namespace {

const icu::Normalizer2& form_c() {
    static const icu::Normalizer2& normalizer = [&]() -> const icu::Normalizer2& {
        UErrorCode status = U_ZERO_ERROR;
        return *icu::Normalizer2::getNFCInstance(status);  // built into the library: cannot fail
    }();
    return normalizer;
}

}  // namespace

std::string composed(std::string_view utf8) {
    if (is_ascii(utf8)) {
        return std::string(utf8);
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::StringPiece piece(utf8.data(), static_cast<int32_t>(utf8.size()));
    std::string out;
    icu::StringByteSink<std::string> sink(&out, piece.length());
    form_c().normalizeUTF8(0, piece, sink, nullptr, status);
    return out;
}

std::u32string composed(std::u32string_view text) {
    return code_points(composed(utf8_of(text))).value_or(std::u32string{});
}

std::u32string case_folded(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text) {
        out.push_back(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT)));
    }
    return out;
}

bool is_letter(char32_t c) {
    return u_isalpha(static_cast<UChar32>(c)) != 0;
}

}  // namespace diaban
