// Layers and tables of the viewer's bundle as JSON.
#pragma once

#include <string>

#include "layers/base/json_value.hpp"
#include "layers/page/viewer_content.hpp"

namespace diaban {

/// A real with `digits` significant digits, null where it is not finite.
Json rounded_json(double value, int digits = 7);

/// {"vi": ..., "en": ...}: the catalogue's words for `key`, or `otherwise` where it has none.
Json words_json(const std::string& key, const std::string& otherwise);
Json words_json(const TwoLanguages& words);

/// A layer: `areas` with borders to the metre and simplified where they are many; any other area layer to the
/// decimetre; points to the decimetre as differences. O(vertices log vertices + table).
Json layer_json(const FeatureLayer& layer);

/// The further layers carry a title and facts as well.
Json layer_json(const ViewerLayer& layer);

/// Figures by area and period, every column deflated. `areas` is the number of areas.
Json periods_json(const ViewerPeriods& periods, std::size_t areas);

}  // namespace diaban
