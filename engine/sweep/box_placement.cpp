#include "engine/sweep/box_placement.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <queue>

namespace diaban {

namespace {

constexpr int kSteps = kPlacementSteps;
constexpr double kWhole = 0.999999;  ///< share of a box inside the study area that counts as all of it

constexpr double kAroundBandwidth = 300.0;
constexpr double kAroundShare = 0.02;  ///< of the neighbourhood's rate where nothing happened lately

constexpr std::size_t kWide = 2 * kSteps + 1;

std::size_t at(int row, int column) {
    return static_cast<std::size_t>(row) * kWide + static_cast<std::size_t>(column);
}

double box_km2(const SweepPlaces& places) {
    return to_km2({places.side.value * places.side.value});
}

/// Row and column of a place on the endless lattice.
std::pair<std::int64_t, std::int64_t> lattice_position(const SweepPlaces& places, std::uint32_t place) {
    const ProjectedPoint c = places.centre[place];
    return {static_cast<std::int64_t>(std::floor(c.y / places.side.value)),
            static_cast<std::int64_t>(std::floor(c.x / places.side.value))};
}

/// Corner of a placed box in twelfths of a side: (up, right).
std::pair<std::int64_t, std::int64_t> steps_of(const SweepPlaces& places, const PlacedBox& box) {
    const auto [row, column] = lattice_position(places, box.place);
    return {row * kSteps + box.up, column * kSteps + box.right};
}

/// Placed boxes by the lattice box that holds their corner: only boxes of neighbouring lattice boxes can meet.
using ByPosition = std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::uint32_t>>;

}  // namespace

struct FreeBoxes::Corner {
    double value = 0.0;
    std::uint32_t place = 0;
    int up = 0;
    int right = 0;

    /// The lesser one waits.
    friend bool operator<(const Corner& a, const Corner& b) {
        if (a.value != b.value) {
            return a.value < b.value;
        }
        return a.place != b.place ? a.place > b.place : a.up != b.up ? a.up > b.up : a.right > b.right;
    }
};

ProjectedPoint corner_of(const SweepPlaces& places, const PlacedBox& box) {
    const auto [up, right] = steps_of(places, box);
    const double step = places.side.value / kSteps;
    return {static_cast<double>(right) * step, static_cast<double>(up) * step};
}

bool overlap(const SweepPlaces& places, const PlacedBox& a, const PlacedBox& b) {
    const auto [a_up, a_right] = steps_of(places, a);
    const auto [b_up, b_right] = steps_of(places, b);
    return std::abs(a_up - b_up) < kSteps && std::abs(a_right - b_right) < kSteps;
}

FreeBoxes::FreeBoxes(const PlaceLattice& lattice, std::span<const ProjectedPoint> points,
                     std::span<const std::uint32_t> places, const ExpectedSurface& surface)
    : m_lattice(lattice), m_points(points), m_surface(surface) {
    const SweepPlaces& all = lattice.places();
    const PlaceLattice::Plane& cells = lattice.cells();
    m_place_of.assign(static_cast<std::size_t>(cells.columns * cells.rows), kNoPlace);
    m_whole.resize(all.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        m_place_of[lattice.cell_of(i)] = i;
        m_whole[i] = all.area_km2[i] >= kWhole * box_km2(all) ? 1 : 0;
    }
    for (const auto& [bandwidth, weights] : surface.smoothed) {
        lattice.add_smoothed(lattice.bin(points, weights), bandwidth, m_fine);
    }
    m_fine.resize(static_cast<std::size_t>(lattice.sub_cells().columns * lattice.sub_cells().rows), 0.0);
    if (!surface.around.empty()) {
        lattice.add_smoothed(lattice.bin(points, surface.around), kAroundBandwidth, m_around);
    }
    // Events by place, in their own order.
    const auto counts = [&](std::size_t e) {
        return places[e] != kNoPlace && (surface.own[e] > 0.0 || !surface.recent.empty());
    };
    m_begin.assign(all.size() + 1, 0);
    for (std::size_t e = 0; e < surface.own.size(); ++e) {
        if (counts(e)) {
            ++m_begin[places[e] + 1];
        }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        m_begin[i + 1] += m_begin[i];
    }
    m_events.resize(m_begin.back());
    std::vector<std::uint32_t> next(m_begin.begin(), m_begin.end() - 1);
    for (std::uint32_t e = 0; e < surface.own.size(); ++e) {
        if (counts(e)) {
            m_events[next[places[e]]++] = e;
        }
    }
}

bool FreeBoxes::may_move(std::uint32_t place, int right, int up) const {
    const auto columns = static_cast<std::uint32_t>(m_lattice.cells().columns);
    const std::uint32_t cell = m_lattice.cell_of(place);
    // The lattice reaches beyond the places on all sides, so neighbours exist.
    for (const std::uint32_t other : {cell, right > 0 ? cell + 1 : cell, up > 0 ? cell + columns : cell,
                                      cell + (right > 0 ? 1 : 0) + (up > 0 ? columns : 0)}) {
        if (m_place_of[other] == kNoPlace || m_whole[m_place_of[other]] == 0) {
            return false;
        }
    }
    return true;
}

/// What a layer holds in each step of a place's box and of those to the east, north and north-east, with a row and a
/// column of zeros before them.
std::vector<double> FreeBoxes::steps_over(std::uint32_t place, const Layer& layer) const {
    const SweepPlaces& all = m_lattice.places();
    const PlaceLattice::Plane& cells = m_lattice.cells();
    const PlaceLattice::Plane& fine = m_lattice.sub_cells();
    const std::int64_t parts = m_lattice.parts();
    const auto steps_a_part = static_cast<int>(kSteps / parts);
    const std::int64_t cell = m_lattice.cell_of(place);
    const std::int64_t row0 = cell / cells.columns;
    const std::int64_t column0 = cell % cells.columns;
    const double step_km2 = box_km2(all) / (kSteps * kSteps);
    std::vector<double> sum(kWide * kWide, 0.0);
    for (int row = 0; row < 2 * kSteps && layer.fine != nullptr; ++row) {
        for (int column = 0; column < 2 * kSteps; ++column) {
            const std::int64_t r = row0 * parts + row / steps_a_part;
            const std::int64_t c = column0 * parts + column / steps_a_part;
            sum[at(row + 1, column + 1)] = (*layer.fine)[static_cast<std::size_t>(r * fine.columns + c)] /
                                               static_cast<double>(steps_a_part * steps_a_part) +
                                           layer.even_per_km2 * step_km2;
        }
    }
    const double step = all.side.value / kSteps;
    const ProjectedPoint corner = m_lattice.corner();
    const double x0 = corner.x + static_cast<double>(column0) * all.side.value;
    const double y0 = corner.y + static_cast<double>(row0) * all.side.value;
    for (std::int64_t r = 0; r < 2; ++r) {
        for (std::int64_t c = 0; c < 2; ++c) {
            const std::uint32_t other = m_place_of[static_cast<std::size_t>((row0 + r) * cells.columns + column0 + c)];
            if (other == kNoPlace || layer.own == nullptr) {
                continue;
            }
            for (std::uint32_t k = m_begin[other]; k < m_begin[other + 1]; ++k) {
                const std::uint32_t e = m_events[k];
                // An event of a box is never put beyond it by rounding.
                const auto base_row = static_cast<int>(r) * kSteps;
                const auto base_column = static_cast<int>(c) * kSteps;
                const int row = std::clamp(static_cast<int>(std::floor((m_points[e].y - y0) / step)), base_row,
                                           base_row + kSteps - 1);
                const int column = std::clamp(static_cast<int>(std::floor((m_points[e].x - x0) / step)), base_column,
                                              base_column + kSteps - 1);
                sum[at(row + 1, column + 1)] += (*layer.own)[e];
            }
        }
    }
    return sum;
}

/// What a layer holds in each of the 144 squares with their corner in a place, row by row.
std::vector<double> FreeBoxes::squares_over(std::uint32_t place, const Layer& layer) const {
    std::vector<double> sum = steps_over(place, layer);
    for (int row = 1; row <= 2 * kSteps; ++row) {
        for (int column = 1; column <= 2 * kSteps; ++column) {
            sum[at(row, column)] += sum[at(row, column - 1)];
        }
    }
    for (int row = 1; row <= 2 * kSteps; ++row) {
        for (int column = 1; column <= 2 * kSteps; ++column) {
            sum[at(row, column)] += sum[at(row - 1, column)];
        }
    }
    std::vector<double> squares(static_cast<std::size_t>(kSteps * kSteps));
    for (int up = 0; up < kSteps; ++up) {
        for (int right = 0; right < kSteps; ++right) {
            squares[static_cast<std::size_t>(up * kSteps + right)] =
                std::max(0.0, sum[at(up + kSteps, right + kSteps)] - sum[at(up, right + kSteps)] -
                                  sum[at(up + kSteps, right)] + sum[at(up, right)]);
        }
    }
    return squares;
}

/// What each of these squares is worth.
std::vector<double> FreeBoxes::values_over(std::uint32_t place) const {
    std::vector<double> value = squares_over(place, sum_layer());
    if (m_around.empty()) {
        return value;
    }
    const std::vector<double> around = squares_over(place, {&m_around, nullptr, 0.0});
    const std::vector<double> recent = squares_over(place, {nullptr, &m_surface.recent, 0.0});
    for (std::size_t k = 0; k < value.size(); ++k) {
        value[k] = std::sqrt(value[k] * std::sqrt(around[k] * (recent[k] + kAroundShare * around[k])));
    }
    return value;
}

double FreeBoxes::weight(const PlacedBox& box) const {
    return values_over(box.place)[static_cast<std::size_t>(box.up * kSteps + box.right)] *
           (box.area_km2 / box_km2(m_lattice.places()));
}

std::map<std::uint32_t, double> FreeBoxes::left_shares(const std::vector<PlacedBox>& boxes) const {
    const SweepPlaces& all = m_lattice.places();
    const auto columns = static_cast<std::uint32_t>(m_lattice.cells().columns);
    std::map<std::uint32_t, std::vector<double>> steps;  // what is left of each touched place, step by step
    std::map<std::uint32_t, double> whole;
    for (const PlacedBox& box : boxes) {
        const std::uint32_t cell = m_lattice.cell_of(box.place);
        for (int r = 0; r <= (box.up > 0 ? 1 : 0); ++r) {
            for (int c = 0; c <= (box.right > 0 ? 1 : 0); ++c) {
                const std::uint32_t place =
                    m_place_of[cell + static_cast<std::uint32_t>(r) * columns + static_cast<std::uint32_t>(c)];
                auto& left = steps[place];
                if (left.empty()) {
                    left = steps_over(place, sum_layer());
                    double& sum = whole[place];
                    for (int row = 1; row <= kSteps; ++row) {
                        for (int column = 1; column <= kSteps; ++column) {
                            sum += left[at(row, column)];
                        }
                    }
                }
                for (int row = 0; row < kSteps; ++row) {
                    for (int column = 0; column < kSteps; ++column) {
                        const int up = row + r * kSteps - box.up;
                        const int right = column + c * kSteps - box.right;
                        if (up >= 0 && up < kSteps && right >= 0 && right < kSteps) {
                            left[at(row + 1, column + 1)] = 0.0;
                        }
                    }
                }
            }
        }
    }
    std::map<std::uint32_t, double> share;
    for (const auto& [place, left] : steps) {
        double sum = 0.0;
        for (int row = 1; row <= kSteps; ++row) {
            for (int column = 1; column <= kSteps; ++column) {
                sum += left[at(row, column)];
            }
        }
        share[place] = whole[place] > 0.0 && all.area_km2[place] > 0.0 ? sum / whole[place] : 0.0;
    }
    return share;
}

std::vector<PlacedBox> FreeBoxes::fill(const std::vector<std::uint32_t>& looked_at, const SweepBudget& budget) const {
    const SweepPlaces& all = m_lattice.places();
    const auto columns = static_cast<std::uint32_t>(m_lattice.cells().columns);
    std::vector<std::uint32_t> corners;
    for (const std::uint32_t place : looked_at) {
        const std::uint32_t cell = m_lattice.cell_of(place);
        for (const std::uint32_t other : {cell, cell - 1, cell - columns, cell - columns - 1}) {
            if (m_place_of[other] != kNoPlace) {
                corners.push_back(m_place_of[other]);
            }
        }
    }
    std::sort(corners.begin(), corners.end());
    corners.erase(std::unique(corners.begin(), corners.end()), corners.end());

    std::vector<PlacedBox> taken;
    ByPosition near;
    const auto free = [&](const PlacedBox& box) {
        if (near.empty()) {
            return true;
        }
        const auto [row, column] = lattice_position(all, box.place);
        for (std::int64_t r = row - 1; r <= row + 1; ++r) {
            for (std::int64_t c = column - 1; c <= column + 1; ++c) {
                const auto found = near.find({r, c});
                if (found != near.end() && std::any_of(found->second.begin(), found->second.end(),
                                                       [&](auto k) { return overlap(all, taken[k], box); })) {
                    return false;
                }
            }
        }
        return true;
    };
    /// The fullest square of a place's that is free; nothing where none is.
    const auto best_of = [&](std::uint32_t place) {
        const std::vector<double> squares = values_over(place);
        std::optional<Corner> best;
        for (int up = 0; up < kSteps; ++up) {
            for (int right = 0; right < kSteps; ++right) {
                const bool as_it_is = up == 0 && right == 0;
                if (!as_it_is && !may_move(place, right, up)) {
                    continue;
                }
                const double share = as_it_is ? all.area_km2[place] / box_km2(all) : 1.0;
                const Corner corner{squares[static_cast<std::size_t>(up * kSteps + right)] * std::min(share, 1.0),
                                    place, up, right};
                if ((!best || *best < corner) && free({place, right, up, 0.0, 0.0, 0.0})) {
                    best = corner;
                }
            }
        }
        return best;
    };
    std::priority_queue<Corner> waiting;
    for (const std::uint32_t place : corners) {
        if (const auto best = best_of(place)) {
            waiting.push(*best);
        }
    }
    double area = 0.0;
    const double room = budget.area_km2 ? *budget.area_km2 * (1.0 + 1e-5) : 0.0;
    std::optional<double> passed_over;
    while (!waiting.empty() && !(budget.places && taken.size() >= *budget.places)) {
        const Corner corner = waiting.top();
        waiting.pop();
        if (passed_over && !taken.empty() && corner.value < 0.5 * *passed_over) {
            break;
        }
        const double km2 = corner.up == 0 && corner.right == 0 ? all.area_km2[corner.place] : box_km2(all);
        PlacedBox box{corner.place, corner.right, corner.up, corner.value, km2, 0.0};
        if (!free(box)) {
            if (const auto next = best_of(corner.place)) {
                waiting.push(*next);
            }
            continue;
        }
        if (budget.area_km2 && area + km2 > room) {
            passed_over = passed_over.value_or(corner.value);
            continue;
        }
        box.expected = squares_over(box.place, sum_layer())[static_cast<std::size_t>(box.up * kSteps + box.right)] *
                       std::min(km2 / box_km2(all), 1.0);
        area += km2;
        near[lattice_position(all, box.place)].push_back(static_cast<std::uint32_t>(taken.size()));
        taken.push_back(box);
        if (const auto next = best_of(corner.place)) {
            waiting.push(*next);
        }
    }
    return taken;
}

SweepPlaces places_with_boxes(const SweepPlaces& places, const std::vector<PlacedBox>& boxes) {
    SweepPlaces result = places;
    std::map<std::pair<std::int64_t, std::int64_t>, std::uint32_t> at;
    if (!boxes.empty()) {
        for (std::uint32_t i = 0; i < places.size(); ++i) {
            at.emplace(lattice_position(places, i), i);
        }
    }
    const double half = 0.5 * places.side.value;
    for (const PlacedBox& box : boxes) {
        const ProjectedPoint corner = corner_of(places, box);
        result.centre.push_back({corner.x + half, corner.y + half});
        result.area_km2.push_back(box.area_km2);
        const auto [row, column] = lattice_position(places, box.place);
        for (std::int64_t r = 0; r <= (box.up > 0 ? 1 : 0); ++r) {
            for (std::int64_t c = 0; c <= (box.right > 0 ? 1 : 0); ++c) {
                const auto found = at.find({row + r, column + c});
                if (found == at.end()) {
                    continue;
                }
                const int high = r == 0 ? kSteps - box.up : box.up;
                const int wide = c == 0 ? kSteps - box.right : box.right;
                double& left = result.area_km2[found->second];
                const double covered = box_km2(places) * high * wide / (kSteps * kSteps);
                left = box.up == 0 && box.right == 0 ? 0.0 : std::max(0.0, left - covered);
                if (left < 1e-9 * box_km2(places)) {
                    left = 0.0;
                }
            }
        }
    }
    return result;
}

std::vector<std::uint32_t> event_places_with_boxes(const SweepPlaces& places, const SweepEvents& events,
                                                   const std::vector<PlacedBox>& boxes) {
    ByPosition near;
    for (std::uint32_t k = 0; k < boxes.size(); ++k) {
        const auto [row, column] = lattice_position(places, boxes[k].place);
        for (std::int64_t r = 0; r <= (boxes[k].up > 0 ? 1 : 0); ++r) {
            for (std::int64_t c = 0; c <= (boxes[k].right > 0 ? 1 : 0); ++c) {
                near[{row + r, column + c}].push_back(k);
            }
        }
    }
    std::vector<const std::vector<std::uint32_t>*> over(places.size(), nullptr);
    for (std::uint32_t i = 0; i < places.size() && !boxes.empty(); ++i) {
        const auto found = near.find(lattice_position(places, i));
        over[i] = found == near.end() ? nullptr : &found->second;
    }
    std::vector<std::uint32_t> result = events.place;
    const double step = places.side.value / kSteps;
    for (std::size_t e = 0; e < result.size(); ++e) {
        const std::uint32_t place = events.place[e];
        if (place == kNoPlace || over[place] == nullptr) {
            continue;
        }
        const auto [row, column] = lattice_position(places, place);
        const auto within = [](double value, std::int64_t from) {
            return std::clamp(static_cast<std::int64_t>(std::floor(value)), from, from + kSteps - 1);
        };
        const std::int64_t up = within(events.point[e].y / step, row * kSteps);
        const std::int64_t right = within(events.point[e].x / step, column * kSteps);
        for (const std::uint32_t k : *over[place]) {
            const auto [box_up, box_right] = steps_of(places, boxes[k]);
            if (up >= box_up && up < box_up + kSteps && right >= box_right && right < box_right + kSteps) {
                result[e] = static_cast<std::uint32_t>(places.size()) + k;
                break;
            }
        }
    }
    return result;
}

}  // namespace diaban
