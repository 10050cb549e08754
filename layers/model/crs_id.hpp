// The name of a coordinate reference system: what PROJ resolves, and nothing more.
#pragma once

#include <string>

namespace diaban {

/// A CRS by a definition that PROJ understands: "EPSG:9209", or WKT where a file carries a CRS without a code.
struct CrsId {
    std::string definition;
    [[nodiscard]] bool empty() const { return definition.empty(); }
    friend bool operator==(const CrsId&, const CrsId&) = default;
};

}  // namespace diaban
