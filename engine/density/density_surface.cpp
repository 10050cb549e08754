#include "engine/density/density_surface.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "engine/density/detail/adaptive_rows.hpp"
#include "engine/density/detail/surface_rows.hpp"
#include "engine/density/edge_mass.hpp"

namespace diaban {

void validate(const DensityOptions& options) {
    const double h = options.bandwidth.value;
    if (!(h >= kLeastBandwidth.value && h <= kMostBandwidth.value)) {
        throw Error(ErrorCode::kInput, "error.density-bandwidth-out-of-range", {{"value", std::to_string(h)}});
    }
}

void validate_density_grid(const Grid& grid) {
    if (!(grid.cell.value > 0.0) || !std::isfinite(grid.cell.value)) {
        throw Error(ErrorCode::kInput, "error.cell-not-positive", {{"value", std::to_string(grid.cell.value)}});
    }
    if (grid.columns < 0 || grid.rows < 0 || !std::isfinite(grid.x_min) || !std::isfinite(grid.y_max)) {
        throw Error(ErrorCode::kInput, "error.density-grid-invalid",
                    {{"columns", std::to_string(grid.columns)}, {"rows", std::to_string(grid.rows)}});
    }
}

std::size_t raster_bytes(const Grid& grid) {
    return grid.size() * sizeof(double);
}

namespace {

/// As few digits as tell it from its neighbours: "0.5", not "0.500000".
std::string plain_number(double value) {
    std::array<char, 32> text{};
    const std::to_chars_result end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

}  // namespace

std::vector<DensityNotice> density_notices(const WeightedPoints& points, const Grid& grid,
                                           const DensityOptions& options, std::size_t memory_bytes) {
    std::vector<DensityNotice> notices;
    if (options.bandwidth < grid.cell) {
        notices.push_back(
            {"warning.density-bandwidth-below-cell",
             {{"bandwidth", plain_number(options.bandwidth.value)}, {"cell", plain_number(grid.cell.value)}}});
    }
    const Box box = bounding_box(points);
    if (!box.empty() && box.x_min >= -180.0 && box.x_max <= 180.0 && box.y_min >= -180.0 && box.y_max <= 180.0) {
        notices.push_back({"warning.density-looks-like-degrees",
                           {{"x_min", plain_number(box.x_min)},
                            {"x_max", plain_number(box.x_max)},
                            {"y_min", plain_number(box.y_min)},
                            {"y_max", plain_number(box.y_max)}}});
    }
    if (memory_bytes > 0 && raster_bytes(grid) > memory_bytes) {
        notices.push_back({"warning.density-grid-exceeds-memory",
                           {{"columns", std::to_string(grid.columns)},
                            {"rows", std::to_string(grid.rows)},
                            {"megabytes", std::to_string(raster_bytes(grid) / 1'000'000)},
                            {"available", std::to_string(memory_bytes / 1'000'000)}}});
    }
    return notices;
}

namespace {

constexpr const char* kUnit = "per km2";
/// Edge corrections divide by no less: a cell or point in a needle of the study area gets no more than a thousandfold.
constexpr double kLeastMass = 1e-3;

}  // namespace

Raster density_surface(const WeightedPoints& points, const Grid& grid, const DensityOptions& options,
                       Progress& progress) {
    validate(points);
    validate_density_grid(grid);
    validate(options);
    Raster raster{grid, std::vector<double>(grid.size(), 0.0), kUnit};
    progress.begin("step.density", grid.size());
    if (!raster.values.empty()) {
        detail::SurfaceRows rows = detail::prepare_rows(points, grid, options);
        detail::paint_rows(rows, 0, grid.rows, raster.values.data(), progress);
    }
    return raster;
}

std::string_view edge_correction_name(EdgeCorrection edge) {
    switch (edge) {
        case EdgeCorrection::kNone:
            return "none";
        case EdgeCorrection::kUniform:
            return "uniform";
        case EdgeCorrection::kDiggle:
            return "diggle";
    }
    throw Error(ErrorCode::kInternal, "error.density-edge-unknown", {{"value", "?"}});
}

EdgeCorrection edge_correction_from_name(std::string_view name) {
    for (const EdgeCorrection edge : {EdgeCorrection::kNone, EdgeCorrection::kUniform, EdgeCorrection::kDiggle}) {
        if (edge_correction_name(edge) == name) {
            return edge;
        }
    }
    throw Error(ErrorCode::kUsage, "error.density-edge-unknown", {{"value", std::string(name)}});
}

namespace {

/// The points inside a study area and what they weigh there.
struct InsidePoints {
    std::vector<ProjectedPoint> points;
    std::vector<double> weights;
    double weight = 0.0;  ///< their sum before edge correction
    [[nodiscard]] WeightedPoints view() const { return {points, weights}; }
};

InsidePoints take_inside(const WeightedPoints& points, const StudyEdges& area, const DensityRequest& request,
                         Progress& progress) {
    const std::vector<char> inside = points_inside(area, points.points);
    InsidePoints kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (inside[i] != 0) {
            kept.points.push_back(points.points[i]);
            kept.weights.push_back(points.weight(i));
        }
    }
    kept.weight = total_weight(kept.view());
    if (request.edge == EdgeCorrection::kDiggle) {
        const std::vector<double> mass = edge_mass_at(area, kept.points,
                                                      {.kernel = request.options.kernel,
                                                       .bandwidth = request.options.bandwidth,
                                                       .threads = request.options.threads},
                                                      progress);
        for (std::size_t i = 0; i < mass.size(); ++i) {
            // A point inside has some mass around it; a spike of an area may hold next to none.
            kept.weights[i] /= std::max(mass[i], kLeastMass);
        }
    }
    return kept;
}

/// Rows [row_begin, row_end) of a surface inside a study area: outside is blanked, the uniform correction divided in.
void mask_rows(const StudyEdges& area, const DensityRequest& request, std::int64_t row_begin, std::span<double> values,
               Progress& progress) {
    const std::int64_t row_end = row_begin + static_cast<std::int64_t>(values.size()) / request.grid.columns;
    const std::vector<char> inside = cells_inside(area, request.grid, row_begin, row_end);
    std::vector<double> mass;
    if (request.edge == EdgeCorrection::kUniform) {
        mass = edge_mass(area, request.grid,
                         {.kernel = request.options.kernel,
                          .bandwidth = request.options.bandwidth,
                          .threads = request.options.threads,
                          .row_begin = row_begin,
                          .row_end = row_end},
                         progress);
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (inside[i] == 0) {
            values[i] = kNoData;
        } else if (!mass.empty()) {
            values[i] /= std::max(mass[i], kLeastMass);
        }
    }
}

void validate_request(const WeightedPoints& points, const DensityRequest& request) {
    validate(points);
    validate_density_grid(request.grid);
    validate(request.options);
    if (request.edge != EdgeCorrection::kNone && request.within.empty()) {
        throw Error(ErrorCode::kInput, "error.density-edge-needs-area", {});
    }
    if (request.edge != EdgeCorrection::kNone && request.smoothing == Smoothing::kAdaptive) {
        throw Error(ErrorCode::kInput, "error.density-adaptive-edge", {});
    }
}

/// Puts the bands together again.
class RasterFiller : public RowConsumer {
public:
    explicit RasterFiller(Raster& raster) : m_raster(raster) {}
    void take(std::int64_t first_row, std::span<const double> values) override {
        std::ranges::copy(values, m_raster.values.begin() + first_row * m_raster.grid.columns);
    }

private:
    Raster& m_raster;
};

}  // namespace

DensityAccount density_rows(const WeightedPoints& points, const DensityRequest& request, RowConsumer& consumer,
                            Progress& progress) {
    validate_request(points, request);
    const Grid& grid = request.grid;
    progress.begin("step.density", grid.size());
    DensityAccount account{
        .points_used = points.size(), .weight_used = total_weight(points), .points_outside = 0, .adaptive = {}};
    std::optional<StudyEdges> area;
    InsidePoints inside;
    WeightedPoints used = points;
    if (!request.within.empty()) {
        area = study_edges(request.within);
        inside = take_inside(points, *area, request, progress);
        used = inside.view();
        account.points_used = used.size();
        account.weight_used = inside.weight;
        account.points_outside = points.size() - used.size();
    }
    const DensityOptions& options = request.options;
    if (request.smoothing == Smoothing::kAdaptive) {
        account.adaptive = abramson_bandwidths(
            used, {.kernel = options.kernel, .bandwidth = options.bandwidth, .threads = options.threads}, progress);
        progress.begin("step.density", grid.size());
    }
    if (grid.size() == 0) {
        return account;
    }
    std::function<void(std::int64_t, std::int64_t, double*)> paint;
    if (account.adaptive) {
        paint = [&, rows = detail::AdaptiveRows{grid, used, account.adaptive->metres, options.kernel, options.threads}](
                    std::int64_t begin, std::int64_t end, double* values) {
            detail::paint_adaptive_rows(rows, begin, end, values, progress);
        };
    } else {
        paint = [&, rows = detail::prepare_rows(used, grid, options)](std::int64_t begin, std::int64_t end,
                                                                      double* values) mutable {
            detail::paint_rows(rows, begin, end, values, progress);
        };
    }
    const std::int64_t row_bytes = grid.columns * static_cast<std::int64_t>(sizeof(double));
    const std::int64_t band =
        std::max<std::int64_t>(1, request.band_bytes / row_bytes / detail::kRowsACut) * detail::kRowsACut;
    std::vector<double> values(static_cast<std::size_t>(std::min(band, grid.rows) * grid.columns));
    for (std::int64_t begin = 0; begin < grid.rows; begin += band) {
        const std::int64_t end = std::min(grid.rows, begin + band);
        const std::span<double> here(values.data(), static_cast<std::size_t>((end - begin) * grid.columns));
        paint(begin, end, values.data());
        if (area) {
            mask_rows(*area, request, begin, here, progress);
        }
        consumer.take(begin, here);
    }
    return account;
}

DensityResult density_within(const WeightedPoints& points, const DensityRequest& request, Progress& progress) {
    validate_request(points, request);
    DensityResult result;
    result.raster = {request.grid, std::vector<double>(request.grid.size()), kUnit};
    RasterFiller filler(result.raster);
    result.account = density_rows(points, request, filler, progress);
    return result;
}

}  // namespace diaban
