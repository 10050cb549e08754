#include "engine/studies/sweep/backtest_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/studies/sweep/record.hpp"
#include "layers/base/json_value.hpp"

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
    std::string text =
        "\xEF\xBB\xBFmodel,pai,pai_low,pai_high,pei,pei_low,pei_high,hit_rate,hit_rate_low,hit_rate_high,rri,rri_low,"
        "rri_high,harm_share\n";
    const auto cells = [](const Estimate& e) {
        return fmt::format("{:.6g},{},{}", e.value, e.low ? fmt::format("{:.6g}", *e.low) : "",
                           e.high ? fmt::format("{:.6g}", *e.high) : "");
    };
    for (std::size_t m = 0; m < summary.result.models.size(); ++m) {
        const Accuracy& a = summary.accuracy[m];
        text += fmt::format("{},{},{},{},{},{:.6g}\n", forecast_model_name(summary.result.models[m]), cells(a.pai),
                            cells(a.pei), cells(a.hit_rate), cells(summary.to_naive[m].rri), a.harm_share.value);
    }
    return text;
}

std::string backtest_plot(const BacktestOptions& options, const BacktestSummary& summary, const Catalogue& words) {
    constexpr double kLeft = 64.0;
    constexpr double kTop = 44.0;
    constexpr double kWidth = 460.0;
    constexpr double kHeight = 300.0;
    const std::vector<double>& shares = options.area_shares;
    const double low = std::log(shares.front());
    const double high = std::log(shares.back());
    const auto x = [&](double share) { return kLeft + kWidth * (std::log(share) - low) / (high - low); };
    const auto y = [&](double hit) { return kTop + kHeight * (1.0 - hit); };
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
        "{1:.0f}\" "
        "font-family=\"Noto Sans, DejaVu Sans, sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" "
        "fill=\"white\"/>\n",
        kLeft + kWidth + 130.0, kTop + kHeight + 56.0);
    svg += fmt::format("<text x=\"{}\" y=\"22\" font-size=\"14\" font-weight=\"bold\">{}</text>\n", kLeft,
                       words.say("backtest.plot-title"));
    for (int tick = 0; tick <= 10; tick += 2) {
        svg += fmt::format(
            "<path d=\"M{:.1f} {:.1f}h{:.1f}\" stroke=\"#ccc\" fill=\"none\"/><text x=\"{:.1f}\" y=\"{:.1f}\" "
            "text-anchor=\"end\">{} %</text>\n",
            kLeft, y(tick / 10.0), kWidth, kLeft - 6.0, y(tick / 10.0) + 4.0, tick * 10);
    }
    for (const double share : shares) {
        const int decimals = share < 0.001 ? 2 : share < 0.01 ? 1 : 0;
        svg += fmt::format(
            "<path d=\"M{:.1f} {:.1f}v5\" stroke=\"black\"/><text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\" "
            "font-size=\"10\">{} %</text>\n",
            x(share), kTop + kHeight, x(share), kTop + kHeight + 18.0, words.decimal(100.0 * share, decimals));
    }
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n", kLeft + kWidth / 2.0,
                       kTop + kHeight + 40.0, words.say("backtest.plot-area"));
    svg += fmt::format("<text transform=\"translate(16 {:.1f}) rotate(-90)\" text-anchor=\"middle\">{}</text>\n",
                       kTop + kHeight / 2.0, words.say("backtest.plot-hits"));
    struct Line {
        std::string name;
        std::vector<double> values;
        const char* dash;
        const char* mark;
    };
    const std::size_t automatic = summary.result.models.size() - 1;
    const std::vector<Line> lines = {{"auto", curve_of(summary, automatic, shares.size()), "", "●"},
                                     {"naive", curve_of(summary, 0, shares.size()), "6 3", "□"},
                                     {"kernel", curve_of(summary, 1, shares.size()), "2 3", "△"},
                                     {"random", shares, "1 4", "×"}};
    double legend = kTop + 12.0;
    for (const Line& line : lines) {
        std::string path;
        std::string marks;
        for (std::size_t s = 0; s < shares.size(); ++s) {
            path += fmt::format("{}{:.1f} {:.1f}", s == 0 ? "M" : " L", x(shares[s]), y(line.values[s]));
            marks += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\" font-size=\"11\">{}</text>",
                                 x(shares[s]), y(line.values[s]) + 4.0, line.mark);
        }
        svg += fmt::format(
            "<path d=\"{}\" fill=\"none\" stroke=\"black\" stroke-width=\"1.2\" stroke-dasharray=\"{}\"/>{}\n", path,
            line.dash, marks);
        svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{} {}</text>\n", kLeft + kWidth + 12.0, legend, line.mark,
                           words.say("backtest.model." + line.name));
        legend += 18.0;
    }
    svg += fmt::format("<path d=\"M{:.1f} {:.1f}v{:.1f}h{:.1f}\" fill=\"none\" stroke=\"black\"/>\n</svg>\n", kLeft,
                       kTop, kHeight, kWidth);
    return svg;
}

}  // namespace diaban
