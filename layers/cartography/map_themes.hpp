// Each thematic map as the content of a page: for documents that put several of them together.
#pragma once

#include "layers/cartography/camera_map.hpp"
#include "layers/cartography/map_page.hpp"
#include "layers/cartography/thematic_map.hpp"

namespace diaban {

/// The content refers to the map, which must outlive it. Throw as the render functions.
MapContent class_content(const ClassMap& map, const PageOptions& options);
MapContent category_content(const CategoryMap& map, const PageOptions& options);
MapContent density_content(const DensityMap& map, const PageOptions& options);
MapContent change_content(const ChangeMap& map, const PageOptions& options);
MapContent review_change_content(const ReviewChangeMap& map, const PageOptions& options);
MapContent hotspot_content(const HotspotMap& map, const PageOptions& options);
MapContent period_content(const PeriodMap& map, const PageOptions& options);
MapContent camera_content(const CameraMap& map, const PageOptions& options);

}  // namespace diaban
