#include "layers/gdal/gdal_session.hpp"

#include <cpl_error.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

TEST(GdalErrors, KeepsTheFirstErrorAndTellsItFromAWarning) {
    GdalErrors outer;
    {
        GdalErrors errors;
        EXPECT_FALSE(errors.failed());
        EXPECT_EQ(errors.message(), "");
        CPLError(CE_Warning, CPLE_AppDefined, "a warning");
        EXPECT_FALSE(errors.failed());
        EXPECT_EQ(errors.message(), "a warning");
        CPLError(CE_Failure, CPLE_AppDefined, "the first error");
        CPLError(CE_Failure, CPLE_AppDefined, "the second error");
        EXPECT_TRUE(errors.failed());
        EXPECT_EQ(errors.message(), "the first error");
    }
    EXPECT_FALSE(outer.failed());  // what the inner one took does not reach the outer one
    CPLError(CE_Failure, CPLE_AppDefined, "later");
    EXPECT_TRUE(outer.failed());
}

TEST(GdalSession, StartsAnyNumberOfTimesAndWritesNoSideFiles) {
    start_gdal();
    start_gdal();
    EXPECT_NE(GetGDALDriverManager()->GetDriverByName("GPKG"), nullptr);
    EXPECT_STREQ(CPLGetConfigOption("GDAL_PAM_ENABLED", ""), "NO");
}

TEST(GdalSession, CrsComesLongitudeOrEastingFirst) {
    const OGRSpatialReference reference = to_gdal_crs({"EPSG:9209"});
    EXPECT_STREQ(reference.GetAuthorityCode(nullptr), "9209");
    EXPECT_EQ(reference.GetAxisMappingStrategy(), OAMS_TRADITIONAL_GIS_ORDER);
    test::expect_error("error.crs-unknown", [] { (void)to_gdal_crs({"EPSG:999999"}); });
    test::expect_error("error.crs-unknown", [] { (void)to_gdal_crs({""}); });
    // A definition is a definition, never a file or an address to fetch.
    test::expect_error("error.crs-unknown", [] { (void)to_gdal_crs({"/etc/hostname"}); });
}

}  // namespace
}  // namespace diaban
