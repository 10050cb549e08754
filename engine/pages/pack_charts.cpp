#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>

#include "engine/output/review_kinds.hpp"
#include "engine/output/table_values.hpp"
#include "engine/pages/area_ranking.hpp"
#include "engine/pages/month_series.hpp"
#include "engine/pages/review_pack.hpp"
#include "layers/cartography/charts.hpp"

namespace diaban {

namespace {

constexpr std::size_t kMostRanked = 20;
constexpr double kTrendHeight = 150.0;
constexpr double kHoursHeight = 128.0;

ReportFigure trend_figure(const Output& output, Language language) {
    const Catalogue& words = catalogue(language);
    const MonthSeries months = month_series(output, words);
    TrendChart chart{words.say("chart.incidents-a-month"),
                     months.labels,
                     {},
                     months.current_from,
                     words.say("chart.current-window")};
    const TableValues areas(output.areas().table);
    constexpr std::array<const char*, 3> kClasses{"stable", "contained", "complex"};
    constexpr std::array<LineKind, 3> kLines{LineKind::kDotted, LineKind::kDashed, LineKind::kSolid};
    constexpr std::array<PointSymbol, 3> kMarks{PointSymbol::kCircle, PointSymbol::kSquare, PointSymbol::kTriangle};
    for (std::size_t k = 3; k-- > 0;) {
        TrendSeries line{
            words.say(std::string("map.class.") + kClasses[k]), class_styles()[k].fill, kLines[k], kMarks[k], {}};
        line.colour = k == 0 ? colour_from_hex(0x3B78B5) : line.colour;  // the map's pale blue is too light for a line
        std::vector<double> sums(months.labels.size(), 0.0);
        for (std::size_t i = 0; i < output.areas().size(); ++i) {
            if (areas.text("class", i) == kClasses[k]) {
                for (std::size_t m = 0; m < sums.size(); ++m) {
                    sums[m] += months.of_area(areas.text("area_id", i), m);
                }
            }
        }
        line.values.assign(sums.begin(), sums.end());
        chart.series.push_back(std::move(line));
    }
    return {"trend", words.say("chart.trend"), kTrendHeight,
            [chart, &words](Typesetter& text, const PageBox& box) { draw_trend_chart(text, chart, box, words); }};
}

Colour direction_colour(Direction direction) {
    return direction == Direction::kUp     ? change_styles().front().fill
           : direction == Direction::kDown ? change_styles().back().fill
                                           : Colour{0.45, 0.45, 0.45};
}

ReportFigure ranked_figure(const Output& output, const Catalogue& words) {
    const TableValues areas(output.areas().table);
    std::vector<RankedChange> rows;
    for (const std::size_t i : areas_by_concern(output)) {
        const auto ratio = areas.number("change_ratio", i);
        const auto low = areas.number("change_low", i);
        const auto high = areas.number("change_high", i);
        if (ratio && low && high) {
            rows.push_back({areas.text("name", i), *ratio, *low, *high, direction_colour(direction_of(*low, *high))});
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const RankedChange& a, const RankedChange& b) { return a.ratio > b.ratio; });
    const std::size_t all = rows.size();
    if (all > kMostRanked) {
        rows.erase(rows.begin() + kMostRanked / 2, rows.end() - kMostRanked / 2);
    }
    const std::string caption =
        all > kMostRanked
            ? words.say("chart.ranked-cut", {{"shown", words.integer(kMostRanked / 2)},
                                             {"left", words.integer(static_cast<std::int64_t>(all - kMostRanked))}})
            : words.say("chart.ranked");
    const RankedChart chart{words.say("chart.ratio"), rows};
    const double height = 28.0 + 10.5 * static_cast<double>(rows.size());
    return {"ranked_change", caption, height,
            [chart, &words](Typesetter& text, const PageBox& box) { draw_ranked_chart(text, chart, box, words); }};
}

/// Whether a table of hours tells hours at all: some incident lies outside hour 0.
bool hours_are_known(const FeatureLayer& hours) {
    const Column* hour = hours.table.find("hour");
    const Column* count = hours.table.find("n");
    if (hour == nullptr || count == nullptr) {
        return false;
    }
    const auto* hour_of = std::get_if<IntegerValues>(&hour->values);
    const auto* n = std::get_if<IntegerValues>(&count->values);
    for (std::size_t i = 0; hour_of != nullptr && n != nullptr && i < hour_of->size(); ++i) {
        if ((*hour_of)[i].value_or(0) != 0 && (*n)[i].value_or(0) > 0) {
            return true;
        }
    }
    return false;
}

}  // namespace

ReportSection chart_section(const Output& output, Language language) {
    const Catalogue& words = catalogue(language);
    ReportSection section{words.say("pack.charts"), {}, true};
    if (TableValues(output.area_periods().table).any("from")) {
        section.blocks.push_back(trend_figure(output, language));
    }
    const FeatureLayer* hours = output.find(incident_hours_kind());
    if (hours != nullptr && hours_are_known(*hours)) {
        const TableValues rows(hours->table);
        HoursChart chart{std::vector<std::int64_t>(7 * 24, 0)};
        for (std::size_t i = 0; i < hours->table.rows(); ++i) {
            const auto weekday = rows.number("weekday", i);
            const auto hour = rows.number("hour", i);
            if (rows.text("period", i) == "current" && weekday && hour && *weekday >= 1 && *weekday <= 7 &&
                *hour >= 0 && *hour < 24) {
                chart.counts[static_cast<std::size_t>((*weekday - 1.0) * 24.0 + *hour)] +=
                    std::llround(rows.number("n", i).value_or(0.0));
            }
        }
        section.blocks.push_back(ReportFigure{
            "hours", words.say("chart.hours", {{"window", words.window(output.header.current)}}), kHoursHeight,
            [chart, &words](Typesetter& text, const PageBox& box) { draw_hours_chart(text, chart, box, words); }});
    } else {
        section.blocks.push_back(ReportParagraph{words.say("chart.no-hours"), ParagraphKind::kNote});
    }
    section.blocks.push_back(ranked_figure(output, words));
    section.blocks.push_back(ReportParagraph{
        words.say("chart.ranked-note", {{"interval", words.decimal(100.0 * output.header.interval, 0)}}),
        ParagraphKind::kNote});
    return section;
}

}  // namespace diaban
