#include "layers/cartography/map_page.hpp"

#include <cmath>
#include <variant>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/graticule.hpp"
#include "layers/cartography/hatching.hpp"
#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/page_layout.hpp"
#include "layers/cartography/qr_code.hpp"
#include "layers/cartography/scale_bar.hpp"

namespace diaban {

namespace {

constexpr double kTolerance = 0.1;       ///< points by which outlines may be moved
constexpr std::size_t kManyAreas = 400;  ///< from here on outlines are drawn thinner
constexpr Colour kOutlineColour{0.2, 0.2, 0.2};
constexpr Colour kWarningColour{0.62, 0.05, 0.05};

struct DrawnAreas {
    MapFrame frame;
    std::vector<PageOutline> outlines;
    std::size_t without_geometry = 0;
    bool nothing = false;  ///< neither areas nor a surface: there is no place on earth to show
};

DrawnAreas project_areas(const FeatureLayer& areas, const std::optional<SurfaceImage>& surface, const PageBox& box) {
    DrawnAreas drawn;
    Box extent;
    for (const Geometry& geometry : areas.geometry) {
        if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
            extent.expand(finite_extent(*area));
        }
    }
    if (extent.empty() && surface) {
        extent = surface->grid.box();
    }
    drawn.nothing = extent.empty();
    drawn.frame = fit_map(extent, box);
    drawn.outlines.reserve(areas.geometry.size());
    for (const Geometry& geometry : areas.geometry) {
        const auto* area = std::get_if<MultiPolygon>(&geometry);
        drawn.outlines.push_back(area ? outline_on_page(*area, drawn.frame, kTolerance) : PageOutline{});
        drawn.without_geometry += drawn.outlines.back().empty() ? 1 : 0;
    }
    return drawn;
}

PageBox bounds(const std::vector<PageOutline>& outlines, const std::vector<std::size_t>& style_of_area,
               std::size_t style) {
    PageBox around;
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        if (style_of_area[i] != style || outlines[i].empty()) {
            continue;
        }
        const PageBox& box = outlines[i].box;
        if (around.empty()) {
            around = box;
            continue;
        }
        const double right = std::max(around.right(), box.right());
        const double bottom = std::max(around.bottom(), box.bottom());
        around.x = std::min(around.x, box.x);
        around.y = std::min(around.y, box.y);
        around.width = right - around.x;
        around.height = bottom - around.y;
    }
    return around;
}

/// One path for all shapes: where they overlap they stay one colour. Those too small to show are left to their symbols.
void draw_shapes(cairo_t* context, const MapContent& content, const MapFrame& frame) {
    cairo_new_path(context);
    for (const MultiPolygon& shape : content.shapes) {
        add_outline(context, outline_on_page(shape, frame, kTolerance));
    }
    fill_path(context, content.shape_style, frame.box);
}

void draw_areas(cairo_t* context, const MapContent& content, const DrawnAreas& drawn, double scale) {
    for (std::size_t style = 0; style < content.styles.size() && !content.style_of_area.empty(); ++style) {
        const PageBox around = bounds(drawn.outlines, content.style_of_area, style);
        if (around.empty()) {
            continue;
        }
        // One path for the whole category: a pattern for each polygon would be drawn, and stored, hundreds of times.
        cairo_new_path(context);
        for (std::size_t i = 0; i < drawn.outlines.size(); ++i) {
            if (content.style_of_area[i] == style) {
                add_outline(context, drawn.outlines[i]);
            }
        }
        fill_path(context, content.styles[style], around);
    }
    set_colour(context, kOutlineColour);
    cairo_set_line_width(context, (drawn.outlines.size() > kManyAreas ? 0.2 : 0.5) * scale);
    for (const PageOutline& outline : drawn.outlines) {
        add_outline(context, outline);
        cairo_stroke(context);
    }
}

TextBlock header_block(Typesetter& text, const MapContent& content, const Catalogue& words, double width,
                       double scale) {
    const ReviewHeader& header = content.header;
    TextBlock block;
    block.gap = 2.0 * scale;
    const std::string& title = header.title.empty() ? content.theme : header.title;
    constexpr int kTitleLines = 3;
    constexpr int kMostTitleLines = 5;
    constexpr double kOneLineSize = 12.5;
    TextStyle style{15.0 * scale, FontWeight::kBold, TextAlign::kLeft, kBlack};
    // A little smaller on one line reads better than one word left over on a second.
    if (text.measure(title, {kOneLineSize * scale, style.weight, style.align, style.colour}).width <= width) {
        while (text.line_count(title, style, width) > 1) {
            style.size -= 0.5 * scale;
        }
    }
    while (style.size > 9.0 * scale && text.line_count(title, style, width) > kTitleLines) {
        style.size -= 0.5 * scale;
    }
    block.paragraphs.push_back({title, style, kMostTitleLines});
    const TextStyle second{10.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    std::string theme = header.title.empty() ? "" : content.theme;
    if (!header.unit.empty()) {
        theme += (theme.empty() ? "" : " – ") + header.unit;
    }
    if (!theme.empty()) {
        block.paragraphs.push_back({theme, second});
    }
    const TextStyle third{8.5 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    block.paragraphs.push_back({words.say("map.windows", {{"current", words.window(header.current)},
                                                          {"baseline", words.window(header.baseline)}}),
                                third});
    if (header.split_forced) {
        block.paragraphs.push_back(
            {words.say("map.split-forced"), {8.5 * scale, FontWeight::kBold, TextAlign::kLeft, kWarningColour}});
    }
    return block;
}

std::string role_in_words(const std::string& role, const Catalogue& words) {
    const std::string key = "map.role." + role;
    return words.has(key) ? words.say(key) : role;
}

TextBlock information_block(const MapContent& content, const Catalogue& words, double scale) {
    const ReviewHeader& header = content.header;
    const TextStyle style{7.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    TextBlock block;
    block.gap = 2.0 * scale;
    const auto add = [&](const std::string& sentence) { block.paragraphs.push_back({sentence, style}); };
    if (header.incidents_in_windows > 0) {
        const double share =
            100.0 * static_cast<double>(header.incidents_located) / static_cast<double>(header.incidents_in_windows);
        add(words.say("map.incidents",
                      {{"count", words.integer(static_cast<std::int64_t>(header.incidents_in_windows))},
                       {"located", words.integer(static_cast<std::int64_t>(header.incidents_located))},
                       {"share", words.decimal(share, 1)}}));
    } else {
        add(words.say("map.no-incidents"));
    }
    if (!header.rule_name.empty()) {
        add(words.say(header.rule_unit.empty() ? "map.rule" : "map.rule-approved", {{"name", header.rule_name},
                                                                                    {"version", header.rule_version},
                                                                                    {"hash", header.rule_hash},
                                                                                    {"unit", header.rule_unit}}));
    }
    std::string sources;
    for (const ReviewSource& source : header.sources) {
        sources += (sources.empty() ? "" : "; ") + role_in_words(source.role, words) + " – " + source.name;
    }
    if (!sources.empty()) {
        add(words.say("map.sources", {{"sources", sources}}));
    }
    const std::string crs = header.crs_name.empty() ? header.crs.definition : header.crs_name;
    if (!crs.empty()) {
        add(words.say(content.to_geographic ? "map.coordinates" : "map.coordinates-metric-only", {{"crs", crs}}));
    }
    return block;
}

void draw_marking(cairo_t* context, Typesetter& text, const std::string& marking, const PageBox& box, double scale) {
    if (marking.empty()) {
        return;
    }
    TextStyle style{10.0 * scale, FontWeight::kBold, TextAlign::kCentre, kWarningColour};
    const PageBox inner = box.inset(4.0 * scale);
    while (style.size > 6.0 * scale && text.measure(marking, style, inner.width).height > inner.height) {
        style.size -= 0.5 * scale;
    }
    const double height = std::min(inner.height, text.measure(marking, style, inner.width).height);
    text.draw(marking, style, {inner.x, inner.y + (inner.height - height) / 2.0, inner.width, height + 1.0});
    set_colour(context, kWarningColour);
    cairo_set_line_width(context, 1.0 * scale);
    add_box(context, box);
    cairo_stroke(context);
}

void draw_code(Typesetter& text, const ReviewHeader& header, const Catalogue& words, const PageBox& box, double scale) {
    const PageBox square = draw_qr_code(text.context(), qr_code(header.run_id), box);
    const double x = square.empty() ? box.x : square.right() + 5.0 * scale;
    const TextStyle style{7.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    TextBlock block;
    block.gap = 2.0 * scale;
    block.paragraphs.push_back({words.say("map.run", {{"run", header.run_id}}), style});
    block.paragraphs.push_back({words.say("map.as-of", {{"date", words.date(header.as_of)}}), style});
    block.paragraphs.push_back({words.say("map.program", {{"version", header.program_version}}), style});
    const PageBox room{x, box.y, box.right() - x, box.height};
    const double height = height_of(text, block, room.width);
    draw_block(text, block, {room.x, room.y + std::max(0.0, (room.height - height) / 2.0), room.width, room.height});
}

void draw_footer(Typesetter& text, const MapContent& content, const Catalogue& words, const PageBox& box,
                 double scale) {
    TextStyle style{6.5 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    const PageBox left{box.x, box.y, 0.75 * box.width, box.height};
    text.draw(words.say("map.footer", {{"theme", content.theme}, {"run", content.header.run_id}}), style, left);
    style.align = TextAlign::kRight;
    text.draw(words.say("map.page", {{"page", "1"}, {"pages", "1"}}), style,
              {left.right(), box.y, box.width - left.width, box.height});
}

/// The list of numbered names, and what else has to be said about areas.
void draw_names_beside(Typesetter& text, const MapLabels& labels, const DrawnAreas& drawn, const Catalogue& words,
                       const PageBox& box, double scale) {
    const TextStyle heading{7.0 * scale, FontWeight::kBold, TextAlign::kLeft, kBlack};
    const TextStyle note{6.8 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    double y = box.y;
    if (!labels.numbered.empty()) {
        y += text.draw(words.say("map.numbered-areas"), heading, box) + 2.0 * scale;
        const PageBox list{box.x, y, box.width, box.bottom() - y};
        y = draw_list(text, labels.numbered, list, scale) + 3.0 * scale;
    }
    TextBlock notes;
    if (labels.unnamed > 0) {
        notes.paragraphs.push_back(
            {words.say("map.unnamed-areas", {{"count", words.integer(static_cast<std::int64_t>(labels.unnamed))}}),
             note});
    }
    if (drawn.without_geometry > 0) {
        notes.paragraphs.push_back(
            {words.say("map.areas-without-geometry",
                       {{"count", words.integer(static_cast<std::int64_t>(drawn.without_geometry))}}),
             note});
    }
    draw_block(text, notes, {box.x, y, box.width, box.bottom() - y + 1.0});
}

}  // namespace

double text_scale(const PageOptions& options) {
    return text_scale(options.size);
}

std::string render_page(const MapContent& content, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    const ReviewHeader& header = content.header;
    Canvas canvas(paper_size(options.size, options.orientation), options.format,
                  {header.title.empty() ? content.theme : header.title,
                   content.theme + (header.unit.empty() ? "" : " – " + header.unit), "diaban " + header.program_version,
                   header.as_of});
    cairo_t* context = canvas.context();
    Typesetter text(context);

    const double width = panel_width(options.size, options.orientation);
    const TextBlock head = header_block(text, content, words, header_width(options.size, options.orientation), scale);
    const TextBlock information = information_block(content, words, scale);
    const PageLayout layout =
        page_layout(options.size, options.orientation,
                    {height_of(text, head, header_width(options.size, options.orientation)),
                     height_of(text, content.legend, width, scale), height_of(text, information, width)});

    const DrawnAreas drawn = project_areas(content.areas, content.surface, layout.map.inset(graticule_margin(scale)));
    const PageBox& frame = drawn.frame.box;
    cairo_save(context);
    add_box(context, frame);
    cairo_clip(context);
    if (content.surface) {
        draw_surface(context, *content.surface, drawn.frame);
    }
    if (!content.shapes.empty()) {
        draw_shapes(context, content, drawn.frame);
    }
    draw_areas(context, content, drawn, scale);
    cairo_restore(context);
    if (drawn.nothing) {
        add_box(context, frame);
        set_colour(context, kBlack);
        cairo_stroke(context);
        const TextStyle style{12.0 * scale, FontWeight::kBold, TextAlign::kCentre, kWarningColour};
        text.draw(words.say(content.areas.geometry.empty() ? "map.empty" : "map.no-geometry"), style,
                  {frame.x + 20.0, frame.centre().y - 20.0 * scale, frame.width - 40.0, 60.0 * scale});
    } else {
        draw_graticule(context, text, drawn.frame, {words, content.to_geographic, scale});
        draw_scale_and_north(context, text, layout.scale, drawn.frame, words);
    }

    // Room is kept for the heading and for two notes of two lines.
    PageBox list = layout.list;
    list.height -= 52.0 * scale;
    const MapLabels labels =
        label_areas(text, drawn.outlines, content.names, {frame.inset(1.0), list_shape(list, scale).room(), scale});
    draw_labels(text, labels);
    draw_symbols(text, content.symbols, drawn.frame, scale);
    draw_block(text, head, layout.header);
    draw_marking(context, text, header.marking, layout.marking, scale);
    draw_legend(text, content.legend, layout.legend, scale);
    draw_names_beside(text, labels, drawn, words, layout.list, scale);
    draw_block(text, information, layout.information);
    draw_code(text, header, words, layout.code, scale);
    draw_footer(text, content, words, layout.footer, scale);
    return canvas.finish();
}

}  // namespace diaban
