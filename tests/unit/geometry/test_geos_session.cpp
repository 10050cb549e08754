#include "layers/geometry/geos_session.hpp"

#include <gtest/gtest.h>

#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

TEST(GeosSession, ThereAndBackIsTheSame) {
    const GeosContext context;
    MultiPolygon area{
        {{test::rectangle_ring(0, 0, 4, 4), {test::rectangle_ring(1, 1, 2, 2), test::rectangle_ring(2, 2, 3, 3)}}}};
    area.polygons.push_back(test::rectangle(1e7, 0.1, 1e7 + 1, 0.3).polygons[0]);
    EXPECT_EQ(from_geos(context, to_geos(context, area).get()), area);
    EXPECT_TRUE(from_geos(context, nullptr).empty());
    EXPECT_TRUE(from_geos(context, to_geos(context, {}).get()).empty());
}

TEST(GeosSession, PolygonsInsideCollectionsAreFoundPointsAndLinesLeftOut) {
    const GeosContext context;
    GEOSWKTReader* reader = GEOSWKTReader_create_r(context.get());
    const GeosGeometry mixed{
        GEOSWKTReader_read_r(
            context.get(), reader,
            "GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 1), GEOMETRYCOLLECTION (POLYGON ((0 0, 1 0, "
            "1 1, 0 0))), MULTIPOLYGON (((5 5, 6 5, 6 6, 5 5))))"),
        GeosGeometryDestroyer{context.get()}};
    GEOSWKTReader_destroy_r(context.get(), reader);
    const MultiPolygon found = from_geos(context, mixed.get());
    ASSERT_EQ(found.polygons.size(), 2u);
    EXPECT_EQ(found.polygons[0].outer, (Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}));
    EXPECT_EQ(found.polygons[1].outer, (Ring{{5, 5}, {6, 5}, {6, 6}, {5, 5}}));
}

}  // namespace
}  // namespace diaban
