// Where area names stand on a map: inside their area where there is room, never on one another, none lost unsaid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "layers/cartography/area_mask.hpp"
#include "layers/cartography/page_geometry.hpp"

namespace diaban {

/// Room that a label takes, in points.
struct LabelSize {
    double width = 0.0;
    double height = 0.0;
};

/// What is to be written in one area.
struct LabelRequest {
    std::int32_t area = 0;         ///< index in the mask
    std::vector<LabelSize> names;  ///< ways to write the name (sizes, line breaks), best first
    LabelSize number;              ///< the number that stands for it in a list
    double priority = 0.0;         ///< higher is placed first where room is contested
};

enum class LabelKind { kName, kNumber, kNone };

struct LabelPlacement {
    LabelKind kind = LabelKind::kNone;
    std::size_t variant = 0;  ///< index into `names`
    PageBox box;
};

/// What stands on the map already: labels never overlap the hard ones, and the soft ones only where there is no other
/// room inside an area.
struct LabelObstacles {
    std::vector<PageBox> hard;
    std::vector<PageBox> soft;
};

struct LabelLimits {
    std::size_t numbers = 0;  ///< at most as many areas are named by a number
    LabelObstacles obstacles = {};
};

/// One placement for each request, in their order. Boxes of placed labels never overlap and lie inside the mask's box.
/// 1. a name that fits wholly inside its area, the first way that does, in the middle of its room;
/// 2. over empty space: beside an area smaller than its name (an island), among the parts of an archipelago;
/// 3. a name that reaches over its border, more over empty space than over neighbours (at least half inside);
/// 4. a number, for at most `limits.numbers` areas;
/// 5. kNone: the caller says how many. No name or number hides more than four fifths of its own area.
/// Areas are served by priority, then by index. O(sum of cells around each area x ways).
std::vector<LabelPlacement> place_labels(const AreaMask& mask, std::span<const LabelRequest> requests,
                                         const LabelLimits& limits);

}  // namespace diaban
