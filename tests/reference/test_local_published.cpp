// Published results, each to the digits printed in its source.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/local/global_statistics.hpp"
#include "engine/local/local_statistics.hpp"
#include "engine/weights/distance_weights.hpp"
#include "tests/reference/local_reference.hpp"

namespace diaban {
namespace {

using reference::read_gal_for;
using reference::read_rows;
using reference::Rows;

WeightSites sites_of(const Rows& rows, const std::string& x, const std::string& y) {
    WeightSites sites;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        sites.ids.push_back(std::to_string(i + 1));
        sites.points.push_back({std::stod(rows.rows[i].at(x)), std::stod(rows.rows[i].at(y))});
    }
    return sites;
}

// Ord and Getis 1995; Getis and Ord 1996: observation 120 of the 16 x 16 example, 0 < d <= h.
TEST(Published, GetisAndOrdExample) {
    const Rows rows = read_rows("local_getisord.csv");
    const WeightSites sites = sites_of(rows, "x", "y");
    const std::vector<double> values = rows.numbers("val");
    LocalOptions options;
    options.permutations = 0;
    options.statistic = LocalStatistic::kGetisOrd;
    const std::map<double, double> published = {
        {30, 1.221979}, {60, 1.748098}, {90, 1.986135}, {120, 1.893374}, {150, 1.237454}};
    Progress progress;
    for (const auto& [band, z] : published) {
        const LocalResult result = local_statistics({values}, distance_band_weights(sites, {band}), options, progress);
        EXPECT_NEAR(result.areas[119].z_score, z, 5e-7) << band;
    }
    options.statistic = LocalStatistic::kGetisOrdStar;
    const LocalResult star = local_statistics({values}, distance_band_weights(sites, {30}), options, progress);
    EXPECT_NEAR(star.areas[119].z_score, 1.45078, 5e-6);
}

// libpysal / esda: Moran's I of SIDR74 with row-standardised GAL weights.
TEST(Published, MoranOfSids) {
    const Rows rows = read_rows("local_sids2.csv");
    const SpatialWeights weights = row_standardised(read_gal_for("local_sids2.gal", rows.texts("id")));
    const double moran = global_statistic(rows.numbers("rate"), weights, GlobalStatistic::kMoran).value;
    EXPECT_NEAR(moran, 0.24772519320480135, 1e-12);
}

// esda: Geary's C of CRIME, rook, row-standardised.
TEST(Published, GearyOfColumbus) {
    const Rows rows = read_rows("local_columbus.csv");
    const SpatialWeights weights = row_standardised(read_gal_for("local_columbus.gal", rows.texts("id")));
    const double geary = global_statistic(rows.numbers("crime"), weights, GlobalStatistic::kGeary).value;
    EXPECT_NEAR(geary, 0.5154408058652411, 1e-12);
}

// Getis and Ord 1992 as in spdep's example: General G of the 1979 rate at two distances in miles.
TEST(Published, GeneralGOfNorthCarolina) {
    const Rows rows = read_rows("local_nc.csv");
    const WeightSites sites = sites_of(rows, "east", "north");
    const std::vector<double> rate = rows.numbers("rate");
    const auto general_g = [&](double miles) {
        return global_statistic(rate, distance_band_weights(sites, {miles}), GlobalStatistic::kGeneralG).value;
    };
    EXPECT_NEAR(general_g(33), 0.05312271, 5e-9);
    EXPECT_NEAR(general_g(100), 0.34879996, 5e-9);
}

// sfhotspot: Gi* of the first ten cells (vignette, three digits), and of all cells (spdep, local_memphis.R).
TEST(Published, GetisOrdStarOfMemphisCells) {
    const Rows rows = read_rows("local_memphis.csv");
    ASSERT_EQ(rows.rows.size(), 2715u);
    // Queen neighbours of square cells are the centres within a diagonal.
    const SpatialWeights weights = distance_band_weights(sites_of(rows, "column", "row"), {1.5});
    const std::vector<double> counts = rows.numbers("count");
    LocalOptions options;
    options.permutations = 0;
    Progress progress;
    const LocalResult result = local_statistics({counts}, weights, options, progress);
    const std::vector<double> published = {-0.546, -0.598, -0.598, 0.716, 0.716, 0.716, -0.598, -0.598, -0.546, 0.893};
    for (std::size_t i = 0; i < published.size(); ++i) {
        EXPECT_NEAR(result.areas[i].z_score, published[i], 5e-4) << i;
    }
    const std::vector<double> z = rows.numbers("z");
    for (std::size_t i = 0; i < z.size(); ++i) {
        EXPECT_NEAR(result.areas[i].z_score, z[i], 1e-9 * std::abs(z[i])) << i;
    }
}

}  // namespace
}  // namespace diaban
