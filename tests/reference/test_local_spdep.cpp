// Agreement with spdep 1.2.7: analytic figures to 1e-9, permutation p within Monte Carlo error.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/local/global_statistics.hpp"
#include "engine/local/local_statistics.hpp"
#include "engine/local/rates.hpp"
#include "engine/weights/distance_weights.hpp"
#include "tests/reference/local_reference.hpp"

namespace diaban {
namespace {

using reference::read_gal_for;
using reference::read_rows;
using reference::Rows;

// Both sides evaluate the same closed formula in double precision.
void expect_close(double ours, double theirs, const std::string& what) {
    EXPECT_NEAR(ours, theirs, 1e-9 * std::max(std::abs(theirs), 1e-6)) << what;
}

/// One data set with its weights, as binary or by-distance weights without self.
struct Case {
    std::vector<std::string> ids;
    std::vector<double> values;
    SpatialWeights weights;
};

Case case_of(const std::string& name) {
    Case result;
    if (name == "columbus" || name == "columbus_inverse") {
        const Rows areas = read_rows("local_columbus.csv");
        result.ids = areas.texts("id");
        result.values = areas.numbers("crime");
        if (name == "columbus") {
            result.weights = read_gal_for("local_columbus.gal", result.ids);
        } else {
            std::ifstream in(reference::path_of("local_columbus_inverse.gwt"));
            result.weights = read_gwt(in, "local_columbus_inverse.gwt", result.ids);
        }
    } else if (name == "sids2") {
        const Rows areas = read_rows("local_sids2.csv");
        result.ids = areas.texts("id");
        result.values = areas.numbers("rate");
        result.weights = read_gal_for("local_sids2.gal", result.ids);
    } else {
        const bool getis = name == "getisord_30";
        const Rows areas = read_rows(getis ? "local_getisord.csv" : "local_nc.csv");
        const std::vector<double> x = areas.numbers(getis ? "x" : "east");
        const std::vector<double> y = areas.numbers(getis ? "y" : "north");
        WeightSites sites;
        for (std::size_t i = 0; i < x.size(); ++i) {
            sites.points.push_back({x[i], y[i]});
            sites.ids.push_back(getis ? std::to_string(i + 1) : areas.rows[i].at("id"));
        }
        result.ids = sites.ids;
        result.values = areas.numbers(getis ? "val" : "rate");
        result.weights = distance_band_weights(sites, {std::stod(name.substr(name.find('_') + 1))});
    }
    return result;
}

LocalOptions options_of(const std::string& statistic) {
    LocalOptions options;
    options.permutations = 0;
    const std::string kind = statistic.substr(0, statistic.find(':'));
    options.rows = statistic.ends_with(":W") ? RowWeights::kRowStandardised : RowWeights::kAsGiven;
    options.statistic = kind == "gi-star" ? LocalStatistic::kGetisOrdStar
                        : kind == "gi"    ? LocalStatistic::kGetisOrd
                        : kind == "geary" ? LocalStatistic::kGeary
                                          : LocalStatistic::kMoran;
    options.moran_moments = kind == "moran-conditional" ? MoranMoments::kConditional : MoranMoments::kTotal;
    return options;
}

TEST(LocalStatisticsAgainstSpdep, ValueExpectationAndVarianceOfEveryArea) {
    const Rows expected = read_rows("local_spdep_areas.csv");
    ASSERT_GT(expected.rows.size(), 1500u);
    std::string current;
    Case data;
    LocalResult result;
    std::map<std::string, std::size_t> position;
    for (const auto& row : expected.rows) {
        const std::string key = row.at("case") + " " + row.at("statistic");
        if (key != current) {
            current = key;
            data = case_of(row.at("case"));
            Progress progress;
            result = local_statistics({data.values}, data.weights, options_of(row.at("statistic")), progress);
            for (std::size_t i = 0; i < data.ids.size(); ++i) {
                position[data.ids[i]] = i;
            }
        }
        const LocalArea& area = result.areas.at(position.at(row.at("id")));
        const std::string what = key + " " + row.at("id");
        ASSERT_EQ(area.state, LocalState::kOk) << what;
        expect_close(area.value, std::stod(row.at("value")), what + " value");
        if (row.at("expectation") != "NA") {
            const double expectation = std::stod(row.at("expectation"));
            const double variance = std::stod(row.at("variance"));
            expect_close(area.expectation, expectation, what + " expectation");
            expect_close(area.variance, variance, what + " variance");
            expect_close(area.z_score, (std::stod(row.at("value")) - expectation) / std::sqrt(variance), what + " z");
        }
    }
}

TEST(LocalStatisticsAgainstSpdep, AreasWithoutNeighboursAreIsolatedAndStillCountInTheMean) {
    const Case data = case_of("nc_20");
    const Rows expected = read_rows("local_spdep_areas.csv");
    std::size_t listed = 0;
    for (const auto& row : expected.rows) {
        listed += row.at("case") == "nc_20" && row.at("statistic") == "gi:B" ? 1 : 0;
    }
    Progress progress;
    const LocalResult result = local_statistics({data.values}, data.weights, options_of("gi:B"), progress);
    EXPECT_EQ(result.tested, listed);
    EXPECT_EQ(result.isolated, 100 - listed);
    EXPECT_GT(result.isolated, 0u);
}

TEST(GlobalStatisticsAgainstSpdep, ValueExpectationAndVariance) {
    std::size_t compared = 0;
    for (const auto& row : read_rows("local_spdep_global.csv").rows) {
        if (row.at("expectation") == "NA") {
            continue;
        }
        const Case data = case_of(row.at("case"));
        const GlobalStatistic statistic = row.at("statistic") == "moran"   ? GlobalStatistic::kMoran
                                          : row.at("statistic") == "geary" ? GlobalStatistic::kGeary
                                                                           : GlobalStatistic::kGeneralG;
        const SpatialWeights weights = row.at("rows") == "W" ? row_standardised(data.weights) : data.weights;
        const GlobalEstimate ours = global_statistic(data.values, weights, statistic);
        const std::string what = row.at("case") + " " + row.at("statistic") + " " + row.at("rows");
        expect_close(ours.value, std::stod(row.at("value")), what);
        expect_close(ours.expectation, std::stod(row.at("expectation")), what);
        // spdep 1.2.7's geary.test mixes the number of all areas with that of areas with a neighbour in its variance
        // (`n` beside `wc$nn`), so where there are islands only its value and expectation are a reference.
        if (row.at("case") == "nc_20" && statistic == GlobalStatistic::kGeary) {
            continue;
        }
        // The variance is a small difference of large sums: relative to their size (E^2), not to what is left.
        EXPECT_NEAR(ours.variance, std::stod(row.at("variance")),
                    1e-9 * std::stod(row.at("variance")) + 1e-14 * ours.expectation * ours.expectation)
            << what;
        ++compared;
    }
    EXPECT_EQ(compared, 40u);
}

TEST(RatesAgainstSpdep, EmpiricalBayesAndAssuncaoReis) {
    const Rows areas = read_rows("local_sids2.csv");
    const std::vector<double> cases = areas.numbers("cases");
    const std::vector<double> births = areas.numbers("births");
    const SpatialWeights weights = read_gal_for("local_sids2.gal", areas.texts("id"));
    const Rows expected = read_rows("local_sids2_rates.csv");
    const RateInput input{cases, births};
    const std::vector<double> raw = raw_rates(input);
    const BayesRates global = empirical_bayes(input);
    const BayesRates own = local_empirical_bayes(input, weights, LocalPriorVariance::kOwnMeans);
    const BayesRates one = local_empirical_bayes(input, weights, LocalPriorVariance::kNeighbourhoodMean);
    const std::vector<double> z = assuncao_reis(input);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const std::string& id = areas.rows[i].at("id");
        ASSERT_EQ(expected.rows[i].at("id"), id);
        // Rates are of the order of 0.002: the tolerance is relative to the rate itself.
        const auto close = [&](double ours, const char* column) {
            const double theirs = std::stod(expected.rows[i].at(column));
            EXPECT_NEAR(ours, theirs, 1e-9 * std::abs(theirs)) << id << " " << column;
        };
        close(raw[i], "raw");
        close(global.rate[i], "global");
        close(own.rate[i], "local_own_means");
        close(one.rate[i], "local_one_mean");
        close(z[i], "assuncao_reis");
    }
    const Rows nc = read_rows("local_nc.csv");
    const BayesRates nc_global = empirical_bayes({nc.numbers("cases"), nc.numbers("births")});
    const std::vector<double> nc_expected = read_rows("local_nc_rates.csv").numbers("global");
    for (std::size_t i = 0; i < nc_expected.size(); ++i) {
        EXPECT_NEAR(nc_global.rate[i], nc_expected[i], 1e-9 * nc_expected[i]);
    }
}

TEST(RatesAgainstSpdep, MoranOfAssuncaoReisRatesAndItsPermutationP) {
    const Rows areas = read_rows("local_sids2.csv");
    const std::vector<double> cases = areas.numbers("cases");
    const std::vector<double> births = areas.numbers("births");
    const SpatialWeights weights = row_standardised(read_gal_for("local_sids2.gal", areas.texts("id")));
    const std::vector<double> z = assuncao_reis({cases, births});
    double statistic = 0.0;
    double p = 0.0;
    for (const auto& row : read_rows("local_spdep_global.csv").rows) {
        if (row.at("statistic") == "assuncao-reis") {
            statistic = std::stod(row.at("value"));
        } else if (row.at("statistic") == "assuncao-reis-p") {
            p = std::stod(row.at("value"));
        }
    }
    const GlobalPermutation ours = global_permutation(z, weights, GlobalStatistic::kMoran, {99999, 1, 2});
    expect_close(ours.value, statistic, "EBImoran.mc");
    // Two runs of 99,999: five standard errors of their difference.
    EXPECT_NEAR(ours.p_value, p, 5.0 * 2.0 * std::sqrt(2.0 * (p / 2.0) / 99999.0));
}

TEST(ConditionalPermutationAgainstR, PValuesOfColumbusWithinMonteCarloError) {
    const Case data = case_of("columbus");
    const Rows expected = read_rows("local_columbus_permutation.csv");
    for (const LocalStatistic statistic :
         {LocalStatistic::kGetisOrdStar, LocalStatistic::kGetisOrd, LocalStatistic::kMoran, LocalStatistic::kGeary}) {
        LocalOptions options;
        options.statistic = statistic;
        options.permutations = 99999;
        options.many_tests = ManyTests::kNone;
        Progress progress;
        const LocalResult result = local_statistics({data.values}, data.weights, options, progress);
        for (std::size_t i = 0; i < result.areas.size(); ++i) {
            ASSERT_EQ(expected.rows[i].at("id"), data.ids[i]);
            const double p =
                std::stod(expected.rows[i].at(statistic == LocalStatistic::kGeary ? "p_squares" : "p_sum"));
            // p / 2 is a share of 99,999 draws on both sides; five standard errors of the difference, and one draw.
            const double error = 2.0 * std::sqrt(2.0 * (p / 2.0) * (1.0 - p / 2.0) / 99999.0);
            EXPECT_NEAR(result.areas[i].p_value, p, 5.0 * error + 4e-5) << data.ids[i];
        }
    }
}

}  // namespace
}  // namespace diaban
