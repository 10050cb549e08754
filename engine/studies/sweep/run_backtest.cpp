#include "engine/studies/sweep/run_backtest.hpp"

#include "engine/studies/sweep/backtest_report.hpp"
#include "layers/write/staged_files.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

BacktestSummary run_backtest(const BacktestRequest& request, Language language, Progress& progress) {
    if (request.output.extension() != ".json") {
        throw Error(ErrorCode::kUsage, "error.backtest-output", {{"file", request.output.string()}});
    }
    std::filesystem::path table = request.output;
    table.replace_extension(".csv");
    std::filesystem::path plot = request.output;
    plot.replace_extension(".svg");
    StagedFiles staged(request.output, request.output);

    BacktestSummary summary;
    // The frame of the boxes is chosen before the first fold begins.
    summary.study = read_sweep_study(request.study, {static_cast<double>(request.folds)}, progress);
    BacktestOptions options;
    options.forecast = forecast_options(request.study, summary.study);
    options.end_day = summary.study.known_to_day;
    options.folds = request.folds;
    options.streets = summary.study.streets;
    options.seed = request.study.seed;
    summary.result = backtest(summary.study.places, summary.study.events, options, progress);
    std::vector<std::vector<FoldCounts>> by_model(summary.result.models.size());
    for (const BacktestFold& fold : summary.result.folds) {
        for (std::size_t m = 0; m < by_model.size(); ++m) {
            by_model[m].push_back(fold.counts[m]);
        }
    }
    for (const std::vector<FoldCounts>& folds : by_model) {
        summary.accuracy.push_back(pooled_accuracy(folds, options.seed));
        summary.to_naive.push_back(compare(folds, by_model[0], options.seed));
        summary.to_kernel.push_back(compare(folds, by_model[1], options.seed));
    }
    const Catalogue& words = catalogue(language);
    write_text_file(staged.file(request.output), backtest_json(request, options, summary));
    write_text_file(staged.file(table), backtest_csv(summary));
    write_text_file(staged.file(plot), backtest_plot(options, summary, words));
    progress.throw_if_cancelled();
    staged.commit();
    return summary;
}

}  // namespace diaban
