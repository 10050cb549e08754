// The nearest valid name to a misspelt one, for messages that help.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diaban {

/// Levenshtein distance in bytes. O(|a| |b|).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `name` by edit distance (ties: first), compared without letter case; "" when there is no
/// candidate. It may be far off: a wrong guess beside the list of names still helps more than none.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace diaban
