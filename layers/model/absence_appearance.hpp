// What a map shows where a theme has no colour to give: tested but not significant, known but not shown. 'No data' and
// 'outside' stand with the classes (class_appearance.hpp).
#pragma once

#include "layers/model/class_appearance.hpp"

namespace diaban {

/// The yellow is the one ArcGIS gives Gi_Bin 0.
inline constexpr ClassAppearance kNotSignificantAppearance{"not_significant", 0xFFFFBF, 0x8A8750};
inline constexpr ClassAppearance kSuppressedAppearance{"suppressed", 0xEFEFEF, 0x505050};

}  // namespace diaban
