#include "layers/cartography/map_page.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "layers/cartography/graticule.hpp"
#include "layers/cartography/map_body.hpp"
#include "layers/cartography/map_inset.hpp"
#include "layers/cartography/map_panels.hpp"
#include "layers/cartography/page_layout.hpp"
#include "layers/cartography/scale_bar.hpp"

namespace diaban {

namespace {

/// The list of numbered names, and what else has to be said about areas.
void draw_names_beside(Typesetter& text, const MapLabels& labels, const DrawnAreas& drawn, const MapContent& content,
                       const PageBox& box, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    const std::string table = content.areas.name.empty() ? "areas" : content.areas.name;
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
            {words.say("map.unnamed-areas",
                       {{"count", words.integer(static_cast<std::int64_t>(labels.unnamed))}, {"table", table}}),
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

/// Symbols whose numbers an inset shows, as small discs at their places.
std::vector<MapSymbol> with_discs(std::vector<MapSymbol> symbols, const std::vector<std::size_t>& shown_elsewhere) {
    for (const std::size_t i : shown_elsewhere) {
        symbols[i].shape = SymbolShape::kDisc;
        symbols[i].text.clear();
    }
    return symbols;
}

/// What names must not lie on: an inset and the numbers of symbols; and what they had better not: symbols of overlays.
LabelObstacles obstacles_of(const MapContent& content, const MapFrame& frame, const std::optional<MapInset>& inset,
                            double scale) {
    LabelObstacles obstacles;
    const auto around = [](PagePoint p, double radius) {
        return PageBox{p.x - radius, p.y - radius, 2.0 * radius, 2.0 * radius};
    };
    if (inset) {
        obstacles.hard.push_back(inset->box);
    }
    const std::vector<MapSymbol> symbols = inset ? with_discs(content.symbols, inset->symbols) : content.symbols;
    for (const PlacedSymbol& symbol : place_symbols(symbols, frame, scale)) {
        obstacles.soft.push_back(around(symbol.centre, symbol.radius));
    }
    for (const MapOverlay& overlay : content.overlays) {
        for (const Geometry& geometry : overlay.geometry) {
            if (const auto* at = std::get_if<ProjectedPoint>(&geometry);
                at != nullptr && std::isfinite(at->x) && std::isfinite(at->y)) {
                obstacles.soft.push_back(around(frame.to_page(*at), 0.5 * overlay.symbol.size * scale));
            }
        }
    }
    return obstacles;
}

/// The one map of a page with its coordinates and names.
void draw_single_map(Typesetter& text, const MapContent& content, const PageLayout& layout,
                     const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    const DrawnAreas drawn = project_areas(content, layout.map.inset(graticule_margin(scale)));
    const PageBox& frame = drawn.frame.box;
    draw_map_body(text, content, drawn, scale);
    if (drawn.nothing) {
        draw_nothing(text, content, frame, options);
    } else {
        draw_graticule(text.context(), text, drawn.frame, {words, content.to_geographic, scale});
        draw_scale_and_north(text.context(), text, layout.scale, drawn.frame, words);
    }
    // Room is kept for the heading and for two notes of two lines.
    PageBox list = layout.list;
    list.height -= 52.0 * scale;
    const std::optional<MapInset> inset = drawn.nothing ? std::nullopt : choose_inset(content.symbols, drawn, scale);
    const MapLabels labels = label_areas(
        text, drawn.outlines, content.names,
        {frame.inset(1.0), list_shape(list, scale).room(), scale, obstacles_of(content, drawn.frame, inset, scale)});
    draw_labels(text, labels);
    draw_symbols(text, inset ? with_discs(content.symbols, inset->symbols) : content.symbols, drawn.frame, scale);
    if (inset) {
        draw_inset(text, content, *inset, drawn.frame, options);
    }
    draw_names_beside(text, labels, drawn, content, layout.list, options);
}

}  // namespace

double text_scale(const PageOptions& options) {
    return text_scale(options.size);
}

DocumentInformation document_information(const ReviewHeader& header, const std::string& theme) {
    return {header.title.empty() ? theme : header.title, theme + (header.unit.empty() ? "" : " – " + header.unit),
            "diaban " + header.program_version, header.as_of};
}

void draw_map_page(Canvas& canvas, const MapContent& content, const PageOptions& options, const PageNumber& number) {
    const double scale = text_scale(options);
    const ReviewHeader& header = content.header;
    Typesetter text(canvas.context());
    const Coordinates coordinates = !content.panels.empty() ? Coordinates::kNone
                                    : content.to_geographic ? Coordinates::kMetricAndDegrees
                                                            : Coordinates::kMetric;
    const PageIdentity identity{header, content.theme, coordinates, number.page, number.pages};
    const double width = panel_width(options.size, options.orientation);
    const TextBlock head = header_block(text, identity, options);
    const TextBlock information = information_block(identity, options);
    const PageLayout layout =
        page_layout(options.size, options.orientation,
                    {height_of(text, head, header_width(options.size, options.orientation)),
                     height_of(text, content.legend, width, scale), height_of(text, information, width)});
    if (content.panels.empty()) {
        draw_single_map(text, content, layout, options);
    } else {
        draw_panels(text, content, layout, options);
    }
    draw_block(text, head, layout.header);
    draw_marking(text, header.marking, layout.marking, scale);
    draw_legend(text, content.legend, layout.legend, scale);
    draw_block(text, information, layout.information);
    draw_code(text, header, layout.code, options);
    draw_footer(text, identity, layout.footer, options);
}

void draw_map_figure(Typesetter& text, const MapContent& content, const PageBox& box, const PageOptions& options) {
    const double scale = text_scale(options);
    const double panel = std::min(0.32 * box.width, panel_width(options.size, PageOrientation::kLandscape));
    constexpr double kPanelGap = 8.0;
    PageLayout layout;
    layout.map = {box.x, box.y, box.width - panel - kPanelGap, box.height};
    layout.legend = {layout.map.right() + kPanelGap, box.y, panel, 0.62 * box.height};
    layout.scale = {layout.legend.x, box.bottom() - kScaleBlockHeight * scale, panel, kScaleBlockHeight * scale};
    layout.list = {layout.legend.x, layout.legend.bottom(), panel, layout.scale.y - layout.legend.bottom()};
    draw_single_map(text, content, layout, options);
    draw_legend(text, content.legend, layout.legend, scale);
}

std::string render_page(const MapContent& content, const PageOptions& options) {
    Canvas canvas(paper_size(options.size, options.orientation), options.format,
                  document_information(content.header, content.theme));
    draw_map_page(canvas, content, options, {});
    return canvas.finish();
}

}  // namespace diaban
