// Coordinates from one CRS to another through PROJ, with the datum shift it used and that shift's accuracy.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "layers/model/crs_id.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// A coordinate pair before its meaning is known: x = easting or longitude, y = northing or latitude.
struct RawCoordinate {
    double x = 0.0;
    double y = 0.0;
};

/// One transformation. Movable, not copyable; to be used by one thread at a time.
class Transformation {
public:
    /// Throws Error{kInput, "error.crs-unknown"}, or "error.crs-no-transformation" when PROJ knows only a ballpark
    /// guess between the two datums (ballpark would misplace points by hundreds of metres in silence).
    static Transformation between(const CrsId& from, const CrsId& to);

    Transformation(Transformation&&) noexcept;
    Transformation& operator=(Transformation&&) noexcept;
    ~Transformation();

    /// Transforms in place, easting/longitude first on both sides. A point that cannot be transformed becomes
    /// infinite in both coordinates. O(n).
    void apply(std::span<RawCoordinate> coordinates) const;

    /// True when the two CRS are the same, so that nothing is changed.
    [[nodiscard]] bool identity() const;
    /// PROJ's name of the operation last used ("VN-2000 to WGS 84 (1) + ...").
    [[nodiscard]] std::string operation_name() const;
    /// Its stated accuracy in metres; empty where PROJ states none.
    [[nodiscard]] std::optional<double> accuracy_m() const;

private:
    struct Implementation;
    explicit Transformation(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> m_implementation;
};

}  // namespace diaban
