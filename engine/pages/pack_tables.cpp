#include <array>

#include "engine/output/table_values.hpp"
#include "engine/pages/area_ranking.hpp"
#include "engine/pages/review_pack.hpp"

namespace diaban {

namespace {

constexpr std::array<const char*, 3> kClasses{"stable", "contained", "complex"};

std::string whole(const std::optional<double>& value, const Catalogue& words) {
    return value ? words.integer(static_cast<std::int64_t>(*value)) : "–";
}

std::string real(const std::optional<double>& value, int decimals, const Catalogue& words) {
    return value ? words.decimal(*value, decimals) : "–";
}

std::string with_interval(const TableValues& areas, std::size_t i, const std::array<const char*, 3>& columns,
                          const Catalogue& words) {
    const auto value = areas.number(columns[0], i);
    if (!value) {
        return "–";
    }
    return words.say("pack.with-interval", {{"value", words.decimal(*value, 2)},
                                            {"low", real(areas.number(columns[1], i), 2, words)},
                                            {"high", real(areas.number(columns[2], i), 2, words)}});
}

AreaStyle class_mark(const std::string& area_class) {
    const auto category = area_category_from_text(area_class.empty() ? std::nullopt : std::optional(area_class));
    return class_styles()[static_cast<std::size_t>(category.value_or(AreaCategory::kOutside))];
}

ReportTable classes_table(const Output& output, const Catalogue& words) {
    const TableValues areas(output.areas().table);
    ReportTable table{words.say("pack.by-class"),
                      {{words.say("pack.class"), 2.0, CellAlign::kLeft},
                       {words.say("pack.areas"), 1.0, CellAlign::kRight},
                       {words.say("pack.before"), 1.2, CellAlign::kRight},
                       {words.say("pack.now"), 1.2, CellAlign::kRight},
                       {words.say("pack.ratio-by-days"), 2.2, CellAlign::kRight},
                       {words.say("pack.told"), 1.4, CellAlign::kLeft}},
                      {},
                      {}};
    for (std::size_t k = kClasses.size(); k-- > 0;) {
        double now = 0.0;
        double before = 0.0;
        std::size_t count = 0;
        for (std::size_t i = 0; i < output.areas().size(); ++i) {
            if (areas.text("class", i) == kClasses[k]) {
                now += areas.number("n_current", i).value_or(0.0);
                before += areas.number("n_baseline", i).value_or(0.0);
                ++count;
            }
        }
        const auto ratio = count_ratio(now, output.header.current.days(), before, output.header.baseline.days());
        table.rows.push_back({words.say(std::string("map.class.") + kClasses[k]),
                              words.integer(static_cast<std::int64_t>(count)), whole(before, words), whole(now, words),
                              ratio ? words.say("pack.with-interval", {{"value", words.decimal(ratio->ratio, 2)},
                                                                       {"low", words.decimal(ratio->low, 2)},
                                                                       {"high", words.decimal(ratio->high, 2)}})
                                    : "–",
                              ratio ? direction_in_words(direction_of(ratio->low, ratio->high), words) : "–"});
        table.marks.push_back(class_mark(kClasses[k]));
    }
    return table;
}

ReportTable areas_table(const Output& output, const Catalogue& words, const std::vector<std::size_t>& order) {
    const TableValues areas(output.areas().table);
    ReportTable table{words.say("pack.by-area"),
                      {{words.say("pack.area"), 2.6, CellAlign::kLeft},
                       {words.say("pack.class"), 1.4, CellAlign::kLeft},
                       {words.say("pack.before"), 0.9, CellAlign::kRight},
                       {words.say("pack.now"), 0.9, CellAlign::kRight},
                       {words.say("pack.rate"), 0.9, CellAlign::kRight},
                       {words.say("pack.relative"), 2.1, CellAlign::kRight},
                       {words.say("pack.change"), 2.1, CellAlign::kRight},
                       {words.say("pack.told"), 1.5, CellAlign::kLeft}},
                      {},
                      {}};
    for (const std::size_t i : order) {
        const auto low = areas.number("change_low", i);
        const auto high = areas.number("change_high", i);
        table.rows.push_back(
            {areas.text("name", i),
             words.say("map.class." + areas.text("class", i)) + (areas.flag("borderline", i) ? "*" : ""),
             whole(areas.number("n_baseline", i), words), whole(areas.number("n_current", i), words),
             real(areas.number("rate", i), 1, words),
             with_interval(areas, i, {"relative_risk", "rr_low", "rr_high"}, words),
             with_interval(areas, i, {"change_ratio", "change_low", "change_high"}, words),
             low && high ? direction_in_words(direction_of(*low, *high), words) : "–"});
        table.marks.push_back(class_mark(areas.text("class", i)));
    }
    return table;
}

}  // namespace

ReportSection table_section(const Output& output, const Catalogue& words, const PackLimits& limits) {
    ReportSection section{words.say("pack.tables"), {}, true};
    const ReviewHeader& header = output.header;
    section.blocks.push_back(ReportParagraph{
        words.say("pack.tables-note",
                  {{"current", words.window(header.current)},
                   {"baseline", words.window(header.baseline)},
                   {"interval", words.decimal(100.0 * header.interval, 0)},
                   {"unit", words.say(output.figures.by_residents ? "map.unit.per-1000" : "map.unit.per-km2-year")}}),
        ParagraphKind::kNote});
    section.blocks.push_back(classes_table(output, words));
    std::vector<std::size_t> order = areas_by_concern(output);
    const std::size_t all = order.size();
    order.resize(std::min(all, limits.rows));
    section.blocks.push_back(areas_table(output, words, order));
    if (all > limits.rows) {
        section.blocks.push_back(ReportParagraph{
            words.say("pack.rows-left", {{"count", words.integer(static_cast<std::int64_t>(all - limits.rows))}}),
            ParagraphKind::kNote});
    }
    return section;
}

}  // namespace diaban
