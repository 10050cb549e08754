#include "layers/geometry/contiguity.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "layers/geometry/boundary_tree.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

/// An axis-parallel rectangle as a closed ring.
MultiPolygon box(double x0, double y0, double x1, double y1) {
    return {{{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}}};
}

Pairs pairs_of(const Contiguity& contiguity) {
    Pairs pairs;
    for (std::uint32_t i = 0; i + 1 < contiguity.offsets.size(); ++i) {
        for (std::uint64_t k = contiguity.offsets[i]; k < contiguity.offsets[i + 1]; ++k) {
            pairs.emplace(i, contiguity.neighbours[k]);
        }
    }
    return pairs;
}

bool queen(const MultiPolygon& a, const MultiPolygon& b, double tolerance = 1.0) {
    return !find_contiguity({a, b}, {ContiguityRule::kQueen, {tolerance}, {0}}).neighbours.empty();
}

bool rook(const MultiPolygon& a, const MultiPolygon& b, double tolerance = 1.0) {
    return !find_contiguity({a, b}, {ContiguityRule::kRook, {tolerance}, {10.0 * tolerance}}).neighbours.empty();
}

TEST(Contiguity, SharedEdgeSharedCornerAndApart) {
    const MultiPolygon a = box(0, 0, 100, 100);
    EXPECT_TRUE(queen(a, box(100, 0, 200, 100)));
    EXPECT_TRUE(rook(a, box(100, 0, 200, 100)));
    EXPECT_TRUE(queen(a, box(100, 100, 200, 200)));
    EXPECT_FALSE(rook(a, box(100, 100, 200, 200)));
    EXPECT_FALSE(queen(a, box(110, 0, 200, 100)));
}

TEST(Contiguity, GapsAndOverlapsWithinTheToleranceAreForgiven) {
    const MultiPolygon a = box(0, 0, 100, 100);
    for (const double shift : {-0.9, -0.1, 0.1, 0.9}) {
        EXPECT_TRUE(queen(a, box(100 + shift, 0, 200, 100))) << shift;
        EXPECT_TRUE(rook(a, box(100 + shift, 0, 200, 100))) << shift;
    }
    EXPECT_FALSE(queen(a, box(101.1, 0, 200, 100)));
    EXPECT_FALSE(queen(a, box(100.1, 0, 200, 100), 0.0));
}

TEST(Contiguity, ADeepOverlapIsNotAGap) {
    const MultiPolygon a = box(0, 0, 100, 100);
    EXPECT_TRUE(queen(a, box(80, 30, 200, 60)));
    EXPECT_TRUE(rook(a, box(80, 30, 200, 60)));
    // One inside the other: boundaries never meet.
    EXPECT_TRUE(queen(a, box(40, 40, 60, 60)));
    EXPECT_TRUE(rook(box(40, 40, 60, 60), a));
}

TEST(Contiguity, AVertexOnAStraightEdgeCounts) {
    // b's corners lie in the middle of a's long edge: no shared vertex at all.
    EXPECT_TRUE(queen(box(0, 0, 1000, 1000), box(1000, 400, 1300, 600), 0.0));
    EXPECT_TRUE(rook(box(0, 0, 1000, 1000), box(1000, 400, 1300, 600), 0.0));
}

TEST(Contiguity, AnEnclaveTouchesTheHoleItFills) {
    MultiPolygon ring = box(0, 0, 100, 100);
    ring.polygons[0].holes.push_back({{40, 40}, {60, 40}, {60, 60}, {40, 60}, {40, 40}});
    EXPECT_TRUE(rook(ring, box(40, 40, 60, 60)));
    // A smaller one inside the hole lies apart.
    EXPECT_FALSE(queen(ring, box(45, 45, 55, 55)));
}

TEST(Contiguity, AnyPartOfAnAreaMayTouch) {
    MultiPolygon islands = box(500, 500, 510, 510);
    islands.polygons.push_back(box(100, 20, 150, 40).polygons[0]);
    EXPECT_TRUE(rook(box(0, 0, 100, 100), islands));
}

TEST(Contiguity, IslandsAreNamedAndAreasWithoutGeometryAreIslands) {
    const Contiguity result = find_contiguity({box(0, 0, 10, 10), {}, box(10, 0, 20, 10), box(500, 0, 510, 10)}, {});
    EXPECT_EQ(result.islands, (std::vector<std::uint32_t>{1, 3}));
    EXPECT_EQ(pairs_of(result), (Pairs{{0, 2}, {2, 0}}));
}

TEST(Contiguity, RepeatedVerticesAndOpenRingsDoNotMatter) {
    MultiPolygon dirty = box(100, 0, 200, 100);
    Ring& ring = dirty.polygons[0].outer;
    ring.insert(ring.begin() + 1, ring[1]);
    ring.insert(ring.begin() + 1, ring[1]);
    ring.pop_back();
    EXPECT_TRUE(rook(box(0, 0, 100, 100), dirty));
}

TEST(Contiguity, GridOfSquares) {
    std::vector<MultiPolygon> cells;
    for (int r = 0; r < 7; ++r) {
        for (int c = 0; c < 9; ++c) {
            cells.push_back(box(c * 50.0, r * 50.0, c * 50.0 + 50.0, r * 50.0 + 50.0));
        }
    }
    // 7 x 9: 6 * 9 + 7 * 8 = 110 shared edges and 2 * 6 * 8 = 96 shared corners, each in both directions.
    EXPECT_EQ(find_contiguity(cells, {ContiguityRule::kRook, {1}, {10}}).neighbours.size(), 220u);
    EXPECT_EQ(find_contiguity(cells, {ContiguityRule::kQueen, {1}, {10}}).neighbours.size(), 412u);
}

TEST(Contiguity, PlaceAndTurnOfTheMapDoNotMatter) {
    std::vector<MultiPolygon> straight;
    std::vector<MultiPolygon> turned;
    for (int k = 0; k < 30; ++k) {
        straight.push_back(box((k % 6) * 60.0, (k / 6) * 45.0, (k % 6) * 60.0 + 60.0, (k / 6) * 45.0 + 45.0));
        MultiPolygon moved = straight.back();
        for (ProjectedPoint& p : moved.polygons[0].outer) {
            p = {p.x * std::cos(0.7) - p.y * std::sin(0.7) + 560000.0,
                 p.x * std::sin(0.7) + p.y * std::cos(0.7) + 2240000.0};
        }
        turned.push_back(moved);
    }
    for (const ContiguityRule rule : {ContiguityRule::kQueen, ContiguityRule::kRook}) {
        EXPECT_EQ(pairs_of(find_contiguity(straight, {rule, {0.5}, {5}})),
                  pairs_of(find_contiguity(turned, {rule, {0.5}, {5}})));
    }
}

TEST(Contiguity, RefusesWhatIsNotANumber) {
    MultiPolygon broken = box(0, 0, 10, 10);
    broken.polygons[0].outer[2].x = std::nan("");
    EXPECT_THROW(find_contiguity({broken}, {}), Error);
    EXPECT_THROW(find_contiguity({}, {ContiguityRule::kQueen, {-1.0}, {0}}), Error);
    EXPECT_TRUE(find_contiguity({}, {}).islands.empty());
}

TEST(PartWithin, WorkedByHand) {
    // b from (0, 0) to (10, 0), tolerance 3: a line at height 3 touches the rectangle along its whole length.
    const BoundarySegment b{{0, 0}, {10, 0}};
    const SegmentPart along = part_within({{-10, 3}, {20, 3}}, b, 3.0);
    EXPECT_NEAR(along.first, 1.0 / 3, 1e-12);
    EXPECT_NEAR(along.last, 2.0 / 3, 1e-12);
    // A crossing at right angles: 3 to either side.
    const SegmentPart across = part_within({{5, -10}, {5, 10}}, b, 3.0);
    EXPECT_NEAR(across.first, 0.35, 1e-12);
    EXPECT_NEAR(across.last, 0.65, 1e-12);
    // Beyond the end only the disc counts: (13, 0) is 3 away from (10, 0).
    EXPECT_FALSE(part_within({{13, -5}, {13, 5}}, b, 3.0).empty());
    EXPECT_TRUE(part_within({{13.001, -5}, {13.001, 5}}, b, 3.0).empty());
}

/// All polygons of a layer, coordinates times a factor.
std::vector<MultiPolygon> read_layer(const std::string& path, const std::string& layer, double factor) {
    GDALAllRegister();
    std::unique_ptr<GDALDataset> data(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    OGRLayer* source = layer.empty() ? data->GetLayer(0) : data->GetLayerByName(layer.c_str());
    std::vector<MultiPolygon> areas;
    const auto ring_of = [&](const OGRLinearRing* from) {
        Ring ring;
        for (int k = 0; k < from->getNumPoints(); ++k) {
            ring.push_back({from->getX(k) * factor, from->getY(k) * factor});
        }
        return ring;
    };
    for (const auto& feature : *source) {
        MultiPolygon area;
        const auto add = [&](const OGRPolygon* from) {
            Polygon polygon;
            polygon.outer = ring_of(from->getExteriorRing());
            for (int k = 0; k < from->getNumInteriorRings(); ++k) {
                polygon.holes.push_back(ring_of(from->getInteriorRing(k)));
            }
            area.polygons.push_back(polygon);
        };
        const OGRGeometry* geometry = feature->GetGeometryRef();
        if (wkbFlatten(geometry->getGeometryType()) == wkbPolygon) {
            add(geometry->toPolygon());
        } else {
            for (const OGRPolygon* part : *geometry->toMultiPolygon()) {
                add(part);
            }
        }
        areas.push_back(area);
    }
    return areas;
}

Pairs spdep_pairs(const std::string& data, const std::string& rule) {
    std::ifstream in(DIABAN_SOURCE_DIR "/tests/reference/local_contiguity.csv");
    Pairs pairs;
    std::string line;
    while (std::getline(in, line)) {
        std::stringstream cells(line);
        std::string name;
        std::string of;
        std::string area;
        std::string neighbours;
        std::getline(cells, name, ',') && std::getline(cells, of, ',') && std::getline(cells, area, ',');
        std::getline(cells, neighbours);
        if (name != data || of != rule) {
            continue;
        }
        std::stringstream list(neighbours);
        std::uint32_t j = 0;
        while (list >> j) {
            pairs.emplace(static_cast<std::uint32_t>(std::stoul(area)) - 1, j - 1);
        }
    }
    return pairs;
}

struct Real {
    std::string name;
    std::string file;
    std::string layer;
    double tolerance;  ///< in the file's unit (degrees, or columbus's own) times 1e5
};

// Degrees times 1e5 are about metres; spdep counts vertices within 1.5e-8 of one another.
const std::vector<Real>& real_data() {
    static const std::vector<Real> kData = {
        {"sids2", "reference/sids2.gpkg", "", 0.01},
        {"nc", "reference/nc_sids_spdata.gpkg", "", 0.01},
        {"columbus", "reference/columbus.gpkg", "", 0.01},
        {"namdinh", "vn_namdinh.gpkg", "commune_2025_of_namdinh", 0.01},
        {"ninhbinh", "vn_namdinh.gpkg", "commune_2025_ninhbinh_all129", 0.01},
        {"namdinh_old", "vn_namdinh.gpkg", "district_pre2025", 0.01},
    };
    return kData;
}

TEST(ContiguityAgainstSpdep, SameNeighboursOnRealBoundaries) {
    if (!std::filesystem::exists(DIABAN_SHARED_DATA "/vn_namdinh.gpkg")) {
        GTEST_SKIP() << "the shared data is not here";
    }
    for (const Real& real : real_data()) {
        const std::vector<MultiPolygon> areas =
            read_layer(std::string(DIABAN_SHARED_DATA "/") + real.file, real.layer, 1e5);
        for (const auto& [rule, name] :
             {std::pair{ContiguityRule::kQueen, "queen"}, std::pair{ContiguityRule::kRook, "rook"}}) {
            const Pairs ours = pairs_of(find_contiguity(areas, {rule, {real.tolerance}, {10 * real.tolerance}}));
            const Pairs theirs = spdep_pairs(real.name, name);
            ASSERT_GT(theirs.size(), 10u);
            EXPECT_EQ(ours, theirs) << real.name << " " << name;
        }
    }
}

}  // namespace
}  // namespace diaban
