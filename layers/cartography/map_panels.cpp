#include "layers/cartography/map_panels.hpp"

#include <algorithm>

#include "layers/cartography/map_body.hpp"
#include "layers/cartography/scale_bar.hpp"

namespace diaban {

namespace {

constexpr double kTitleHeight = 13.0;
constexpr double kGap = 6.0;
constexpr double kPanelAir = 16.0;  ///< above and below a map in its frame
constexpr Colour kFrameColour{0.45, 0.45, 0.45};

/// Width that a map of `aspect` gets in each panel.
double room_in(const PanelGrid& grid, const PageBox& box, double aspect) {
    const double width = box.width / static_cast<double>(grid.columns) - kGap;
    const double height = box.height / static_cast<double>(grid.rows) - kGap - kTitleHeight;
    return std::min(width, height * aspect);
}

}  // namespace

PanelGrid panel_grid(std::size_t count, const PageBox& box, double aspect) {
    PanelGrid best;
    best.rows = std::max<std::size_t>(1, count);
    double most = 0.0;
    for (std::size_t columns = 1; columns <= std::max<std::size_t>(1, count); ++columns) {
        const std::size_t rows = (count + columns - 1) / columns;
        const double used = room_in({columns, rows}, box, aspect);
        if (used > most) {
            most = used;
            best = {columns, std::max<std::size_t>(1, rows)};
        }
    }
    return best;
}

void draw_panels(Typesetter& text, const MapContent& content, const PageLayout& layout, const PageOptions& options) {
    const double scale = text_scale(options);
    const DrawnAreas whole = project_areas(content, layout.map);
    if (whole.nothing) {
        draw_nothing(text, content, layout.map, options);
        return;
    }
    PageBox all;
    for (const PageOutline& outline : whole.outlines) {
        if (!outline.empty()) {
            all = all.empty() ? outline.box
                              : PageBox{std::min(all.x, outline.box.x), std::min(all.y, outline.box.y),
                                        std::max(all.right(), outline.box.right()) - std::min(all.x, outline.box.x),
                                        std::max(all.bottom(), outline.box.bottom()) - std::min(all.y, outline.box.y)};
        }
    }
    PanelGrid grid = panel_grid(content.panels.size(), layout.map, all.height > 0.0 ? all.width / all.height : 1.0);
    const std::size_t in_row = content.panel_columns;
    bool down = false;
    if (in_row > 0) {
        // Two rows of a wide sheet become two columns of a tall one: the order of the panels goes down then.
        const std::size_t lines = (content.panels.size() + in_row - 1) / in_row;
        const double aspect = all.height > 0.0 ? all.width / all.height : 1.0;
        down = room_in({lines, in_row}, layout.map, aspect) > room_in({in_row, lines}, layout.map, aspect);
        grid = down ? PanelGrid{lines, in_row} : PanelGrid{in_row, lines};
    }
    const double width =
        (layout.map.width - kGap * static_cast<double>(grid.columns - 1)) / static_cast<double>(grid.columns);
    const double title = kTitleHeight * scale;
    // A frame no taller than its map needs: what is left stays white below, not inside every frame.
    const double needed = title + kPanelAir + (all.width > 0.0 ? width * all.height / all.width : width);
    const double height = std::min(
        needed, (layout.map.height - kGap * static_cast<double>(grid.rows - 1)) / static_cast<double>(grid.rows));
    DrawnAreas drawn = project_areas(content, {0.0, 0.0, width, height - title});
    for (std::size_t i = 0; i < content.panels.size(); ++i) {
        const std::size_t column = down ? i / grid.rows : i % grid.columns;
        const std::size_t row = down ? i % grid.rows : i / grid.columns;
        const PageBox box{layout.map.x + static_cast<double>(column) * (width + kGap),
                          layout.map.y + static_cast<double>(row) * (height + kGap), width, height};
        TextStyle style{8.0 * scale, FontWeight::kBold, TextAlign::kCentre, kBlack};
        while (style.size > 5.0 * scale && text.measure(content.panels[i].title, style).width > width) {
            style.size -= 0.5 * scale;
        }
        text.draw(content.panels[i].title, style, {box.x, box.y, width, title});
        cairo_t* context = text.context();
        cairo_save(context);
        cairo_translate(context, box.x, box.y + title);
        add_box(context, drawn.frame.box);
        cairo_clip(context);
        draw_areas(context, content.styles, content.panels[i].style_of_area, drawn, 0.6 * scale);
        cairo_restore(context);
        add_box(context, {box.x, box.y + title, width, height - title});
        set_colour(context, kFrameColour);
        cairo_set_line_width(context, 0.5 * scale);
        cairo_stroke(context);
    }
    draw_scale_and_north(text.context(), text, layout.scale, drawn.frame, catalogue(options.language));
}

}  // namespace diaban
