#include "layers/geometry/contiguity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "layers/geometry/boundary_tree.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

/// A part of a numbered segment.
struct Piece {
    std::size_t segment = 0;
    SegmentPart part;
};

double length(const BoundarySegment& segment) {
    return std::hypot(segment.to.x - segment.from.x, segment.to.y - segment.from.y);
}

/// Sorts pieces and merges those that overlap; returns the length of their union on the boundary.
double merge_pieces(const BoundaryTree& boundary, std::vector<Piece>& pieces) {
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
        return a.segment != b.segment ? a.segment < b.segment : a.part.first < b.part.first;
    });
    std::size_t kept = 0;
    for (const Piece& piece : pieces) {
        if (kept > 0 && pieces[kept - 1].segment == piece.segment && piece.part.first <= pieces[kept - 1].part.last) {
            pieces[kept - 1].part.last = std::max(pieces[kept - 1].part.last, piece.part.last);
        } else {
            pieces[kept++] = piece;
        }
    }
    pieces.resize(kept);
    double sum = 0.0;
    for (const Piece& piece : pieces) {
        sum += (piece.part.last - piece.part.first) * length(boundary.segments[piece.segment]);
    }
    return sum;
}

bool boundaries_touch(const BoundaryTree& a, const BoundaryTree& b, double tolerance) {
    return join_boundaries(a, b, tolerance, [&](std::size_t i, std::size_t j) {
        return !part_within(a.segments[i], b.segments[j], tolerance).empty();
    });
}

/// Neither boundary meets the other here, so one vertex of a part tells for the whole part.
bool holds_part_of(const BoundaryTree& outer, const BoundaryTree& inner) {
    return boxes_meet(outer.box, inner.box, 0.0) &&
           std::any_of(inner.part_starts.begin(), inner.part_starts.end(),
                       [&](ProjectedPoint start) { return lies_inside(outer, start); });
}

/// Where a's boundary meets the boundary of `b`, appended to `cuts`.
void add_crossings(const BoundaryTree& a, const BoundaryTree& b, std::vector<Piece>& cuts) {
    join_boundaries(a, b, 0.0, [&](std::size_t i, std::size_t j) {
        const SegmentPart part = part_within(a.segments[i], b.segments[j], 0.0);
        if (!part.empty()) {
            cuts.push_back({i, part});
        }
        return false;
    });
}

/// Length of a's boundary inside b, the pieces in `near` (merged, sorted) left out.
double length_inside(const BoundaryTree& a, const BoundaryTree& b, const std::vector<Piece>& near) {
    std::vector<Piece> cuts = near;
    add_crossings(a, b, cuts);
    merge_pieces(a, cuts);
    double sum = 0.0;
    std::size_t cut = 0;
    for (std::size_t i = 0; i < a.segments.size(); ++i) {
        const BoundarySegment& s = a.segments[i];
        double from = 0.0;
        const auto add = [&](double to) {
            const double middle = 0.5 * (from + to);
            const ProjectedPoint p{s.from.x + middle * (s.to.x - s.from.x), s.from.y + middle * (s.to.y - s.from.y)};
            if (to > from && lies_inside(b, p)) {
                sum += (to - from) * length(s);
            }
        };
        for (; cut < cuts.size() && cuts[cut].segment == i; ++cut) {
            add(cuts[cut].part.first);
            from = cuts[cut].part.last;
        }
        add(1.0);
    }
    return sum;
}

enum class Meeting { kApart, kTouching, kSharingLine };

/// How a's boundary meets area b: the length near b's boundary first, and what lies inside b only where that is not
/// enough.
Meeting meeting_seen_from(const BoundaryTree& a, const BoundaryTree& b, const ContiguityOptions& options) {
    std::vector<Piece> near;
    double collected = 0.0;
    double look_again = 2.0 * options.shared_length.value;
    const bool enough = join_boundaries(a, b, options.tolerance.value, [&](std::size_t i, std::size_t j) {
        const SegmentPart part = part_within(a.segments[i], b.segments[j], options.tolerance.value);
        if (part.empty()) {
            return false;
        }
        near.push_back({i, part});
        collected += (part.last - part.first) * length(a.segments[i]);
        if (collected <= look_again) {
            return false;
        }
        // Parts near neighbouring segments of b overlap; merging shows what is really there.
        collected = merge_pieces(a, near);
        look_again = 2.0 * std::max(collected, options.shared_length.value);
        return collected > options.shared_length.value;
    });
    if (enough) {
        return Meeting::kSharingLine;
    }
    if (near.empty()) {
        return Meeting::kApart;
    }
    const double beside = merge_pieces(a, near);
    return beside > options.shared_length.value || beside + length_inside(a, b, near) > options.shared_length.value
               ? Meeting::kSharingLine
               : Meeting::kTouching;
}

bool share_a_line(const BoundaryTree& a, const BoundaryTree& b, const ContiguityOptions& options) {
    const Meeting seen = meeting_seen_from(a, b, options);
    if (seen == Meeting::kApart) {
        return holds_part_of(a, b) || holds_part_of(b, a);
    }
    return seen == Meeting::kSharingLine || meeting_seen_from(b, a, options) == Meeting::kSharingLine;
}

void check(const ContiguityOptions& options) {
    const auto refuse = [](const char* field, double value) {
        throw Error(ErrorCode::kInput, "error.contiguity-option", {{"field", field}, {"value", std::to_string(value)}});
    };
    if (!(options.tolerance.value >= 0.0) || !std::isfinite(options.tolerance.value)) {
        refuse("tolerance", options.tolerance.value);
    }
    if (!(options.shared_length.value >= 0.0) || !std::isfinite(options.shared_length.value)) {
        refuse("shared_length", options.shared_length.value);
    }
}

}  // namespace

Contiguity find_contiguity(const std::vector<MultiPolygon>& areas, const ContiguityOptions& options) {
    check(options);
    std::vector<BoundaryTree> trees;
    trees.reserve(areas.size());
    for (const MultiPolygon& area : areas) {
        trees.push_back(build_boundary_tree(area));
    }
    // Boxes are met in a sweep from west to east: of those begun, the ones that ended are let go.
    std::vector<std::uint32_t> by_west(areas.size());
    std::iota(by_west.begin(), by_west.end(), 0u);
    std::erase_if(by_west, [&](std::uint32_t i) { return trees[i].segments.empty(); });
    std::sort(by_west.begin(), by_west.end(), [&](std::uint32_t a, std::uint32_t b) {
        return trees[a].box.x_min != trees[b].box.x_min ? trees[a].box.x_min < trees[b].box.x_min : a < b;
    });
    const double tolerance = options.tolerance.value;
    std::vector<std::uint32_t> open;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const std::uint32_t b : by_west) {
        std::erase_if(open, [&](std::uint32_t a) { return trees[a].box.x_max + tolerance < trees[b].box.x_min; });
        for (const std::uint32_t a : open) {
            if (!boxes_meet(trees[a].box, trees[b].box, tolerance)) {
                continue;
            }
            const BoundaryTree& first = trees[std::min(a, b)];
            const BoundaryTree& second = trees[std::max(a, b)];
            const bool linked = options.rule == ContiguityRule::kRook
                                    ? share_a_line(first, second, options)
                                    : boundaries_touch(first, second, tolerance) || holds_part_of(first, second) ||
                                          holds_part_of(second, first);
            if (linked) {
                pairs.emplace_back(a, b);
                pairs.emplace_back(b, a);
            }
        }
        open.push_back(b);
    }
    std::sort(pairs.begin(), pairs.end());
    Contiguity result;
    result.offsets.assign(areas.size() + 1, 0);
    result.neighbours.reserve(pairs.size());
    for (const auto& [from, to] : pairs) {
        ++result.offsets[from + 1];
        result.neighbours.push_back(to);
    }
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        if (result.offsets[i + 1] == 0) {
            result.islands.push_back(i);
        }
        result.offsets[i + 1] += result.offsets[i];
    }
    return result;
}

}  // namespace diaban
