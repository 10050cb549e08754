// What a person is told of a camera plan, from its record.
#pragma once

#include <string>
#include <vector>

#include "layers/base/json_value.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// Coverage before and after, how good the plan is proven to be, and why the search stopped where it was not proven best.
std::vector<std::string> camera_plan_summary(const Json& record, const Catalogue& words);

}  // namespace diaban
