// The sheet that is drawn on: a cairo surface in memory that becomes the bytes of a PDF, SVG or PNG.
#pragma once

#include <cairo.h>

#include <string>

#include "layers/cartography/colour.hpp"
#include "layers/cartography/page_layout.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

/// Dots per inch of a PNG.
inline constexpr double kPngResolution = 300.0;

/// What the PDF says about itself.
struct DocumentInformation {
    std::string title;
    std::string subject;
    std::string creator;
    LocalDay date{};  ///< written as creation and modification date: the same input gives the same bytes
};

/// One page, or several in a PDF. Units are points whatever the format.
class Canvas {
public:
    /// `resolution` is the number of dots an inch of a PNG.
    Canvas(PaperSize paper, MapFormat format, const DocumentInformation& information,
           double resolution = kPngResolution);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    [[nodiscard]] cairo_t* context() const { return m_context; }
    /// Points that one pixel of a PNG measures; 0 for the vector formats.
    [[nodiscard]] double pixel() const { return m_format == MapFormat::kPng ? 72.0 / m_resolution : 0.0; }

    /// Ends the current page and begins another of that size. Only a PDF has more than one: throws Error{kInternal}
    /// elsewhere.
    void next_page(PaperSize paper);

    /// Ends the page and gives its bytes; call once. Throws Error{kInternal} when cairo failed.
    std::string finish();

private:
    void begin_page();

    MapFormat m_format;
    double m_resolution;
    std::string m_bytes;
    cairo_surface_t* m_surface = nullptr;
    cairo_t* m_context = nullptr;
};

/// Sets the colour for what is drawn next.
inline void set_colour(cairo_t* context, const Colour& colour) {
    cairo_set_source_rgb(context, colour.red, colour.green, colour.blue);
}

/// Adds a box to the path.
inline void add_box(cairo_t* context, const PageBox& box) {
    cairo_rectangle(context, box.x, box.y, box.width, box.height);
}

}  // namespace diaban
