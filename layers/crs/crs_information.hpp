// What a CRS is: its name, kind and unit, from PROJ's database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layers/model/crs_id.hpp"
#include "layers/model/point.hpp"

namespace diaban {

enum class CrsKind { kGeographic, kProjected, kOther };

struct CrsInformation {
    std::string name;  ///< "VN-2000 / TM-3 105-30"
    std::string code;  ///< "EPSG:9209", empty where PROJ knows none
    CrsKind kind = CrsKind::kOther;
    double metres_per_unit = 0.0;  ///< of a projected CRS's axes: 1 for metres, 0.3048006 for US feet; 0 otherwise
};

/// Looks a CRS up. Throws Error{kInput, "error.crs-unknown"} (with the nearest known code where the text looks like
/// one).
CrsInformation crs_information(const CrsId& crs);

/// Refuses what distances cannot be measured in: throws Error{kInput, "error.crs-not-metric"} unless the CRS is
/// projected with metres as its unit.
void require_metric(const CrsId& crs);

/// A box in longitude and latitude.
struct GeographicBox {
    double west = 180.0;
    double south = 90.0;
    double east = -180.0;
    double north = -90.0;
    void expand(GeographicPoint p) {
        west = p.longitude < west ? p.longitude : west;
        east = p.longitude > east ? p.longitude : east;
        south = p.latitude < south ? p.latitude : south;
        north = p.latitude > north ? p.latitude : north;
    }
    [[nodiscard]] bool empty() const { return !(west <= east && south <= north); }
};

/// The 18 VN-2000 / TM-3 zones (EPSG:5896-5899, 9205-9218), from west to east.
std::vector<CrsId> tm3_zones();

/// The zone of that central meridian, in degrees; empty where there is none.
std::optional<CrsId> tm3_zone(double central_meridian);

/// How the analysis CRS was found, for run.json and the log.
struct ChosenCrs {
    CrsId crs;
    std::string rule_key;  ///< "crs.declared", "crs.vn2000-tm3", "crs.vn2000-utm", "crs.utm"
};

/// A metric CRS for an extent: inside Vietnam (102-110 E, 8-23.5 N) the VN-2000 / TM-3 zone whose central meridian is
/// nearest to the middle when the extent is at most 3 degrees wide (EPSG:5896-5899, 9205-9218), else VN-2000 / UTM;
/// elsewhere WGS 84 / UTM of the middle. Ties go to the western meridian. Throws Error{kInput}:
/// "error.extent-not-geographic" for an empty extent or one beyond 84 N / 80 S, "error.extent-too-wide" for more than
/// 20 degrees (also: across the 180th meridian). A province's own meridian may be another: declare it in the project to
/// have it used.
ChosenCrs choose_metric_crs(const GeographicBox& extent);

}  // namespace diaban
