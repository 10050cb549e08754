// GAL and GWT, the two text formats in which the field exchanges weights.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "engine/weights/spatial_weights.hpp"

namespace diaban {

/// The head of a file: the layer and the field that the ids come from. Neither may contain blanks when written.
struct WeightsSource {
    std::string layer = "areas";
    std::string id_field = "area_id";
};

/// Reads GAL: a head (`n`, or `0 n layer field`), then for each area a line `id count` and a line with its neighbours'
/// ids (blank or missing where the count is 0). Weights are 1. Areas come out in the order of the file. A neighbour
/// equal to the area itself is taken as "self included" and must then be there for every area. `name` is the file's,
/// for messages. Throws Error{kInput} "error.weights-file..." with file and line. O(size of the file).
SpatialWeights read_gal(std::istream& in, const std::string& name);

/// Reads GWT: a head (`n`, or `0 n layer field`), then a line `from to weight` for each link. GWT cannot name islands:
/// with `ids` empty, the areas are those named, in order of appearance, and there must be n of them; with `ids` given,
/// they are the areas. The third column is taken as the weight; where it is a distance (k nearest), apply
/// `binary_weights`.
SpatialWeights read_gwt(std::istream& in, const std::string& name, const std::vector<std::string>& ids = {});

/// Writes GAL; weights are lost (GAL holds none). An id with blanks, or an empty one, is an Error{kInput}.
void write_gal(std::ostream& out, const SpatialWeights& weights, const WeightsSource& source = {});

/// Writes GWT; each weight with the fewest digits that read back as the same number. The weight of an area for itself
/// is a line too.
void write_gwt(std::ostream& out, const SpatialWeights& weights, const WeightsSource& source = {});

}  // namespace diaban
