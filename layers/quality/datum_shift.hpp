// A cloud of points that lies a few hundred metres off its areas, as a missing or wrong datum shift leaves it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "layers/quality/coordinate_fit.hpp"

namespace diaban {

enum class DatumVerdict {
    kNotApplicable,  ///< outside Vietnam, or a CRS without such a sibling
    kFits,           ///< every other reading is clearly worse
    kShifted,        ///< one other reading is clearly better
    kCannotTell,     ///< too few points near a border, or border points that contradict one another
};

/// One other reading against the declared one, counted by squares of 250 m so that a hot spot at a border is one
/// witness, not fifty.
struct DatumWitnesses {
    CoordinateReading reading;
    bool of_areas = false;  ///< the areas read so, the points as declared: the points are then displaced the other way
    double east_m = 0.0;    ///< by how much the reading moves the points, mean
    double north_m = 0.0;
    CoordinateFit fit;
    std::uint64_t gained = 0;  ///< squares with more points right than as declared
    std::uint64_t lost = 0;    ///< squares with fewer
    /// (gained - lost) / sqrt(gained + lost): standard normal when neither reading is better (sign test).
    double score = 0.0;
};

struct DatumShift {
    DatumVerdict verdict = DatumVerdict::kNotApplicable;
    CoordinateFit as_declared;
    std::vector<DatumWitnesses> others;
    std::optional<std::size_t> better;  ///< index in `others` where the verdict is kShifted
    double free_east_m = 0.0;  ///< the displacement that fits best when none is assumed, to 100 m; where shifted
    double free_north_m = 0.0;
};

/// Whose datum is asked for.
struct DatumQuestion {
    std::span<const CoordinateRow> rows;
    CrsId declared;      ///< of the rows
    CrsId areas_source;  ///< of the areas' coordinates as they came
};

/// Compares the declared reading with each of `datum_readings` of the rows, and of the areas where that displaces the
/// two otherwise. A point is right when it lies in the area its row names, or, where the row names none, in any area.
/// Another reading is clearly better when its score is 5 or more, it leaves at most half as many points wrong (a third
/// where rows name no area: then only the outer border speaks), and no displacement on a grid of 100 m up to 800 m fits
/// much better or lies more than 200 m from it; the last keeps a coast drawn too far inland from being taken for a
/// datum. It is clearly worse at -4 or less. At most 50,000 rows evenly spread are used. O(readings x rows).
DatumShift find_datum_shift(const DatumQuestion& question, const AreaLayer& areas, unsigned threads);

}  // namespace diaban
