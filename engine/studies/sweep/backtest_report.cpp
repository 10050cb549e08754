#include "engine/studies/sweep/backtest_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/studies/sweep/record.hpp"
#include "layers/base/json_value.hpp"
#include "layers/base/version.hpp"
#include "layers/cartography/canvas.hpp"
#include "layers/cartography/charts.hpp"
#include "layers/text/csv_table.hpp"

namespace diaban {

namespace {

Json estimate_json(const Estimate& e) {
    return {{"value", e.value},
            {"low", e.low ? Json(*e.low) : Json(nullptr)},
            {"high", e.high ? Json(*e.high) : Json(nullptr)}};
}

double rri_of(const FoldCounts& counts, const FoldCounts& naive) {
    const double base = pai_of(naive);
    return base > 0.0 ? pai_of(counts) / base : 0.0;
}

Json fold_json(const BacktestFold& fold, std::size_t model, const std::string& name) {
    const FoldCounts& c = fold.counts[model];
    return {{"model", name},
            {"pai", pai_of(c)},
            {"pei", pei_of(c)},
            {"hit_rate", hit_rate_of(c)},
            {"rri", rri_of(c, fold.counts[0])},
            {"harm_share", c.harm > 0.0 ? c.harm_hits / c.harm : 0.0},
            {"area_km2", c.area_km2},
            {"events", c.events},
            {"hits", c.hits}};
}

Json overall_json(const BacktestSummary& summary, std::size_t model, const std::string& name) {
    const Accuracy& a = summary.accuracy[model];
    double events = 0.0;
    double hits = 0.0;
    double area = 0.0;
    for (const BacktestFold& fold : summary.result.folds) {
        events += fold.counts[model].events;
        hits += fold.counts[model].hits;
        area += fold.counts[model].area_km2;
    }
    Json figures = {{"model", name},
                    {"pai", a.pai.value},
                    {"pei", a.pei.value},
                    {"hit_rate", a.hit_rate.value},
                    {"rri", summary.to_naive[model].rri.value},
                    {"harm_share", a.harm_share.value},
                    {"area_km2", area / static_cast<double>(summary.result.folds.size())},
                    {"events", events},
                    {"hits", hits},
                    {"intervals",
                     {{"pai", estimate_json(a.pai)},
                      {"pei", estimate_json(a.pei)},
                      {"hit_rate", estimate_json(a.hit_rate)},
                      {"harm_share", estimate_json(a.harm_share)},
                      {"rri", estimate_json(summary.to_naive[model].rri)},
                      {"pai_minus_naive", estimate_json(summary.to_naive[model].pai_difference)},
                      {"pei_minus_naive", estimate_json(summary.to_naive[model].pei_difference)},
                      {"pai_minus_kernel", estimate_json(summary.to_kernel[model].pai_difference)},
                      {"pei_minus_kernel", estimate_json(summary.to_kernel[model].pei_difference)}}}};
    if (a.pei_placed) {
        figures["pei_placed"] = a.pei_placed->value;
        figures["intervals"]["pei_placed"] = estimate_json(*a.pei_placed);
    }
    if (a.per_length) {
        figures["pai_by_street_length"] = a.per_length->value;
        figures["intervals"]["pai_by_street_length"] = estimate_json(*a.per_length);
    }
    return figures;
}

/// Share of events caught by a model at each area share, pooled.
std::vector<double> curve_of(const BacktestSummary& summary, std::size_t model, std::size_t shares) {
    std::vector<double> hits(shares, 0.0);
    double events = 0.0;
    for (const BacktestFold& fold : summary.result.folds) {
        events += fold.counts[model].events;
        for (std::size_t s = 0; s < shares; ++s) {
            hits[s] += fold.curve_hits[model][s];
        }
    }
    for (double& h : hits) {
        h = events > 0.0 ? h / events : 0.0;
    }
    return hits;
}

/// The model that speaks for the backtest: the one asked for.
std::size_t speaker(const BacktestRequest& request, const BacktestSummary& summary) {
    const auto& models = summary.result.models;
    const auto at = std::find(models.begin(), models.end(), request.study.model);
    return static_cast<std::size_t>(at - models.begin());
}

}  // namespace

std::string backtest_json(const BacktestRequest& request, const BacktestOptions& options,
                          const BacktestSummary& summary) {
    const std::size_t main = speaker(request, summary);
    const auto name = [&](std::size_t m) { return std::string(forecast_model_name(summary.result.models[m])); };
    Json folds = Json::list();
    for (const BacktestFold& fold : summary.result.folds) {
        Json entry = fold_json(fold, main, name(main));
        entry["from"] = iso_date(day_of_number(fold.from_day));
        entry["to"] = iso_date(day_of_number(fold.to_day - 1.0));
        entry["learned_from_windows"] = fold.windows;
        entry["chosen"] = forecast_model_name(fold.chosen);
        entry["expected_in_chosen"] = fold.expected_in_chosen;
        entry["best_possible_hits"] = fold.counts[main].best;
        entry["naive"] = fold_json(fold, 0, "naive");
        Json models = Json::list();
        for (std::size_t m = 0; m < summary.result.models.size(); ++m) {
            models.push_back(fold_json(fold, m, name(m)));
        }
        entry["models"] = std::move(models);
        folds.push_back(std::move(entry));
    }
    Json overall = overall_json(summary, main, name(main));
    overall["naive"] = overall_json(summary, 0, "naive");
    overall["random"] = {{"model", "random"}, {"pai", 1.0}};
    Json models = Json::list();
    for (std::size_t m = 0; m < summary.result.models.size(); ++m) {
        models.push_back(overall_json(summary, m, name(m)));
    }
    Json curve = {{"area_share", options.area_shares}};
    for (std::size_t m = 0; m < summary.result.models.size(); ++m) {
        curve[name(m)] = curve_of(summary, m, options.area_shares.size());
    }
    curve["random"] = options.area_shares;
    Json calibration = Json::list();
    for (const CalibrationBin& bin : summary.result.calibration) {
        calibration.push_back({{"expected", bin.expected}, {"observed", bin.observed}, {"places", bin.places}});
    }
    Json record = study_record(request.study, summary.study, request.command);
    record["folds"] = std::move(folds);
    record["overall"] = std::move(overall);
    record["models"] = std::move(models);
    record["curve"] = std::move(curve);
    record["calibration"] = {{"slope", summary.result.calibration_slope}, {"bins", std::move(calibration)}};
    record["auto"] = automatic_record(summary.result.last);
    return json_text(record) + "\n";
}

std::string backtest_csv(const BacktestSummary& summary) {
    CsvTable table({"model", "pai", "pai_low", "pai_high", "pei", "pei_low", "pei_high", "hit_rate", "hit_rate_low",
                    "hit_rate_high", "rri", "rri_low", "rri_high", "harm_share"});
    const auto figure = [](std::optional<double> value) { return value ? fmt::format("{:.6g}", *value) : ""; };
    for (std::size_t m = 0; m < summary.result.models.size(); ++m) {
        const Accuracy& a = summary.accuracy[m];
        std::vector<std::string> cells{forecast_model_name(summary.result.models[m])};
        for (const Estimate* e : {&a.pai, &a.pei, &a.hit_rate, &summary.to_naive[m].rri}) {
            cells.insert(cells.end(), {figure(e->value), figure(e->low), figure(e->high)});
        }
        cells.push_back(figure(a.harm_share.value));
        table.add(cells);
    }
    return table.text();
}

std::string backtest_plot(const BacktestOptions& options, const BacktestSummary& summary, const Catalogue& words) {
    constexpr PaperSize kPaper{500.0, 310.0};
    constexpr double kEdge = 12.0;
    constexpr double kTitle = 20.0;
    constexpr double kAxisTitle = 14.0;
    const std::vector<double>& shares = options.area_shares;
    TrendChart chart;
    chart.y_title = words.say("backtest.plot-hits") + " (%)";
    for (const double share : shares) {
        chart.periods.push_back(words.decimal(100.0 * share, share < 0.001 ? 2 : share < 0.01 ? 1 : 0) + " %");
    }
    chart.current_from = shares.size();
    const auto add = [&](const std::string& name, LineKind line, PointSymbol mark, const std::vector<double>& hits) {
        TrendSeries series{words.say("backtest.model." + name), kBlack, line, mark, {}};
        for (const double hit : hits) {
            series.values.emplace_back(100.0 * hit);
        }
        chart.series.push_back(std::move(series));
    };
    const std::size_t automatic = summary.result.models.size() - 1;
    add("auto", LineKind::kSolid, PointSymbol::kCircle, curve_of(summary, automatic, shares.size()));
    add("naive", LineKind::kDashed, PointSymbol::kSquare, curve_of(summary, 0, shares.size()));
    add("kernel", LineKind::kDotted, PointSymbol::kTriangle, curve_of(summary, 1, shares.size()));
    add("random", LineKind::kDotted, PointSymbol::kCross, shares);
    const std::string title = words.say("backtest.plot-title");
    Canvas canvas(kPaper, MapFormat::kSvg, {title, "", std::string("diaban ") + kProgramVersion, {}});
    Typesetter text(canvas.context());
    const PageBox page{kEdge, kEdge, kPaper.width - 2.0 * kEdge, kPaper.height - 2.0 * kEdge};
    text.draw(title, {11.0, FontWeight::kBold, TextAlign::kLeft, kBlack}, page);
    draw_trend_chart(text, chart, {page.x, page.y + kTitle, page.width, page.height - kTitle - kAxisTitle}, words);
    text.draw(words.say("backtest.plot-area"), {8.0, FontWeight::kRegular, TextAlign::kCentre, kBlack},
              {page.x, page.bottom() - kAxisTitle, page.width, kAxisTitle});
    return canvas.finish();
}

}  // namespace diaban
