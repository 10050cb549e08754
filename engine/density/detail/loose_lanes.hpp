// Vectors at addresses that are only a double's or an int's.
#pragma once

#include <cstring>

#include "engine/density/detail/vector_lanes.hpp"

namespace diaban::detail {

/// By copies, which become plain moves: not every compiler keeps the alignment of a vector type that is declared to be less.
DIABAN_FLATTEN Vector8 load_lanes(const double* from) {
    Vector8 lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}
DIABAN_FLATTEN Vector2 load_pair(const double* from) {
    Vector2 lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}
DIABAN_FLATTEN Int16 load_ints(const void* from) {
    Int16 lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}
DIABAN_FLATTEN void store_lanes(double* to, const Vector8& lanes) {
    std::memcpy(to, &lanes, sizeof lanes);
}
DIABAN_FLATTEN void store_pair(double* to, const Vector2& lanes) {
    std::memcpy(to, &lanes, sizeof lanes);
}

}  // namespace diaban::detail
