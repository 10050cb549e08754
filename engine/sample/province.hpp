// The outline of the invented province: a coast to the south-east, rivers on the other sides and one river inside.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sample/noise.hpp"
#include "layers/model/box.hpp"
#include "layers/model/point.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// The CRS of every coordinate in the sample: VN-2000 / TM-3 105-30.
inline constexpr const char* kSampleCrs = "EPSG:9209";

/// Which side of the inner river a point lies on.
enum class Bank { kWest, kEast };

/// An outline as a rule "inside or not", so that a mesh of any fineness can be cut from it. It lies at the place and
/// has the size of Nam Dinh (E 544-615 km, N 2,200-2,268 km) and follows none of its real borders.
class Province {
public:
    /// Finds the scale at which the outline encloses `target` (within about 0.3 %). O(20,000 x vertices of the
    /// outline).
    Province(std::uint64_t seed, SquareMetres target);

    [[nodiscard]] bool contains(ProjectedPoint p) const;
    [[nodiscard]] Bank bank(ProjectedPoint p) const;
    /// Metres seaward (> 0) or inland (< 0) of a straight line along the coast; rough, for placing things near the sea.
    [[nodiscard]] double seaward(ProjectedPoint p) const;
    /// Everything inside lies in this box.
    [[nodiscard]] static Box extent();
    /// Where the invented city lies.
    [[nodiscard]] static ProjectedPoint city();

private:
    [[nodiscard]] ProjectedPoint warped(ProjectedPoint p) const;
    [[nodiscard]] bool outline_contains(ProjectedPoint q) const;

    NoiseField m_warp_x;
    NoiseField m_warp_y;
    std::vector<ProjectedPoint> m_outline;
    double m_scale = 1.0;
};

}  // namespace diaban
