// Which key of the project file mends what: for every finding, refusal and rejected row that `diaban check` tells.
#pragma once

#include <string>
#include <vector>

#include "layers/model/finding.hpp"

namespace diaban {

/// Keys to change, nearest remedy first ("incidents.time_format"); a `...source` key means: mend the file that it
/// names. Keys that a finding proposes itself win; a finding that is not in the table gets the source of its input.
/// Never empty, but for a finding that is about no input.
std::vector<std::string> keys_to_change(const Finding& finding);

/// The same for the reason of rejected rows ("reject.date-unreadable").
std::vector<std::string> keys_to_change_for_rejects(const std::string& reason_key);

/// Every key that the tables name, for the test that each exists.
std::vector<std::string> all_keys_to_change();

}  // namespace diaban
