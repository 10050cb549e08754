#include "layers/cartography/typesetting.hpp"

#include <cmath>
#include <memory>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

struct Unreference {
    void operator()(gpointer object) const { g_object_unref(object); }
};
struct FreeDescription {
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using FontDescription = std::unique_ptr<PangoFontDescription, FreeDescription>;

/// Every letter of the Vietnamese alphabet with every tone mark (lower and upper case), and the signs maps use.
constexpr const char* kVietnameseLetters =
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ"
    "0123456789.,:;–·°′²%()/*";

bool covers_vietnamese(PangoContext* context, const char* family) {
    const FontDescription description(pango_font_description_new());
    pango_font_description_set_family(description.get(), family);
    pango_font_description_set_size(description.get(), 10 * PANGO_SCALE);
    const std::unique_ptr<PangoFont, Unreference> font(
        pango_font_map_load_font(pango_context_get_font_map(context), context, description.get()));
    if (!font) {
        return false;
    }
    const FontDescription found(pango_font_describe(font.get()));
    if (std::string(pango_font_description_get_family(found.get())) != family) {
        return false;
    }
    for (const char* at = kVietnameseLetters; *at != '\0'; at = g_utf8_next_char(at)) {
        if (!pango_font_has_char(font.get(), g_utf8_get_char(at))) {
            return false;
        }
    }
    return true;
}

double in_points(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}

}  // namespace

std::string vietnamese_font_family() {
    const std::unique_ptr<PangoContext, Unreference> context(
        pango_font_map_create_context(pango_cairo_font_map_get_default()));
    for (const char* family : {"Noto Sans", "DejaVu Sans"}) {
        if (covers_vietnamese(context.get(), family)) {
            return family;
        }
    }
    throw Error(ErrorCode::kInput, "error.map-font-missing", {{"fonts", "Noto Sans, DejaVu Sans"}});
}

Typesetter::Typesetter(cairo_t* context)
    : m_context(context), m_layout(pango_cairo_create_layout(context)), m_family(vietnamese_font_family()) {
    PangoContext* pango = pango_layout_get_context(m_layout);
    pango_cairo_context_set_resolution(pango, 72.0);
    pango_context_set_round_glyph_positions(pango, FALSE);
    pango_context_set_language(pango, pango_language_from_string("vi"));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(pango, options);
    cairo_font_options_destroy(options);
}

Typesetter::~Typesetter() {
    g_object_unref(m_layout);
}

void Typesetter::prepare(const std::string& text, const TextStyle& style, double width) {
    const FontDescription description(pango_font_description_new());
    pango_font_description_set_family(description.get(), m_family.c_str());
    pango_font_description_set_weight(description.get(),
                                      style.weight == FontWeight::kBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_size(description.get(), static_cast<int>(std::lround(style.size * PANGO_SCALE)));
    pango_layout_set_font_description(m_layout, description.get());
    // Names come from files: bytes that are not UTF-8 must not end the drawing.
    gchar* valid = g_utf8_make_valid(text.c_str(), static_cast<gssize>(text.size()));
    pango_layout_set_text(m_layout, valid, -1);
    g_free(valid);
    pango_layout_set_width(m_layout, width > 0.0 ? static_cast<int>(std::lround(width * PANGO_SCALE)) : -1);
    pango_layout_set_height(m_layout, -1);
    // 0 is Pango's own spacing.
    pango_layout_set_line_spacing(m_layout, style.line_spacing == 1.0 ? 0.0F : static_cast<float>(style.line_spacing));
    pango_layout_set_wrap(m_layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(m_layout, PANGO_ELLIPSIZE_NONE);
    pango_layout_set_alignment(m_layout, style.align == TextAlign::kLeft     ? PANGO_ALIGN_LEFT
                                         : style.align == TextAlign::kCentre ? PANGO_ALIGN_CENTER
                                                                             : PANGO_ALIGN_RIGHT);
}

TextSize Typesetter::measure(const std::string& text, const TextStyle& style, double width) {
    prepare(text, style, width);
    PangoRectangle logical;
    pango_layout_get_extents(m_layout, nullptr, &logical);
    return {in_points(logical.width), in_points(logical.height)};
}

int Typesetter::line_count(const std::string& text, const TextStyle& style, double width) {
    prepare(text, style, width);
    return pango_layout_get_line_count(m_layout);
}

double Typesetter::draw(const std::string& text, const TextStyle& style, const PageBox& box) {
    prepare(text, style, box.width);
    PangoRectangle logical;
    pango_layout_get_extents(m_layout, nullptr, &logical);
    if (in_points(logical.height) > box.height + 0.5) {
        pango_layout_set_ellipsize(m_layout, PANGO_ELLIPSIZE_END);
        pango_layout_set_height(m_layout, static_cast<int>(std::lround(box.height * PANGO_SCALE)));
        pango_layout_get_extents(m_layout, nullptr, &logical);
    }
    set_source(style.colour);
    cairo_move_to(m_context, box.x, box.y);
    pango_cairo_show_layout(m_context, m_layout);
    return in_points(logical.height);
}

void Typesetter::draw_with_halo(const std::string& text, const TextStyle& style, PagePoint centre, double halo) {
    const TextSize size = measure(text, style);
    // Centred lines need a width to be centred in.
    pango_layout_set_width(m_layout, static_cast<int>(std::ceil(size.width * PANGO_SCALE)) + 1);
    const double x = centre.x - size.width / 2.0;
    const double y = centre.y - size.height / 2.0;
    cairo_save(m_context);
    set_source(kWhite);
    cairo_move_to(m_context, x, y);
    pango_cairo_layout_path(m_context, m_layout);
    cairo_set_line_width(m_context, 2.0 * halo);
    cairo_stroke(m_context);
    set_source(style.colour);
    cairo_move_to(m_context, x, y);
    pango_cairo_show_layout(m_context, m_layout);
    cairo_restore(m_context);
}

void Typesetter::draw_upwards(const std::string& text, const TextStyle& style, PagePoint centre) {
    const TextSize size = measure(text, style);
    cairo_save(m_context);
    cairo_translate(m_context, centre.x, centre.y);
    cairo_rotate(m_context, -std::acos(0.0));
    set_source(style.colour);
    cairo_move_to(m_context, -size.width / 2.0, -size.height / 2.0);
    pango_cairo_update_layout(m_context, m_layout);
    pango_cairo_show_layout(m_context, m_layout);
    cairo_restore(m_context);
    pango_cairo_update_layout(m_context, m_layout);
}

void Typesetter::set_source(const Colour& colour) {
    cairo_set_source_rgb(m_context, colour.red, colour.green, colour.blue);
}

}  // namespace diaban
