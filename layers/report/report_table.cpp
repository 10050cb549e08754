#include "layers/report/report_table.hpp"

#include <algorithm>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/hatching.hpp"

namespace diaban {

namespace {

constexpr double kCellGap = 3.0;
constexpr double kRowGap = 1.6;
constexpr double kMark = 11.0;
constexpr Colour kRule{0.7, 0.7, 0.7};
constexpr Colour kHeadingGround{0.93, 0.93, 0.93};

TextStyle cell_style(CellAlign align, FontWeight weight) {
    return {7.5, weight, align == CellAlign::kLeft ? TextAlign::kLeft : TextAlign::kRight, kBlack};
}

std::vector<double> widths_of(const ReportTable& table, double width) {
    double sum = 0.0;
    for (const ReportColumn& column : table.columns) {
        sum += column.share;
    }
    std::vector<double> widths;
    for (const ReportColumn& column : table.columns) {
        widths.push_back(width * column.share / sum);
    }
    return widths;
}

double mark_room(const ReportTable& table, std::size_t column) {
    return column == 0 && !table.marks.empty() ? kMark + kCellGap : 0.0;
}

double row_height(Typesetter& text, const ReportTable& table, const std::vector<std::string>& cells, double width,
                  FontWeight weight) {
    const std::vector<double> widths = widths_of(table, width);
    double height = 0.0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const double room = widths[c] - 2.0 * kCellGap - mark_room(table, c);
        height = std::max(height, text.measure(cells[c], cell_style(table.columns[c].align, weight), room).height);
    }
    return height + 2.0 * kRowGap;
}

std::vector<std::string> headings_of(const ReportTable& table) {
    std::vector<std::string> headings;
    for (const ReportColumn& column : table.columns) {
        headings.push_back(column.heading);
    }
    return headings;
}

double caption_height(Typesetter& text, const ReportTable& table, double width, std::size_t first) {
    if (table.caption.empty() || first > 0) {
        return 0.0;
    }
    return text.measure(table.caption, {9.0, FontWeight::kBold, TextAlign::kLeft, kBlack}, width).height + 3.0;
}

void draw_row(Typesetter& text, const ReportTable& table, const std::vector<std::string>& cells, const PageBox& box,
              FontWeight weight) {
    const std::vector<double> widths = widths_of(table, box.width);
    double x = box.x;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const double mark = weight == FontWeight::kRegular ? mark_room(table, c) : 0.0;
        text.draw(cells[c], cell_style(table.columns[c].align, weight),
                  {x + kCellGap + mark, box.y + kRowGap, widths[c] - 2.0 * kCellGap - mark, box.height});
        x += widths[c];
    }
}

}  // namespace

double table_height(Typesetter& text, const ReportTable& table, double width, std::size_t first, std::size_t end) {
    double height = caption_height(text, table, width, first) +
                    row_height(text, table, headings_of(table), width, FontWeight::kBold);
    for (std::size_t row = first; row < end; ++row) {
        height += row_height(text, table, table.rows[row], width, FontWeight::kRegular);
    }
    return height;
}

void draw_table(Typesetter& text, const ReportTable& table, const PageBox& box, std::size_t first, std::size_t end) {
    cairo_t* context = text.context();
    double y = box.y;
    if (const double caption = caption_height(text, table, box.width, first); caption > 0.0) {
        text.draw(table.caption, {9.0, FontWeight::kBold, TextAlign::kLeft, kBlack}, {box.x, y, box.width, caption});
        y += caption;
    }
    const double heading = row_height(text, table, headings_of(table), box.width, FontWeight::kBold);
    add_box(context, {box.x, y, box.width, heading});
    set_colour(context, kHeadingGround);
    cairo_fill(context);
    draw_row(text, table, headings_of(table), {box.x, y, box.width, heading}, FontWeight::kBold);
    y += heading;
    for (std::size_t row = first; row < end; ++row) {
        const double height = row_height(text, table, table.rows[row], box.width, FontWeight::kRegular);
        if (row < table.marks.size()) {
            const PageBox mark{box.x + kCellGap, y + kRowGap + 1.8, kMark, 7.0};
            add_box(context, mark);
            fill_path(context, table.marks[row], mark);
            add_box(context, mark);
            set_colour(context, kBlack);
            cairo_set_line_width(context, 0.4);
            cairo_stroke(context);
        }
        draw_row(text, table, table.rows[row], {box.x, y, box.width, height}, FontWeight::kRegular);
        y += height;
        cairo_move_to(context, box.x, y);
        cairo_line_to(context, box.right(), y);
        set_colour(context, kRule);
        cairo_set_line_width(context, 0.3);
        cairo_stroke(context);
    }
}

}  // namespace diaban
