// What maps of an output have in common: its overlays, borders over cells, levels without a watch list.
#pragma once

#include <string>
#include <vector>

#include "engine/output/output.hpp"
#include "layers/cartography/map_overlay.hpp"

namespace diaban {

/// The label that the project gives a level or an overlay, else its name.
std::string label_of(const std::vector<std::pair<std::string, std::string>>& labels, const std::string& name);

/// Overlays that the run carries, each with a symbol of its own.
std::vector<MapOverlay> overlays_of(const Output& output);

/// The areas' borders over cells, then the other overlays.
std::vector<MapOverlay> area_outlines(const Output& output);

/// A level's layer has no watch list: a unit that is not classified is one without data.
FeatureLayer all_watched(FeatureLayer layer);

/// One polygon around all areas.
MultiPolygon outline_of(const FeatureLayer& areas);

}  // namespace diaban
