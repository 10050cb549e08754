// Incident points as columns: one entry an accepted row, in the order of the source.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// Index into IncidentLayer::categories; categories are few and repeated a million times.
using CategoryIndex = std::uint16_t;

/// Accepted incidents. All per-row vectors have the same length; `located[i] == 0` marks a row that has an area name
/// but no coordinates: it is counted in its area and left out of the surface (`point[i]` then means nothing).
struct IncidentLayer {
    CrsId crs;
    std::vector<ProjectedPoint> point;
    std::vector<std::uint8_t> located;
    std::vector<LocalTime> time;
    std::vector<double> weight;
    std::vector<CategoryIndex> category;
    std::vector<std::string> categories;  ///< names; index 0 is "" (no category)
    std::vector<std::string> area_key;    ///< name or code given in the row; empty vector when the project maps none
    std::vector<std::uint8_t> detected_by_police;  ///< 1 = found by looking, 0 = reported or not known
    /// 1 = its unit was split, and the area is one of its parts by share; empty where none is.
    std::vector<std::uint8_t> estimated;
    std::vector<std::uint64_t> row;  ///< row number in the source, first data row = 1

    [[nodiscard]] std::size_t size() const { return point.size(); }
};

}  // namespace diaban
