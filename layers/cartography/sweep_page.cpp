#include "layers/cartography/sweep_page.hpp"

#include <algorithm>
#include <cmath>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/graticule.hpp"
#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/map_inset.hpp"
#include "layers/cartography/page_blocks.hpp"
#include "layers/cartography/page_layout.hpp"
#include "layers/cartography/scale_bar.hpp"
#include "layers/cartography/text_block.hpp"
#include "layers/cartography/typesetting.hpp"

namespace diaban {

namespace {

constexpr double kMargin = 12.0 * kPointsPerMillimetre;
constexpr double kMapShare = 0.36;  ///< of the page's height
constexpr double kMarkingWidth = 118.0;
constexpr double kMarkingHeight = 26.0;
constexpr double kGap = 8.0;
constexpr double kCodeWidth = 160.0;
constexpr double kFootHeight = 72.0;  ///< notes, run id with its code, page number
constexpr int kTitleLines = 2;
constexpr int kMostTitleLines = 4;
constexpr double kInsetBar = 30.0;
constexpr double kInsetShare = 0.3;  ///< of the map's width
constexpr std::size_t kMostInsets = 2;
constexpr double kPlainBox = 9.0;     ///< points: where boxes are drawn smaller, crowded spots get maps of their own
constexpr double kSmallestBox = 4.0;  ///< points: a smaller box is drawn this large
constexpr double kNumberSize = 7.5;
constexpr double kCellSize = 7.2;

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

ProjectedPoint middle_of(const MultiPolygon& shape) {
    const Box extent = bounding_box(shape);
    return {0.5 * (extent.x_min + extent.x_max), 0.5 * (extent.y_min + extent.y_max)};
}

/// Windows of `width` x `height` metres around the boxes that have most others near, two boxes or more each, no two of
/// the same ground.
std::vector<MapInset> crowded_spots(const SweepSheet& sheet, double width, double height) {
    std::vector<ProjectedPoint> middle;
    for (const SweepSheetBox& box : sheet.boxes) {
        middle.push_back(middle_of(box.shape));
    }
    std::vector<MapInset> spots;
    while (spots.size() < kMostInsets) {
        MapInset best;
        for (const ProjectedPoint c : middle) {
            if (std::any_of(spots.begin(), spots.end(), [&](const MapInset& spot) {
                    return std::abs(c.x - 0.5 * (spot.extent.x_min + spot.extent.x_max)) < width &&
                           std::abs(c.y - 0.5 * (spot.extent.y_min + spot.extent.y_max)) < height;
                })) {
                continue;
            }
            MapInset inset;
            for (std::size_t i = 0; i < middle.size(); ++i) {
                // A little less than the window, so that boxes at its edge and their numbers find room.
                if (std::abs(middle[i].x - c.x) < 0.42 * width && std::abs(middle[i].y - c.y) < 0.42 * height) {
                    inset.symbols.push_back(i);
                }
            }
            if (inset.symbols.size() > best.symbols.size()) {
                inset.extent.expand(ProjectedPoint{c.x - 0.5 * width, c.y - 0.5 * height});
                inset.extent.expand(ProjectedPoint{c.x + 0.5 * width, c.y + 0.5 * height});
                best = std::move(inset);
            }
        }
        if (best.symbols.size() < 2) {
            break;
        }
        spots.push_back(std::move(best));
    }
    return spots;
}

/// Streets and the outline around the boxes.
void draw_ground(cairo_t* context, const SweepSheet& sheet, const MapFrame& frame) {
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
}

/// The boxes in the frame, with numbers beside those that `numbered` allows; numbers keep off `blocked`.
void draw_boxes(Typesetter& text, const SweepSheet& sheet, const MapFrame& frame,
                const std::vector<std::uint8_t>& numbered, const std::vector<PageBox>& blocked) {
    cairo_t* context = text.context();
    NumberPlacer numbers(text, frame.box.inset(2.0));
    for (const PageBox& box : blocked) {
        numbers.block(box);
    }
    struct Drawn {
        std::size_t box;
        PagePoint centre;
        double half;
    };
    std::vector<Drawn> drawn;
    for (std::size_t i = 0; i < sheet.boxes.size(); ++i) {
        const Box extent = bounding_box(sheet.boxes[i].shape);
        const PagePoint centre = frame.to_page(middle_of(sheet.boxes[i].shape));
        const double half =
            std::max(0.5 * kSmallestBox, 0.5 * std::max(extent.width(), extent.height()) * frame.points_per_metre);
        if (!frame.box.contains({centre.x, centre.y, 0.0, 0.0})) {
            continue;
        }
        if (half <= 0.5 * kSmallestBox) {
            cairo_rectangle(context, centre.x - half, centre.y - half, 2.0 * half, 2.0 * half);
            set_colour(context, kBlack);
            cairo_fill(context);
        } else {
            add_rings(context, outline_on_page(sheet.boxes[i].shape, frame, 0.05));
            set_colour(context, kBlack);
            cairo_set_line_width(context, 1.4);
            cairo_stroke(context);
        }
        numbers.block({centre.x - half, centre.y - half, 2.0 * half, 2.0 * half});
        if (numbered[i] != 0) {
            drawn.push_back({i, centre, half});
        }
    }
    const TextStyle style{kNumberSize, FontWeight::kBold, TextAlign::kCentre, kBlack};
    for (const Drawn& one : drawn) {
        const std::string& number = sheet.boxes[one.box].number;
        if (one.half > text.measure(number, style).width * 0.75 + 2.0) {
            text.draw_with_halo(number, style, one.centre, 1.0);
        } else {
            numbers.place(number, one.centre, one.half);
        }
    }
}

void draw_frame_line(cairo_t* context, const PageBox& box, double width) {
    cairo_new_path(context);
    add_box(context, box);
    set_colour(context, kBlack);
    cairo_set_line_width(context, width);
    cairo_stroke(context);
}

void clear(cairo_t* context, const PageBox& box) {
    cairo_new_path(context);
    add_box(context, box);
    set_colour(context, kWhite);
    cairo_fill(context);
    set_colour(context, kBlack);
}

/// A window where boxes crowd, larger, with every number.
void draw_sweep_inset(Typesetter& text, const SweepSheet& sheet, const MapInset& inset, const Catalogue& words) {
    cairo_t* context = text.context();
    PageBox room = inset.box;
    room.height -= kInsetBar;
    const MapFrame frame = fit_map(inset.extent, room);
    cairo_save(context);
    add_box(context, room);
    cairo_clip(context);
    draw_ground(context, sheet, frame);
    draw_boxes(text, sheet, frame, std::vector<std::uint8_t>(sheet.boxes.size(), 1), {});
    cairo_restore(context);
    draw_frame_line(context, room, 0.5);
    draw_scale_and_north(context, text, {room.x + 4.0, room.bottom() + 2.0, room.width - 8.0, kInsetBar - 4.0}, frame,
                         words);
    draw_frame_line(context, inset.box, 0.8);
}

/// One map; where boxes come out too small on it, up to two crowded windows stand beside it, so that nothing is hidden.
void draw_map(Typesetter& text, const SweepSheet& sheet, const PageBox& outer, const Catalogue& words) {
    cairo_t* context = text.context();
    double side = 0.0;
    for (const SweepSheetBox& one : sheet.boxes) {
        const Box extent = bounding_box(one.shape);
        side = std::max({side, extent.width(), extent.height()});
    }
    const double margin = graticule_margin(1.0);
    MapFrame frame = fit_map(around(sheet.boxes), outer.inset(margin));
    std::vector<MapInset> insets;
    if (!sheet.boxes.empty() && frame.points_per_metre * side < kPlainBox) {
        const double width = kInsetShare * outer.width;
        const double height = (outer.height - 2.0 * margin) / static_cast<double>(kMostInsets);
        const double metres = side / (1.4 * kPlainBox);
        insets = crowded_spots(sheet, width * metres, (height - kInsetBar) * metres);
        for (std::size_t i = 0; i < insets.size(); ++i) {
            insets[i].box = {outer.right() - width, outer.y + margin + static_cast<double>(i) * height, width,
                             height - 3.0};
        }
        if (!insets.empty()) {
            PageBox left = outer;
            left.width -= width;
            frame = fit_map(around(sheet.boxes), left.inset(margin));
        }
    }
    const PageBox& box = frame.box;
    std::vector<PageBox> drawn;
    for (const SweepSheetBox& each : sheet.boxes) {
        const Box extent = bounding_box(each.shape);
        const PagePoint corner = frame.to_page({extent.x_min, extent.y_max});
        drawn.push_back(PageBox{corner.x, corner.y, extent.width() * frame.points_per_metre,
                                extent.height() * frame.points_per_metre}
                            .inset(-kNumberSize));
    }
    const PageBox scale = emptiest_corner(box, {0.0, 0.0, 130.0, kScaleBlockHeight}, 5.0, drawn);
    std::vector<std::uint8_t> numbered(sheet.boxes.size(), 1);
    std::vector<PageBox> blocked{scale};
    std::vector<PageBox> windows;
    for (const MapInset& inset : insets) {
        for (const std::size_t i : inset.symbols) {
            numbered[i] = 0;
        }
        const PagePoint corner = frame.to_page({inset.extent.x_min, inset.extent.y_max});
        windows.push_back({corner.x, corner.y, inset.extent.width() * frame.points_per_metre,
                           inset.extent.height() * frame.points_per_metre});
        blocked.push_back(windows.back());
        blocked.push_back({corner.x - 12.0, corner.y - 3.0, 12.0, 12.0});
    }
    cairo_save(context);
    add_box(context, box);
    cairo_clip(context);
    draw_ground(context, sheet, frame);
    draw_boxes(text, sheet, frame, numbered, blocked);
    const TextStyle letter{9.0, FontWeight::kBold, TextAlign::kCentre, kBlack};
    for (std::size_t i = 0; i < windows.size(); ++i) {
        draw_frame_line(context, windows[i], 1.0);
        text.draw_with_halo(std::string(1, static_cast<char>('A' + i)), letter,
                            {windows[i].x - 6.0, windows[i].y + 3.0}, 1.5);
    }
    clear(context, {scale.x - 2.0, scale.y - 2.0, scale.width + 4.0, scale.height + 4.0});
    draw_scale_and_north(context, text, scale, frame, words);
    cairo_restore(context);
    for (std::size_t i = 0; i < insets.size(); ++i) {
        draw_sweep_inset(text, sheet, insets[i], words);
        text.draw_with_halo(std::string(1, static_cast<char>('A' + i)), letter,
                            {insets[i].box.x + 8.0, insets[i].box.y + 9.0}, 1.5);
    }
    draw_graticule(context, text, frame, {words, sheet.to_geographic, 1.0});
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
    Canvas canvas(paper, options.format,
                  {sheet.title, sheet.title, "diaban " + sheet.header.program_version, sheet.date});
    cairo_t* context = canvas.context();
    Typesetter text(context);
    const double width = paper.width - 2.0 * kMargin;
    const PageBox marking{kMargin + width - kMarkingWidth, kMargin, kMarkingWidth, kMarkingHeight};
    const double head = sheet.header.marking.empty() ? width : width - kMarkingWidth - kGap;
    const TextStyle small{8.5, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    TextBlock title;
    title.gap = 1.0;
    TextStyle heading{14.0, FontWeight::kBold, TextAlign::kLeft, kBlack};
    while (heading.size > 8.0 && text.line_count(sheet.title, heading, head) > kTitleLines) {
        heading.size -= 0.5;
    }
    title.paragraphs.push_back({sheet.title, heading, kMostTitleLines});
    for (const std::string& line : sheet.lines) {
        title.paragraphs.push_back({line, small});
    }
    double y = kMargin + draw_block(text, title, {kMargin, kMargin, head, paper.height}) + 3.0;
    draw_marking(text, sheet.header.marking, marking, 1.0);
    const PageBox map{kMargin, std::max(y, marking.bottom() + 3.0), width, kMapShare * paper.height};
    draw_map(text, sheet, map, words);
    y = map.bottom() + 5.0;
    y += text.draw(sheet.instruction, {8.5, FontWeight::kBold, TextAlign::kLeft, kBlack}, {kMargin, y, width, 24.0}) +
         4.0;
    const double bottom = paper.height - kMargin - kFootHeight;
    const std::size_t rows = draw_list(text, sheet, {kMargin, y, width, bottom - 12.0 - y});
    if (rows < sheet.boxes.size()) {
        std::string more = sheet.more;
        if (const auto at = more.find("{count}"); at != std::string::npos) {
            more.replace(at, 7, std::to_string(sheet.boxes.size() - rows));
        }
        text.draw(more, {7.5, FontWeight::kBold, TextAlign::kLeft, kBlack}, {kMargin, bottom - 11.0, width, 10.0});
    }
    rule(context, kMargin, bottom, width, 0.5);
    TextBlock notes;
    notes.gap = 1.5;
    for (const std::string& note : sheet.notes) {
        notes.paragraphs.push_back({note, {6.5, FontWeight::kRegular, TextAlign::kLeft, kBlack}});
    }
    const PageBox code{kMargin + width - kCodeWidth, bottom + 4.0, kCodeWidth, kFootHeight - 15.0};
    draw_block(text, notes, {kMargin, bottom + 4.0, width - kCodeWidth - kGap, code.height});
    if (!sheet.header.run_id.empty()) {
        draw_code(text, sheet.header, code,
                  {PageSize::kA4, PageOrientation::kPortrait, options.format, options.language});
    }
    const PageIdentity identity{sheet.header, words.say("sweep.page-title"), Coordinates::kMetricAndDegrees, 1, 1};
    draw_footer(text, identity, {kMargin, paper.height - kMargin - 9.0, width, 9.0},
                {PageSize::kA4, PageOrientation::kPortrait, options.format, options.language});
    return canvas.finish();
}

}  // namespace diaban
