#include "layers/cartography/label_placement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace diaban {

namespace {

/// Free space kept around a label, in cells, widest first: a label stands in the middle of its room.
constexpr std::array<std::int32_t, 4> kMargins{6, 4, 2, 0};
constexpr double kWorthOfEmptySpace = 0.6;
/// Least worth of a name that reaches over its border, and of a number.
constexpr std::array<double, 2> kNameWorth{0.85, 0.7};
constexpr double kLeastNameInside = 0.5;
constexpr double kNumberWorth = 0.35;
constexpr double kLeastNumberInside = 0.25;
/// A label must leave something of its area to be seen.
constexpr double kMostHidden = 0.8;
constexpr double kCostOfSymbol = 0.12;
/// Between an island and its name, in cells.
constexpr std::int32_t kBeside = 2;

struct CellBox {
    std::int32_t column = 0;
    std::int32_t row = 0;
    std::int32_t columns = 0;
    std::int32_t rows = 0;
};

/// Running sums over the neighbourhood of one area: how much of any box is inside it, how much is empty.
class Neighbourhood {
public:
    Neighbourhood(const AreaMask& mask, std::int32_t area, const CellBox& around) : m_around(around) {
        const std::size_t width = static_cast<std::size_t>(around.columns) + 1;
        m_inside.assign(width * (static_cast<std::size_t>(around.rows) + 1), 0);
        m_empty = m_inside;
        for (std::int32_t r = 0; r < around.rows; ++r) {
            for (std::int32_t c = 0; c < around.columns; ++c) {
                const std::int32_t here = mask.at(around.row + r, around.column + c);
                const std::size_t at = index(r + 1, c + 1);
                const std::size_t up = index(r, c + 1);
                const std::size_t left = index(r + 1, c);
                const std::size_t both = index(r, c);
                m_inside[at] = m_inside[up] + m_inside[left] - m_inside[both] + (here == area ? 1 : 0);
                m_empty[at] = m_empty[up] + m_empty[left] - m_empty[both] + (here == kUncovered ? 1 : 0);
            }
        }
    }
    [[nodiscard]] std::int32_t inside(const CellBox& box) const { return sum(m_inside, box); }
    [[nodiscard]] std::int32_t empty(const CellBox& box) const { return sum(m_empty, box); }
    [[nodiscard]] const CellBox& around() const { return m_around; }

private:
    [[nodiscard]] std::size_t index(std::int32_t r, std::int32_t c) const {
        return static_cast<std::size_t>(r) * (static_cast<std::size_t>(m_around.columns) + 1) +
               static_cast<std::size_t>(c);
    }
    [[nodiscard]] std::int32_t sum(const std::vector<std::int32_t>& sums, const CellBox& box) const {
        const std::int32_t r = box.row - m_around.row;
        const std::int32_t c = box.column - m_around.column;
        return sums[index(r + box.rows, c + box.columns)] - sums[index(r, c + box.columns)] -
               sums[index(r + box.rows, c)] + sums[index(r, c)];
    }

    CellBox m_around;
    std::vector<std::int32_t> m_inside;
    std::vector<std::int32_t> m_empty;
};

/// The cells that each area covers, as a box; empty (columns = 0) where it covers none.
std::vector<CellBox> boxes_of_areas(const AreaMask& mask, std::int32_t count) {
    std::vector<CellBox> boxes(static_cast<std::size_t>(count));
    for (std::int32_t r = 0; r < mask.rows; ++r) {
        for (std::int32_t c = 0; c < mask.columns; ++c) {
            const std::int32_t area = mask.at(r, c);
            if (area < 0 || area >= count) {
                continue;
            }
            CellBox& box = boxes[static_cast<std::size_t>(area)];
            if (box.columns == 0) {
                box = {c, r, 1, 1};
            } else {
                const std::int32_t right = std::max(box.column + box.columns, c + 1);
                box.column = std::min(box.column, c);
                box.columns = right - box.column;
                box.rows = r + 1 - box.row;
            }
        }
    }
    return boxes;
}

class Placer {
public:
    Placer(const AreaMask& mask, std::span<const LabelRequest> requests, const LabelObstacles& obstacles)
        : m_mask(mask), m_requests(requests), m_obstacles(obstacles), m_placements(requests.size()) {
        std::int32_t count = 0;
        for (const LabelRequest& request : requests) {
            count = std::max(count, request.area + 1);
        }
        m_boxes = boxes_of_areas(mask, count);
        m_order.resize(requests.size());
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        std::stable_sort(m_order.begin(), m_order.end(),
                         [&](std::size_t a, std::size_t b) { return requests[a].priority > requests[b].priority; });
    }

    void place_names_inside() {
        for (const std::size_t i : m_order) {
            if (!drawable(i)) {
                continue;
            }
            const Neighbourhood room(m_mask, m_requests[i].area, own_box(i));
            // A smaller name that leaves every symbol to be seen is better than a larger one that hides some.
            for (const Symbols symbols : {Symbols::kSpare, Symbols::kHide}) {
                for (std::size_t v = 0; v < m_requests[i].names.size() && m_placements[i].kind == LabelKind::kNone;
                     ++v) {
                    if (const auto box = middle_of_room(room, m_requests[i].names[v], symbols)) {
                        m_placements[i] = {LabelKind::kName, v, *box};
                    }
                }
            }
        }
    }

    void place_names_beside() {
        for (const std::size_t i : m_order) {
            if (!open(i)) {
                continue;
            }
            if (smaller_than_any_name(i)) {
                for (std::size_t back = m_requests[i].names.size(); back > 0; --back) {
                    if (const auto box = beside(i, m_requests[i].names[back - 1])) {
                        m_placements[i] = {LabelKind::kName, back - 1, *box};
                        break;
                    }
                }
                continue;
            }
            const Neighbourhood room(m_mask, m_requests[i].area, own_box(i));
            if (room.inside(own_box(i)) + room.empty(own_box(i)) < own_box(i).columns * own_box(i).rows) {
                continue;
            }
            for (std::size_t v = 0; v < m_requests[i].names.size(); ++v) {
                if (const auto box = among_parts(room, m_requests[i].names[v])) {
                    m_placements[i] = {LabelKind::kName, v, *box};
                    break;
                }
            }
        }
    }

    void place_names_across(double least_worth) {
        for (const std::size_t i : m_order) {
            if (!open(i)) {
                continue;
            }
            for (std::size_t back = m_requests[i].names.size(); back > 0; --back) {
                if (const auto box = best_across(i, m_requests[i].names[back - 1], least_worth, kLeastNameInside)) {
                    m_placements[i] = {LabelKind::kName, back - 1, *box};
                    break;
                }
            }
        }
    }

    void place_numbers(std::size_t limit) {
        std::size_t placed = 0;
        for (const std::size_t i : m_order) {
            if (placed == limit) {
                return;
            }
            if (!open(i)) {
                continue;
            }
            if (const auto box = best_across(i, m_requests[i].number, kNumberWorth, kLeastNumberInside)) {
                m_placements[i] = {LabelKind::kNumber, 0, *box};
                ++placed;
            }
        }
    }

    std::vector<LabelPlacement> result() { return std::move(m_placements); }

private:
    [[nodiscard]] bool drawable(std::size_t i) const {
        return m_requests[i].area >= 0 && m_boxes[static_cast<std::size_t>(m_requests[i].area)].columns > 0;
    }
    [[nodiscard]] bool open(std::size_t i) const { return m_placements[i].kind == LabelKind::kNone && drawable(i); }
    [[nodiscard]] const CellBox& own_box(std::size_t i) const {
        return m_boxes[static_cast<std::size_t>(m_requests[i].area)];
    }
    [[nodiscard]] bool smaller_than_any_name(std::size_t i) const {
        const std::int32_t own = own_box(i).columns * own_box(i).rows;
        return std::all_of(m_requests[i].names.begin(), m_requests[i].names.end(),
                           [&](const LabelSize& size) { return own < in_cells(size).columns * in_cells(size).rows; });
    }
    [[nodiscard]] CellBox in_cells(const LabelSize& size) const {
        return {0, 0, static_cast<std::int32_t>(std::ceil(size.width / m_mask.cell)),
                static_cast<std::int32_t>(std::ceil(size.height / m_mask.cell))};
    }
    [[nodiscard]] PageBox on_page(const CellBox& cells, const LabelSize& size) const {
        const double x = m_mask.box.x + (cells.column + cells.columns / 2.0) * m_mask.cell;
        const double y = m_mask.box.y + (cells.row + cells.rows / 2.0) * m_mask.cell;
        return {x - size.width / 2.0, y - size.height / 2.0, size.width, size.height};
    }
    /// Whether a name may lie on the symbols of overlays.
    enum class Symbols { kSpare, kHide };
    [[nodiscard]] std::size_t hidden_symbols(const PageBox& box) const {
        return static_cast<std::size_t>(std::count_if(m_obstacles.soft.begin(), m_obstacles.soft.end(),
                                                      [&](const PageBox& other) { return other.overlaps(box); }));
    }
    [[nodiscard]] bool free(const PageBox& box) const {
        return m_mask.box.contains(box) &&
               std::none_of(m_obstacles.hard.begin(), m_obstacles.hard.end(),
                            [&](const PageBox& other) { return other.overlaps(box); }) &&
               std::none_of(m_placements.begin(), m_placements.end(),
                            [&](const auto& p) { return p.kind != LabelKind::kNone && p.box.overlaps(box); });
    }

    /// Among all places wholly inside with the widest margin, the one nearest to their mean.
    std::optional<PageBox> middle_of_room(const Neighbourhood& room, const LabelSize& size, Symbols symbols) const {
        for (const std::int32_t margin : kMargins) {
            CellBox box = in_cells(size);
            box.columns += 2 * margin;
            box.rows += 2 * margin;
            std::vector<CellBox> places;
            double mean_column = 0.0;
            double mean_row = 0.0;
            const CellBox& around = room.around();
            for (box.row = around.row; box.row + box.rows <= around.row + around.rows; ++box.row) {
                for (box.column = around.column; box.column + box.columns <= around.column + around.columns;
                     ++box.column) {
                    if (room.inside(box) == box.columns * box.rows) {
                        places.push_back(box);
                        mean_column += box.column;
                        mean_row += box.row;
                    }
                }
            }
            if (places.empty()) {
                continue;
            }
            mean_column /= static_cast<double>(places.size());
            mean_row /= static_cast<double>(places.size());
            std::stable_sort(places.begin(), places.end(), [&](const CellBox& a, const CellBox& b) {
                return std::hypot(a.column - mean_column, a.row - mean_row) <
                       std::hypot(b.column - mean_column, b.row - mean_row);
            });
            // Areas may overlap: a place inside one can still be taken.
            for (const CellBox& place : places) {
                const PageBox page = on_page(place, size);
                if (free(page) && (symbols == Symbols::kHide || hidden_symbols(page) == 0)) {
                    return page;
                }
            }
        }
        return std::nullopt;
    }

    /// Between the parts of an area that lie scattered with nothing else among them, an archipelago: the empty place
    /// nearest to the middle.
    std::optional<PageBox> among_parts(const Neighbourhood& room, const LabelSize& size) const {
        const CellBox& around = room.around();
        CellBox box = in_cells(size);
        std::optional<PageBox> best;
        double nearest = std::numeric_limits<double>::infinity();
        for (box.row = around.row; box.row + box.rows <= around.row + around.rows; ++box.row) {
            for (box.column = around.column; box.column + box.columns <= around.column + around.columns; ++box.column) {
                const double distance = std::hypot(2.0 * (box.column - around.column) + box.columns - around.columns,
                                                   2.0 * (box.row - around.row) + box.rows - around.rows);
                if (distance < nearest && room.empty(box) == box.columns * box.rows && free(on_page(box, size))) {
                    nearest = distance;
                    best = on_page(box, size);
                }
            }
        }
        return best;
    }

    /// Right, left, above or below an area that is smaller than the label; only where nothing else is drawn.
    std::optional<PageBox> beside(std::size_t request, const LabelSize& size) const {
        const CellBox& own = own_box(request);
        const CellBox label = in_cells(size);
        const std::int32_t middle_row = own.row + (own.rows - label.rows) / 2;
        const std::int32_t middle_column = own.column + (own.columns - label.columns) / 2;
        const std::array<CellBox, 4> places{{
            {own.column + own.columns + kBeside, middle_row, label.columns, label.rows},
            {own.column - kBeside - label.columns, middle_row, label.columns, label.rows},
            {middle_column, own.row - kBeside - label.rows, label.columns, label.rows},
            {middle_column, own.row + own.rows + kBeside, label.columns, label.rows},
        }};
        for (const CellBox& place : places) {
            const bool in_mask = place.column >= 0 && place.row >= 0 &&
                                 place.column + place.columns <= m_mask.columns &&
                                 place.row + place.rows <= m_mask.rows;
            if (in_mask && nothing_drawn(place) && free(on_page(place, size))) {
                return on_page(place, size);
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool nothing_drawn(const CellBox& box) const {
        for (std::int32_t r = box.row; r < box.row + box.rows; ++r) {
            for (std::int32_t c = box.column; c < box.column + box.columns; ++c) {
                if (m_mask.at(r, c) != kUncovered) {
                    return false;
                }
            }
        }
        return true;
    }

    std::optional<PageBox> best_across(std::size_t request, const LabelSize& size, double least_worth,
                                       double least_inside) const {
        const std::int32_t area = m_requests[request].area;
        const CellBox& own = own_box(request);
        CellBox box = in_cells(size);
        CellBox around;
        around.column = std::max(0, own.column - box.columns / 2 - 1);
        around.row = std::max(0, own.row - box.rows / 2 - 1);
        around.columns = std::min(m_mask.columns, own.column + own.columns + box.columns / 2 + 1) - around.column;
        around.rows = std::min(m_mask.rows, own.row + own.rows + box.rows / 2 + 1) - around.row;
        const Neighbourhood room(m_mask, area, around);
        const double cells = static_cast<double>(box.columns) * box.rows;
        const double own_cells = room.inside(around);
        // An area smaller than the label fills only part of it: what counts is how much of the area is under it.
        const double possible = std::min(cells, own_cells);
        std::optional<PageBox> best;
        double best_worth = least_worth - 1e-9;
        for (box.row = around.row; box.row + box.rows <= around.row + around.rows; ++box.row) {
            for (box.column = around.column; box.column + box.columns <= around.column + around.columns; ++box.column) {
                const double inside = room.inside(box);
                if (inside < least_inside * possible || inside > kMostHidden * own_cells) {
                    continue;
                }
                const double worth = (inside + kWorthOfEmptySpace * room.empty(box)) / cells + 0.05 * inside / possible;
                if (worth > best_worth) {
                    const PageBox page = on_page(box, size);
                    // A place that hides symbols stands back, but is better than a number or none.
                    const double spared =
                        std::max(least_worth, worth - kCostOfSymbol * static_cast<double>(hidden_symbols(page)));
                    if (spared > best_worth && free(page)) {
                        best_worth = spared;
                        best = page;
                    }
                }
            }
        }
        return best;
    }

    const AreaMask& m_mask;
    std::span<const LabelRequest> m_requests;
    const LabelObstacles& m_obstacles;
    std::vector<LabelPlacement> m_placements;
    std::vector<CellBox> m_boxes;
    std::vector<std::size_t> m_order;
};

}  // namespace

std::vector<LabelPlacement> place_labels(const AreaMask& mask, std::span<const LabelRequest> requests,
                                         const LabelLimits& limits) {
    Placer placer(mask, requests, limits.obstacles);
    placer.place_names_inside();
    placer.place_names_beside();
    for (const double worth : kNameWorth) {
        placer.place_names_across(worth);
    }
    placer.place_numbers(limits.numbers);
    return placer.result();
}

}  // namespace diaban
