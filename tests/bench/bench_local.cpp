// Contiguity and conditional permutation on the sizes that matter: 3,321 communes and a grid of 316 x 316 cells.
//
//   DIABAN_COMMUNES=communes.geojsonl build/tests/diaban_bench --benchmark_filter=Local
//
// The communes are the shared data set, unpacked (xz -dk); without it only the grid runs. Peers: local_peers.R.
#include <benchmark/benchmark.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "engine/inference/conditional_permutation.hpp"
#include "engine/local/local_statistics.hpp"
#include "engine/weights/spatial_weights.hpp"
#include "layers/geometry/contiguity.hpp"

namespace diaban {
namespace {

/// Degrees to about metres at 16 N: an affine map, so nothing about contiguity changes.
constexpr double kEast = 107000.0;
constexpr double kNorth = 110574.0;

std::vector<MultiPolygon> read_communes() {
    std::vector<MultiPolygon> areas;
    const char* path = std::getenv("DIABAN_COMMUNES");
    if (path == nullptr) {
        return areas;
    }
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> data(GDALDataset::Open(path, GDAL_OF_VECTOR | GDAL_OF_READONLY));
    if (data == nullptr) {
        return areas;
    }
    const auto ring_of = [](const OGRLinearRing* from) {
        Ring ring;
        ring.reserve(static_cast<std::size_t>(from->getNumPoints()));
        for (int k = 0; k < from->getNumPoints(); ++k) {
            ring.push_back({from->getX(k) * kEast, from->getY(k) * kNorth});
        }
        return ring;
    };
    for (const auto& feature : *data->GetLayer(0)) {
        MultiPolygon area;
        for (const OGRPolygon* part :
             *OGRGeometryFactory::forceToMultiPolygon(feature->StealGeometry())->toMultiPolygon()) {
            Polygon polygon{ring_of(part->getExteriorRing()), {}};
            for (int k = 0; k < part->getNumInteriorRings(); ++k) {
                polygon.holes.push_back(ring_of(part->getInteriorRing(k)));
            }
            area.polygons.push_back(std::move(polygon));
        }
        areas.push_back(std::move(area));
    }
    return areas;
}

const std::vector<MultiPolygon>& communes() {
    static const std::vector<MultiPolygon> kCommunes = read_communes();
    return kCommunes;
}

std::vector<std::string> numbered(std::size_t count) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < count; ++i) {
        ids.push_back(std::to_string(10000000 + i));
    }
    return ids;
}

/// The same values as in local_peers.R.
std::vector<double> values_of(std::size_t count) {
    std::vector<double> values;
    for (std::size_t i = 1; i <= count; ++i) {
        values.push_back(static_cast<double>(i * 7919 % 1000) / 10.0);
    }
    return values;
}

const SpatialWeights& commune_weights() {
    static const SpatialWeights kWeights = [] {
        const Contiguity found = find_contiguity(communes(), {});
        return weights_from_neighbours(numbered(communes().size()), {found.offsets, found.neighbours});
    }();
    return kWeights;
}

/// Queen neighbours of a square grid.
const SpatialWeights& grid_weights() {
    static const SpatialWeights kWeights = [] {
        constexpr int kSide = 316;
        NeighbourLists lists;
        for (int row = 0; row < kSide; ++row) {
            for (int column = 0; column < kSide; ++column) {
                for (int r = row - 1; r <= row + 1; ++r) {
                    for (int c = column - 1; c <= column + 1; ++c) {
                        const bool inside = r >= 0 && r < kSide && c >= 0 && c < kSide;
                        if (inside && (r != row || c != column)) {
                            lists.neighbours.push_back(static_cast<std::uint32_t>(r * kSide + c));
                        }
                    }
                }
                lists.offsets.push_back(lists.neighbours.size());
            }
        }
        return weights_from_neighbours(numbered(kSide * kSide), std::move(lists));
    }();
    return kWeights;
}

void contiguity(benchmark::State& state, ContiguityRule rule) {
    if (communes().empty()) {
        state.SkipWithError("DIABAN_COMMUNES is not set");
        return;
    }
    for (auto unused : state) {
        const Contiguity found = find_contiguity(communes(), {rule, {1.0}, {10.0}});
        state.counters["links"] = static_cast<double>(found.neighbours.size());
        state.counters["islands"] = static_cast<double>(found.islands.size());
    }
}

/// The whole of `local_statistics` with 999 permutations: moments, permutation, many-tests control.
void statistics(benchmark::State& state, const SpatialWeights& weights, LocalStatistic statistic) {
    if (weights.size() == 0) {
        state.SkipWithError("DIABAN_COMMUNES is not set");
        return;
    }
    const std::vector<double> values = values_of(weights.size());
    LocalOptions options;
    options.statistic = statistic;
    options.rows = statistic == LocalStatistic::kMoran ? RowWeights::kRowStandardised : RowWeights::kAsGiven;
    options.threads = static_cast<unsigned>(state.range(0));
    Progress progress;
    for (auto unused : state) {
        benchmark::DoNotOptimize(local_statistics({values}, weights, options, progress).areas.data());
    }
    state.counters["s_per_1e9_draws"] = benchmark::Counter(
        static_cast<double>(weights.links()) * 999.0 * 1e-9 * static_cast<double>(state.iterations()),
        benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void LocalQueenCommunes(benchmark::State& state) {
    contiguity(state, ContiguityRule::kQueen);
}
void LocalRookCommunes(benchmark::State& state) {
    contiguity(state, ContiguityRule::kRook);
}
void LocalMoranCommunes(benchmark::State& state) {
    statistics(state, commune_weights(), LocalStatistic::kMoran);
}
void LocalGiCommunes(benchmark::State& state) {
    statistics(state, commune_weights(), LocalStatistic::kGetisOrd);
}
void LocalGearyCommunes(benchmark::State& state) {
    statistics(state, commune_weights(), LocalStatistic::kGeary);
}
void LocalMoranGrid(benchmark::State& state) {
    statistics(state, grid_weights(), LocalStatistic::kMoran);
}
void LocalGiStarGrid(benchmark::State& state) {
    statistics(state, grid_weights(), LocalStatistic::kGetisOrdStar);
}

BENCHMARK(LocalQueenCommunes)->Unit(benchmark::kMillisecond)->MinTime(1.0);
BENCHMARK(LocalRookCommunes)->Unit(benchmark::kMillisecond)->MinTime(1.0);
BENCHMARK(LocalMoranCommunes)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(1.0);
BENCHMARK(LocalGiCommunes)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(1.0);
BENCHMARK(LocalGearyCommunes)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(1.0);
BENCHMARK(LocalMoranGrid)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(3.0);
BENCHMARK(LocalGiStarGrid)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace diaban
