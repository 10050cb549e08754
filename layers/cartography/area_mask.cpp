#include "layers/cartography/area_mask.hpp"

#include <algorithm>
#include <cmath>

namespace diaban {

namespace {

struct Crossing {
    std::int32_t row;
    double x;
    int turn;
};

void add_crossings(const PageRing& ring, const AreaMask& mask, std::vector<Crossing>& crossings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        PagePoint low = ring[i];
        PagePoint high = ring[(i + 1) % ring.size()];
        int turn = 1;
        if (low.y > high.y) {
            std::swap(low, high);
            turn = -1;
        }
        // Row centres y with low.y <= y < high.y: half-open, so that a vertex on a centre counts once.
        const double first = std::ceil((low.y - mask.box.y) / mask.cell - 0.5);
        const double last = std::ceil((high.y - mask.box.y) / mask.cell - 0.5) - 1.0;
        const auto from = static_cast<std::int32_t>(std::max(0.0, first));
        const auto to = static_cast<std::int32_t>(std::min(static_cast<double>(mask.rows) - 1.0, last));
        for (std::int32_t row = from; row <= to; ++row) {
            const double y = mask.box.y + (row + 0.5) * mask.cell;
            crossings.push_back({row, low.x + (high.x - low.x) * (y - low.y) / (high.y - low.y), turn});
        }
    }
}

/// Returns whether there was a cell to fill.
bool fill_run(AreaMask& mask, std::int32_t row, double from, double to, std::int32_t area) {
    const double first = std::ceil((from - mask.box.x) / mask.cell - 0.5);
    const double last = std::ceil((to - mask.box.x) / mask.cell - 0.5) - 1.0;
    const auto begin = static_cast<std::int32_t>(std::max(0.0, first));
    const auto end = static_cast<std::int32_t>(std::min(static_cast<double>(mask.columns) - 1.0, last));
    for (std::int32_t column = begin; column <= end; ++column) {
        mask.areas[static_cast<std::size_t>(row) * static_cast<std::size_t>(mask.columns) +
                   static_cast<std::size_t>(column)] = area;
    }
    return begin <= end;
}

void fill_middle(AreaMask& mask, const PageOutline& outline, std::int32_t area) {
    const PagePoint middle = outline.box.centre();
    const double row = std::floor((middle.y - mask.box.y) / mask.cell);
    const double column = std::floor((middle.x - mask.box.x) / mask.cell);
    if (row >= 0.0 && row < mask.rows && column >= 0.0 && column < mask.columns) {
        mask.areas[static_cast<std::size_t>(row) * static_cast<std::size_t>(mask.columns) +
                   static_cast<std::size_t>(column)] = area;
    }
}

}  // namespace

AreaMask mask_of(std::span<const PageOutline> outlines, const PageBox& box, double cell) {
    AreaMask mask;
    mask.box = box;
    mask.cell = cell;
    mask.columns = static_cast<std::int32_t>(std::ceil(box.width / cell));
    mask.rows = static_cast<std::int32_t>(std::ceil(box.height / cell));
    mask.areas.assign(static_cast<std::size_t>(mask.columns) * static_cast<std::size_t>(mask.rows), kUncovered);
    std::vector<Crossing> crossings;
    for (std::size_t area = 0; area < outlines.size(); ++area) {
        crossings.clear();
        for (const PageRing& ring : outlines[area].rings) {
            add_crossings(ring, mask, crossings);
        }
        std::sort(crossings.begin(), crossings.end(),
                  [](const Crossing& a, const Crossing& b) { return a.row != b.row ? a.row < b.row : a.x < b.x; });
        bool filled = false;
        int winding = 0;
        for (std::size_t i = 0; i + 1 < crossings.size(); ++i) {
            winding += crossings[i].turn;
            if (winding != 0 && crossings[i].row == crossings[i + 1].row) {
                filled |= fill_run(mask, crossings[i].row, crossings[i].x, crossings[i + 1].x,
                                   static_cast<std::int32_t>(area));
            } else if (crossings[i].row != crossings[i + 1].row) {
                winding = 0;
            }
        }
        if (!filled && !outlines[area].empty()) {
            fill_middle(mask, outlines[area], static_cast<std::int32_t>(area));
        }
    }
    return mask;
}

}  // namespace diaban
