#include "layers/crs/crs_information.hpp"

#include <gtest/gtest.h>
#include <proj.h>

#include <map>
#include <memory>

#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

TEST(CrsInformation, NamesKindAndUnit) {
    const CrsInformation nam_dinh = crs_information({"EPSG:9209"});
    EXPECT_EQ(nam_dinh.name, "VN-2000 / TM-3 105-30");
    EXPECT_EQ(nam_dinh.code, "EPSG:9209");
    EXPECT_EQ(nam_dinh.kind, CrsKind::kProjected);
    EXPECT_EQ(nam_dinh.metres_per_unit, 1.0);
    EXPECT_EQ(crs_information({"EPSG:4756"}).kind, CrsKind::kGeographic);
    EXPECT_EQ(crs_information({"EPSG:4979"}).kind, CrsKind::kGeographic);
    // EPSG:2227 is in US survey feet (1200/3937 m), EPSG:2913 in international feet.
    EXPECT_DOUBLE_EQ(crs_information({"EPSG:2227"}).metres_per_unit, 1200.0 / 3937.0);
    EXPECT_DOUBLE_EQ(crs_information({"EPSG:2913"}).metres_per_unit, 0.3048);
    EXPECT_EQ(crs_information({"EPSG:4978"}).kind, CrsKind::kOther);           // geocentric
    EXPECT_EQ(crs_information({"EPSG:9209+5773"}).kind, CrsKind::kProjected);  // with heights
}

TEST(CrsInformation, WhatProjDoesNotKnowIsAnError) {
    for (const char* definition : {"EPSG:999999", "", "metres", "EPSG:6960" /* a transformation, no CRS */}) {
        test::expect_error("error.crs-unknown", [&] { (void)crs_information({definition}); });
    }
}

TEST(CrsInformation, OnlyProjectedMetresAreFitForAnalysis) {
    EXPECT_NO_THROW(require_metric({"EPSG:9209"}));
    EXPECT_NO_THROW(require_metric({"EPSG:32648"}));
    for (const char* definition : {"EPSG:4326", "EPSG:4756", "EPSG:2227", "EPSG:2913", "EPSG:4978"}) {
        test::expect_error("error.crs-not-metric", [&] { require_metric({definition}); });
    }
}

GeographicBox around(double longitude, double latitude, double half_width) {
    return {longitude - half_width, latitude - 0.2, longitude + half_width, latitude + 0.2};
}

TEST(ChooseMetricCrs, NamDinhGetsItsOwnZone) {
    const ChosenCrs chosen = choose_metric_crs({105.924, 19.884, 106.600, 20.500});  // the province's extent
    EXPECT_EQ(chosen.rule_key, "crs.vn2000-tm3");
    // Its middle 106.262 lies nearest to 106 deg 15': the province itself works on 105 deg 30' and declares it.
    EXPECT_EQ(chosen.crs.definition, "EPSG:9212");
}

// The central meridian of each zone that is ever chosen is compared with PROJ's own database.
TEST(ChooseMetricCrs, EachZoneIsTheOneWhoseMeridianProjGives) {
    const std::unique_ptr<PJ_CONTEXT, decltype(&proj_context_destroy)> context(proj_context_create(),
                                                                               proj_context_destroy);
    std::map<std::string, double> seen;
    for (double longitude = 102.3; longitude < 109.7; longitude += 0.05) {
        const ChosenCrs chosen = choose_metric_crs(around(longitude, 16.0, 0.1));
        ASSERT_EQ(chosen.rule_key, "crs.vn2000-tm3") << longitude;
        if (seen.count(chosen.crs.definition) != 0) {
            continue;
        }
        PJ* crs = proj_create(context.get(), chosen.crs.definition.c_str());
        PJ* conversion = proj_crs_get_coordoperation(context.get(), crs);
        double meridian = 0.0;
        const int parameter =
            proj_coordoperation_get_param_index(context.get(), conversion, "Longitude of natural origin");
        proj_coordoperation_get_param(context.get(), conversion, parameter, nullptr, nullptr, nullptr, &meridian,
                                      nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
        double scale = 0.0;
        proj_coordoperation_get_param(
            context.get(), conversion,
            proj_coordoperation_get_param_index(context.get(), conversion, "Scale factor at natural origin"), nullptr,
            nullptr, nullptr, &scale, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
        EXPECT_EQ(scale, 0.9999) << chosen.crs.definition;
        proj_destroy(conversion);
        proj_destroy(crs);
        seen[chosen.crs.definition] = meridian;
    }
    EXPECT_EQ(seen.size(), 18u);
    for (double longitude = 102.3; longitude < 109.7; longitude += 0.05) {
        const double own = seen.at(choose_metric_crs(around(longitude, 16.0, 0.1)).crs.definition);
        for (const auto& [code, meridian] : seen) {
            EXPECT_LE(std::abs(own - longitude), std::abs(meridian - longitude) + 1e-9) << longitude << " " << code;
        }
    }
}

TEST(ChooseMetricCrs, TiesGoWest) {
    // 105.625 lies half-way between 105.5 (9209) and 105.75 (9210); both are exact in binary.
    EXPECT_EQ(choose_metric_crs({105.5, 20.0, 105.75, 20.5}).crs.definition, "EPSG:9209");
}

TEST(ChooseMetricCrs, WideOrForeignExtentsGetUtm) {
    EXPECT_EQ(choose_metric_crs({102.2, 8.5, 109.5, 23.3}).crs.definition, "EPSG:3405");
    EXPECT_EQ(choose_metric_crs({106.6, 8.5, 109.9, 23.3}).crs.definition, "EPSG:3406");
    EXPECT_EQ(choose_metric_crs({-87.95, 41.64, -87.52, 42.03}).crs.definition, "EPSG:32616");  // Chicago
    EXPECT_EQ(choose_metric_crs({151.0, -34.0, 151.3, -33.7}).crs.definition, "EPSG:32756");    // Sydney
    EXPECT_EQ(choose_metric_crs({179.0, -18.0, 180.0, -17.0}).crs.definition, "EPSG:32760");  // up to the last meridian
}

TEST(ChooseMetricCrs, WhatIsNoExtentOnEarthIsAnError) {
    test::expect_error("error.extent-not-geographic", [] { (void)choose_metric_crs({}); });
    test::expect_error("error.extent-not-geographic", [] {
        (void)choose_metric_crs({544000, 2200000, 615000, 2268000});
    });
    test::expect_error("error.extent-not-geographic", [] { (void)choose_metric_crs({10, 80, 11, 85}); });
}

// Areas on both sides of the 180th meridian come out 360 degrees wide, with the middle at Greenwich.
TEST(ChooseMetricCrs, AcrossThe180thMeridianNothingIsGuessed) {
    const auto told = test::expect_error("error.extent-too-wide", [] {
        (void)choose_metric_crs({-180, -20, 180, -15});
    });
    EXPECT_EQ(told.at("degrees"), "360");
}

}  // namespace
}  // namespace diaban
