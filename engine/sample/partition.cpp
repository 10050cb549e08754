#include "engine/sample/partition.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <numbers>
#include <string>

#include "engine/sample/noise.hpp"
#include "engine/sample/streams.hpp"
#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

constexpr std::int32_t kOutside = Partition::kOutside;
constexpr std::int32_t kUnassigned = -2;

// The plane bent by noise. Sites live in the bent plane, where their borders are straight; seen from the real one the
// borders wander.
struct BentPlane {
    NoiseField x;
    NoiseField y;
    double reach = 0.0;

    [[nodiscard]] ProjectedPoint at(ProjectedPoint p) const { return {p.x + reach * x.at(p), p.y + reach * y.at(p)}; }
};

// Bends borders of areas that are `width` metres wide.
BentPlane bent_plane(std::uint64_t seed, double width) {
    return {{seed, sample_stream::kBorderX, Metres{1.3 * width}, 5},
            {seed, sample_stream::kBorderY, Metres{1.3 * width}, 5},
            0.75 * width};
}

struct PowerSite {
    ProjectedPoint place;  // in the bent plane
    double weight = 0.0;   // in square metres
    Bank bank = Bank::kWest;
};

struct PowerDiagram {
    std::vector<PowerSite> sites;
    double crossing_cost = 0.0;  // of lying on the other bank than the site, in square metres

    [[nodiscard]] std::int32_t nearest(ProjectedPoint bent, Bank bank) const {
        std::int32_t best = 0;
        double best_distance = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < sites.size(); ++i) {
            const double dx = bent.x - sites[i].place.x;
            const double dy = bent.y - sites[i].place.y;
            const double distance = dx * dx + dy * dy - sites[i].weight + (sites[i].bank == bank ? 0.0 : crossing_cost);
            if (distance < best_distance) {
                best_distance = distance;
                best = static_cast<std::int32_t>(i);
            }
        }
        return best;
    }
};

// Points spread evenly over some land, each standing for the same part of it.
struct Land {
    double square_metres_each = 1.0;
    std::vector<ProjectedPoint> points;
};

// Points of a square lattice that fall inside the province.
Land land_of(const Province& province, double step) {
    Land land{step * step, {}};
    const Box box = Province::extent();
    for (double y = box.y_min + step / 2; y < box.y_max; y += step) {
        for (double x = box.x_min + step / 2; x < box.x_max; x += step) {
            if (province.contains({x, y})) {
                land.points.push_back({x, y});
            }
        }
    }
    return land;
}

// A place far from those taken: the best of a few random candidates (Mitchell 1991).
ProjectedPoint spread_out(const std::vector<AreaSite>& taken, const std::vector<ProjectedPoint>& places,
                          RandomSequence& random) {
    constexpr double kCityRadius = 4500.0;  // where the wards lie
    const ProjectedPoint city = Province::city();
    ProjectedPoint best{city.x, city.y - 2.0 * kCityRadius};
    double best_distance = -1.0;
    for (int candidate = 0; candidate < 8; ++candidate) {
        const ProjectedPoint p = places[random.below(static_cast<std::uint32_t>(places.size()))];
        double nearest = std::numeric_limits<double>::infinity();
        if (std::hypot(p.x - city.x, p.y - city.y) < kCityRadius) {
            continue;
        }
        for (const AreaSite& site : taken) {
            nearest = std::min(nearest, std::hypot(site.place.x - p.x, site.place.y - p.y));
        }
        if (nearest > best_distance) {
            best_distance = nearest;
            best = p;
        }
    }
    return best;
}

// The wards of the city (places not yet known), then towns and communes spread over the country.
std::vector<AreaSite> first_sites(std::uint64_t seed, int areas, const std::vector<ProjectedPoint>& places) {
    RandomSequence random(seed, sample_stream::kSites, 0);
    const int wards = std::max(1, static_cast<int>(std::lround(0.15 * areas)));
    const int towns = std::max(1, static_cast<int>(std::lround(0.16 * areas)));
    std::vector<AreaSite> sites;
    for (int i = 0; i < areas; ++i) {
        AreaSite site;
        const double size = random.normal();
        if (i < wards) {
            site.kind = AreaKind::kWard;
            site.share = 0.22 * std::exp(0.25 * size);
            site.place = Province::city();
        } else {
            site.kind = i < wards + towns ? AreaKind::kTown : AreaKind::kCommune;
            site.share = (site.kind == AreaKind::kTown ? 0.42 : 1.0) * std::exp(0.22 * size);
            site.place = spread_out(sites, places, random);
        }
        sites.push_back(site);
    }
    return sites;
}

// The wards at random places of the city.
std::vector<AreaSite> ward_sites(std::uint64_t seed, const std::vector<AreaSite>& sites, const Land& city) {
    RandomSequence random(seed, sample_stream::kSites, 1);
    std::vector<AreaSite> wards;
    for (const AreaSite& site : sites) {
        if (site.kind == AreaKind::kWard) {
            wards.push_back(site);
            wards.back().place = city.points[random.below(static_cast<std::uint32_t>(city.points.size()))];
        }
    }
    return wards;
}

// Lloyd's method with weights: sites move to the middle of what they hold, weights until they hold what they should.
PowerDiagram relaxed(const std::vector<AreaSite>& sites, const Land& land, const Province& province,
                     const BentPlane& plane) {
    // While sites move, weights follow gently; then the sites rest and the weights settle, which converges (the wanted
    // sizes are the gradient of a concave function of the weights).
    constexpr int kMovingRounds = 50;
    constexpr int kRounds = 110;
    constexpr double kStep = 0.08;
    double shares = 0.0;
    for (const AreaSite& site : sites) {
        shares += site.share;
    }
    const double total = land.square_metres_each * static_cast<double>(land.points.size());
    PowerDiagram diagram{{}, 4.0 * total / static_cast<double>(sites.size())};
    std::vector<PowerSite>& power = diagram.sites;
    for (const AreaSite& site : sites) {
        power.push_back({plane.at(site.place), 0.0, province.bank(site.place)});
    }
    std::vector<ProjectedPoint> bent;
    std::vector<Bank> banks;
    for (const ProjectedPoint p : land.points) {
        bent.push_back(plane.at(p));
        banks.push_back(province.bank(p));
    }
    std::vector<ProjectedPoint> sum(power.size());
    std::vector<double> held(power.size());
    std::vector<double> east(power.size());
    for (int round = 0; round < kRounds; ++round) {
        std::fill(sum.begin(), sum.end(), ProjectedPoint{});
        std::fill(held.begin(), held.end(), 0.0);
        std::fill(east.begin(), east.end(), 0.0);
        for (std::size_t i = 0; i < bent.size(); ++i) {
            const auto k = static_cast<std::size_t>(diagram.nearest(bent[i], banks[i]));
            sum[k].x += bent[i].x;
            sum[k].y += bent[i].y;
            east[k] += banks[i] == Bank::kEast ? 1.0 : 0.0;
            held[k] += 1.0;
        }
        for (std::size_t k = 0; k < power.size(); ++k) {
            const double wanted = total * sites[k].share / shares;
            power[k].weight += kStep * (wanted - held[k] * land.square_metres_each);
            if (held[k] > 0.0 && round < kMovingRounds) {
                power[k].place = {0.5 * (power[k].place.x + sum[k].x / held[k]),
                                  0.5 * (power[k].place.y + sum[k].y / held[k])};
                power[k].bank = 2.0 * east[k] > held[k] ? Bank::kEast : Bank::kWest;
            }
        }
    }
    return diagram;
}

// Cells reachable from `start` through cells that `belongs` accepts.
template <typename Belongs>
std::vector<CellIndex> connected_from(const HexMesh& mesh, CellIndex start, std::vector<char>& seen, Belongs belongs) {
    std::vector<CellIndex> found{start};
    seen[static_cast<std::size_t>(start)] = 1;
    for (std::size_t next = 0; next < found.size(); ++next) {
        for (const CellIndex near : mesh.neighbours(found[next])) {
            if (near != kNoCell && !seen[static_cast<std::size_t>(near)] && belongs(near)) {
                seen[static_cast<std::size_t>(near)] = 1;
                found.push_back(near);
            }
        }
    }
    return found;
}

// The province as one connected set of cells without holes and away from the mesh's edge: kUnassigned inside.
std::vector<std::int32_t> inside_cells(const HexMesh& mesh, const Province& province) {
    const auto n = static_cast<std::size_t>(mesh.size());
    std::vector<std::int32_t> area(n, kOutside);
    std::vector<char> wanted(n, 0);
    for (CellIndex c = 0; c < mesh.size(); ++c) {
        wanted[static_cast<std::size_t>(c)] = province.contains(mesh.centre(c)) ? 1 : 0;
    }
    std::vector<char> seen(n, 0);
    std::vector<CellIndex> largest;
    for (CellIndex c = 0; c < mesh.size(); ++c) {
        if (wanted[static_cast<std::size_t>(c)] && !seen[static_cast<std::size_t>(c)]) {
            std::vector<CellIndex> part = connected_from(
                mesh, c, seen, [&](CellIndex near) { return wanted[static_cast<std::size_t>(near)] != 0; });
            if (part.size() > largest.size()) {
                largest = std::move(part);
            }
        }
    }
    for (const CellIndex c : largest) {
        area[static_cast<std::size_t>(c)] = kUnassigned;
    }
    // What the sea cannot reach is a hole, and becomes land.
    std::vector<char> sea(n, 0);
    connected_from(mesh, 0, sea, [&](CellIndex near) { return area[static_cast<std::size_t>(near)] == kOutside; });
    for (std::size_t c = 0; c < n; ++c) {
        if (!sea[c]) {
            area[c] = kUnassigned;
        }
    }
    return area;
}

// Keeps the largest part of each area and hands the rest to its neighbours, nearest first.
void make_connected(const HexMesh& mesh, std::vector<std::int32_t>& area, std::size_t areas) {
    std::vector<char> seen(area.size(), 0);
    std::vector<std::vector<CellIndex>> largest(areas);
    for (CellIndex c = 0; c < mesh.size(); ++c) {
        const std::int32_t label = area[static_cast<std::size_t>(c)];
        if (label >= 0 && !seen[static_cast<std::size_t>(c)]) {
            std::vector<CellIndex> part = connected_from(
                mesh, c, seen, [&](CellIndex near) { return area[static_cast<std::size_t>(near)] == label; });
            auto& best = largest[static_cast<std::size_t>(label)];
            if (part.size() > best.size()) {
                best = std::move(part);
            }
        }
    }
    for (std::int32_t& label : area) {
        label = label == kOutside ? kOutside : kUnassigned;
    }
    std::deque<CellIndex> front;
    for (std::size_t k = 0; k < areas; ++k) {
        for (const CellIndex c : largest[k]) {
            area[static_cast<std::size_t>(c)] = static_cast<std::int32_t>(k);
            front.push_back(c);
        }
    }
    while (!front.empty()) {
        const CellIndex c = front.front();
        front.pop_front();
        for (const CellIndex near : mesh.neighbours(c)) {
            if (near != kNoCell && area[static_cast<std::size_t>(near)] == kUnassigned) {
                area[static_cast<std::size_t>(near)] = area[static_cast<std::size_t>(c)];
                front.push_back(near);
            }
        }
    }
}

// Gives every unassigned cell to its site.
void assign(const HexMesh& mesh, std::vector<std::int32_t>& area, const Province& province, const PowerDiagram& diagram,
            const BentPlane& plane) {
    for (CellIndex c = 0; c < mesh.size(); ++c) {
        if (area[static_cast<std::size_t>(c)] == kUnassigned) {
            const ProjectedPoint p = mesh.centre(c);
            area[static_cast<std::size_t>(c)] = diagram.nearest(plane.at(p), province.bank(p));
        }
    }
}

// The weights do not always settle: where an area has come out at less than a third of its wanted size it grows from
// its first cell, or from the one nearest to its first site, in the bent plane, to the whole of it. Rare, and mostly
// with few areas.
void feed_the_starved(const HexMesh& mesh, std::vector<std::int32_t>& area, const std::vector<AreaSite>& sites,
                      const BentPlane& plane) {
    std::vector<std::vector<CellIndex>> cells(sites.size());
    double all = 0.0;
    double shares = 0.0;
    const auto mine = [&](std::int32_t label) { return label >= 0 && label < static_cast<std::int32_t>(sites.size()); };
    for (CellIndex c = 0; c < mesh.size(); ++c) {
        const std::int32_t label = area[static_cast<std::size_t>(c)];
        if (mine(label)) {
            cells[static_cast<std::size_t>(label)].push_back(c);
            all += 1.0;
        }
    }
    for (const AreaSite& site : sites) {
        shares += site.share;
    }
    for (std::size_t k = 0; k < sites.size(); ++k) {
        const auto wanted = static_cast<std::size_t>(all * sites[k].share / shares);
        if (3 * cells[k].size() >= wanted) {
            continue;
        }
        CellIndex start = cells[k].empty() ? kNoCell : cells[k].front();
        if (start == kNoCell) {
            double nearest = std::numeric_limits<double>::infinity();
            for (CellIndex c = 0; c < mesh.size(); ++c) {
                const ProjectedPoint p = mesh.centre(c);
                const double distance = std::hypot(p.x - sites[k].place.x, p.y - sites[k].place.y);
                if (mine(area[static_cast<std::size_t>(c)]) && distance < nearest) {
                    nearest = distance;
                    start = c;
                }
            }
        }
        std::vector<std::pair<double, CellIndex>> grown;
        const ProjectedPoint from = plane.at(mesh.centre(start));
        for (CellIndex c = 0; c < mesh.size(); ++c) {
            if (mine(area[static_cast<std::size_t>(c)])) {
                const ProjectedPoint p = plane.at(mesh.centre(c));
                grown.emplace_back(std::hypot(p.x - from.x, p.y - from.y), c);
            }
        }
        std::sort(grown.begin(), grown.end());
        grown.resize(std::min(grown.size(), wanted));
        for (const auto& [distance, c] : grown) {
            area[static_cast<std::size_t>(c)] = static_cast<std::int32_t>(k);
        }
    }
}

// The cells of one area as land.
Land land_of(const HexMesh& mesh, const std::vector<std::int32_t>& area, std::int32_t label) {
    Land land{mesh.spacing().value * mesh.spacing().value * std::numbers::sqrt3 / 2.0, {}};
    for (CellIndex c = 0; c < mesh.size(); ++c) {
        if (area[static_cast<std::size_t>(c)] == label) {
            land.points.push_back(mesh.centre(c));
        }
    }
    return land;
}

// Moves each site to the cell nearest to the middle of its area, so that it lies inside.
void move_to_the_middle(Partition& partition) {
    for (std::size_t k = 0; k < partition.sites.size(); ++k) {
        const Land land = land_of(partition.mesh, partition.area, static_cast<std::int32_t>(k));
        constexpr std::size_t kFewestCells = 7;
        if (land.points.size() < kFewestCells) {
            throw Error(ErrorCode::kInternal, "error.sample-area-empty", {{"area", std::to_string(k + 1)}});
        }
        ProjectedPoint middle;
        for (const ProjectedPoint p : land.points) {
            middle.x += p.x / static_cast<double>(land.points.size());
            middle.y += p.y / static_cast<double>(land.points.size());
        }
        const auto nearest =
            std::min_element(land.points.begin(), land.points.end(), [&](ProjectedPoint a, ProjectedPoint b) {
                return std::hypot(a.x - middle.x, a.y - middle.y) < std::hypot(b.x - middle.x, b.y - middle.y);
            });
        partition.sites[k].place = rounded(*nearest);
    }
}

}  // namespace

std::int32_t Partition::area_at(ProjectedPoint p) const {
    const CellIndex cell = mesh.nearest(p);
    return cell == kNoCell ? kOutside : area[static_cast<std::size_t>(cell)];
}

Partition cut_into_areas(std::uint64_t seed, int areas, const Province& province, SquareMetres size) {
    const double mean_width = std::sqrt(size.value / areas);
    const double samples = std::min(24'000.0, 400.0 * areas);
    const Land country = land_of(province, std::sqrt(size.value / samples));
    std::vector<AreaSite> sites = first_sites(seed, areas, country.points);
    const auto wards =
        std::count_if(sites.begin(), sites.end(), [](const AreaSite& site) { return site.kind == AreaKind::kWard; });
    HexMesh mesh(seed, Province::extent(), Metres{std::clamp(mean_width / 28.0, 80.0, 260.0)});
    std::vector<std::int32_t> area = inside_cells(mesh, province);

    // First the city as one, among the towns and communes; then the wards within the city.
    std::vector<AreaSite> outer(sites.begin() + wards, sites.end());
    outer.push_back({Province::city(), AreaKind::kWard, 0.0});
    for (auto ward = sites.begin(); ward != sites.begin() + wards; ++ward) {
        outer.back().share += ward->share;
    }
    const BentPlane wide = bent_plane(seed, mean_width);
    assign(mesh, area, province, relaxed(outer, country, province, wide), wide);
    make_connected(mesh, area, outer.size());
    feed_the_starved(mesh, area, outer, wide);
    make_connected(mesh, area, outer.size());

    const auto city = static_cast<std::int32_t>(outer.size()) - 1;
    const Land town_land = land_of(mesh, area, city);
    for (std::int32_t& label : area) {  // wards come first in the list of areas
        label = label == city ? kUnassigned : label >= 0 ? label + static_cast<std::int32_t>(wards) : label;
    }
    const BentPlane narrow =
        bent_plane(seed + 1, std::sqrt(town_land.square_metres_each * static_cast<double>(town_land.points.size()) /
                                       static_cast<double>(wards)));
    const std::vector<AreaSite> inner = ward_sites(seed, sites, town_land);
    assign(mesh, area, province, relaxed(inner, town_land, province, narrow), narrow);
    make_connected(mesh, area, sites.size());
    feed_the_starved(mesh, area, inner, narrow);
    make_connected(mesh, area, sites.size());
    Partition partition{std::move(mesh), std::move(area), std::move(sites)};
    move_to_the_middle(partition);
    return partition;
}

}  // namespace diaban
