// What a theme says of a unit, in sentences made of its row and of the table `theme_conditions`.
#pragma once

#include <optional>
#include <string>

#include "engine/review/analysis.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// The code of a theme's class: a class of its rule, "stable", "contained", "complex", or empty where it cannot be
/// said.
std::optional<std::string> theme_class(const ThemeSection& theme, const std::optional<ThemeUnit>& unit);

/// The class in words; "not decided" where it cannot be said.
std::string theme_class_label(const ThemeSection& theme, const ThemeUnit& unit, const Catalogue& words);

/// One sentence or more: window, class, how many conditions are met, not met and missing for each class up to the one
/// that holds, and which are missing; of an evidence theme counts, multiple with interval and probabilities.
std::string theme_sentence(const Project& project, const ThemeResult& result, const ThemeUnit& unit,
                           const Catalogue& words);

/// All themes of one area as an addition to its reason, each with its class only; empty without themes.
std::string themes_in_reason(const Project& project, const Analysis& analysis, std::size_t area,
                             const Catalogue& words);

}  // namespace diaban
