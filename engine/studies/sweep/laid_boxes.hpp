// Boxes that a plan lays off the lattice, as places of the study: shapes, names, and what they leave of the lattice.
#pragma once

#include <vector>

#include "engine/studies/sweep/study.hpp"
#include "engine/sweep/box_placement.hpp"

namespace diaban {

/// Appends the boxes to the study's places (box k becomes place n + k, named after the lattice box that holds its
/// corner and the twelfths from there: "r7c-3+5+11" is five to the east and eleven to the north) and cuts them out of
/// the boxes of the lattice below. Events move to their new places. Nothing to lay: nothing changes.
/// O(places + boxes + events).
void lay_boxes(SweepStudy& study, const std::vector<PlacedBox>& boxes);

}  // namespace diaban
