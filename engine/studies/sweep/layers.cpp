#include "engine/studies/sweep/layers.hpp"

#include "engine/studies/sweep/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/output/table_builder.hpp"
#include "engine/studies/sweep/record.hpp"
#include "engine/studies/sweep/sheet.hpp"
#include "layers/base/json_value.hpp"
#include "layers/read/digest.hpp"

namespace diaban {

namespace {

std::string hours_text(const TimePeak& peak) {
    return peak.hour_from ? fmt::format("{:02d}-{:02d}", *peak.hour_from, peak.hour_to) : "";
}

std::string weekday_word(const TimePeak& peak, const Catalogue& words) {
    return words.say("sweep.weekday-" + std::to_string(peak.weekday));
}

const char* why_name(SweepReason reason) {
    switch (reason) {
        case SweepReason::kPersistent:
            return "persistent";
        case SweepReason::kRecent:
            return "recent";
        case SweepReason::kNearby:
            return "nearby";
    }
    return "";
}

MessageArguments figures(const SweepOutcome& outcome, const SweepRow& row, const Catalogue& words) {
    const auto whole = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    MessageArguments arguments = {{"expected", expected_in_words(row.expected, words)},
                                  {"low", std::to_string(row.count.low)},
                                  {"high", std::to_string(row.count.high)},
                                  {"days", words.decimal(outcome.options.horizon_days, 0)},
                                  {"history", whole(row.in_history)},
                                  {"from", words.date(day_of_number(outcome.study.first_day))},
                                  {"year", whole(row.in_year)},
                                  {"quarter", whole(row.in_quarter)},
                                  {"near", whole(row.near_in_month)},
                                  {"last", row.last_day ? words.date(day_of_number(*row.last_day)) : "-"},
                                  {"weekday", weekday_word(row.peak, words)},
                                  {"weekday_share", words.decimal(100.0 * row.peak.weekday_share, 0)},
                                  {"hours", hours_text(row.peak)},
                                  {"hour_share", words.decimal(100.0 * row.peak.hour_share, 0)}};
    arguments["why"] = words.say(std::string("sweep.why-") + why_name(row.reason), arguments);
    return arguments;
}

std::string reason_sentence(const SweepOutcome& outcome, const SweepRow& row, const Catalogue& words) {
    if (row.role.role == PlaceRole::kDisplacement) {
        return words.say("reason.sweep-displacement");
    }
    MessageArguments arguments = figures(outcome, row, words);
    if (row.role.role == PlaceRole::kControl) {
        arguments["partner"] = outcome.study.id[row.role.partner];
        return words.say("reason.sweep-control", arguments);
    }
    arguments["when"] = words.say(row.peak.hour_from ? "reason.sweep-hours" : "reason.sweep-weekday", arguments);
    return words.say("reason.sweep-treated", arguments);
}

}  // namespace

FeatureLayer sweep_layer(const SweepOutcome& outcome) {
    const std::vector<SweepRow>& rows = outcome.plan.rows;
    TableBuilder columns(rows.size());
    using Text = std::optional<std::string>;
    using Whole = std::optional<std::int64_t>;
    using Real = std::optional<double>;
    const auto whole = [](std::size_t n) { return Whole(static_cast<std::int64_t>(n)); };
    const auto treated = [&](std::size_t i) { return rows[i].role.role == PlaceRole::kTreated; };
    columns.text("box_id", [&](std::size_t i) { return Text(outcome.study.id[rows[i].role.place]); });
    columns.integer("rank", [&](std::size_t i) { return treated(i) ? whole(rows[i].rank) : std::nullopt; });
    columns.text("role", [&](std::size_t i) { return Text(place_role_name(rows[i].role.role)); });
    columns.integer("work_group", [&](std::size_t i) { return treated(i) ? whole(rows[i].group) : std::nullopt; });
    columns.real("expected", "", [&](std::size_t i) { return Real(rows[i].expected); });
    columns.integer("expected_low", [&](std::size_t i) { return Whole(rows[i].count.low); });
    columns.integer("expected_high", [&](std::size_t i) { return Whole(rows[i].count.high); });
    columns.real("share", "", [&](std::size_t i) { return Real(rows[i].share); });
    columns.titled("field.sweep_share");
    columns.real("area_km2", "km2",
                 [&](std::size_t i) { return Real(outcome.study.places.area_km2[rows[i].role.place]); });
    columns.integer("weekday_peak", [&](std::size_t i) { return Whole(rows[i].peak.weekday); });
    columns.text("hour_peak",
                 [&](std::size_t i) { return rows[i].peak.hour_from ? Text(hours_text(rows[i].peak)) : std::nullopt; });
    columns.text("last_incident", [&](std::size_t i) {
        return rows[i].last_day ? Text(iso_date(day_of_number(*rows[i].last_day))) : std::nullopt;
    });
    columns.integer("incidents_365d", [&](std::size_t i) { return whole(rows[i].in_year); });
    columns.integer("incidents_90d", [&](std::size_t i) { return whole(rows[i].in_quarter); });
    columns.integer("visit_minutes", [&](std::size_t i) { return treated(i) ? Whole(15) : std::nullopt; });
    columns.integer("visit_every_hours", [&](std::size_t i) { return treated(i) ? Whole(2) : std::nullopt; });
    columns.text("matched_to", [&](std::size_t i) {
        return rows[i].role.partner == kNoPlace ? std::nullopt : Text(outcome.study.id[rows[i].role.partner]);
    });
    columns.integer("rank_with_detected", [&](std::size_t i) {
        return rows[i].rank_with_detected ? whole(*rows[i].rank_with_detected) : std::nullopt;
    });
    columns.text("reason_vi", [&](std::size_t i) {
        return Text(reason_sentence(outcome, rows[i], catalogue(Language::kVietnamese)));
    });
    columns.text("reason_en",
                 [&](std::size_t i) { return Text(reason_sentence(outcome, rows[i], catalogue(Language::kEnglish))); });
    FeatureLayer layer{std::string(sweep_kind().name),
                       outcome.study.points.crs.crs,
                       GeometryKind::kArea,
                       {},
                       std::move(columns.table())};
    for (const SweepRow& row : rows) {
        layer.geometry.emplace_back(outcome.study.shape[row.role.place]);
    }
    return layer;
}

std::string plan_hash(const SweepOutcome& outcome) {
    const BoxFrame& frame = outcome.study.frame.frame;
    std::string text =
        fmt::format("{} {} {} {} {} {}\n", outcome.study.points.crs.crs.definition, outcome.options.box_m,
                    frame.turn_deg, frame.shift_x, frame.shift_y, iso_date(day_of_number(outcome.study.as_of_day)));
    text += fmt::format("{}\n", outcome.options.horizon_days);
    for (const SweepRow& row : outcome.plan.rows) {
        text += fmt::format("{} {} {}\n", place_role_name(row.role.role), outcome.study.id[row.role.place], row.rank);
    }
    return sha256_of(text);
}

std::vector<std::pair<std::string, std::string>> sweep_metadata(const SweepOutcome& outcome) {
    return {{"model", forecast_model_name(outcome.plan.model)},
            {"as_of", iso_date(day_of_number(outcome.study.as_of_day))},
            {"horizon_days", fmt::format("{}", outcome.options.horizon_days)},
            {"expected_in_boxes", fmt::format("{:.6g}", outcome.plan.expected_chosen)},
            {"expected_in_study_area", fmt::format("{:.6g}", outcome.plan.expected_total)},
            {"plan_sha256", plan_hash(outcome)}};
}

Json sweep_record(const SweepOutcome& outcome, const std::string& command) {
    const SweepPlan& plan = outcome.plan;
    Json record = study_record(outcome.options, outcome.study, command);
    std::size_t treated = 0;
    std::size_t controls = 0;
    double area = 0.0;
    Json boxes = Json::list();
    for (const SweepRow& row : plan.rows) {
        if (row.role.role == PlaceRole::kTreated) {
            ++treated;
            area += outcome.study.places.area_km2[row.role.place];
            const ProjectedPoint centre = outcome.study.centre[row.role.place];
            Json box = {{"box_id", outcome.study.id[row.role.place]},
                        {"rank", row.rank},
                        {"work_group", row.group},
                        {"expected", row.expected},
                        {"count_90", Json::list({row.count.low, row.count.high})},
                        {"weekday_peak", row.peak.weekday},
                        {"hour_peak", row.peak.hour_from ? Json(hours_text(row.peak)) : Json(nullptr)},
                        {"why", why_name(row.reason)},
                        {"incidents_ever", row.in_history},
                        {"incidents_365d", row.in_year},
                        {"incidents_90d", row.in_quarter},
                        {"within_300m_28d", row.near_in_month},
                        {"last_incident", row.last_day ? Json(iso_date(day_of_number(*row.last_day))) : Json(nullptr)},
                        {"centre_m", Json::list({centre.x, centre.y})}};
            if (row.rank_with_detected) {
                box["rank_with_detected"] = *row.rank_with_detected;
            }
            boxes.push_back(std::move(box));
        }
        controls += row.role.role == PlaceRole::kControl ? 1 : 0;
    }
    record["plan"] = {{"model", forecast_model_name(plan.model)},
                      {"boxes", treated},
                      {"area_km2", area},
                      {"controls", controls},
                      {"displacement", plan.rows.size() - treated - controls},
                      {"expected_in_boxes", plan.expected_chosen},
                      {"expected_in_study_area", plan.expected_total},
                      {"plan_sha256", plan_hash(outcome)},
                      {"ranked", std::move(boxes)}};
    record["auto"] = automatic_record(plan.automatic);
    const SelfExcitingFit& process = plan.forecasts.self_exciting;
    Json weights = Json::list();
    const std::vector<LagColumn> columns = lag_columns({});
    for (std::size_t k = 0; k < columns.size() && k < plan.forecasts.mixture.weights.size(); ++k) {
        if (plan.forecasts.mixture.weights[k] > 1e-4) {
            const char* kind = columns[k].kind == LagKind::kKernel   ? "kernel"
                               : columns[k].kind == LagKind::kSeason ? "season"
                                                                     : "even";
            weights.push_back({{"kind", kind},
                               {"bandwidth_m", columns[k].bandwidth_m},
                               {"half_life_days",
                                std::isinf(columns[k].half_life_days) ? Json("all") : Json(columns[k].half_life_days)},
                               {"weight", plan.forecasts.mixture.weights[k]}});
        }
    }
    Json knox = Json::list();
    const NearRepeatTable& table = plan.forecasts.near_repeat;
    for (std::size_t d = 0; d < table.bands.distance_m.size(); ++d) {
        for (std::size_t a = 0; a + 1 < table.bands.age_days.size(); ++a) {
            knox.push_back({{"within_m", table.bands.distance_m[d]},
                            {"within_days", table.bands.age_days[a]},
                            {"ratio", table.ratio(d, a)}});
        }
    }
    record["models"] = {
        {"learned_from_windows", plan.forecasts.windows},
        {"kernel", {{"bandwidth_m", plan.forecasts.kernel_bandwidth_m}}},
        {"kernel-recency",
         {{"bandwidth_m", plan.forecasts.recency_bandwidth_m},
          {"half_life_days", std::isinf(plan.forecasts.recency_half_life_days)
                                 ? Json("all")
                                 : Json(plan.forecasts.recency_half_life_days)}}},
        {"self-exciting",
         {{"theta", process.theta},
          {"mean_delay_days", 1.0 / process.omega_per_day},
          {"sigma_m", process.sigma_m},
          {"background_share", process.background_share},
          {"events", process.events},
          {"steps", process.steps},
          {"converged", process.converged}}},
        {"near-repeat", {{"events", table.events}, {"knox", std::move(knox)}}},
        {"regression", {{"converged", plan.forecasts.regression_converged}}},
        {"mixture", {{"converged", plan.forecasts.mixture.converged}, {"weights", std::move(weights)}}}};
    return record;
}

}  // namespace diaban
