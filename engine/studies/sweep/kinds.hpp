// The layer of a planned sweep.
#pragma once

#include "engine/output/layer_kind.hpp"

namespace diaban {

/// Boxes (or places): treated ones by rank, their controls, and the rings around.
const LayerKind& sweep_kind();

}  // namespace diaban
