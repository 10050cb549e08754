// A finding in words.
#pragma once

#include <string>

#include "layers/model/finding.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// The sentence of the finding's key. An argument `reason_key`, a key itself, becomes {reason}; an argument `share`, a
/// figure with a decimal point, is written as the language writes it.
std::string finding_sentence(const Finding& finding, const Catalogue& words);

}  // namespace diaban
