#include "engine/pages/area_ranking.hpp"
#include "engine/pages/review_pack.hpp"

namespace diaban {

namespace {

std::string percent(double share, const Catalogue& words) {
    return words.decimal(100.0 * share, 1) + " %";
}

/// A share with its two numbers; "–" where there is nothing to take a share of.
std::vector<std::string> share_row(const std::string& name, std::size_t part, std::size_t whole,
                                   const std::string& target, const Catalogue& words) {
    const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    return {name, number(part) + " / " + number(whole),
            whole > 0 ? percent(static_cast<double>(part) / static_cast<double>(whole), words) : "–", target};
}

}  // namespace

ReportSection indicator_section(const Output& output, const Catalogue& words) {
    const ReviewFigures& figures = output.figures;
    const ReviewHeader& header = output.header;
    ReportSection section{words.say("pack.indicators"), {}};
    ReportTable table{"",
                      {{words.say("pack.indicator"), 4.0, CellAlign::kLeft},
                       {words.say("pack.number"), 1.6, CellAlign::kRight},
                       {words.say("pack.share"), 1.0, CellAlign::kRight},
                       {words.say("pack.target"), 1.4, CellAlign::kRight}},
                      {},
                      {}};
    if (figures.year) {
        const auto& year = *figures.year;
        table.rows.push_back(
            share_row(words.say("pack.turned-around"), year[1], year[0], words.say("pack.target-60"), words));
        table.rows.push_back(
            share_row(words.say("pack.not-relapsed"), year[3], year[2], words.say("pack.target-85"), words));
    }
    table.rows.push_back(share_row(words.say("pack.located"), header.incidents_located, header.incidents_in_windows,
                                   words.say("pack.target-85"), words));
    table.rows.push_back(
        share_row(words.say("pack.outside"), figures.outside_areas, header.incidents_in_windows, "", words));
    table.rows.push_back(share_row(words.say("pack.rejected"), figures.rows_rejected, figures.rows_read, "", words));
    for (const auto& [variant, share] : figures.same_class) {
        const std::string key = "pack.variant." + variant;
        table.rows.push_back({words.say("pack.same-class", {{"variant", words.has(key) ? words.say(key) : variant}}),
                              "", percent(share, words), ""});
    }
    section.blocks.push_back(std::move(table));
    if (!figures.year) {
        section.blocks.push_back(ReportParagraph{words.say("pack.no-year"), ParagraphKind::kNote});
    }
    return section;
}

ReportSection method_section(const Output& output, const Catalogue& words) {
    const ReviewFigures& figures = output.figures;
    const ReviewHeader& header = output.header;
    ReportSection section{words.say("pack.methods"), {}};
    const auto add = [&](const std::string& sentence) { section.blocks.push_back(ReportParagraph{sentence}); };
    add(words.say("pack.method-rule", {{"rule", header.rule_name},
                                       {"version", header.rule_version},
                                       {"hash", header.rule_hash},
                                       {"line", words.decimal(figures.elevated_above, 2)},
                                       {"down", words.decimal(figures.brought_down_below, 2)},
                                       {"interval", words.decimal(100.0 * header.interval, 0)}}));
    if (!header.rule_unit.empty()) {
        add(words.say("pack.method-approved", {{"unit", header.rule_unit}}));
    }
    add(words.say(figures.by_residents ? "pack.method-residents" : "pack.method-area"));
    if (figures.only_reported) {
        add(words.say("pack.method-reported"));
    }
    add(words.say("pack.method-density",
                  {{"bandwidth", words.integer(static_cast<std::int64_t>(header.bandwidth_m + 0.5))},
                   {"cell", words.decimal(figures.cell_m, 0)}}));
    add(words.say("pack.method-noise"));
    add(words.say("pack.method-limits"));
    std::string sources;
    for (const ReviewSource& source : header.sources) {
        sources += (sources.empty() ? "" : "; ") + source.name;
    }
    section.blocks.push_back(ReportParagraph{words.say("pack.method-sources", {{"sources", sources},
                                                                               {"crs", header.crs_name},
                                                                               {"run", header.run_id},
                                                                               {"version", header.program_version},
                                                                               {"date", words.date(header.as_of)}}),
                                             ParagraphKind::kNote});
    return section;
}

}  // namespace diaban
