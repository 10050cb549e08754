// The layers of local statistics.
#pragma once

#include "engine/output/layer_kind.hpp"

namespace diaban {

const LayerKind& hotspots_kind();  ///< areas
const LayerKind& cells_kind();     ///< cells in place of areas

}  // namespace diaban
