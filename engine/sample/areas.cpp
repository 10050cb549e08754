#include "engine/sample/areas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "engine/sample/borders.hpp"
#include "engine/sample/names.hpp"
#include "engine/sample/streams.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

constexpr int kCity = -1;
constexpr double kLeastResidents = 1.3e6;  // of the whole province
constexpr double kMostResidents = 1.7e6;

double distance(ProjectedPoint a, ProjectedPoint b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

std::size_t nearest(const std::vector<ProjectedPoint>& places, ProjectedPoint p) {
    const auto best = std::min_element(places.begin(), places.end(), [&](ProjectedPoint a, ProjectedPoint b) {
        return distance(a, p) < distance(b, p);
    });
    return static_cast<std::size_t>(best - places.begin());
}

// District of each area: k-means on the centres, begun at the towns; wards belong to the city.
std::vector<int> districts_of(const Partition& partition) {
    const std::vector<AreaSite>& sites = partition.sites;
    const int wanted = std::clamp(static_cast<int>(std::lround(static_cast<double>(sites.size()) / 5.0)) - 1, 1,
                                  district_name_count() - 1);
    std::vector<ProjectedPoint> seats;
    for (const AreaSite& site : sites) {
        if (site.kind == AreaKind::kTown && static_cast<int>(seats.size()) < wanted) {
            seats.push_back(site.place);
        }
    }
    std::vector<int> district(sites.size(), kCity);
    for (int round = 0; round < 20; ++round) {
        std::vector<ProjectedPoint> sum(seats.size());
        std::vector<double> members(seats.size(), 0.0);
        for (std::size_t i = 0; i < sites.size(); ++i) {
            if (sites[i].kind != AreaKind::kWard) {
                const std::size_t k = nearest(seats, sites[i].place);
                district[i] = static_cast<int>(k);
                sum[k].x += sites[i].place.x;
                sum[k].y += sites[i].place.y;
                members[k] += 1.0;
            }
        }
        for (std::size_t k = 0; k < seats.size(); ++k) {
            if (members[k] > 0.0) {
                seats[k] = {sum[k].x / members[k], sum[k].y / members[k]};
            }
        }
    }
    return district;
}

// Before scaling to the province's total.
double residents_of(AreaKind kind, SquareMetres size, RandomSequence& random) {
    // Residents per km2: lowest and span of each kind.
    const std::array<double, 2> density = kind == AreaKind::kWard   ? std::array{4500.0, 3000.0}
                                          : kind == AreaKind::kTown ? std::array{1300.0, 1000.0}
                                                                    : std::array{500.0, 400.0};
    return to_km2(size) * (density[0] + density[1] * random.uniform());
}

std::string six_digits(int number) {
    std::string digits = std::to_string(number);
    return std::string(6 - digits.size(), '0') + digits;
}

}  // namespace

std::vector<SampleArea> describe_areas(std::uint64_t seed, const Partition& partition) {
    std::vector<Polygon> shapes = area_polygons(partition);
    const std::vector<int> district = districts_of(partition);
    std::map<int, int> towns;
    std::map<int, int> communes;
    int wards = 0;
    std::vector<SampleArea> areas;
    areas.reserve(shapes.size());
    std::vector<double> residents;
    double sum = 0.0;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        RandomSequence random(seed, sample_stream::kResidents, i);
        SampleArea area;
        area.kind = partition.sites[i].kind;
        area.shape = std::move(shapes[i]);
        area.centre = partition.sites[i].place;
        area.size = enclosed_area(area.shape);
        residents.push_back(residents_of(area.kind, area.size, random));
        sum += residents.back();
        const int k = district[i];
        area.parent = k == kCity ? city_name() : "Huyện " + district_name(k);
        switch (area.kind) {
            case AreaKind::kWard:
                area.name = ward_name(wards++);
                break;
            case AreaKind::kTown:
                area.name = town_name(k, towns[k]++);
                break;
            case AreaKind::kCommune:
                area.name = commune_name(k, communes[k]++);
                break;
        }
        // Real commune codes have five digits. Steps of three, as in the official list.
        area.code = six_digits(9001 + 3 * static_cast<int>(i));
        areas.push_back(std::move(area));
    }
    RandomSequence random(seed, sample_stream::kResidents, shapes.size());
    const double total = kLeastResidents + (kMostResidents - kLeastResidents) * random.uniform();
    for (std::size_t i = 0; i < areas.size(); ++i) {
        areas[i].residents = std::llround(residents[i] * total / sum);
    }
    return areas;
}

}  // namespace diaban
