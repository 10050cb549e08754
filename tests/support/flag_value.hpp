// A flag's value read into a struct of options, as the command line does it.
#pragma once

#include <string>

#include "engine/project/option_table.hpp"

namespace diaban::test {

template <typename Options>
Options with_flag(const OptionTable& table, const std::string& key, const std::string& text, Options options = {}) {
    const SettingValue value = written_text(text);
    const Option& row = table.at(key);
    read_option(row, &options, Setting{nullptr, row.flag(), value, table.flag_out_of_range()});
    return options;
}

}  // namespace diaban::test
