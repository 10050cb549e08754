#include "layers/crs/coordinate_readings.hpp"

#include <fmt/format.h>
#include <proj.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "layers/crs/proj_handles.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

// VN-2000 to WGS 84 (EPSG:6960) as +towgs84 has it: three shifts in metres, three rotations in seconds (position
// vector), ppm.
constexpr std::array<double, 7> kVn2000ToWgs84 = {-191.90441429, -39.30318279, -111.45032835, 0.00928836,
                                                  -0.01975479,   0.00427372,   0.252906278};

enum class Datum { kWgs84, kVn2000, kOther };

/// A geographic CRS, or a transverse Mercator projection as Vietnam uses it.
struct TransverseMercator {
    Datum datum = Datum::kOther;
    bool projected = false;
    double meridian = 0.0;
    double scale = 0.0;
};

std::string towgs84(double factor) {
    std::string text;
    for (const double value : kVn2000ToWgs84) {
        text += fmt::format("{}{:.9g}", text.empty() ? "" : ",", factor * value);
    }
    return text;
}

double parameter(PJ_CONTEXT* context, const PJ* conversion, const char* name) {
    double value = std::nan("");
    const int index = proj_coordoperation_get_param_index(context, conversion, name);
    if (index >= 0) {
        proj_coordoperation_get_param(context, conversion, index, nullptr, nullptr, nullptr, &value, nullptr, nullptr,
                                      nullptr, nullptr, nullptr, nullptr);
    }
    return value;
}

/// The horizontal CRS without an attached datum shift or height; null where a shift is attached, as it then says itself
/// what it is.
ProjObject plain_crs(const ProjContext& context, const CrsId& crs) {
    ProjObject object = context.create_crs(crs);
    while (proj_get_type(object.get()) == PJ_TYPE_COMPOUND_CRS) {
        object.reset(proj_crs_get_sub_crs(context.get(), object.get(), 0));
    }
    if (proj_get_type(object.get()) == PJ_TYPE_BOUND_CRS) {
        object.reset();
    }
    return object;
}

Datum datum_of(const ProjContext& context, const PJ* geographic) {
    for (const auto& [code, datum] : {std::pair{"EPSG:4326", Datum::kWgs84}, {"EPSG:4756", Datum::kVn2000}}) {
        const ProjObject known = context.create_crs({code});
        if (proj_is_equivalent_to_with_ctx(context.get(), geographic, known.get(),
                                           PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0) {
            return datum;
        }
    }
    return Datum::kOther;
}

std::optional<TransverseMercator> transverse_mercator(const CrsId& crs) {
    const ProjContext context;
    const ProjObject object = plain_crs(context, crs);
    if (!object) {
        return std::nullopt;
    }
    TransverseMercator found;
    const PJ_TYPE type = proj_get_type(object.get());
    if (type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS) {
        found.datum = datum_of(context, object.get());
    } else if (type == PJ_TYPE_PROJECTED_CRS) {
        found.projected = true;
        const ProjObject geographic(proj_crs_get_geodetic_crs(context.get(), object.get()));
        const ProjObject conversion(proj_crs_get_coordoperation(context.get(), object.get()));
        const char* method = nullptr;
        if (!geographic || !conversion ||
            proj_coordoperation_get_method_info(context.get(), conversion.get(), &method, nullptr, nullptr) == 0 ||
            method == nullptr || std::string(method).rfind("Transverse Mercator", 0) != 0 ||
            parameter(context.get(), conversion.get(), "Latitude of natural origin") != 0.0 ||
            parameter(context.get(), conversion.get(), "False easting") != 500000.0 ||
            parameter(context.get(), conversion.get(), "False northing") != 0.0) {
            return std::nullopt;
        }
        found.datum = datum_of(context, geographic.get());
        found.meridian = parameter(context.get(), conversion.get(), "Longitude of natural origin");
        found.scale = parameter(context.get(), conversion.get(), "Scale factor at natural origin");
    }
    if (found.datum == Datum::kOther) {
        return std::nullopt;
    }
    return found;
}

CrsId crs_of(const TransverseMercator& what) {
    const bool vietnamese = what.datum == Datum::kVn2000;
    if (!what.projected) {
        return {vietnamese ? "EPSG:4756" : "EPSG:4326"};
    }
    if (what.scale == 0.9996 && std::fmod(what.meridian - 3.0, 6.0) == 0.0) {
        const int zone = static_cast<int>((what.meridian + 183.0) / 6.0);
        if (!vietnamese) {
            return {"EPSG:" + std::to_string(32600 + zone)};
        }
        if (zone == 48 || zone == 49) {
            return {zone == 48 ? "EPSG:3405" : "EPSG:3406"};
        }
    }
    if (vietnamese && what.scale == 0.9999) {
        if (const auto zone = tm3_zone(what.meridian)) {
            return *zone;
        }
    }
    const std::string datum = vietnamese ? "+ellps=WGS84 +towgs84=" + towgs84(1.0) : "+datum=WGS84";
    return {fmt::format("+proj=tmerc +lat_0=0 +lon_0={:g} +k={:g} +x_0=500000 +y_0=0 {} +units=m +no_defs +type=crs",
                        what.meridian, what.scale, datum)};
}

/// The CRS of numbers whose shift went the wrong way: opposite for VN-2000, twice where they are called WGS 84.
CrsId wrong_sign_crs(const TransverseMercator& what) {
    const std::string datum = "+ellps=WGS84 +towgs84=" + towgs84(what.datum == Datum::kVn2000 ? -1.0 : 2.0);
    if (!what.projected) {
        return {fmt::format("+proj=longlat {} +no_defs +type=crs", datum)};
    }
    return {fmt::format("+proj=tmerc +lat_0=0 +lon_0={:g} +k={:g} +x_0=500000 +y_0=0 {} +units=m +no_defs +type=crs",
                        what.meridian, what.scale, datum)};
}

}  // namespace

bool in_vietnam(const GeographicBox& extent) {
    return !extent.empty() && extent.west >= 102.0 && extent.east <= 110.0 && extent.south >= 8.0 &&
           extent.north <= 23.5;
}

std::vector<CoordinateReading> other_readings(const CrsId& declared, const GeographicBox& areas) {
    const CrsInformation own = crs_information(declared);
    std::vector<CrsId> candidates{{"EPSG:4326"}, {"EPSG:4756"}};
    if (in_vietnam(areas)) {
        for (const CrsId& zone : tm3_zones()) {
            candidates.push_back(zone);
        }
        for (const char* utm : {"EPSG:3405", "EPSG:3406", "EPSG:32648", "EPSG:32649"}) {
            candidates.push_back({utm});
        }
    } else {
        candidates.pop_back();  // VN-2000 has no business elsewhere
        if (!areas.empty() && areas.north <= 84.0 && areas.south >= -80.0) {
            const double longitude = std::clamp((areas.west + areas.east) / 2.0, -180.0, 180.0);
            const int zone = std::clamp(static_cast<int>(std::floor((longitude + 180.0) / 6.0)) + 1, 1, 60);
            candidates.push_back({"EPSG:" + std::to_string((areas.south + areas.north >= 0.0 ? 32600 : 32700) + zone)});
        }
    }
    std::vector<CoordinateReading> readings{{declared, AxisOrder::kSwapped, ReadingKind::kSwapped}};
    for (const CrsId& crs : candidates) {
        if (crs == declared || crs.definition == own.code) {
            continue;
        }
        const bool geographic = crs.definition == "EPSG:4326" || crs.definition == "EPSG:4756";
        const bool other_kind = geographic != (own.kind == CrsKind::kGeographic);
        const ReadingKind kind = !other_kind  ? ReadingKind::kOtherZone
                                 : geographic ? ReadingKind::kDegrees
                                              : ReadingKind::kMetres;
        // Degrees on the other datum lie a few hundred metres away: that is for datum_readings.
        if (!(geographic && own.kind == CrsKind::kGeographic)) {
            readings.push_back({crs, AxisOrder::kAsGiven, kind});
        }
        readings.push_back({crs, AxisOrder::kSwapped, ReadingKind::kSwapped});
    }
    return readings;
}

std::vector<CoordinateReading> datum_readings(const CrsId& declared) {
    const auto own = transverse_mercator(declared);
    if (!own) {
        return {};
    }
    TransverseMercator other = *own;
    other.datum = own->datum == Datum::kVn2000 ? Datum::kWgs84 : Datum::kVn2000;
    std::vector<CoordinateReading> readings{{crs_of(other), AxisOrder::kAsGiven, ReadingKind::kDatum},
                                            {wrong_sign_crs(*own), AxisOrder::kAsGiven, ReadingKind::kWrongSign}};
    if (own->projected && (own->scale == 0.9996 || own->scale == 0.9999)) {
        TransverseMercator rescaled = *own;
        rescaled.scale = own->scale == 0.9996 ? 0.9999 : 0.9996;
        readings.push_back({crs_of(rescaled), AxisOrder::kAsGiven, ReadingKind::kScale});
        rescaled.datum = other.datum;
        readings.push_back({crs_of(rescaled), AxisOrder::kAsGiven, ReadingKind::kScale});
    }
    return readings;
}

std::optional<std::vector<ProjectedPoint>> read_as(std::span<const RawCoordinate> raw, const CoordinateReading& reading,
                                                   const CrsId& target) {
    std::vector<RawCoordinate> coordinates(raw.begin(), raw.end());
    if (reading.order == AxisOrder::kSwapped) {
        for (RawCoordinate& coordinate : coordinates) {
            std::swap(coordinate.x, coordinate.y);
        }
    }
    try {
        Transformation::between(reading.crs, target).apply(coordinates);
    } catch (const Error&) {
        return std::nullopt;
    }
    std::vector<ProjectedPoint> points;
    points.reserve(coordinates.size());
    for (const RawCoordinate coordinate : coordinates) {
        points.push_back({coordinate.x, coordinate.y});
    }
    return points;
}

GeographicBox geographic_box(double x_min, double y_min, double x_max, double y_max, const CrsId& crs) {
    GeographicBox box;
    if (!(x_min <= x_max && y_min <= y_max)) {
        return box;
    }
    std::vector<RawCoordinate> corners;
    for (const double x : {x_min, (x_min + x_max) / 2.0, x_max}) {
        for (const double y : {y_min, (y_min + y_max) / 2.0, y_max}) {
            corners.push_back({x, y});
        }
    }
    Transformation::between(crs, {"EPSG:4326"}).apply(corners);
    for (const RawCoordinate corner : corners) {
        if (!std::isfinite(corner.x) || !std::isfinite(corner.y)) {
            return {};
        }
        box.expand({corner.x, corner.y});
    }
    return box;
}

}  // namespace diaban
