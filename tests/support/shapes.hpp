// Small areas for tests.
#pragma once

#include "layers/model/geometry.hpp"

namespace diaban::test {

inline Ring rectangle_ring(double x0, double y0, double x1, double y1) {
    return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
}

inline MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
    return {{{rectangle_ring(x0, y0, x1, y1), {}}}};
}

}  // namespace diaban::test
