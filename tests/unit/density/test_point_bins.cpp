#include "engine/density/detail/point_bins.hpp"

#include <cmath>

#include "layers/base/random.hpp"

namespace diaban::detail {
namespace {

struct Cloud {
    std::vector<ProjectedPoint> points;
    std::vector<double> weights;
    [[nodiscard]] WeightedPoints view() const { return {points, weights}; }
};

/// More than threads share, some beyond the frame, every fifth of weight 0.
Cloud cloud(bool weighted) {
    Cloud c;
    RandomSequence random(3, 1, 4);
    for (int i = 0; i < 120'000; ++i) {
        c.points.push_back({600'000.0 + 1100.0 * random.uniform(), 2'250'000.0 + 1300.0 * random.uniform()});
        if (weighted) {
            c.weights.push_back(i % 5);
        }
    }
    return c;
}

const BinFrame kFrame{600'050.0, 2'251'200.0, 50.0, 20, 22};

BandOptions options(unsigned threads, std::size_t bytes, PlacesHeld places = PlacesHeld::kPoints) {
    return {.places = places, .bytes = bytes, .team = std::make_shared<ThreadTeam>(threads)};
}

/// What a row of bins holds, from the definition.
std::vector<ProjectedPoint> points_of_row(const Cloud& c, std::int64_t row) {
    std::vector<ProjectedPoint> expected;
    for (std::int64_t column = 0; column < kFrame.columns; ++column) {
        for (std::size_t i = 0; i < c.points.size(); ++i) {
            const double at_column = std::floor((c.points[i].x - kFrame.x_min) / kFrame.side);
            const double at_row = std::floor((kFrame.y_max - c.points[i].y) / kFrame.side);
            if (at_column == static_cast<double>(column) && at_row == static_cast<double>(row) &&
                (c.weights.empty() || c.weights[i] > 0.0)) {
                expected.push_back(c.points[i]);
            }
        }
    }
    return expected;
}

TEST(PointBins, RowsComeInAndGoWithTheirPointsInOrderOfInput) {
    for (const bool weighted : {false, true}) {
        const Cloud c = cloud(weighted);
        const std::vector<ProjectedPoint> row_six = points_of_row(c, 6);
        const std::vector<ProjectedPoint> row_nine = points_of_row(c, 9);
        ASSERT_GT(row_six.size(), 1000U);
        for (const std::size_t bytes : {0, 500'000, 4'000'000}) {
            for (const unsigned threads : {1U, 3U}) {
                BinBands bands = lay_bands(c.view(), kFrame, options(threads, bytes));
                hold_rows(bands, {0, 4});
                hold_rows(bands, {5, 8});
                const PointBins& held = bands.held;
                EXPECT_EQ(held.rows.first, bytes == 4'000'000 ? 0 : 5);
                EXPECT_GE(held.rows.end, 8);
                // Rows of some 4,000 points, 16 or 24 bytes each: of half a million bytes there is room for few, of four millions for all.
                EXPECT_EQ(held.rows.end == 8, bytes == 0);
                EXPECT_EQ(held.rows.end == 22, bytes == 4'000'000);
                const auto row = [&](std::int64_t r) {
                    return std::vector<ProjectedPoint>(
                        held.points.begin() + static_cast<std::ptrdiff_t>(held.begin[held.bin(r, 0)]),
                        held.points.begin() +
                            static_cast<std::ptrdiff_t>(held.begin[held.bin(r, kFrame.columns - 1) + 1]));
                };
                EXPECT_TRUE(row(6) == row_six) << bytes << " bytes, " << threads << " threads";
                EXPECT_EQ(held.weights.size(), weighted ? held.points.size() : 0U);
                // Rows may be left out on the way.
                hold_rows(bands, {9, 30});
                EXPECT_EQ(held.rows.first, bytes == 4'000'000 ? 0 : 9);
                EXPECT_EQ(held.rows.end, 22);
                EXPECT_TRUE(row(9) == row_nine);
            }
        }
    }
}

TEST(PointBins, AllAtOnceHoldsEveryPointOfTheFrame) {
    const Cloud c = cloud(true);
    const PointBins bins = sort_into_bins(c.view(), kFrame, options(2, 1));
    std::size_t inside = 0;
    double weight = 0.0;
    for (std::size_t i = 0; i < c.points.size(); ++i) {
        const ProjectedPoint p = c.points[i];
        // 20 columns and 22 rows of 50 m.
        if (c.weights[i] > 0.0 && p.x >= 600'050.0 && p.x < 601'050.0 && p.y <= 2'251'200.0 && p.y > 2'250'100.0) {
            ++inside;
            weight += c.weights[i];
        }
    }
    EXPECT_EQ(bins.points.size(), inside);
    double held = 0.0;
    for (const double w : bins.weights) {
        held += w;
    }
    EXPECT_EQ(held, weight);  // whole numbers
}

TEST(PointBins, OffsetsAreTheSamePlacesToHalfAStep) {
    const Cloud c = cloud(true);
    const PointBins exact = sort_into_bins(c.view(), kFrame, options(2, 1));
    BinBands bands = lay_bands(c.view(), kFrame, options(2, 2, PlacesHeld::kOffsets));
    hold_rows(bands, {0, kFrame.rows});
    const PointBins& rough = bands.held;
    ASSERT_EQ(rough.begin, exact.begin);
    ASSERT_EQ(rough.weights, exact.weights);
    ASSERT_EQ(rough.offsets.size(), exact.points.size() + kOffsetsToSpare);
    const double step = kFrame.side / kOffsetsASide;
    for (std::int64_t row = 0; row < kFrame.rows; ++row) {
        for (std::int64_t column = 0; column < kFrame.columns; ++column) {
            const std::size_t bin = rough.bin(row, column);
            const double x = kFrame.x_min + (static_cast<double>(column) + 0.5) * kFrame.side;
            const double y = kFrame.y_max - (static_cast<double>(row) + 0.5) * kFrame.side;
            for (std::size_t i = rough.begin[bin]; i < rough.begin[bin + 1]; ++i) {
                // 2,250,000 m are known to 5e-10 m themselves.
                ASSERT_NEAR(x + (rough.offsets[i].east + 0.5) * step, exact.points[i].x, 0.5 * step + 1e-9);
                ASSERT_NEAR(y - (rough.offsets[i].south + 0.5) * step, exact.points[i].y, 0.5 * step + 1e-9);
            }
        }
    }
}

TEST(PointBins, NoPoints) {
    const PointBins bins = sort_into_bins({}, kFrame, options(2, 1));
    EXPECT_TRUE(bins.points.empty());
    EXPECT_EQ(bins.begin.size(), 20U * 22U + 1U);
}

}  // namespace
}  // namespace diaban::detail
