#include "layers/crs/geographic_function.hpp"

#include <memory>

#include "layers/crs/transformation.hpp"

namespace diaban {

GeographicFunction to_geographic(const CrsId& crs) {
    const auto transformation = std::make_shared<Transformation>(Transformation::between(crs, {"EPSG:4326"}));
    return [transformation](ProjectedPoint p) {
        RawCoordinate c{p.x, p.y};
        transformation->apply({&c, 1});
        return GeographicPoint{c.x, c.y};
    };
}

}  // namespace diaban
