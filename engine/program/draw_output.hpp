// diaban map: pages of an output again, on other paper, in another format or language, from the output alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "layers/cartography/page_options.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

struct MapRequest {
    std::filesystem::path output;
    std::string layer;             ///< a map; empty: every map the output can give
    std::optional<PageSize> page;  ///< these four: as in the run where they are not given
    std::optional<PageOrientation> orientation;
    std::optional<Language> language;
    MapFormat format = MapFormat::kPdf;
    std::filesystem::path folder;  ///< empty: OUT/maps
    unsigned threads = 0;          ///< 0 = all cores
};

/// Writes FOLDER/NAME.FORMAT for each map and returns the files. Throws Error{kInput}: error.not-an-output,
/// error.output-damaged, error.map-not-in-output; Error{kUsage, "error.map-unknown"}; Error{kOutput,
/// "error.map-not-written"}.
std::vector<std::filesystem::path> draw_from_output(const MapRequest& request, Progress& progress);

}  // namespace diaban
