// The windows of [periods] as a project file writes them: by their ends, around Tết, or one by the other.
#pragma once

#include <optional>
#include <string_view>

#include "engine/project/project.hpp"
#include "engine/project/toml_entry.hpp"

namespace diaban {

/// A window as the file gives it: by its ends, around Tết, or by the current window. None: it follows from the others.
enum class WindowRule { kNone, kGiven, kTet, kYearBefore, kJustBefore };
struct GivenWindow {
    WindowRule rule = WindowRule::kNone;
    int tet_year = 0;
};

/// What [periods] says of the windows, settled when all of the file has been read.
struct GivenWindows {
    GivenWindow current;
    GivenWindow baseline;
    std::optional<int> tet_days_before;
    std::optional<int> tet_days_after;
};

/// Reads [from, to] into `window`, or "tet 2017", and with `what_else` (the further texts that are allowed, for
/// messages) "year-before" and "just-before".
GivenWindow read_window(const TomlEntry& entry, TimeWindow& window, std::string_view what_else);

/// Fills the project's windows in from what was given, and as_of where it is not: the current window's last day. Throws
/// Error{kInput}: error.key-missing, error.tet-days-missing, error.tet-year-unknown, error.windows-overlap.
void settle_windows(Project& project, const GivenWindows& given);

}  // namespace diaban
