#include "engine/studies/hotspots/statistics.hpp"

#include <cmath>
#include <sstream>
#include <utility>

#include "engine/local/global_statistics.hpp"
#include "engine/local/rates.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

/// A figure with six significant digits.
std::string digits(double value) {
    std::ostringstream text;
    text.precision(6);
    text << value;
    return text.str();
}

std::vector<double> analysed_values(const HotspotStudy& study, const SpatialWeights& weights, RateKind rate) {
    const RateInput input{study.counts, study.population};
    switch (rate) {
        case RateKind::kCount:
            return study.counts;
        case RateKind::kRaw:
            return raw_rates(input);
        case RateKind::kEmpiricalBayes:
            return empirical_bayes(input).rate;
        case RateKind::kLocalEmpiricalBayes:
            return local_empirical_bayes(input, weights, LocalPriorVariance::kNeighbourhoodMean).rate;
    }
    throw Error(ErrorCode::kInternal, "error.local-statistic", {});
}

/// One figure for the whole map beside the local ones, over the areas that have a value; left out where it is not
/// defined.
void add_global(const HotspotStudy& study, const std::vector<double>& values, SpatialWeights weights,
                const HotspotMethod& options, HotspotSummary& summary) {
    const bool bayes = options.rate == RateKind::kEmpiricalBayes && options.local.statistic == LocalStatistic::kMoran;
    // Moran's I of shrunken rates is biased; Assuncao and Reis standardise the rates instead.
    const std::vector<double> taken = bayes ? assuncao_reis({study.counts, study.population}) : values;
    std::vector<std::uint8_t> keep(taken.size());
    std::vector<double> kept;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        keep[i] = std::isfinite(taken[i]) ? 1 : 0;
        if (keep[i] != 0) {
            kept.push_back(taken[i]);
        }
    }
    weights = subset(weights, keep);
    weights =
        options.local.rows == RowWeights::kRowStandardised ? row_standardised(std::move(weights)) : std::move(weights);
    const bool moran = options.local.statistic == LocalStatistic::kMoran;
    const bool geary = options.local.statistic == LocalStatistic::kGeary;
    try {
        const GlobalEstimate estimate = global_statistic(kept, weights,
                                                         moran   ? GlobalStatistic::kMoran
                                                         : geary ? GlobalStatistic::kGeary
                                                                 : GlobalStatistic::kGeneralG);
        summary.facts.push_back({Severity::kNote,
                                 moran && bayes ? "hotspots.global.assuncao-reis"
                                 : moran        ? "hotspots.global.moran"
                                 : geary        ? "hotspots.global.geary"
                                                : "hotspots.global.general-g",
                                 {{"value", digits(estimate.value)},
                                  {"expected", digits(estimate.expectation)},
                                  {"z", digits(estimate.z_score)},
                                  {"p", digits(estimate.p_value)}}});
    } catch (const Error& error) {
        summary.findings.push_back({Severity::kNote, error.key(), error.arguments()});
    }
}

void tell_result(const LocalResult& result, const LocalOptions& options, HotspotSummary& summary) {
    std::size_t high = 0;
    std::size_t low = 0;
    for (const LocalArea& area : result.areas) {
        high += area.state == LocalState::kOk && area.significant && area.z_score > 0.0 ? 1 : 0;
        low += area.state == LocalState::kOk && area.significant && area.z_score < 0.0 ? 1 : 0;
    }
    summary.facts.push_back(
        {Severity::kNote,
         options.permutations == 0 ? "hotspots.p-normal" : "hotspots.p-permutation",
         {{"permutations", std::to_string(options.permutations)}, {"seed", std::to_string(options.seed)}}});
    summary.facts.push_back({Severity::kNote,
                             options.many_tests == ManyTests::kNone ? "hotspots.found-unadjusted" : "hotspots.found",
                             {{"tested", std::to_string(result.tested)},
                              {"isolated", std::to_string(result.isolated)},
                              {"undefined", std::to_string(result.undefined)},
                              {"alpha", digits(options.alpha)},
                              {"high", std::to_string(high)},
                              {"low", std::to_string(low)}}});
}

/// Counted p have a floor, and many tests lift it: said where one area alone could never be significant.
void tell_floor(const LocalResult& result, const LocalOptions& options, HotspotSummary& summary) {
    if (options.permutations == 0 || options.tail == TailRule::kApproximated ||
        options.many_tests == ManyTests::kNone) {
        return;
    }
    const double floor = 2.0 / (static_cast<double>(options.permutations) + 1.0);
    const double at_floor = std::ceil(floor * static_cast<double>(result.tested) / options.alpha);
    if (at_floor > 1.0) {
        summary.findings.push_back({Severity::kNote,
                                    "hotspots.floor",
                                    {{"permutations", std::to_string(options.permutations)},
                                     {"floor", digits(floor)},
                                     {"tested", std::to_string(result.tested)},
                                     {"needed", digits(at_floor)}}});
    }
}

}  // namespace

HotspotResult hotspot_statistics(const HotspotStudy& study, const SpatialWeights& weights, const HotspotMethod& method,
                                 HotspotReport report) {
    HotspotResult result;
    result.statistic = method.local.statistic;
    result.rate = method.rate;
    result.values = analysed_values(study, weights, method.rate);
    add_global(study, result.values, weights, method, report.summary);
    result.local = local_statistics({result.values}, weights, method.local, report.progress);
    tell_result(result.local, method.local, report.summary);
    tell_floor(result.local, method.local, report.summary);
    return result;
}

}  // namespace diaban
