// The pages of an output, by name.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/output/page_maker.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// Names of the pages that this output can give, in the order of the makers.
std::vector<std::string> available_pages(const Output& output, const PageMakers& makers);

/// A map by name. Throws Error{kUsage, "error.map-unknown"} (naming the nearest) and Error{kInput, "error.map-not-in-output"}.
HeldMap map_of(const PageRequest& request, const PageMakers& makers);

/// A page by name, a map or another. Throws as `map_of`.
DrawnPage page_of(const PageRequest& request, const PageMakers& makers);

/// Paper, orientation and language of [maps] and [project], in that format.
PageOptions page_options(const Output& output, MapFormat format);

/// ".pdf", ".png", ".svg".
const char* ending_of(MapFormat format);

struct DrawOptions {
    std::filesystem::path folder;
    unsigned threads = 0;  ///< 0 = all cores; the files are the same bytes for any number
};

/// Writes every page that [maps] chooses (all that are drawn unasked, where it chooses none) in its formats, as `folder`/NAME.FORMAT.
/// Returns the files in order. A chosen page that the output cannot give is passed over: the run says so.
std::vector<std::filesystem::path> draw_pages(const Output& output, const PageMakers& makers,
                                              const DrawOptions& options, Progress& progress);

}  // namespace diaban
