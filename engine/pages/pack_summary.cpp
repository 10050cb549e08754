#include <algorithm>

#include "engine/output/table_values.hpp"
#include "engine/pages/area_ranking.hpp"
#include "engine/pages/review_pack.hpp"

namespace diaban {

namespace {

constexpr std::size_t kMostNames = 12;

std::string total_sentence(const Output& output, const Catalogue& words) {
    const TableValues areas(output.areas().table);
    double now = 0.0;
    double before = 0.0;
    for (const std::size_t i : areas_by_concern(output)) {
        now += areas.number("n_current", i).value_or(0.0);
        before += areas.number("n_baseline", i).value_or(0.0);
    }
    const ReviewHeader& header = output.header;
    MessageArguments arguments{{"current", words.window(header.current)},
                               {"baseline", words.window(header.baseline)},
                               {"now", words.integer(static_cast<std::int64_t>(now))},
                               {"before", words.integer(static_cast<std::int64_t>(before))}};
    const auto ratio = count_ratio(now, header.current.days(), before, header.baseline.days());
    if (!ratio) {
        return words.say("pack.total-plain", arguments);
    }
    arguments["ratio"] = words.decimal(ratio->ratio, 2);
    arguments["low"] = words.decimal(ratio->low, 2);
    arguments["high"] = words.decimal(ratio->high, 2);
    arguments["verdict"] = direction_in_words(direction_of(ratio->low, ratio->high), words);
    return words.say("pack.total", arguments);
}

/// Names of the areas that a condition holds for, in the order of concern.
template <typename Condition>
std::vector<std::string> names_where(const Output& output, Condition condition) {
    const TableValues areas(output.areas().table);
    std::vector<std::string> names;
    for (const std::size_t i : areas_by_concern(output)) {
        if (condition(areas, i)) {
            names.push_back(areas.text("name", i));
        }
    }
    return names;
}

int severity(const std::string& area_class) {
    return area_class == "complex" ? 2 : area_class == "contained" ? 1 : area_class == "stable" ? 0 : -1;
}

void add_list(ReportSection& section, const char* key, const std::vector<std::string>& names, const Catalogue& words) {
    if (!names.empty()) {
        section.blocks.push_back(
            ReportParagraph{words.say(key, {{"count", words.integer(static_cast<std::int64_t>(names.size()))},
                                            {"names", names_in_words(names, kMostNames, words)}})});
    }
}

/// Since the last review where there was one, else against the baseline.
void add_changes(ReportSection& section, const Output& output, const Catalogue& words) {
    const auto step = [](const TableValues& areas, std::size_t i) {
        const int previous = severity(areas.text("previous_class", i));
        return previous < 0 ? 0 : severity(areas.text("class", i)) - previous;
    };
    if (TableValues(output.areas().table).any("previous_class")) {
        add_list(section, "pack.class-worse",
                 names_where(output, [&](const TableValues& a, std::size_t i) { return step(a, i) > 0; }), words);
        add_list(section, "pack.class-better",
                 names_where(output, [&](const TableValues& a, std::size_t i) { return step(a, i) < 0; }), words);
    } else {
        section.blocks.push_back(ReportParagraph{words.say("pack.no-previous"), ParagraphKind::kNote});
    }
    const auto points = [](Direction wanted) {
        return [wanted](const TableValues& a, std::size_t i) {
            const auto low = a.number("change_low", i);
            const auto high = a.number("change_high", i);
            return low && high && direction_of(*low, *high) == wanted;
        };
    };
    add_list(section, "pack.rates-up", names_where(output, points(Direction::kUp)), words);
    add_list(section, "pack.rates-down", names_where(output, points(Direction::kDown)), words);
    const auto noise = names_where(output, points(Direction::kNoise));
    section.blocks.push_back(ReportParagraph{
        words.say("pack.rates-noise", {{"count", words.integer(static_cast<std::int64_t>(noise.size()))}})});
}

}  // namespace

ReportSection summary_section(const Output& output, const Catalogue& words, const PackLimits& limits) {
    const TableValues areas(output.areas().table);
    const auto count = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    const auto& split = output.figures.split;
    ReportSection section{words.say("pack.summary"), {}};
    section.blocks.push_back(
        ReportParagraph{words.say("pack.split", {{"areas", count(split[0] + split[1] + split[2])},
                                                 {"stable", count(split[0])},
                                                 {"contained", count(split[1])},
                                                 {"complex", count(split[2])},
                                                 {"borderline", count(output.figures.borderline)}}),
                        ParagraphKind::kLead});
    if (output.header.split_forced) {
        section.blocks.push_back(ReportParagraph{words.say("map.split-forced"), ParagraphKind::kWarning});
    }
    section.blocks.push_back(ReportParagraph{total_sentence(output, words)});
    if (output.header.baseline == same_period_a_year_before(output.header.current)) {
        section.blocks.push_back(ReportParagraph{words.say("pack.same-period"), ParagraphKind::kNote});
    }
    add_changes(section, output, words);
    add_list(section, "pack.borderline",
             names_where(output, [](const TableValues& a, std::size_t i) { return a.flag("borderline", i); }), words);
    ReportTable reasons{
        words.say("pack.complex-areas"),
        {{words.say("pack.area"), 1.5, CellAlign::kLeft}, {words.say("pack.reason"), 5.0, CellAlign::kLeft}},
        {},
        {}};
    const char* field = words.language() == Language::kVietnamese ? "reason_vi" : "reason_en";
    for (const std::size_t i : areas_by_concern(output)) {
        if (areas.text("class", i) == "complex" && reasons.rows.size() < limits.reasons) {
            reasons.rows.push_back({areas.text("name", i), areas.text(field, i)});
            reasons.marks.push_back(class_styles()[static_cast<std::size_t>(AreaCategory::kComplex)]);
        }
    }
    if (!reasons.rows.empty()) {
        section.blocks.push_back(std::move(reasons));
    }
    if (split[2] > limits.reasons) {
        section.blocks.push_back(ReportParagraph{
            words.say("pack.more-complex", {{"count", count(split[2] - limits.reasons)}}), ParagraphKind::kNote});
    }
    const std::vector<TwoLanguages>& warnings = output.figures.warnings;
    for (std::size_t i = 0; i < std::min(limits.warnings, warnings.size()); ++i) {
        section.blocks.push_back(ReportParagraph{
            words.say("pack.warning", {{"text", warnings[i].say(words.language())}}), ParagraphKind::kNote});
    }
    if (warnings.size() > limits.warnings) {
        section.blocks.push_back(
            ReportParagraph{words.say("pack.more-warnings", {{"count", count(warnings.size() - limits.warnings)}}),
                            ParagraphKind::kNote});
    }
    return section;
}

}  // namespace diaban
