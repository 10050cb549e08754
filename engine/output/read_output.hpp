// An output folder back into the value it was written from.
#pragma once

#include <filesystem>

#include "engine/output/output.hpp"

namespace diaban {

/// What an output may hold.
struct OutputShape {
    LayerKinds kinds;
    std::vector<std::string> studies;  ///< names
};

/// What the folder of a run holds, as far as pages are made from it: record, the layers that stand on paper, surfaces, records of
/// studies. Throws Error{kInput}: error.not-an-output (no run.json), error.output-damaged, and those of `read_layer` and
/// `read_raster`.
Output read_output(const std::filesystem::path& folder, const OutputShape& shape);

}  // namespace diaban
