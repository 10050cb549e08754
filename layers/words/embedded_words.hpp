// data/words/{vi,en}/*.json as they were at build time: the program needs no file beside it.
#pragma once

#include <string_view>

namespace diaban {

/// The JSON objects of the catalogue, one after the other, for "vi" or "en".
std::string_view embedded_words(std::string_view language_code);

}  // namespace diaban
