#include "layers/cartography/cell_table_page.hpp"

#include <algorithm>

#include "layers/cartography/plain_page.hpp"

namespace diaban {

namespace {

constexpr Colour kRuleColour{0.55, 0.55, 0.55};
/// A cell is no taller than this: a table of two rows does not fill the paper with air.
constexpr double kTallestCell = 62.0;

/// The luminance at which white text reads better than black (WCAG's relative luminance, 0.18).
Colour ink_on(const Colour& ground) {
    return 0.2126 * ground.red + 0.7152 * ground.green + 0.0722 * ground.blue < 0.45 ? kWhite : kBlack;
}

}  // namespace

std::string render_cell_table(const CellTable& table, const PageOptions& options) {
    PlainPage page(table.header, table.theme, options);
    const PageBox room = page.draw_surroundings(table.notes, page.scaled(30.0));
    const double label_width = page.scaled(120.0);
    const double head_height = page.scaled(40.0);
    const double width =
        (room.width - label_width) / static_cast<double>(std::max<std::size_t>(table.columns.size(), 1));
    const double height =
        std::min(page.scaled(kTallestCell),
                 (room.height - head_height) / static_cast<double>(std::max<std::size_t>(table.rows.size(), 1)));
    Typesetter& text = page.text();
    text.draw(table.row_title, page.style(8.5, TextAlign::kLeft, FontWeight::kBold),
              {room.x, room.y + page.scaled(20.0), label_width, page.scaled(14.0)});
    text.draw(table.column_title, page.style(8.5, TextAlign::kCentre, FontWeight::kBold),
              {room.x + label_width, room.y, room.width - label_width, page.scaled(14.0)});
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        text.draw(table.columns[c], page.style(9.0, TextAlign::kCentre),
                  {room.x + label_width + static_cast<double>(c) * width, room.y + page.scaled(20.0), width,
                   page.scaled(14.0)});
    }
    cairo_t* context = page.context();
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const double y = room.y + head_height + static_cast<double>(r) * height;
        text.draw(table.rows[r], page.style(9.0, TextAlign::kLeft),
                  {room.x, y + 0.5 * height - page.scaled(6.0), label_width - page.scaled(6.0), page.scaled(14.0)});
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const TableCell& cell = table.cells[r * table.columns.size() + c];
            const PageBox box{room.x + label_width + static_cast<double>(c) * width, y, width, height};
            cairo_new_path(context);
            add_box(context, box);
            set_colour(context, cell.ground);
            cairo_fill_preserve(context);
            set_colour(context, kRuleColour);
            cairo_set_line_width(context, page.scaled(0.5));
            cairo_stroke(context);
            const Colour ink = ink_on(cell.ground);
            const FontWeight weight = cell.bold ? FontWeight::kBold : FontWeight::kRegular;
            text.draw(cell.figure, page.style(12.0, TextAlign::kCentre, weight, ink),
                      {box.x, box.y + 0.5 * height - page.scaled(15.0), width, page.scaled(16.0)});
            text.draw(cell.detail, page.style(7.5, TextAlign::kCentre, FontWeight::kRegular, ink),
                      {box.x, box.y + 0.5 * height + page.scaled(2.0), width, page.scaled(12.0)});
        }
    }
    return page.finish();
}

}  // namespace diaban
