#include "layers/cartography/sweep_page.hpp"

#include <algorithm>
#include <cmath>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/scale_bar.hpp"
#include "layers/cartography/typesetting.hpp"

namespace diaban {

namespace {

constexpr double kMargin = 12.0 * kPointsPerMillimetre;
constexpr double kMapShare = 0.36;    ///< of the page's height
constexpr double kSmallestBox = 4.0;  ///< points: a smaller box is drawn this large
constexpr double kNumberSize = 7.5;
constexpr double kCellSize = 7.2;
constexpr double kPlainBox = 9.0;     ///< points: where boxes are drawn smaller, crowded spots get a map of their own
constexpr double kInsetShare = 0.33;  ///< of the map's width
constexpr std::size_t kMostInsets = 2;

void add_rings(cairo_t* context, const PageOutline& outline) {
    for (const PageRing& ring : outline.rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            (i == 0 ? cairo_move_to : cairo_line_to)(context, ring[i].x, ring[i].y);
        }
        cairo_close_path(context);
    }
}

Box around(const std::vector<SweepSheetBox>& boxes) {
    Box extent;
    for (const SweepSheetBox& box : boxes) {
        extent.expand(bounding_box(box.shape));
    }
    if (!extent.empty()) {
        const double air = std::max(150.0, 0.04 * std::max(extent.width(), extent.height()));
        extent.expand(ProjectedPoint{extent.x_min - air, extent.y_min - air});
        extent.expand(ProjectedPoint{extent.x_max + air, extent.y_max + air});
    }
    return extent;
}

/// What one of the page's maps shows.
struct MapPart {
    Box extent;
    std::string letter;              ///< of an inset
    std::vector<std::size_t> boxes;  ///< that carry their numbers here
};

ProjectedPoint middle_of(const MultiPolygon& shape) {
    const Box extent = bounding_box(shape);
    return {0.5 * (extent.x_min + extent.x_max), 0.5 * (extent.y_min + extent.y_max)};
}

/// Windows of `width` x `height` metres around the boxes that have most others near, two or more each.
std::vector<MapPart> crowded_spots(const SweepSheet& sheet, double width, double height) {
    std::vector<ProjectedPoint> middle;
    for (const SweepSheetBox& box : sheet.boxes) {
        middle.push_back(middle_of(box.shape));
    }
    std::vector<MapPart> spots;
    std::vector<std::uint8_t> shown(middle.size(), 0);
    while (spots.size() < kMostInsets) {
        MapPart best;
        for (const ProjectedPoint c : middle) {
            if (std::any_of(spots.begin(), spots.end(), [&](const MapPart& spot) {
                    return std::abs(c.x - 0.5 * (spot.extent.x_min + spot.extent.x_max)) < width &&
                           std::abs(c.y - 0.5 * (spot.extent.y_min + spot.extent.y_max)) < height;
                })) {
                continue;  // no two maps of the same ground
            }
            MapPart part;
            for (std::size_t i = 0; i < middle.size(); ++i) {
                // A little less than the window, so that boxes and numbers at its edge find room.
                if (shown[i] == 0 && std::abs(middle[i].x - c.x) < 0.42 * width &&
                    std::abs(middle[i].y - c.y) < 0.42 * height) {
                    part.boxes.push_back(i);
                }
            }
            if (part.boxes.size() > best.boxes.size()) {
                part.extent.expand(ProjectedPoint{c.x - 0.5 * width, c.y - 0.5 * height});
                part.extent.expand(ProjectedPoint{c.x + 0.5 * width, c.y + 0.5 * height});
                best = part;
            }
        }
        if (best.boxes.size() < 2) {
            break;
        }
        for (const std::size_t i : best.boxes) {
            shown[i] = 1;
        }
        best.letter = std::string(1, static_cast<char>('A' + spots.size()));
        spots.push_back(best);
    }
    return spots;
}

/// Numbers beside their boxes, where no other box or number stands; further off where it is crowded, with a line to the
/// box.
class NumberPlacer {
public:
    NumberPlacer(Typesetter& text, PageBox frame) : m_text(text), m_frame(frame) {}

    void block(const PageBox& box) { m_taken.push_back(box); }

    void place(const std::string& number, PagePoint centre, double half) {
        const TextStyle style{kNumberSize, FontWeight::kBold, TextAlign::kCentre, kBlack};
        const TextSize size = m_text.measure(number, style);
        for (double away = 1.5; away < 70.0; away += 6.0) {
            for (int direction = 0; direction < 16; ++direction) {
                const double angle = direction * 3.14159265358979 / 8.0;
                const PagePoint at{centre.x + (half + away + 0.5 * size.width) * std::cos(angle),
                                   centre.y - (half + away + 0.5 * size.height) * std::sin(angle)};
                const PageBox box{at.x - 0.5 * size.width, at.y - 0.5 * size.height, size.width, size.height};
                if (!m_frame.contains(box) ||
                    std::any_of(m_taken.begin(), m_taken.end(), [&](const PageBox& t) { return t.overlaps(box); })) {
                    continue;
                }
                if (away > 6.0) {
                    cairo_set_line_width(m_text.context(), 0.5);
                    set_colour(m_text.context(), kBlack);
                    cairo_move_to(m_text.context(), centre.x + half * std::cos(angle),
                                  centre.y - half * std::sin(angle));
                    cairo_line_to(m_text.context(), at.x - 0.5 * size.width * std::cos(angle),
                                  at.y + 0.5 * size.height * std::sin(angle));
                    cairo_stroke(m_text.context());
                }
                m_text.draw_with_halo(number, style, at, 1.2);
                m_taken.push_back(box);
                return;
            }
        }
        m_text.draw_with_halo(number, style, centre, 1.2);
    }

private:
    Typesetter& m_text;
    PageBox m_frame;
    std::vector<PageBox> m_taken;
};

/// `insets` are framed and named.
void draw_part(Typesetter& text, const SweepSheet& sheet, const MapPart& part, const PageBox& box,
               const std::vector<MapPart>& insets, const Catalogue& words) {
    cairo_t* context = text.context();
    const MapFrame frame = fit_map(part.extent, box.inset(4.0));
    cairo_save(context);
    add_box(context, box);
    cairo_clip(context);
    set_colour(context, kBlack);
    cairo_set_line_width(context, 0.35);
    for (const LineString& street : sheet.streets) {
        for (std::size_t i = 0; i < street.points.size(); ++i) {
            const PagePoint p = frame.to_page(street.points[i]);
            (i == 0 ? cairo_move_to : cairo_line_to)(context, p.x, p.y);
        }
        cairo_stroke(context);
    }
    cairo_set_line_width(context, 0.6);
    const double dashes[] = {5.0, 2.0};
    cairo_set_dash(context, dashes, 2, 0.0);
    add_rings(context, outline_on_page(sheet.area, frame, 0.1));
    cairo_stroke(context);
    cairo_set_dash(context, nullptr, 0, 0.0);
    NumberPlacer numbers(text, box.inset(2.0));
    // An inset says its scale in figures; the bar of the large map has room in a corner.
    const bool is_inset = !part.letter.empty();
    const PageBox scale =
        is_inset ? PageBox{} : PageBox{box.x + 6.0, box.bottom() - kScaleBlockHeight - 4.0, 130.0, kScaleBlockHeight};
    if (!is_inset) {
        numbers.block(scale);
    }
    const TextStyle letter{kNumberSize + 2.5, FontWeight::kBold, TextAlign::kCentre, kBlack};
    const PageBox corner{box.x + 3.0, box.y + 3.0, is_inset ? 92.0 : 0.0, 14.0};
    if (is_inset) {
        numbers.block(corner);
    }
    for (const MapPart& inset : insets) {
        const PagePoint a = frame.to_page({inset.extent.x_min, inset.extent.y_max});
        const PagePoint b = frame.to_page({inset.extent.x_max, inset.extent.y_min});
        cairo_rectangle(context, a.x, a.y, b.x - a.x, b.y - a.y);
        set_colour(context, kBlack);
        cairo_set_line_width(context, 0.8);
        cairo_stroke(context);
        text.draw_with_halo(inset.letter, letter, {b.x + 6.0, a.y + 5.0}, 1.5);
        numbers.block({b.x, a.y - 2.0, 12.0, 14.0});
        numbers.block({a.x, a.y, b.x - a.x, b.y - a.y});
    }
    struct Drawn {
        PagePoint centre;
        double half;
    };
    std::vector<Drawn> drawn;
    for (const SweepSheetBox& one : sheet.boxes) {
        const Box extent = bounding_box(one.shape);
        const PagePoint centre = frame.to_page(middle_of(one.shape));
        const double half =
            std::max(0.5 * kSmallestBox, 0.5 * std::max(extent.width(), extent.height()) * frame.points_per_metre);
        if (half <= 0.5 * kSmallestBox) {
            cairo_rectangle(context, centre.x - half, centre.y - half, 2.0 * half, 2.0 * half);
            set_colour(context, kBlack);
            cairo_fill(context);
        } else {
            add_rings(context, outline_on_page(one.shape, frame, 0.05));
            set_colour(context, kBlack);
            cairo_set_line_width(context, 1.4);
            cairo_stroke(context);
        }
        numbers.block({centre.x - half, centre.y - half, 2.0 * half, 2.0 * half});
        drawn.push_back({centre, half});
    }
    for (const std::size_t i : part.boxes) {
        const double size =
            text.measure(sheet.boxes[i].number, {kNumberSize, FontWeight::kBold, TextAlign::kCentre, kBlack}).width;
        if (drawn[i].half > size * 0.75 + 2.0) {
            text.draw_with_halo(sheet.boxes[i].number, {kNumberSize, FontWeight::kBold, TextAlign::kCentre, kBlack},
                                drawn[i].centre, 1.0);
        } else {
            numbers.place(sheet.boxes[i].number, drawn[i].centre, drawn[i].half);
        }
    }
    const PageBox& legend = is_inset ? corner : scale;
    cairo_rectangle(context, legend.x - 2.0, legend.y - 2.0, legend.width + 4.0, legend.height + 4.0);
    set_colour(context, kWhite);
    cairo_fill(context);
    set_colour(context, kBlack);
    if (is_inset) {
        text.draw(part.letter, letter, {corner.x, corner.y, 14.0, corner.height});
        text.draw("1 : " + words.integer(static_cast<std::int64_t>(std::lround(frame.denominator()))),
                  {kNumberSize, FontWeight::kRegular, TextAlign::kLeft, kBlack},
                  {corner.x + 18.0, corner.y + 2.0, corner.width - 18.0, corner.height - 2.0});
    } else {
        draw_scale_and_north(context, text, scale, frame, words);
    }
    cairo_restore(context);
    set_colour(context, kBlack);
    cairo_set_line_width(context, 0.8);
    add_box(context, box);
    cairo_stroke(context);
}

/// One map; where boxes come out too small for it, crowded spots beside it at a scale that shows the boxes.
void draw_map(Typesetter& text, const SweepSheet& sheet, const PageBox& box, const Catalogue& words) {
    MapPart whole;
    whole.extent = around(sheet.boxes);
    double side = 0.0;
    for (const SweepSheetBox& one : sheet.boxes) {
        const Box extent = bounding_box(one.shape);
        side = std::max({side, extent.width(), extent.height()});
    }
    std::vector<MapPart> insets;
    const double width = kInsetShare * box.width;
    double height = box.height / static_cast<double>(kMostInsets);
    if (!sheet.boxes.empty() && fit_map(whole.extent, box.inset(4.0)).points_per_metre * side < kPlainBox) {
        const double metres_per_point = side / (1.6 * kPlainBox);
        insets = crowded_spots(sheet, (width - 8.0) * metres_per_point, (height - 8.0) * metres_per_point);
    }
    height = insets.size() == 1 ? box.height : height;
    std::vector<std::uint8_t> elsewhere(sheet.boxes.size(), 0);
    for (std::size_t i = 0; i < insets.size(); ++i) {
        for (const std::size_t b : insets[i].boxes) {
            elsewhere[b] = 1;
        }
        draw_part(text, sheet, insets[i], {box.right() - width, box.y + static_cast<double>(i) * height, width, height},
                  {}, words);
    }
    for (std::size_t b = 0; b < elsewhere.size(); ++b) {
        if (elsewhere[b] == 0) {
            whole.boxes.push_back(b);
        }
    }
    draw_part(text, sheet, whole, {box.x, box.y, box.width - (insets.empty() ? 0.0 : width), box.height}, insets,
              words);
}

void rule(cairo_t* context, double x, double y, double width, double thickness) {
    set_colour(context, kBlack);
    cairo_set_line_width(context, thickness);
    cairo_move_to(context, x, y);
    cairo_line_to(context, x + width, y);
    cairo_stroke(context);
}

/// Draws the rows that fit and gives their number.
std::size_t draw_list(Typesetter& text, const SweepSheet& sheet, const PageBox& box) {
    std::vector<double> left{box.x};
    for (const double width : sheet.widths) {
        left.push_back(left.back() + width * box.width);
    }
    const auto cells_height = [&](const std::vector<std::string>& cells, const TextStyle& style) {
        double height = 0.0;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            height = std::max(height, text.measure(cells[c], style, left[c + 1] - left[c] - 4.0).height);
        }
        return height;
    };
    const auto draw_row = [&](const std::vector<std::string>& cells, const TextStyle& style, double y) {
        const double height = cells_height(cells, style);
        for (std::size_t c = 0; c < cells.size(); ++c) {
            text.draw(cells[c], style, {left[c], y, left[c + 1] - left[c] - 4.0, height + 0.5});
        }
        return height;
    };
    double y = box.y;
    y += draw_row(sheet.columns, {kCellSize, FontWeight::kBold, TextAlign::kLeft, kBlack}, y) + 1.5;
    rule(text.context(), box.x, y, box.width, 0.8);
    y += 1.5;
    std::size_t rows = 0;
    for (const SweepSheetBox& one : sheet.boxes) {
        std::vector<std::string> cells{one.number};
        cells.insert(cells.end(), one.cells.begin(), one.cells.end());
        const TextStyle style{kCellSize, FontWeight::kRegular, TextAlign::kLeft, kBlack};
        const double height = cells_height(cells, style);
        if (y + height + 2.0 > box.bottom()) {
            break;
        }
        cells.front().clear();
        draw_row(cells, style, y);
        text.draw(one.number, {kCellSize + 0.8, FontWeight::kBold, TextAlign::kLeft, kBlack},
                  {left[0], y - 0.5, left[1] - left[0] - 2.0, height + 2.0});
        y += height + 1.0;
        rule(text.context(), box.x, y, box.width, 0.25);
        y += 1.0;
        ++rows;
    }
    return rows;
}

}  // namespace

std::string render_sweep_page(const SweepSheet& sheet, const PageOptions& options) {
    const PaperSize paper = paper_size(options.size, PageOrientation::kPortrait);
    const Catalogue& words = catalogue(options.language);
    Canvas canvas(paper, options.format, {sheet.title, sheet.title, "diaban", sheet.date});
    cairo_t* context = canvas.context();
    set_colour(context, kWhite);
    cairo_paint(context);
    Typesetter text(context);
    const double width = paper.width - 2.0 * kMargin;
    double y = kMargin;
    y += text.draw(sheet.title, {14.0, FontWeight::kBold, TextAlign::kLeft, kBlack}, {kMargin, y, width, 40.0}) + 1.0;
    for (const std::string& line : sheet.header) {
        y += text.draw(line, {8.5, FontWeight::kRegular, TextAlign::kLeft, kBlack}, {kMargin, y, width, 26.0}) + 0.5;
    }
    y += 3.0;
    const PageBox map{kMargin, y, width, kMapShare * paper.height};
    draw_map(text, sheet, map, words);
    y = map.bottom() + 5.0;
    y += text.draw(sheet.instruction, {8.5, FontWeight::kBold, TextAlign::kLeft, kBlack}, {kMargin, y, width, 24.0}) +
         4.0;
    const double footer_height = 22.0;
    const double bottom = paper.height - kMargin - footer_height;
    const std::size_t rows = draw_list(text, sheet, {kMargin, y, width, bottom - 10.0 - y});
    if (rows < sheet.boxes.size()) {
        std::string more = sheet.more;
        if (const auto at = more.find("{count}"); at != std::string::npos) {
            more.replace(at, 7, std::to_string(sheet.boxes.size() - rows));
        }
        text.draw(more, {7.5, FontWeight::kBold, TextAlign::kLeft, kBlack}, {kMargin, bottom - 10.0, width, 10.0});
    }
    rule(context, kMargin, bottom + 2.0, width, 0.5);
    text.draw(sheet.footer, {6.5, FontWeight::kRegular, TextAlign::kLeft, kBlack},
              {kMargin, bottom + 4.0, width, footer_height - 4.0});
    return canvas.finish();
}

}  // namespace diaban
