// The charts of a review: trend by class, ranked change with intervals, hours by weekdays. Plain values in, a picture
// in a box out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/cartography/map_overlay.hpp"
#include "layers/cartography/page_geometry.hpp"
#include "layers/cartography/palette.hpp"
#include "layers/cartography/typesetting.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// One line of a trend chart: a value a period, empty where there is none. Lines are told apart by colour, dashes and
/// marks.
struct TrendSeries {
    std::string label;
    Colour colour;
    LineKind line = LineKind::kSolid;
    PointSymbol mark = PointSymbol::kCircle;
    std::vector<std::optional<double>> values;
};

/// Counts by period. `periods` are written below the axis where there is room; from `current_from` on the ground is
/// shaded (the current window).
struct TrendChart {
    std::string y_title;
    std::vector<std::string> periods;
    std::vector<TrendSeries> series;
    std::size_t current_from = 0;
    std::string current_label;
};

/// Draws axes from 0 to a round number above the greatest value, level grid lines, the series and a legend above them.
void draw_trend_chart(Typesetter& text, const TrendChart& chart, const PageBox& box, const Catalogue& words);

/// One row of a ranked chart: a ratio with its interval.
struct RankedChange {
    std::string name;
    double ratio = 1.0;
    double low = 1.0;
    double high = 1.0;
    Colour colour = kBlack;
};

/// Rows from top to bottom in the order given, on a logarithmic axis with a line at 1.
struct RankedChart {
    std::string x_title;
    std::vector<RankedChange> rows;
};

/// Rows that fit a box of that height.
std::size_t ranked_rows_in(double height);
void draw_ranked_chart(Typesetter& text, const RankedChart& chart, const PageBox& box, const Catalogue& words);

/// Counts by weekday (Monday first) and hour: 7 x 24, row by row.
struct HoursChart {
    std::vector<std::int64_t> counts;
};

/// A grid of shaded cells, darker where there is more, the count written into each where it fits.
void draw_hours_chart(Typesetter& text, const HoursChart& chart, const PageBox& box, const Catalogue& words);

/// The smallest of 1, 2, 2.5, 5 times a power of ten that cuts `greatest` into at most five steps; 1 for 0.
double axis_step(double greatest);

/// The same in whole numbers, for counts: 1, 2, 5, 10, 20, 25 ...
double count_step(double greatest);

}  // namespace diaban
