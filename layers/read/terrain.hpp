// What the ground hides: an elevation model and GDAL's viewshed over it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "layers/model/crs_id.hpp"
#include "layers/model/point.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// An open elevation model in the analysis CRS (warped on the fly, bilinear, where its own is another). Elevations are
/// metres. To be used by one thread at a time.
class Terrain {
public:
    /// Throws Error{kInput}: error.file-missing, error.file-unreadable, error.crs-missing.
    Terrain(const std::string& file, const CrsId& analysis_crs);
    ~Terrain();
    Terrain(Terrain&&) noexcept;

    /// For each point 1 where its cell is seen from a mast of that height at `camera` by GDAL's viewshed (Wang,
    /// Robinson and White 2000; reference plane of the edge), the point standing `eye` above the ground; 0 where the
    /// ground hides it. Curvature is left aside: over the reach of a camera it is below a centimetre. Points beyond
    /// reach, and all points where the camera stands outside the model or on a cell without elevation, count as seen:
    /// nothing is known that would hide them. O(cells within reach).
    [[nodiscard]] std::vector<std::uint8_t> seen(ProjectedPoint camera, Metres mast, Metres eye, Metres reach,
                                                 std::span<const ProjectedPoint> points) const;

    /// True where the model has an elevation.
    [[nodiscard]] bool covers(ProjectedPoint place) const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

}  // namespace diaban
