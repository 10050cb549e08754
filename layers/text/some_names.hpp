// Many names in a message.
#pragma once

#include <string>
#include <vector>

namespace diaban {

/// The first five, then how many more: "a, b, c, d, e (+4)".
std::string some_names(const std::vector<std::string>& names);

}  // namespace diaban
