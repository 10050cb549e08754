// The layers of a camera plan.
#pragma once

#include "engine/output/layer_kind.hpp"

namespace diaban {

const LayerKind& cameras_kind();           ///< existing and proposed ones
const LayerKind& views_kind();             ///< what each sees, or sees at most
const LayerKind& coverage_kind();          ///< places of demand that are seen
const LayerKind& uncovered_kind();         ///< places of demand that are not
const LayerKind& marginal_curve_kind();    ///< what each further camera adds
const LayerKind& coverage_summary_kind();  ///< shares seen, in all, by hour, category, area

/// All of them.
LayerKinds camera_kinds();

}  // namespace diaban
