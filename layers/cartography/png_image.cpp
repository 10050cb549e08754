#include "layers/cartography/png_image.hpp"

#include <png.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr int kPacking = 3;
constexpr double kMetresPerInch = 0.0254;

[[noreturn]] void refuse(png_structp, png_const_charp reason) {
    throw Error(ErrorCode::kInternal, "error.map-not-drawn", {{"reason", reason}});
}

void pass_over(png_structp, png_const_charp) {}

void append(png_structp png, png_bytep data, std::size_t length) {
    static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(data), length);
}

void nothing_to_flush(png_structp) {}

/// libpng's two structures, freed also when a callback throws.
class PngWriter {
public:
    explicit PngWriter(std::string& bytes)
        : m_png(png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, refuse, pass_over)) {
        m_info = png_create_info_struct(m_png);
        png_set_write_fn(m_png, &bytes, append, nothing_to_flush);
    }
    ~PngWriter() { png_destroy_write_struct(&m_png, &m_info); }
    PngWriter(const PngWriter&) = delete;
    PngWriter& operator=(const PngWriter&) = delete;

    [[nodiscard]] png_structp png() const { return m_png; }
    [[nodiscard]] png_infop info() const { return m_info; }

private:
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
};

}  // namespace

std::string png_bytes(cairo_surface_t* surface, double dots_per_inch) {
    cairo_surface_flush(surface);
    const auto width = static_cast<std::size_t>(cairo_image_surface_get_width(surface));
    const auto height = static_cast<std::size_t>(cairo_image_surface_get_height(surface));
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    const unsigned char* pixels = cairo_image_surface_get_data(surface);
    std::string bytes;
    const PngWriter writer(bytes);
    png_set_IHDR(writer.png(), writer.info(), static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), 8,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    const auto per_metre = static_cast<png_uint_32>(std::lround(dots_per_inch / kMetresPerInch));
    png_set_pHYs(writer.png(), writer.info(), per_metre, per_metre, PNG_RESOLUTION_METER);
    png_set_filter(writer.png(), PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(writer.png(), kPacking);
    png_write_info(writer.png(), writer.info());
    std::vector<png_byte> row(3 * width);
    for (std::size_t y = 0; y < height; ++y) {
        const unsigned char* line = pixels + y * stride;
        for (std::size_t x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, line + 4 * x, 4);
            row[3 * x] = static_cast<png_byte>(pixel >> 16);
            row[3 * x + 1] = static_cast<png_byte>(pixel >> 8);
            row[3 * x + 2] = static_cast<png_byte>(pixel);
        }
        png_write_row(writer.png(), row.data());
    }
    png_write_end(writer.png(), writer.info());
    return bytes;
}

}  // namespace diaban
