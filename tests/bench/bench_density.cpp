// Density surfaces side by side with the plain loop. Needs a Release build; the plain loop lives in files of its own, compiled for any
// processor and for this one (bench_density_plain*.cpp). In turns and with memory: density_side_by_side.cpp.
//   build/tests/diaban_bench --benchmark_filter=Density --benchmark_repetitions=3
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <vector>

#include "engine/density/density_surface.hpp"
#include "tests/bench/density_cloud.hpp"
#include "tests/bench/density_plain_loop.hpp"

namespace diaban {
namespace {

/// Kept from one benchmark to the next; written to a file when asked for (density_peers.sh).
const std::vector<ProjectedPoint>& cloud(std::size_t n, const Grid& grid) {
    static std::vector<ProjectedPoint> points;
    static Grid made_for;
    if (points.size() == n && made_for == grid) {
        return points;
    }
    points = bench::density_cloud(n, grid);
    made_for = grid;
    if (const char* file = std::getenv("DIABAN_BENCH_EXPORT"); file != nullptr) {
        std::ofstream out(file);
        out << std::setprecision(12) << "x,y\n";
        for (const ProjectedPoint p : points) {
            out << p.x << ',' << p.y << '\n';
        }
    }
    return points;
}

/// Arguments: kernel, points in thousands, bandwidth in cells, grid (0 small, 1 large), threads.
void density(benchmark::State& state) {
    const auto kernel = static_cast<Kernel>(state.range(0));
    const Grid grid = state.range(3) == 0 ? bench::small_density_grid() : bench::large_density_grid();
    const std::vector<ProjectedPoint>& points = cloud(static_cast<std::size_t>(state.range(1)) * 1000, grid);
    const DensityOptions options{.kernel = kernel,
                                 .bandwidth = Metres{bench::kDensityCell * static_cast<double>(state.range(2))},
                                 .threads = static_cast<unsigned>(state.range(4))};
    for (auto _ : state) {
        Progress progress;
        benchmark::DoNotOptimize(density_surface({points, {}}, grid, options, progress).values.data());
    }
    state.SetLabel(std::string(kernel_name(kernel)));
}

void plain(benchmark::State& state) {
    const auto kernel = static_cast<Kernel>(state.range(0));
    const Grid grid = bench::small_density_grid();
    const std::vector<ProjectedPoint>& points = cloud(static_cast<std::size_t>(state.range(1)) * 1000, grid);
    const bench::PlainLoop loop{.power = kernel == Kernel::kQuartic ? 2 : 1,
                                .cells = static_cast<bench::PlainCells>(state.range(3)),
                                .bandwidth = bench::kDensityCell * static_cast<double>(state.range(2))};
    for (auto _ : state) {
        std::vector<double> values(grid.size(), 0.0);
        state.range(4) == 0 ? bench::plain_loop_portable(points, grid, loop, values)
                            : bench::plain_loop_native(points, grid, loop, values);
        benchmark::DoNotOptimize(values.data());
    }
    state.SetLabel(std::string(kernel_name(kernel)));
}

void all_sizes(benchmark::internal::Benchmark* benchmark) {
    for (const int kernel : {0, 1, 4}) {
        for (const int thousands : {100, 1000, 5000}) {
            for (const int cells : {5, 20, 100}) {
                for (const int grid : {0, 1}) {
                    for (const int threads : {1, 2}) {
                        benchmark->Args({kernel, thousands, cells, grid, threads});
                    }
                }
            }
        }
    }
}

BENCHMARK(density)
    ->Name("Density")
    ->ArgNames({"kernel", "thousand", "cells", "large", "threads"})
    ->Apply(all_sizes)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

BENCHMARK(plain)
    ->Name("DensityPlain")
    ->ArgNames({"kernel", "thousand", "cells", "which", "native"})
    ->ArgsProduct({{0, 1}, {1000}, {5, 20, 100}, {0, 1, 2}, {0, 1}})
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace diaban
