#include "engine/studies/sweep/laid_boxes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "layers/geometry/union.hpp"

namespace diaban {

namespace {

/// A rectangle in the frame.
struct Rectangle {
    double west = 0.0;
    double south = 0.0;
    double east = 0.0;
    double north = 0.0;

    [[nodiscard]] bool covers(const Rectangle& other) const {
        return west <= other.west && south <= other.south && east >= other.east && north >= other.north;
    }
};

MultiPolygon on_map(const Rectangle& r, const BoxFrame& frame) {
    Polygon polygon;
    for (const ProjectedPoint p :
         {ProjectedPoint{r.west, r.south}, ProjectedPoint{r.east, r.south}, ProjectedPoint{r.east, r.north},
          ProjectedPoint{r.west, r.north}, ProjectedPoint{r.west, r.south}}) {
        polygon.outer.push_back(frame.to_map(p));
    }
    return {{polygon}};
}

/// The cell without the boxes: cut along all their edges, what no box covers is put together again.
MultiPolygon without(const Rectangle& cell, const std::vector<Rectangle>& boxes, const BoxFrame& frame) {
    std::vector<double> x{cell.west, cell.east};
    std::vector<double> y{cell.south, cell.north};
    for (const Rectangle& box : boxes) {
        for (const double edge : {box.west, box.east}) {
            x.push_back(std::clamp(edge, cell.west, cell.east));
        }
        for (const double edge : {box.south, box.north}) {
            y.push_back(std::clamp(edge, cell.south, cell.north));
        }
    }
    for (std::vector<double>* edges : {&x, &y}) {
        std::sort(edges->begin(), edges->end());
        edges->erase(std::unique(edges->begin(), edges->end()), edges->end());
    }
    std::vector<MultiPolygon> parts;
    for (std::size_t i = 0; i + 1 < x.size(); ++i) {
        for (std::size_t j = 0; j + 1 < y.size(); ++j) {
            const Rectangle part{x[i], y[j], x[i + 1], y[j + 1]};
            if (std::none_of(boxes.begin(), boxes.end(), [&](const Rectangle& box) { return box.covers(part); })) {
                parts.push_back(on_map(part, frame));
            }
        }
    }
    return parts.empty() ? MultiPolygon{} : union_of(parts);
}

}  // namespace

void lay_boxes(SweepStudy& study, const std::vector<PlacedBox>& boxes) {
    if (boxes.empty()) {
        return;
    }
    const SweepPlaces lattice = study.places;
    const BoxFrame& frame = study.frame.frame;
    const double side = lattice.side.value;
    const double step = side / kPlacementSteps;
    // Edges are whole numbers of steps, so that boxes and cells that share one share it to the bit.
    const auto rectangle = [&](double right, double up) {
        return Rectangle{right * step, up * step, (right + kPlacementSteps) * step, (up + kPlacementSteps) * step};
    };
    const auto position = [&](std::uint32_t place) {
        return std::pair(std::floor(lattice.centre[place].y / side), std::floor(lattice.centre[place].x / side));
    };
    std::map<std::pair<double, double>, std::uint32_t> at;
    for (std::uint32_t i = 0; i < lattice.size(); ++i) {
        at.emplace(position(i), i);
    }
    std::map<std::uint32_t, std::vector<Rectangle>> covered;
    for (const PlacedBox& box : boxes) {
        const auto [row, column] = position(box.place);
        const Rectangle laid = rectangle(column * kPlacementSteps + box.right, row * kPlacementSteps + box.up);
        const bool as_it_is = box.right == 0 && box.up == 0;
        study.id.push_back(as_it_is ? study.id[box.place]
                                    : fmt::format("{}+{}+{}", study.id[box.place], box.right, box.up));
        study.shape.push_back(as_it_is ? study.shape[box.place] : on_map(laid, frame));
        study.centre.push_back(frame.to_map({laid.west + 0.5 * side, laid.south + 0.5 * side}));
        for (int r = 0; r <= (box.up > 0 ? 1 : 0); ++r) {
            for (int c = 0; c <= (box.right > 0 ? 1 : 0); ++c) {
                covered[at.at({row + r, column + c})].push_back(laid);
            }
        }
    }
    for (const auto& [place, over] : covered) {
        const auto [row, column] = position(place);
        study.shape[place] = without(rectangle(column * kPlacementSteps, row * kPlacementSteps), over, frame);
    }
    study.events.place = event_places_with_boxes(lattice, study.events, boxes);
    study.places = places_with_boxes(lattice, boxes);
}

}  // namespace diaban
