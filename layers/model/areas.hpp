// The areas of one level (địa bàn) as columns: one entry an area, in order of id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/model/crs_id.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/table.hpp"

namespace diaban {

/// Where an index of an area is asked for and there is none.
inline constexpr std::uint32_t kNoArea = 0xFFFFFFFF;

/// Areas in the analysis CRS. All vectors have the same length. Areas are sorted by id (bytewise), so that nothing
/// depends on the order of the source, and "lowest index" and "smallest id" are the same tie-break.
struct AreaLayer {
    CrsId crs;
    std::vector<std::string> id;
    std::vector<std::string> name;
    std::vector<std::string> parent;                ///< "" where none
    std::vector<std::optional<double>> population;  ///< residents
    std::vector<std::uint8_t> on_watch;             ///< 1 = on the watch list (all, when the project names no list)
    std::vector<MultiPolygon> geometry;
    Table attributes;  ///< every input attribute, carried through as it came

    [[nodiscard]] std::size_t size() const { return id.size(); }
};

}  // namespace diaban
