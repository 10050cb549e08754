// A layer of features as plain values: geometry and a table side by side.
#pragma once

#include <string>
#include <vector>

#include "layers/model/crs_id.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/table.hpp"

namespace diaban {

enum class GeometryKind { kNone, kPoint, kLine, kArea };

/// What a layer file holds. `geometry` has one entry a row (or is empty for GeometryKind::kNone).
struct FeatureLayer {
    std::string name;  ///< "areas", "cameras", ... as in the contract
    CrsId crs;
    GeometryKind kind = GeometryKind::kNone;
    std::vector<Geometry> geometry;
    Table table;

    [[nodiscard]] std::size_t size() const { return kind == GeometryKind::kNone ? table.rows() : geometry.size(); }
};

}  // namespace diaban
