// The layers of a near-repeat study.
#pragma once

#include "engine/output/layer_kind.hpp"

namespace diaban {

const LayerKind& near_repeat_kind();        ///< table: a row for each band of distance and of days
const LayerKind& near_repeat_links_kind();  ///< lines from an incident to one that followed it nearby

}  // namespace diaban
