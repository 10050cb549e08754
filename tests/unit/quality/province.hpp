// A province of squares in EPSG:9209 with a sea to the east, and incidents in it: shapes that clean and faulty data
// take.
#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "layers/model/areas.hpp"
#include "layers/model/incident_set.hpp"
#include "layers/quality/coordinate_inspection.hpp"
#include "tests/support/shapes.hpp"

namespace diaban::test {

inline constexpr double kWest = 556000.0;
inline constexpr double kSouth = 2210000.0;

/// `columns` x `rows` communes of `side` metres, without a gap.
inline AreaLayer communes(int columns, int rows, double side = 5000.0) {
    AreaLayer areas;
    areas.crs = {"EPSG:9209"};
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            areas.id.push_back(std::to_string(1000 + row * columns + column));
            areas.name.push_back("Xã " + areas.id.back());
            areas.geometry.push_back(rectangle(kWest + column * side, kSouth + row * side, kWest + (column + 1) * side,
                                               kSouth + (row + 1) * side));
        }
    }
    areas.parent.resize(areas.id.size());
    areas.population.resize(areas.id.size());
    areas.on_watch.assign(areas.id.size(), 1);
    return areas;
}

struct Scatter {
    std::vector<ProjectedPoint> place;
    std::vector<std::uint32_t> area;  ///< the area each point was put in
};

/// `count` points in the areas: two thirds in hot spots of 200 m, the rest anywhere, each in the area it is listed
/// with.
inline Scatter scattered(const AreaLayer& areas, int count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    const auto anywhere = [&](std::size_t area) {
        const Box box = bounding_box(areas.geometry[area]);
        return ProjectedPoint{box.x_min + box.width() * unit(random), box.y_min + box.height() * unit(random)};
    };
    std::vector<std::pair<ProjectedPoint, std::size_t>> hot;
    for (int i = 0; i < count / 50 + 1; ++i) {
        const std::size_t area = random() % areas.size();
        hot.emplace_back(anywhere(area), area);
    }
    Scatter scatter;
    while (static_cast<int>(scatter.place.size()) < count) {
        if (unit(random) < 0.33) {
            const std::size_t area = random() % areas.size();
            scatter.place.push_back(anywhere(area));
            scatter.area.push_back(static_cast<std::uint32_t>(area));
            continue;
        }
        const auto& [middle, area] = hot[random() % hot.size()];
        const ProjectedPoint p{middle.x + 400.0 * (unit(random) - 0.5), middle.y + 400.0 * (unit(random) - 0.5)};
        if (bounding_box(areas.geometry[area]).contains(p)) {
            scatter.place.push_back(p);
            scatter.area.push_back(static_cast<std::uint32_t>(area));
        }
    }
    return scatter;
}

enum class Naming { kRowsNameTheirArea, kNoNames };

/// The points as numbers of `written`: what a file of that CRS would hold.
inline std::vector<CoordinateRow> rows_in(const Scatter& scatter, const CrsId& written, Naming naming) {
    std::vector<RawCoordinate> raw;
    for (const ProjectedPoint p : scatter.place) {
        raw.push_back({p.x, p.y});
    }
    const auto numbers = read_as(raw, {{"EPSG:9209"}, AxisOrder::kAsGiven, ReadingKind::kOtherZone}, written);
    std::vector<CoordinateRow> rows;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        rows.push_back({{(*numbers)[i].x, (*numbers)[i].y},
                        naming == Naming::kRowsNameTheirArea ? scatter.area[i] : kNoArea,
                        i + 1});
    }
    return rows;
}

}  // namespace diaban::test
