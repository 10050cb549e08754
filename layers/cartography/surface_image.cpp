#include "layers/cartography/surface_image.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "layers/cartography/canvas.hpp"

namespace diaban {

namespace {

constexpr std::int64_t kMostPixels = 8000;

std::uint32_t opaque(const Colour& colour) {
    const auto part = [](double value) { return static_cast<std::uint32_t>(std::lround(value * 255.0)); };
    return 0xFF000000u | (part(colour.red) << 16) | (part(colour.green) << 8) | part(colour.blue);
}

/// The greatest value of a block of cells; NaN where none has one.
double greatest(const Raster& density, std::int64_t row, std::int64_t column, std::int64_t factor) {
    double most = kNoData;
    for (std::int64_t r = row * factor; r < std::min(density.grid.rows, (row + 1) * factor); ++r) {
        for (std::int64_t c = column * factor; c < std::min(density.grid.columns, (column + 1) * factor); ++c) {
            const double value = density.at(r, c);
            if (std::isfinite(value) && !(value <= most)) {
                most = value;
            }
        }
    }
    return most;
}

}  // namespace

SurfaceImage surface_image(const Raster& density, const DensityClasses& classes, const Colour& zero,
                           const std::vector<Colour>& colours) {
    SurfaceImage image;
    const std::int64_t longest = std::max(density.grid.columns, density.grid.rows);
    const std::int64_t factor = std::max<std::int64_t>(1, (longest + kMostPixels - 1) / kMostPixels);
    image.grid = density.grid;
    image.grid.cell.value *= static_cast<double>(factor);
    image.grid.columns = (density.grid.columns + factor - 1) / factor;
    image.grid.rows = (density.grid.rows + factor - 1) / factor;
    image.pixels.reserve(image.grid.size());
    for (std::int64_t row = 0; row < image.grid.rows; ++row) {
        for (std::int64_t column = 0; column < image.grid.columns; ++column) {
            const double value = greatest(density, row, column, factor);
            if (!std::isfinite(value)) {
                image.pixels.push_back(0);
            } else if (value <= 0.0 || classes.count() == 0) {
                image.pixels.push_back(opaque(zero));
            } else {
                image.pixels.push_back(opaque(colours[classes.class_of(value)]));
            }
        }
    }
    return image;
}

void draw_surface(cairo_t* context, const SurfaceImage& image, const MapFrame& frame) {
    if (image.pixels.empty()) {
        return;
    }
    const auto columns = static_cast<int>(image.grid.columns);
    const auto rows = static_cast<int>(image.grid.rows);
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, columns, rows);
    cairo_surface_flush(surface);
    unsigned char* data = cairo_image_surface_get_data(surface);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    for (int row = 0; data != nullptr && row < rows; ++row) {
        std::memcpy(data + static_cast<std::size_t>(row) * stride,
                    image.pixels.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(columns),
                    static_cast<std::size_t>(columns) * sizeof(std::uint32_t));
    }
    cairo_surface_mark_dirty(surface);
    const PagePoint corner = frame.to_page({image.grid.x_min, image.grid.y_max});
    const double side = image.grid.cell.value * frame.points_per_metre;
    cairo_save(context);
    add_box(context, frame.box);
    cairo_clip(context);
    cairo_translate(context, corner.x, corner.y);
    cairo_scale(context, side, side);
    cairo_set_source_surface(context, surface, 0.0, 0.0);
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST);
    cairo_paint(context);
    cairo_restore(context);
    cairo_surface_destroy(surface);
}

}  // namespace diaban
