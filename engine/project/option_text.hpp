// What is told of an option: a sentence of help, and a JSON Schema of a section.
#pragma once

#include <string>

#include "engine/project/option_table.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// The catalogue's key of an option's help: "option.cameras.reach_m".
std::string help_key(const OptionTable& table, const Option& option);

/// The sentence; names of other options stand in it as the voice has them.
std::string option_help(const OptionTable& table, const Option& option, const Catalogue& words, OptionVoice voice);

/// "60", "0.01".
std::string figure_text(double value);

/// Unit, range and choices: "metres; 1 .. 100000", "a | b". Empty where there is none.
std::string option_bounds(const Option& option, const Catalogue& words);

/// What stands for the value: what the row says, else by its type: "METRES", "YYYY-MM-DD".
std::string option_placeholder(const OptionTable& table, const Option& option);

/// Texts or numbers, as many as are given.
bool is_list(const OptionTable& table, const Option& option);

/// A flag alone says true.
bool is_flag_without_value(const OptionTable& table, const Option& option);

/// JSON Schema (draft 2020-12) of a section: its keys with type, range, choices, default and help, and no other key.
Json section_schema(const OptionTable& table, const Catalogue& words);

}  // namespace diaban
