#include "layers/geometry/study_cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>

#include "layers/geometry/geos_session.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

constexpr double kMostCells = 4e6;
constexpr double kSmallestShare = 1e-6;

struct Place {
    std::int64_t row = 0;
    std::int64_t column = 0;
    friend bool operator==(const Place&, const Place&) = default;
    friend bool operator<(const Place& a, const Place& b) {
        return a.row != b.row ? a.row < b.row : a.column < b.column;
    }
};

/// The endless lattice: where cells lie and which one holds a point.
class Lattice {
public:
    explicit Lattice(const StudyCellOptions& options)
        : m_shape(options.shape),
          // sqrt(3) / 2 d^2 = side^2
          m_width(options.shape == CellShape::kSquare ? options.side.value
                                                      : options.side.value * std::sqrt(2.0 / std::numbers::sqrt3)),
          m_height(options.shape == CellShape::kSquare ? m_width : m_width * std::numbers::sqrt3 / 2.0) {}

    [[nodiscard]] ProjectedPoint centre(Place place) const {
        if (m_shape == CellShape::kSquare) {
            return {(static_cast<double>(place.column) + 0.5) * m_width,
                    (static_cast<double>(place.row) + 0.5) * m_height};
        }
        const double shift = (place.row & 1) != 0 ? 0.5 : 0.0;
        return {(static_cast<double>(place.column) + shift) * m_width, static_cast<double>(place.row) * m_height};
    }
    [[nodiscard]] Polygon polygon(Place place) const {
        const ProjectedPoint c = centre(place);
        const double half = 0.5 * m_width;
        if (m_shape == CellShape::kSquare) {
            // Corners are lattice lines themselves, so that neighbours share them to the bit.
            const double x0 = static_cast<double>(place.column) * m_width;
            const double x1 = static_cast<double>(place.column + 1) * m_width;
            const double y0 = static_cast<double>(place.row) * m_height;
            const double y1 = static_cast<double>(place.row + 1) * m_height;
            return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}};
        }
        const double tip = m_width / std::numbers::sqrt3;
        const double shoulder = 0.5 * tip;
        return {{{c.x + half, c.y - shoulder},
                 {c.x + half, c.y + shoulder},
                 {c.x, c.y + tip},
                 {c.x - half, c.y + shoulder},
                 {c.x - half, c.y - shoulder},
                 {c.x, c.y - tip},
                 {c.x + half, c.y - shoulder}},
                {}};
    }
    [[nodiscard]] Place place(ProjectedPoint p) const {
        if (m_shape == CellShape::kSquare) {
            return {floored(p.y / m_height), floored(p.x / m_width)};
        }
        // The nearest centre: hexagons are the Voronoi cells of their centres.
        Place best;
        double nearest = std::numeric_limits<double>::infinity();
        const std::int64_t below = floored(p.y / m_height);
        for (std::int64_t row = below; row <= below + 1; ++row) {
            const double shift = (row & 1) != 0 ? 0.5 : 0.0;
            const std::int64_t west = floored(p.x / m_width - shift);
            for (std::int64_t column = west; column <= west + 1; ++column) {
                const ProjectedPoint c = centre({row, column});
                const double distance = (p.x - c.x) * (p.x - c.x) + (p.y - c.y) * (p.y - c.y);
                if (distance < nearest) {
                    nearest = distance;
                    best = {row, column};
                }
            }
        }
        return best;
    }
    /// Rows and columns that may touch the box, both ends included.
    [[nodiscard]] std::pair<Place, Place> range(const Box& box) const {
        return {{floored(box.y_min / m_height) - 1, floored(box.x_min / m_width) - 1},
                {floored(box.y_max / m_height) + 1, floored(box.x_max / m_width) + 1}};
    }
    [[nodiscard]] double area() const {
        return m_shape == CellShape::kSquare ? m_width * m_height : std::numbers::sqrt3 / 2.0 * m_width * m_width;
    }

private:
    static std::int64_t floored(double value) { return static_cast<std::int64_t>(std::floor(value)); }
    CellShape m_shape;
    double m_width;
    double m_height;
};

/// The union of the study areas with quick tests against cells.
class StudyArea {
public:
    explicit StudyArea(std::span<const MultiPolygon> areas) {
        MultiPolygon all;
        for (const MultiPolygon& area : areas) {
            all.polygons.insert(all.polygons.end(), area.polygons.begin(), area.polygons.end());
        }
        const GeosGeometry parts = to_geos(m_context, all);
        m_union = {GEOSUnaryUnion_r(m_context.get(), parts.get()), GeosGeometryDestroyer{m_context.get()}};
        require(m_union != nullptr);
        m_prepared = GEOSPrepare_r(m_context.get(), m_union.get());
        require(m_prepared != nullptr);
    }
    ~StudyArea() { GEOSPreparedGeom_destroy_r(m_context.get(), m_prepared); }
    StudyArea(const StudyArea&) = delete;
    StudyArea& operator=(const StudyArea&) = delete;

    [[nodiscard]] MultiPolygon whole() const { return from_geos(m_context, m_union.get()); }
    /// The cell inside the study area; empty where they do not meet.
    [[nodiscard]] MultiPolygon cut(const Polygon& cell) const {
        const GeosGeometry shape = to_geos(m_context, MultiPolygon{{cell}});
        if (GEOSPreparedIntersects_r(m_context.get(), m_prepared, shape.get()) != 1) {
            return {};
        }
        if (GEOSPreparedContains_r(m_context.get(), m_prepared, shape.get()) == 1) {
            return {{cell}};
        }
        const GeosGeometry inside{GEOSIntersection_r(m_context.get(), m_union.get(), shape.get()),
                                  GeosGeometryDestroyer{m_context.get()}};
        require(inside != nullptr);
        return from_geos(m_context, inside.get());
    }

private:
    void require(bool done) const {
        if (!done) {
            throw Error(ErrorCode::kInput, "error.cells-geometry", {{"cause", m_context.message()}});
        }
    }
    GeosContext m_context;
    GeosGeometry m_union;
    const GEOSPreparedGeometry* m_prepared = nullptr;
};

std::optional<std::uint32_t> find_cell(const StudyCells& cells, Place place) {
    std::size_t low = 0;
    std::size_t high = cells.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (Place{cells.row[middle], cells.column[middle]} < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < cells.size() && Place{cells.row[low], cells.column[low]} == place) {
        return static_cast<std::uint32_t>(low);
    }
    return std::nullopt;
}

}  // namespace

MultiPolygon study_hull(std::span<const ProjectedPoint> points, Metres margin) {
    constexpr int kQuarterSegments = 8;
    const GeosContext context;
    std::vector<GEOSGeometry*> members;
    for (const ProjectedPoint p : points) {
        if (std::isfinite(p.x) && std::isfinite(p.y)) {
            members.push_back(GEOSGeom_createPointFromXY_r(context.get(), p.x, p.y));
        }
    }
    if (members.empty() || !(margin.value > 0.0) || !std::isfinite(margin.value)) {
        for (GEOSGeometry* member : members) {
            GEOSGeom_destroy_r(context.get(), member);
        }
        throw Error(ErrorCode::kInput, "error.extent-empty", {});
    }
    const GeosGeometryDestroyer destroyer{context.get()};
    const GeosGeometry all{GEOSGeom_createCollection_r(context.get(), GEOS_MULTIPOINT, members.data(),
                                                       static_cast<unsigned>(members.size())),
                           destroyer};
    const GeosGeometry hull{GEOSConvexHull_r(context.get(), all.get()), destroyer};
    const GeosGeometry wide{GEOSBuffer_r(context.get(), hull.get(), margin.value, kQuarterSegments), destroyer};
    return from_geos(context, wide.get());
}

StudyCells make_study_cells(std::span<const MultiPolygon> areas, const StudyCellOptions& options) {
    if (!(options.side.value > 0.0) || !std::isfinite(options.side.value)) {
        throw Error(ErrorCode::kInput, "error.cell-not-positive", {{"value", std::to_string(options.side.value)}});
    }
    Box box;
    for (const MultiPolygon& area : areas) {
        box.expand(bounding_box(area));
    }
    if (box.empty() || !std::isfinite(box.width()) || !std::isfinite(box.height())) {
        throw Error(ErrorCode::kInput, "error.extent-empty", {});
    }
    const Lattice lattice(options);
    const double wanted = (box.width() / options.side.value + 3.0) * (box.height() / options.side.value + 3.0);
    if (wanted > kMostCells) {
        throw Error(ErrorCode::kInput, "error.cells-too-many",
                    {{"cell", std::to_string(options.side.value)},
                     {"cells", std::to_string(static_cast<std::uint64_t>(std::min(wanted, 1e18)))},
                     {"limit", std::to_string(static_cast<std::uint64_t>(kMostCells))}});
    }
    const StudyArea study(areas);
    StudyCells cells;
    cells.options = options;
    cells.boundary = build_boundary_tree(study.whole());
    const auto [first, last] = lattice.range(box);
    for (std::int64_t row = first.row; row <= last.row; ++row) {
        for (std::int64_t column = first.column; column <= last.column; ++column) {
            MultiPolygon inside = study.cut(lattice.polygon({row, column}));
            const double share = std::min(1.0, planar_area(inside).value / lattice.area());
            if (share <= kSmallestShare) {
                continue;
            }
            cells.row.push_back(static_cast<std::int32_t>(row));
            cells.column.push_back(static_cast<std::int32_t>(column));
            cells.id.push_back("r" + std::to_string(row) + "c" + std::to_string(column));
            cells.geometry.push_back(std::move(inside));
            cells.centre.push_back(lattice.centre({row, column}));
            cells.share.push_back(share);
        }
    }
    return cells;
}

std::vector<std::uint32_t> cells_of_points(const StudyCells& cells, std::span<const ProjectedPoint> points) {
    constexpr double kWhole = 1.0 - 1e-9;
    const Lattice lattice(cells.options);
    std::vector<std::uint32_t> result(points.size(), kNoCell);
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!cells.boundary.box.contains(points[i])) {  // also coordinates that are not finite
            continue;
        }
        const std::optional<std::uint32_t> cell = find_cell(cells, lattice.place(points[i]));
        if (cell && (cells.share[*cell] >= kWhole || lies_inside(cells.boundary, points[i]))) {
            result[i] = *cell;
        }
    }
    return result;
}

CellNeighbours cell_neighbours(const StudyCells& cells, CellContact contact) {
    CellNeighbours result;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::int64_t row = cells.row[i];
        const std::int64_t column = cells.column[i];
        std::vector<Place> around = {{row, column - 1}, {row, column + 1}};
        if (cells.options.shape == CellShape::kHexagon) {
            const std::int64_t west = (row & 1) != 0 ? column : column - 1;
            around.insert(around.end(), {{row - 1, west}, {row - 1, west + 1}, {row + 1, west}, {row + 1, west + 1}});
        } else {
            around.insert(around.end(), {{row - 1, column}, {row + 1, column}});
            if (contact == CellContact::kQueen) {
                around.insert(
                    around.end(),
                    {{row - 1, column - 1}, {row - 1, column + 1}, {row + 1, column - 1}, {row + 1, column + 1}});
            }
        }
        std::sort(around.begin(), around.end());
        for (const Place place : around) {
            if (const auto neighbour = find_cell(cells, place)) {
                result.neighbours.push_back(*neighbour);
            }
        }
        result.offsets.push_back(result.neighbours.size());
    }
    return result;
}

}  // namespace diaban
