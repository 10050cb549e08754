// The windows of [periods] as a project file writes them: by their ends, around Tết, or one by the other.
#pragma once

#include <string_view>

#include "engine/project/project.hpp"
#include "engine/project/setting.hpp"

namespace diaban {

class Json;

/// Reads [from, to] into `window`, or "tet 2017", and with `what_else` (the further texts that are allowed, for
/// messages) "year-before" and "just-before".
GivenWindow read_window(const Setting& setting, TimeWindow& window, std::string_view what_else);

/// A window as the file writes it: [from, to] or "tet 2017"; null where none was given.
Json given_window(const GivenWindow& given, const TimeWindow& window);

/// Fills the project's windows in from what was given, and as_of where it is not: the current window's last day. Throws
/// Error{kInput}: error.key-missing, error.tet-days-missing, error.tet-year-unknown, error.windows-overlap.
void settle_windows(Project& project);

}  // namespace diaban
