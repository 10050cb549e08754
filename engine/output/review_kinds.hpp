// The layers that every review makes, whatever studies belong to it.
#pragma once

#include "engine/output/layer_kind.hpp"

namespace diaban {

const LayerKind& areas_kind();
const LayerKind& area_periods_kind();      ///< area x window: counts and rate
const LayerKind& incident_hours_kind();    ///< weekday x hour of both windows
const LayerKind& sensitivity_kind();       ///< variant x area: does the class stay?
const LayerKind& rejected_kind();          ///< rows that could not be used
const LayerKind& isolines_kind();          ///< lines of equal density
const LayerKind& levels_kind();            ///< family: units of [[levels]]
const LayerKind& overlays_kind();          ///< family: [[overlays]]
const LayerKind& area_categories_kind();   ///< area x category
const LayerKind& theme_conditions_kind();  ///< condition of a criteria theme x unit
const LayerKind& incidents_kind();         ///< single incidents, on the page alone, where [privacy] allows them

/// All of them.
LayerKinds review_kinds();

}  // namespace diaban
