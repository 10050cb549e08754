// Text on the page, set by Pango: shaped, wrapped, measured, with a halo where it stands on the map.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <string>

#include "layers/cartography/colour.hpp"
#include "layers/cartography/page_geometry.hpp"

namespace diaban {

enum class FontWeight { kRegular, kBold };
enum class TextAlign { kLeft, kCentre, kRight };

struct TextStyle {
    double size = 8.0;  ///< points
    FontWeight weight = FontWeight::kRegular;
    TextAlign align = TextAlign::kLeft;
    Colour colour = kBlack;
    double line_spacing = 1.0;  ///< of the font's own distance between lines
};

struct TextSize {
    double width = 0.0;
    double height = 0.0;
};

/// The family maps are set in: "Noto Sans" or, where it is not installed, "DejaVu Sans". A family counts only when
/// its own font holds every Vietnamese letter. Throws Error{kInput, "error.map-font-missing"} when neither does.
std::string vietnamese_font_family();

/// Sets text on one canvas. Metrics are not hinted: the same text takes the same room in PDF, SVG and PNG.
class Typesetter {
public:
    explicit Typesetter(cairo_t* context);
    ~Typesetter();
    Typesetter(const Typesetter&) = delete;
    Typesetter& operator=(const Typesetter&) = delete;

    /// The canvas that is drawn on.
    [[nodiscard]] cairo_t* context() const { return m_context; }

    /// Size of `text` ('\n' breaks lines), wrapped at `width` when that is positive.
    TextSize measure(const std::string& text, const TextStyle& style, double width = 0.0);
    /// Number of lines that `text` takes at `width`.
    int line_count(const std::string& text, const TextStyle& style, double width);
    /// Draws inside `box`, from its top, wrapped at its width; what does not fit its height ends in "...". Returns the
    /// height used.
    double draw(const std::string& text, const TextStyle& style, const PageBox& box);
    /// Draws unwrapped around `centre` with a white halo of `halo` points.
    void draw_with_halo(const std::string& text, const TextStyle& style, PagePoint centre, double halo);
    /// Draws unwrapped, turned by a quarter to read upwards, its middle at `centre`.
    void draw_upwards(const std::string& text, const TextStyle& style, PagePoint centre);

private:
    void prepare(const std::string& text, const TextStyle& style, double width);
    void set_source(const Colour& colour);

    cairo_t* m_context;
    PangoLayout* m_layout;
    std::string m_family;
};

}  // namespace diaban
