// How large the cells are on which points are counted, and the rule that said so.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "layers/model/units.hpp"

namespace diaban {

/// What a cell size is chosen from.
struct CellSizeInput {
    SquareMetres study_area{};      ///< > 0
    std::size_t points = 0;         ///< inside it, > 0
    std::optional<Metres> given{};  ///< wins over every rule
};

/// A size and the rule that fired, as a key of the word catalogue (with the place {metres}).
struct CellSize {
    Metres side{};
    std::string rule_key;
};

/// Side of square cells, by the first rule that applies:
/// - hotspots.cell.given: the user's;
/// - hotspots.cell.quadrat: sqrt(2 A / n), twice the mean area per point (the quadrat rule; Griffith and Amrhein 1991),
/// rounded
///   down to 1, 2 or 5 times a power of ten;
/// - hotspots.cell.floor: 50 m where that is less (finer than addresses are placed);
/// - hotspots.cell.ceiling: the largest rounded side that leaves at least 100 cells, where it is more.
/// Throws Error{kInput}: error.cell-not-positive, error.cell-rule. O(1).
CellSize choose_cell_size(const CellSizeInput& input);

}  // namespace diaban
