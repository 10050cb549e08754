#include "layers/quality/coordinate_inspection.hpp"

#include <gtest/gtest.h>

#include "tests/unit/quality/province.hpp"

namespace diaban {
namespace {

using test::Naming;

CoordinateInspection inspect(std::vector<CoordinateRow> rows, const char* declared, const AreaLayer& areas) {
    const CoordinateCloud cloud{rows, {}, {}};
    return inspect_coordinates(cloud, {declared}, areas, 1);
}

std::vector<CoordinateRow> swapped(std::vector<CoordinateRow> rows) {
    for (CoordinateRow& row : rows) {
        std::swap(row.raw.x, row.raw.y);
    }
    return rows;
}

// What a file holds and what is declared -> the reading that is proposed. 10 x 10 communes, 50 km: like Nam Định.
struct Mistake {
    const char* written;
    AxisOrder order;
    const char* declared;
    const char* proposed;
    ReadingKind kind;
};

TEST(InspectCoordinates, ProposesWhatWasWritten) {
    const AreaLayer areas = test::communes(10, 10);
    const test::Scatter scatter = test::scattered(areas, 1000, 7);
    for (const Mistake& m :
         {Mistake{"EPSG:4326", AxisOrder::kAsGiven, "EPSG:9209", "EPSG:4326", ReadingKind::kDegrees},
          Mistake{"EPSG:9209", AxisOrder::kAsGiven, "EPSG:4326", "EPSG:9209", ReadingKind::kMetres},
          Mistake{"EPSG:9209", AxisOrder::kSwapped, "EPSG:9209", "EPSG:9209", ReadingKind::kSwapped},
          Mistake{"EPSG:4326", AxisOrder::kSwapped, "EPSG:4326", "EPSG:4326", ReadingKind::kSwapped},
          Mistake{"EPSG:5897", AxisOrder::kAsGiven, "EPSG:9209", "EPSG:5897", ReadingKind::kOtherZone},  // 52 km
          Mistake{"EPSG:9210", AxisOrder::kAsGiven, "EPSG:9209", "EPSG:9210", ReadingKind::kOtherZone},  // 26 km
          Mistake{"EPSG:9209", AxisOrder::kAsGiven, "EPSG:9212", "EPSG:9209", ReadingKind::kOtherZone}}) {
        for (const Naming naming : {Naming::kRowsNameTheirArea, Naming::kNoNames}) {
            auto rows = test::rows_in(scatter, {m.written}, naming);
            if (m.order == AxisOrder::kSwapped) {
                rows = swapped(rows);
            }
            const CoordinateInspection found = inspect(rows, m.declared, areas);
            ASSERT_TRUE(found.better) << m.written << " declared " << m.declared << " right "
                                      << found.as_declared.share_right();
            EXPECT_EQ(found.better->reading.kind, m.kind);
            EXPECT_EQ(found.better->reading.order, m.order);
            bool named = found.better->reading.crs.definition == m.proposed;
            for (const CoordinateReading& other : found.better->as_good) {
                named = named || other.crs.definition == m.proposed;
            }
            EXPECT_TRUE(named) << m.written << " declared " << m.declared << ": "
                               << found.better->reading.crs.definition;
            EXPECT_GT(found.better->fit.share_right(), 0.95);
        }
    }
}

TEST(InspectCoordinates, CleanDataOfManyShapesRaisesNothing) {
    const AreaLayer province = test::communes(10, 10);
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const test::Scatter scatter = test::scattered(province, 300, seed);
        for (const Naming naming : {Naming::kRowsNameTheirArea, Naming::kNoNames}) {
            const auto rows = test::rows_in(scatter, {"EPSG:4326"}, naming);
            // The whole province; a watch list of a quarter of it, so that most points lie outside; one commune beside
            // the town.
            AreaLayer watched = province;
            for (std::size_t i = 0; i < watched.size(); ++i) {
                if (i % 4 != 0) {
                    watched.geometry[i] = {};
                }
            }
            AreaLayer one = test::communes(1, 1);
            for (const AreaLayer* areas : std::initializer_list<const AreaLayer*>{&province, &watched, &one}) {
                auto of_these = rows;
                for (CoordinateRow& row : of_these) {
                    row.stated =
                        row.stated < areas->size() && !areas->geometry[row.stated].empty() ? row.stated : kNoArea;
                }
                const CoordinateInspection found = inspect(of_these, "EPSG:4326", *areas);
                EXPECT_FALSE(found.better) << seed;
                EXPECT_TRUE(found.misplaced.empty());
            }
            EXPECT_FALSE(inspect(rows, "EPSG:4326", province).nothing_fits);
        }
    }
}

TEST(InspectCoordinates, ForeignPointsFitNothingAndNothingIsProposed) {
    const AreaLayer areas = test::communes(10, 10);
    std::vector<CoordinateRow> rows;
    for (int i = 0; i < 100; ++i) {
        rows.push_back({{-87.6 + 0.001 * i, 41.8 + 0.0007 * i}, kNoArea, static_cast<std::uint64_t>(i + 1)});
    }
    const CoordinateInspection found = inspect(rows, "EPSG:4326", areas);
    EXPECT_FALSE(found.better);
    EXPECT_TRUE(found.nothing_fits);
    rows.resize(5);  // five places are no evidence of anything
    EXPECT_FALSE(inspect(rows, "EPSG:4326", areas).nothing_fits);
}

IncidentSet layer_of(const std::vector<ProjectedPoint>& places) {
    IncidentSet incidents;
    incidents.crs = {"EPSG:9209"};
    incidents.point = places;
    incidents.located.assign(places.size(), 1);
    for (std::size_t i = 0; i < places.size(); ++i) {
        incidents.row.push_back(i + 1);
    }
    return incidents;
}

TEST(InspectCoordinates, SingleRowsAreNamedOneByOne) {
    const AreaLayer areas = test::communes(10, 10);
    test::Scatter scatter = test::scattered(areas, 500, 3);
    const auto in_5897 = test::rows_in(scatter, {"EPSG:5897"}, Naming::kNoNames);
    std::vector<ProjectedPoint> places = scatter.place;
    std::vector<std::uint32_t> stated = scatter.area;
    std::swap(places[10].x, places[10].y);
    std::swap(places[20].x, places[20].y);
    stated[20] = kNoArea;  // axes need no word of the row
    for (const std::size_t i : {30u, 31u, 32u}) {
        places[i] = {in_5897[i].raw.x, in_5897[i].raw.y};
    }
    places[40] = {0.0, 0.0};
    places[50] = {places[50].x + 300000.0, places[50].y};  // somewhere else: no known mistake explains it
    const CoordinateCloud cloud = coordinate_cloud(layer_of(places), stated, {"EPSG:9209"}, areas);
    EXPECT_EQ(cloud.at_zero, (std::vector<std::uint64_t>{41}));
    const CoordinateInspection found = inspect_coordinates(cloud, {"EPSG:9209"}, areas, 1);
    EXPECT_FALSE(found.better);
    std::vector<std::uint64_t> turned;
    std::vector<std::uint64_t> other_zone;
    for (const MisplacedRows& rows : found.misplaced) {
        auto& list = rows.reading.order == AxisOrder::kSwapped ? turned : other_zone;
        list.insert(list.end(), rows.rows.begin(), rows.rows.end());
    }
    EXPECT_EQ(turned, (std::vector<std::uint64_t>{11, 21}));
    EXPECT_EQ(other_zone, (std::vector<std::uint64_t>{31, 32, 33}));
}

TEST(InspectCoordinates, WrongAreaNamesAreNotTakenForAnotherZone) {
    const AreaLayer areas = test::communes(10, 10);
    test::Scatter scatter = test::scattered(areas, 5000, 5);
    std::mt19937 random(11);
    for (std::size_t i = 0; i < scatter.area.size(); i += 20) {
        scatter.area[i] = static_cast<std::uint32_t>(random() % areas.size());  // one row in twenty names any commune
    }
    const CoordinateCloud cloud = coordinate_cloud(layer_of(scatter.place), scatter.area, {"EPSG:9209"}, areas);
    EXPECT_GT(cloud.far.size(), 100u);
    const CoordinateInspection found = inspect_coordinates(cloud, {"EPSG:9209"}, areas, 1);
    EXPECT_TRUE(found.misplaced.empty());
}

}  // namespace
}  // namespace diaban
