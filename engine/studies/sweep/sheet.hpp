// The printed page of a planned sweep, from what was written of it: the record (sweep.json) and the layer.
#pragma once

#include <string>
#include <vector>

#include "layers/base/json_value.hpp"
#include "layers/cartography/sweep_page.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

struct SweepSheetSource {
    const Json& record;               ///< sweep.json
    const FeatureLayer& layer;        ///< layer `sweep`
    MultiPolygon area;                ///< outline around the boxes
    std::vector<LineString> streets;  ///< thin lines under the boxes, may be empty
    ReviewHeader header;  ///< title (empty: the catalogue's), unit, marking, run id, sources, CRS; without a run id no
                          ///< code is printed
    GeographicFunction to_geographic = {};
};

/// Every treated box by rank, with its hours, expected count, reason and centre. Throws Error{kInput,
/// "error.output-damaged"} where the record is not one of a sweep, or speaks of other boxes than the layer.
SweepSheet sweep_sheet(const SweepSheetSource& source, const Catalogue& words);

/// An expected count: two decimals below one, one below ten.
std::string expected_in_words(double expected, const Catalogue& words);

}  // namespace diaban
