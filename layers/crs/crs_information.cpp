#include "layers/crs/crs_information.hpp"

#include <proj.h>

#include <array>
#include <cmath>
#include <memory>

#include "layers/crs/proj_handles.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

struct MeridianZone {
    int epsg;
    double central_meridian;
};

// VN-2000 / TM-3 zones of the EPSG dataset by central meridian (a test compares each with PROJ's database).
constexpr std::array<MeridianZone, 18> kTm3Zones = {{{5896, 102.0},
                                                     {9205, 103.0},
                                                     {9206, 104.0},
                                                     {9207, 104.5},
                                                     {9208, 104.75},
                                                     {5897, 105.0},
                                                     {9209, 105.5},
                                                     {9210, 105.75},
                                                     {9211, 106.0},
                                                     {9212, 106.25},
                                                     {9213, 106.5},
                                                     {9214, 107.0},
                                                     {9215, 107.25},
                                                     {9216, 107.5},
                                                     {5899, 107.75},
                                                     {5898, 108.0},
                                                     {9217, 108.25},
                                                     {9218, 108.5}}};

constexpr double kWidestTm3Extent = 3.0;  // degrees: beyond this a 3-degree zone's scale error grows past 1:2,000

// Beyond this no UTM zone is metric in any useful sense (at 10 degrees from its meridian a zone stretches by 1.5 %);
// areas on both sides of the 180th meridian come out 360 degrees wide and must not silently get the zone of Greenwich.
constexpr double kWidestUtmExtent = 20.0;

CrsId epsg(int code) {
    return {"EPSG:" + std::to_string(code)};
}

}  // namespace

CrsInformation crs_information(const CrsId& crs) {
    const ProjContext context;
    const ProjObject object = context.create_crs(crs);
    CrsInformation information;
    const char* name = proj_get_name(object.get());
    information.name = name != nullptr ? name : crs.definition;
    const char* authority = proj_get_id_auth_name(object.get(), 0);
    const char* code = proj_get_id_code(object.get(), 0);
    if (authority != nullptr && code != nullptr) {
        information.code = std::string(authority) + ":" + code;
    }
    // A bound or compound CRS (a datum shift or a height attached) is judged by its horizontal part.
    ProjObject horizontal(proj_clone(context.get(), object.get()));
    for (PJ_TYPE type = proj_get_type(horizontal.get()); type == PJ_TYPE_BOUND_CRS || type == PJ_TYPE_COMPOUND_CRS;
         type = proj_get_type(horizontal.get())) {
        horizontal.reset(type == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(context.get(), horizontal.get())
                                                   : proj_crs_get_sub_crs(context.get(), horizontal.get(), 0));
    }
    const PJ_TYPE type = proj_get_type(horizontal.get());
    if (type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS) {
        information.kind = CrsKind::kGeographic;
    } else if (type == PJ_TYPE_PROJECTED_CRS) {
        information.kind = CrsKind::kProjected;
        const ProjObject axes(proj_crs_get_coordinate_system(context.get(), horizontal.get()));
        double factor = 0.0;
        if (axes && proj_cs_get_axis_info(context.get(), axes.get(), 0, nullptr, nullptr, nullptr, &factor, nullptr,
                                          nullptr, nullptr) != 0) {
            information.metres_per_unit = factor;
        }
    }
    return information;
}

void require_metric(const CrsId& crs) {
    const CrsInformation information = crs_information(crs);
    if (information.kind != CrsKind::kProjected || information.metres_per_unit != 1.0) {
        throw Error(ErrorCode::kInput, "error.crs-not-metric", {{"crs", crs.definition}, {"name", information.name}});
    }
}

std::vector<CrsId> tm3_zones() {
    std::vector<CrsId> zones;
    for (const MeridianZone& zone : kTm3Zones) {
        zones.push_back(epsg(zone.epsg));
    }
    return zones;
}

std::optional<CrsId> tm3_zone(double central_meridian) {
    for (const MeridianZone& zone : kTm3Zones) {
        if (zone.central_meridian == central_meridian) {
            return epsg(zone.epsg);
        }
    }
    return std::nullopt;
}

ChosenCrs choose_metric_crs(const GeographicBox& extent) {
    if (extent.empty() || !std::isfinite(extent.west + extent.east + extent.south + extent.north) ||
        extent.north > 84.0 || extent.south < -80.0 || extent.west < -180.0 || extent.east > 180.0) {
        throw Error(ErrorCode::kInput, "error.extent-not-geographic", {});
    }
    if (extent.east - extent.west > kWidestUtmExtent) {
        throw Error(ErrorCode::kInput, "error.extent-too-wide",
                    {{"degrees", std::to_string(std::lround(extent.east - extent.west))},
                     {"limit", std::to_string(std::lround(kWidestUtmExtent))}});
    }
    const double longitude = (extent.west + extent.east) / 2.0;
    const double latitude = (extent.south + extent.north) / 2.0;
    const bool in_vietnam = extent.west >= 102.0 && extent.east <= 110.0 && extent.south >= 8.0 && extent.north <= 23.5;
    if (in_vietnam && extent.east - extent.west <= kWidestTm3Extent) {
        const MeridianZone* nearest = &kTm3Zones.front();
        for (const MeridianZone& zone : kTm3Zones) {
            if (std::fabs(zone.central_meridian - longitude) < std::fabs(nearest->central_meridian - longitude)) {
                nearest = &zone;
            }
        }
        return {epsg(nearest->epsg), "crs.vn2000-tm3"};
    }
    if (in_vietnam) {
        return {epsg(longitude < 108.0 ? 3405 : 3406), "crs.vn2000-utm"};
    }
    const int zone = std::min(60, static_cast<int>(std::floor((longitude + 180.0) / 6.0)) + 1);
    return {epsg((latitude >= 0.0 ? 32600 : 32700) + zone), "crs.utm"};
}

}  // namespace diaban
