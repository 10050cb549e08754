// Points, boxes and outlines on the page: typographic points (1/72 inch), origin at the top left, y downwards.
#pragma once

#include <algorithm>
#include <vector>

namespace diaban {

/// Millimetres to typographic points.
inline constexpr double kPointsPerMillimetre = 72.0 / 25.4;

struct PagePoint {
    double x = 0.0;
    double y = 0.0;
    friend constexpr bool operator==(const PagePoint&, const PagePoint&) = default;
};

/// A box on the page: its top left corner and its size.
struct PageBox {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;

    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] PagePoint centre() const { return {x + width / 2.0, y + height / 2.0}; }
    [[nodiscard]] bool empty() const { return width <= 0.0 || height <= 0.0; }
    /// Shared edges do not count as an overlap; an empty box overlaps nothing.
    [[nodiscard]] bool overlaps(const PageBox& other) const {
        return !empty() && !other.empty() && x < other.right() && other.x < right() && y < other.bottom() &&
               other.y < bottom();
    }
    [[nodiscard]] bool contains(const PageBox& other) const {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }
    [[nodiscard]] PageBox inset(double margin) const {
        return {x + margin, y + margin, std::max(0.0, width - 2.0 * margin), std::max(0.0, height - 2.0 * margin)};
    }
    friend constexpr bool operator==(const PageBox&, const PageBox&) = default;
};

/// A ring without its repeated last point.
using PageRing = std::vector<PagePoint>;

/// The outline of one area on the page: outer rings turn one way, holes the other, so that the non-zero winding rule
/// fills it and an overlap of two areas stays filled. Empty where the area has no usable geometry.
struct PageOutline {
    std::vector<PageRing> rings;
    PageBox box;

    [[nodiscard]] bool empty() const { return rings.empty(); }
};

}  // namespace diaban
