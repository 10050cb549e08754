// Which points each camera sees: view, buildings, terrain, or a table of distances.
#pragma once

#include "engine/siting/compressed_rows.hpp"
#include "engine/studies/cameras/inputs.hpp"

namespace diaban {

struct SightContext {
    const CameraOptions& options;
    const CameraInputs& inputs;
    unsigned threads = 0;
    Progress& progress;
};

/// One row for each of `sites` (indices into inputs.sites): the points it sees, ascending. A broken camera sees
/// nothing. Buildings stand on flat ground; terrain hides besides. O(sites x points in the strip of reach).
CompressedRows who_sees(const SightContext& context, const std::vector<std::uint32_t>& sites,
                        const std::vector<ProjectedPoint>& points);

/// The same by inputs.distances: rows `first` .. `first + places - 1` of the table, within each camera's reach. O(sites
/// x places).
CompressedRows who_reaches(const CameraInputs& inputs, std::size_t first, std::size_t places);

}  // namespace diaban
