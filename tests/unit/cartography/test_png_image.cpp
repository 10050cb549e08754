#include "layers/cartography/png_image.hpp"

#include <gtest/gtest.h>
#include <png.h>

#include <memory>
#include <vector>

namespace diaban {
namespace {

TEST(PngImage, TheImageComesBackPixelByPixel) {
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, 5, 3), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> context(cairo_create(surface.get()), cairo_destroy);
    for (int y = 0; y < 3; ++y) {
        for (int x = 0; x < 5; ++x) {
            cairo_set_source_rgb(context.get(), x / 5.0, y / 3.0, 1.0);
            cairo_rectangle(context.get(), x, y, 1, 1);
            cairo_fill(context.get());
        }
    }
    const std::string bytes = png_bytes(surface.get(), 300.0);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    ASSERT_NE(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()), 0);
    EXPECT_EQ(image.width, 5u);
    EXPECT_EQ(image.height, 3u);
    image.format = PNG_FORMAT_RGB;
    std::vector<png_byte> pixels(PNG_IMAGE_SIZE(image));
    ASSERT_NE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr), 0);
    for (int y = 0; y < 3; ++y) {
        for (int x = 0; x < 5; ++x) {
            const png_byte* pixel = &pixels[static_cast<std::size_t>(3 * (5 * y + x))];
            EXPECT_NEAR(pixel[0], 255.0 * x / 5.0, 1.0);
            EXPECT_NEAR(pixel[1], 255.0 * y / 3.0, 1.0);
            EXPECT_EQ(pixel[2], 255);
        }
    }
}

}  // namespace
}  // namespace diaban
