// The thematic maps of a review, by name, from what its output holds.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/output/review_output.hpp"
#include "layers/cartography/map_page.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// Names of the maps that this output can give, in the order of `map_names`: a map whose layer or field was not
/// computed is left out.
std::vector<std::string> available_maps(const ReviewOutput& output);

/// A map's content together with what it refers to.
struct ReviewMap {
    std::shared_ptr<const void> holds;
    std::function<MapContent(const PageOptions&)> content;
};

/// Throws Error{kUsage, "error.map-unknown"} (naming the nearest) and Error{kInput, "error.map-not-in-output"}.
ReviewMap review_map(const ReviewOutput& output, const std::string& name, Language language);

/// Draws the page in any format; holds what it draws.
using ReviewPage = std::function<std::string(const PageOptions&)>;

/// Also pages that are no single map (the curve of a camera plan, the page of a sweep). Throws as review_map.
ReviewPage review_page(const ReviewOutput& output, const std::string& name, Language language);

/// The bytes of the page.
std::string render_review_map(const ReviewOutput& output, const std::string& name, const PageOptions& options);

/// Paper, orientation and language of [maps] and [project], in that format.
PageOptions page_options(const ReviewOutput& output, MapFormat format);

/// ".pdf", ".png", ".svg".
const char* ending_of(MapFormat format);

/// Writes every map that [maps] chooses (all that there are, where it chooses none) in its formats, as
/// `folder`/NAME.FORMAT, on up to `threads` threads (0 = all cores): the same bytes for any number. Returns the files
/// in order. A chosen map that the output cannot give is passed over: the run says so.
std::vector<std::filesystem::path> draw_review_maps(const ReviewOutput& output, const std::filesystem::path& folder,
                                                    unsigned threads, Progress& progress);

}  // namespace diaban
