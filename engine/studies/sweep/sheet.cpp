#include "engine/studies/sweep/sheet.hpp"

#include <fmt/format.h>

#include "engine/output/table_values.hpp"
#include "layers/base/calendar.hpp"
#include "layers/base/json_value.hpp"
#include "layers/cartography/page_blocks.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

[[noreturn]] void refuse(const std::string& cause) {
    throw Error(ErrorCode::kInput, "error.output-damaged", {{"file", "sweep.json"}, {"cause", cause}});
}

LocalDay day_of(const Json& text) {
    const auto day = day_from_iso(text.text());
    if (!day) {
        refuse(json_line(text));
    }
    return *day;
}

std::string whole(const Json& number, const Catalogue& words) {
    return words.integer(number.integer());
}

std::string when_of(const Json& box, const Catalogue& words) {
    std::string when = words.say("sweep.weekday-" + std::to_string(box.at("weekday_peak").integer()));
    if (!box.at("hour_peak").is_null()) {
        when += ", " + words.say("sweep.hours", {{"hours", box.at("hour_peak").text()}});
    }
    return when;
}

std::string why_of(const Json& box, const Json& study, const Catalogue& words) {
    const Json& last = box.at("last_incident");
    return words.say("sweep.why-" + box.at("why").text(), {{"history", whole(box.at("incidents_ever"), words)},
                                                           {"from", words.date(day_of(study.at("from")))},
                                                           {"year", whole(box.at("incidents_365d"), words)},
                                                           {"quarter", whole(box.at("incidents_90d"), words)},
                                                           {"near", whole(box.at("within_300m_28d"), words)},
                                                           {"last", last.is_null() ? "-" : words.date(day_of(last))}});
}

SweepSheetBox box_of(const Json& box, const Json& study, const Catalogue& words) {
    const Json& count = box.at("count_90");
    const Json& centre = box.at("centre_m");
    return {std::to_string(box.at("rank").count()),
            {},
            {std::to_string(box.at("work_group").count()), when_of(box, words),
             fmt::format("{} ({}–{})", expected_in_words(box.at("expected").number(), words),
                         count.values().at(0).count(), count.values().at(1).count()),
             why_of(box, study, words),
             fmt::format("{:.0f} {:.0f}", centre.values().at(0).number(), centre.values().at(1).number())}};
}

std::vector<std::string> notes_of(const ReviewHeader& header, const std::string& plan, const Catalogue& words) {
    std::vector<std::string> notes{words.say("sweep.page-footer", {{"hash", plan.substr(0, 16)}})};
    if (const std::string incidents = incidents_in_words(header, words); !incidents.empty()) {
        notes.push_back(incidents);
    }
    if (!header.crs_name.empty()) {
        notes.push_back(words.say("map.coordinates", {{"crs", header.crs_name}}));
    }
    if (const std::string sources = sources_in_words(header, words); !sources.empty()) {
        notes.push_back(sources);
    }
    return notes;
}

std::vector<MultiPolygon> treated_shapes(const FeatureLayer& layer) {
    const TableValues values(layer.table);
    std::vector<MultiPolygon> shapes;
    for (std::size_t i = 0; i < layer.size(); ++i) {
        if (values.text("role", i) == "treated") {
            const auto* shape = std::get_if<MultiPolygon>(&layer.geometry[i]);
            shapes.push_back(shape == nullptr ? MultiPolygon{} : *shape);
        }
    }
    return shapes;
}

SweepSheet sheet_of(const SweepSheetSource& source, const Json& record, const Catalogue& words) {
    const Json& plan = record.at("plan");
    const Json& study = record.at("study");
    const Json& options = record.at("options");
    SweepSheet sheet;
    sheet.header = source.header;
    sheet.to_geographic = source.to_geographic;
    sheet.title = source.header.title.empty() ? words.say("sweep.page-title") : source.header.title;
    sheet.area = source.area;
    sheet.streets = source.streets;
    const LocalDay first = day_of(study.at("as_of"));
    sheet.date = first;
    const std::chrono::days horizon{static_cast<int>(options.at("horizon_days").number())};
    std::string theme = source.header.title.empty() ? "" : words.say("sweep.page-title");
    if (!source.header.unit.empty()) {
        theme += (theme.empty() ? "" : " – ") + source.header.unit;
    }
    if (!theme.empty()) {
        sheet.lines.push_back(theme);
    }
    sheet.lines.push_back(
        words.say("sweep.page-window", {{"window", words.window({first, first + horizon - std::chrono::days{1}})},
                                        {"area", words.decimal(plan.at("area_km2").number(), 2)},
                                        {"study", words.decimal(study.at("area_km2").number(), 0)},
                                        {"expected", words.decimal(plan.at("expected_in_boxes").number(), 0)},
                                        {"total", words.decimal(plan.at("expected_in_study_area").number(), 0)},
                                        {"model", plan.at("model").text()}}));
    const bool left_out = options.at("detected").text() == "left out";
    sheet.lines.push_back(
        words.say("sweep.page-basis",
                  {{"from", words.date(day_of(study.at("from")))},
                   {"to", words.date(day_of(study.at("known_to")))},
                   {"detected", left_out ? whole(study.at("detected_by_police"), words) : words.integer(0)}}));
    sheet.instruction = words.say("sweep.page-dose");
    sheet.more = words.say("sweep.page-more", {{"count", "{count}"}});
    sheet.notes = notes_of(source.header, plan.at("plan_sha256").text(), words);
    sheet.columns = {words.say("sweep.column-number"), words.say("sweep.column-group"),
                     words.say("sweep.column-when"),   words.say("sweep.column-expected"),
                     words.say("sweep.column-reason"), words.say("sweep.column-place")};
    sheet.widths = {0.04, 0.06, 0.17, 0.12, 0.47, 0.14};
    std::vector<MultiPolygon> shapes = treated_shapes(source.layer);
    const Json::List& ranked = plan.at("ranked").values();
    if (ranked.size() != shapes.size()) {
        refuse(fmt::format("{} != {}", ranked.size(), shapes.size()));
    }
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        sheet.boxes.push_back(box_of(ranked[i], study, words));
        sheet.boxes.back().shape = std::move(shapes[i]);
    }
    return sheet;
}

}  // namespace

std::string expected_in_words(double expected, const Catalogue& words) {
    return words.decimal(expected, expected < 0.995 ? 2 : expected < 9.95 ? 1 : 0);
}

SweepSheet sweep_sheet(const SweepSheetSource& source, const Catalogue& words) {
    try {
        return sheet_of(source, source.record, words);
    } catch (const JsonError& error) {
        refuse(error.what());
    }
}

}  // namespace diaban
