#include "layers/quality/point_piles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <tuple>

#include "layers/geometry/centroid.hpp"
#include "layers/geometry/representative_point.hpp"

namespace diaban {

namespace {

constexpr double kCentimetre = 0.01;
constexpr double kNearCentre = 15.0;
constexpr std::size_t kSmallestPile = 5;
constexpr std::size_t kStandsOut = 20;

struct Pile {
    ProjectedPoint place;
    std::size_t begin = 0;  ///< in the list of rows by place
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
};

struct RowPlace {
    std::int64_t x;
    std::int64_t y;
    std::size_t incident;
};

std::vector<RowPlace> rows_by_place(const IncidentSet& incidents) {
    std::vector<RowPlace> rows;
    rows.reserve(incidents.size());
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        const ProjectedPoint p = incidents.point[i];
        // Far outliers would overflow the lattice; they are no pile that matters.
        if (incidents.located[i] != 0 && std::fabs(p.x) < 1e12 && std::fabs(p.y) < 1e12) {
            rows.push_back({std::llround(p.x / kCentimetre), std::llround(p.y / kCentimetre), i});
        }
    }
    std::sort(rows.begin(), rows.end(), [](const RowPlace& a, const RowPlace& b) {
        return std::tie(a.x, a.y, a.incident) < std::tie(b.x, b.y, b.incident);
    });
    return rows;
}

std::vector<Pile> piles_of(const std::vector<RowPlace>& rows, const IncidentSet& incidents) {
    std::vector<Pile> piles;
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end].x == rows[begin].x && rows[end].y == rows[begin].y) {
            ++end;
        }
        piles.push_back({incidents.point[rows[begin].incident], begin, end});
        begin = end;
    }
    return piles;
}

void append_rows(const Pile& pile, const std::vector<RowPlace>& by_place, const IncidentSet& incidents,
                 std::vector<std::uint64_t>& rows) {
    for (std::size_t k = pile.begin; k < pile.end; ++k) {
        rows.push_back(incidents.row[by_place[k].incident]);
    }
}

std::array<ProjectedPoint, 3> centres_of(const MultiPolygon& area) {
    const Box box = bounding_box(area);
    return {centroid(area),
            representative_points(std::span(&area, 1)).front(),
            {(box.x_min + box.x_max) / 2.0, (box.y_min + box.y_max) / 2.0}};
}

}  // namespace

PointPiles find_point_piles(const IncidentSet& incidents, const AreaLayer& areas) {
    PointPiles result;
    const std::vector<RowPlace> by_place = rows_by_place(incidents);
    std::vector<Pile> piles = piles_of(by_place, incidents);
    result.located = by_place.size();
    result.different_places = piles.size();
    if (piles.empty()) {
        return result;
    }
    std::erase_if(piles, [](const Pile& pile) { return pile.size() < kSmallestPile; });

    // Only areas with a pile in their box pay for their centres.
    std::vector<std::uint8_t> on_centre(piles.size(), 0);
    std::vector<std::uint32_t> hit;
    std::size_t centre_rows = 0;
    std::sort(piles.begin(), piles.end(), [](const Pile& a, const Pile& b) { return a.place.x < b.place.x; });
    for (std::uint32_t area = 0; area < areas.size(); ++area) {
        if (areas.geometry[area].empty()) {
            continue;
        }
        const Box box = bounding_box(areas.geometry[area]);
        auto pile = std::lower_bound(piles.begin(), piles.end(), box.x_min - kNearCentre,
                                     [](const Pile& p, double x) { return p.place.x < x; });
        std::vector<std::size_t> inside;
        for (; pile != piles.end() && pile->place.x <= box.x_max + kNearCentre; ++pile) {
            if (pile->place.y >= box.y_min - kNearCentre && pile->place.y <= box.y_max + kNearCentre) {
                inside.push_back(static_cast<std::size_t>(pile - piles.begin()));
            }
        }
        if (inside.empty()) {
            continue;
        }
        bool found = false;
        for (const ProjectedPoint centre : centres_of(areas.geometry[area])) {
            for (const std::size_t k : inside) {
                if (std::hypot(piles[k].place.x - centre.x, piles[k].place.y - centre.y) <= kNearCentre) {
                    centre_rows += on_centre[k] == 0 ? piles[k].size() : 0;
                    on_centre[k] = 1;
                    found = true;
                }
            }
        }
        if (found) {
            hit.push_back(area);
        }
    }
    const double located = static_cast<double>(result.located);
    const std::size_t fewest_areas = areas.size() > 1 ? 2 : 1;
    if (centre_rows >= 10 && static_cast<double>(centre_rows) >= 0.01 * located && hit.size() >= fewest_areas) {
        result.areas_with_centre = hit;
        for (std::size_t k = 0; k < piles.size(); ++k) {
            if (on_centre[k] != 0) {
                append_rows(piles[k], by_place, incidents, result.rows_on_centres);
            }
        }
        std::sort(result.rows_on_centres.begin(), result.rows_on_centres.end());
    }

    std::size_t largest = 0;
    std::size_t second = 0;
    const Pile* spot = nullptr;
    for (std::size_t k = 0; k < piles.size(); ++k) {
        // Piles on centres are told as such; what remains may still stand out.
        if (!result.rows_on_centres.empty() && on_centre[k] != 0) {
            continue;
        }
        if (piles[k].size() > largest) {
            second = largest;
            largest = piles[k].size();
            spot = &piles[k];
        } else {
            second = std::max(second, piles[k].size());
        }
    }
    const double share = static_cast<double>(largest) / located;
    if (largest >= kStandsOut && (share >= 0.2 || (share >= 0.05 && largest >= 3 * second))) {
        result.spot = spot->place;
        append_rows(*spot, by_place, incidents, result.rows_on_spot);
        std::sort(result.rows_on_spot.begin(), result.rows_on_spot.end());
    }
    return result;
}

}  // namespace diaban
