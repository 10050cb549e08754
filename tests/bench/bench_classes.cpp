// The rule `evidence` on all 3,321 communes of the country, for twelve reviews.
//
// Residents differ as communes do, a tenth of the areas have twice the common rate, a tenth fell by half. Every review
// has counts of its own: nothing is kept from one to the next.
#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

constexpr std::size_t kCommunes = 3321;
constexpr int kReviews = 12;

struct Review {
    std::vector<double> residents;
    std::vector<double> before;
    std::vector<double> now;
};

Review review_of(int number, double mean_count) {
    Review review;
    for (std::size_t i = 0; i < kCommunes; ++i) {
        RandomSequence area(1, 0x42454E43, i);
        const double residents = std::exp(0.45 * area.normal());
        const double before = i % 10 < 2 ? 2.0 : 0.8;
        const double now = i % 10 == 0 ? 1.0 : before;
        RandomSequence random(2 + static_cast<std::uint64_t>(number), 0x42454E43, i);
        review.residents.push_back(residents);
        review.before.push_back(random.poisson(mean_count * residents * before));
        review.now.push_back(random.poisson(mean_count * residents * now));
    }
    return review;
}

void twelve_reviews(benchmark::State& state) {
    const auto threads = static_cast<unsigned>(state.range(0));
    std::vector<Review> reviews;
    for (int number = 0; number < kReviews; ++number) {
        reviews.push_back(review_of(number, static_cast<double>(state.range(1))));
    }
    for (auto _ : state) {
        for (const Review& review : reviews) {
            const EvidenceInput input{review.before, review.now, review.residents, review.residents};
            benchmark::DoNotOptimize(classify_by_evidence(input, EvidenceRule{}, threads));
        }
    }
}
BENCHMARK(twelve_reviews)
    ->ArgNames({"threads", "incidents"})
    ->ArgsProduct({{1, 2}, {5, 20, 100}})
    ->Unit(benchmark::kSecond)
    ->MeasureProcessCPUTime()
    ->Iterations(1);

}  // namespace
}  // namespace diaban
