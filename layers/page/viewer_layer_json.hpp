// Layers and tables of the viewer's bundle as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "layers/page/viewer_content.hpp"

namespace diaban {

/// A real with `digits` significant digits, null where it is not finite.
nlohmann::ordered_json rounded_json(double value, int digits = 7);

/// {"vi": ..., "en": ...}: the catalogue's words for `key`, or `otherwise` where it has none.
nlohmann::ordered_json words_json(const std::string& key, const std::string& otherwise);
nlohmann::ordered_json words_json(const TwoLanguages& words);

/// A layer: `areas` with borders to the metre and simplified where they are many; any other area layer to the
/// decimetre; points to the decimetre as differences. O(vertices log vertices + table).
nlohmann::ordered_json layer_json(const FeatureLayer& layer);

/// The further layers carry a title and facts as well.
nlohmann::ordered_json layer_json(const ViewerLayer& layer);

/// Figures by area and period, every column deflated. `areas` is the number of areas.
nlohmann::ordered_json periods_json(const ViewerPeriods& periods, std::size_t areas);

}  // namespace diaban
