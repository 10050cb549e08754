#include "engine/pages/review_atlas.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "engine/output/review_kinds.hpp"
#include "engine/output/table_values.hpp"
#include "engine/pages/month_series.hpp"
#include "layers/cartography/charts.hpp"
#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/crs/geographic_function.hpp"
#include "layers/read/field_values.hpp"
#include "layers/report/report.hpp"

namespace diaban {

namespace {

constexpr double kMapHeight = 262.0;
constexpr double kTrendHeight = 104.0;
/// Of the area's width and height, on each side: enough of the neighbours to see where it lies.
constexpr double kAround = 0.35;

/// The columns that the class map reads.
Table map_columns(const Table& table) {
    Table kept;
    for (const char* name : {"name", "class", "borderline", "watched", "suppressed"}) {
        if (const Column* column = table.find(name)) {
            kept.columns.push_back(*column);
        }
    }
    return kept;
}

class Atlas {
public:
    Atlas(const Output& output, Language language)
        : m_output(output),
          m_words(catalogue(language)),
          m_areas(output.areas().table),
          m_columns(map_columns(output.areas().table)),
          m_months(month_series(output, m_words)),
          m_geographic(to_geographic(output.header.crs)) {
        for (const Geometry& geometry : output.areas().geometry) {
            const auto* area = std::get_if<MultiPolygon>(&geometry);
            m_boxes.push_back(area == nullptr ? Box{} : finite_extent(*area));
        }
    }

    ReportSection page_of(std::size_t area) const {
        ReportSection section{m_areas.text("name", area), {}, true};
        const std::string parent = m_areas.text("parent", area);
        if (!parent.empty()) {
            section.heading += " – " + parent;
        }
        section.blocks.push_back(ReportParagraph{class_sentence(area), ParagraphKind::kLead});
        if (!m_boxes[area].empty()) {
            section.blocks.push_back(map_of(area));
        }
        const std::string reason =
            m_areas.text(m_words.language() == Language::kVietnamese ? "reason_vi" : "reason_en", area);
        section.blocks.push_back(ReportParagraph{reason});
        if (!m_months.labels.empty()) {
            section.blocks.push_back(trend_of(area));
        }
        section.blocks.push_back(figures_of(area));
        return section;
    }

private:
    std::string class_sentence(std::size_t area) const {
        return m_words.say("map.class." + m_areas.text("class", area)) + (m_areas.flag("borderline", area) ? "*" : "");
    }

    ReportFigure map_of(std::size_t area) const {
        const Box& own = m_boxes[area];
        const double around = kAround * std::max(own.x_max - own.x_min, own.y_max - own.y_min);
        const Box extent{own.x_min - around, own.y_min - around, own.x_max + around, own.y_max + around};
        // The frame is wider than the extent: neighbours are taken from as far again.
        const Box wide{own.x_min - 4.0 * around, own.y_min - 4.0 * around, own.x_max + 4.0 * around,
                       own.y_max + 4.0 * around};
        const auto map = std::make_shared<ClassMap>();
        std::vector<std::size_t> rows;
        std::size_t position = 0;
        for (std::size_t i = 0; i < m_boxes.size(); ++i) {
            const Box& box = m_boxes[i];
            if (!box.empty() && box.x_min <= wide.x_max && box.x_max >= wide.x_min && box.y_min <= wide.y_max &&
                box.y_max >= wide.y_min) {
                position = i == area ? rows.size() : position;
                rows.push_back(i);
                map->areas.geometry.push_back(m_output.areas().geometry[i]);
            }
        }
        map->header = m_output.header;
        map->areas.name = areas_kind().name;
        map->areas.kind = GeometryKind::kArea;
        map->areas.table = select_rows(m_columns, rows);
        map->to_geographic = m_geographic;
        return {"map", "", kMapHeight,
                [map, extent, position, language = m_words.language()](Typesetter& text, const PageBox& box) {
                    const PageOptions options{PageSize::kA4, PageOrientation::kPortrait, MapFormat::kPdf, language};
                    MapContent content = class_content(*map, options);
                    // Numbers of areas on a part of the map would read as the whole list's.
                    const Catalogue& words = catalogue(language);
                    content.legend.heading = words.say("map.theme.class");
                    for (LegendEntry& entry : content.legend.entries) {
                        entry.text = words.say(entry.style.label_key);
                    }
                    content.legend.notes.paragraphs.clear();
                    content.extent = extent;
                    content.emphasised = position;
                    draw_map_figure(text, content, box, options);
                }};
    }

    ReportFigure trend_of(std::size_t area) const {
        TrendChart chart{m_words.say("atlas.incidents"),
                         m_months.labels,
                         {},
                         m_months.current_from,
                         m_words.say("chart.current-window")};
        TrendSeries line{
            m_areas.text("name", area), colour_from_hex(0x1B4F9C), LineKind::kSolid, PointSymbol::kCircle, {}};
        for (std::size_t m = 0; m < m_months.labels.size(); ++m) {
            line.values.emplace_back(m_months.of_area(m_areas.text("area_id", area), m));
        }
        chart.series.push_back(std::move(line));
        return {"trend", m_words.say("atlas.trend"), kTrendHeight,
                [chart, &words = m_words](Typesetter& text, const PageBox& box) {
                    draw_trend_chart(text, chart, box, words);
                }};
    }

    std::string number(const char* column, std::size_t area, int decimals) const {
        const auto value = m_areas.number(column, area);
        return value ? m_words.decimal(*value, decimals) : "–";
    }
    std::string interval(const char* value, const char* low, const char* high, std::size_t area) const {
        return m_words.say(
            "pack.with-interval",
            {{"value", number(value, area, 2)}, {"low", number(low, area, 2)}, {"high", number(high, area, 2)}});
    }
    std::string percent(const char* column, std::size_t area) const {
        const auto value = m_areas.number(column, area);
        if (!value) {
            return "–";
        }
        return *value < 0.01 ? "< 1 %" : *value > 0.99 ? "> 99 %" : m_words.decimal(100.0 * *value, 0) + " %";
    }

    ReportTable figures_of(std::size_t area) const {
        const auto say = [&](const char* key) { return m_words.say(key); };
        ReportTable table{say("atlas.figures"),
                          {{say("atlas.item"), 1.5, CellAlign::kLeft},
                           {say("atlas.value"), 1.0, CellAlign::kLeft},
                           {say("atlas.item"), 1.5, CellAlign::kLeft},
                           {say("atlas.value"), 1.0, CellAlign::kLeft}},
                          {},
                          {}};
        const std::string unit = say(m_output.figures.by_residents ? "map.unit.per-1000" : "map.unit.per-km2-year");
        std::vector<std::array<std::string, 2>> items = {
            {say("atlas.counts"), number("n_baseline", area, 0) + "; " + number("n_current", area, 0)},
            {say("atlas.detected"),
             number("n_baseline_detected", area, 0) + "; " + number("n_current_detected", area, 0)},
            {say("atlas.population"), number("population", area, 0)},
            {say("atlas.area-km2"), number("area_km2", area, 1)},
            {m_words.say("atlas.rate", {{"unit", unit}}), number("rate", area, 2)},
            {say("atlas.relative"), interval("relative_risk", "rr_low", "rr_high", area)},
            {say("atlas.change"), interval("change_ratio", "change_low", "change_high", area)},
            {say("atlas.probabilities"),
             percent("p_stable", area) + "; " + percent("p_contained", area) + "; " + percent("p_complex", area)},
            {say("atlas.density"),
             number("density_mean_per_km2", area, 1) + "; " + number("density_max_per_km2", area, 1)},
            {say("atlas.neighbours"), number("neighbours", area, 0) + "; " + number("neighbours_complex", area, 0) +
                                          "; " + number("neighbours_contained", area, 0)},
        };
        const std::string previous = m_areas.text("previous_class", area);
        if (!previous.empty()) {
            items.push_back({say("atlas.previous"), m_words.say("map.class." + previous)});
        }
        // Two items a row: a page holds map, explanation, trend and figures.
        for (std::size_t k = 0; k < items.size(); k += 2) {
            const std::array<std::string, 2> second =
                k + 1 < items.size() ? items[k + 1] : std::array<std::string, 2>{};
            table.rows.push_back({items[k][0], items[k][1], second[0], second[1]});
        }
        return table;
    }

    const Output& m_output;
    const Catalogue& m_words;
    TableValues m_areas;
    Table m_columns;
    MonthSeries m_months;
    GeographicFunction m_geographic;
    std::vector<Box> m_boxes;
};

}  // namespace

std::string review_atlas(const Output& output, Language language) {
    const Catalogue& words = catalogue(language);
    const Atlas atlas(output, language);
    Report report{output.header, language, words.say("atlas.theme"), {}};
    const TableValues areas(output.areas().table);
    for (std::size_t i = 0; i < output.areas().size(); ++i) {
        if (!areas.text("class", i).empty()) {
            report.sections.push_back(atlas.page_of(i));
        }
    }
    if (report.sections.empty()) {
        report.sections.push_back({words.say("atlas.theme"), {ReportParagraph{words.say("atlas.no-areas")}}});
    }
    return report_pdf(report);
}

}  // namespace diaban
