#include "engine/sample/places.hpp"

#include <map>
#include <set>

#include "engine/sample/borders.hpp"
#include "tests/unit/sample/sample_cases.hpp"

namespace diaban {
namespace {

using sample_test::default_sample;

bool inside_any(const Sample& sample, ProjectedPoint p) {
    for (const SampleArea& area : sample.areas) {
        if (lies_inside(area.shape, p)) {
            return true;
        }
    }
    return false;
}

TEST(SamplePlaces, RoadsLieInTheProvinceAndMeetAtNodes) {
    const Sample& sample = default_sample();
    ASSERT_GT(sample.roads.roads.size(), 100u);
    std::set<std::pair<double, double>> nodes;
    for (const RoadNode& node : sample.roads.nodes) {
        EXPECT_TRUE(nodes.emplace(node.place.x, node.place.y).second);
    }
    std::map<std::pair<double, double>, int> ends;
    for (const Road& road : sample.roads.roads) {
        ASSERT_GE(road.line.points.size(), 2u);
        for (const ProjectedPoint p : {road.line.points.front(), road.line.points.back()}) {
            ASSERT_TRUE(nodes.contains({p.x, p.y}));
            ++ends[{p.x, p.y}];
        }
        for (const ProjectedPoint p : road.line.points) {
            ASSERT_TRUE(inside_any(sample, p)) << p.x << " " << p.y;
        }
    }
    for (const RoadNode& node : sample.roads.nodes) {
        EXPECT_EQ((ends[{node.place.x, node.place.y}]), node.stretches);
    }
}

TEST(SamplePlaces, TheNetworkIsConnected) {
    const RoadNetwork& roads = default_sample().roads;
    std::map<std::pair<double, double>, std::vector<std::pair<double, double>>> links;
    for (const Road& road : roads.roads) {
        const std::pair a{road.line.points.front().x, road.line.points.front().y};
        const std::pair b{road.line.points.back().x, road.line.points.back().y};
        links[a].push_back(b);
        links[b].push_back(a);
    }
    std::set<std::pair<double, double>> seen{links.begin()->first};
    std::vector<std::pair<double, double>> open{links.begin()->first};
    while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        for (const auto& next : links.at(at)) {
            if (seen.insert(next).second) {
                open.push_back(next);
            }
        }
    }
    EXPECT_EQ(seen.size(), links.size());
}

TEST(SamplePlaces, CamerasAndSitesLieInTheirAreasWithUniqueIds) {
    const Sample& sample = default_sample();
    std::set<std::string> ids;
    int broken = 0;
    for (const ExistingCamera& camera : sample.cameras) {
        EXPECT_TRUE(ids.insert(camera.id).second);
        EXPECT_TRUE(lies_inside(sample.areas[camera.area].shape, camera.place)) << camera.id;
        EXPECT_GE(camera.bearing_deg, 0.0);
        EXPECT_LT(camera.bearing_deg, 360.0);
        EXPECT_LE(camera.last_check, sample.options.as_of);
        broken += camera.status == CameraStatus::kWorking ? 0 : 1;
    }
    EXPECT_GT(broken, 0);
    EXPECT_LT(broken, static_cast<int>(sample.cameras.size()) / 2);
    for (const CandidateSite& site : sample.sites) {
        EXPECT_TRUE(ids.insert(site.id).second);
        EXPECT_TRUE(lies_inside(sample.areas[site.area].shape, site.place)) << site.id;
        EXPECT_GT(site.cost_million_vnd, 0.0);
    }
    EXPECT_GT(sample.sites.size(), sample.areas.size());
}

TEST(SamplePlaces, TheSweepHasPairsAndItsWindows) {
    const Sample& sample = default_sample();
    ASSERT_FALSE(sample.sweep.empty());
    int treated = 0;
    for (const SweepBox& box : sample.sweep) {
        treated += box.role == SweepRole::kTreated ? 1 : 0;
        EXPECT_NEAR(box.box.width(), 150.0, 1e-6);
        EXPECT_NEAR(box.box.height(), 150.0, 1e-6);
        EXPECT_EQ(box.swept.days(), 28);
        EXPECT_EQ(box.just_before.to + std::chrono::days{1}, box.swept.from);
        EXPECT_EQ(iso_date(box.swept.from), "2016-12-15");
        EXPECT_EQ(iso_date(box.year_before.from), "2015-12-15");
    }
    EXPECT_EQ(2 * treated, static_cast<int>(sample.sweep.size()));
}

TEST(SamplePlaces, MarketsAndSchoolsLieInTheProvince) {
    const Sample& sample = default_sample();
    EXPECT_GE(sample.markets.size(), sample.areas.size());
    EXPECT_GE(sample.schools.size(), sample.areas.size());
    for (const NamedPlace& place : sample.schools) {
        EXPECT_TRUE(lies_inside(sample.areas[place.area].shape, place.place)) << place.name;
    }
}

}  // namespace
}  // namespace diaban
