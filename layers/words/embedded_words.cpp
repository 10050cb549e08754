#include "layers/words/embedded_words.hpp"

// Symbols made by embed_file in the top CMakeLists.txt.
extern "C" {
extern const char diaban_words_vi_begin[];
extern const char diaban_words_vi_end[];
extern const char diaban_words_en_begin[];
extern const char diaban_words_en_end[];
}

namespace diaban {

std::string_view embedded_words(std::string_view language_code) {
    if (language_code == "en") {
        return {diaban_words_en_begin, static_cast<std::size_t>(diaban_words_en_end - diaban_words_en_begin)};
    }
    return {diaban_words_vi_begin, static_cast<std::size_t>(diaban_words_vi_end - diaban_words_vi_begin)};
}

}  // namespace diaban
