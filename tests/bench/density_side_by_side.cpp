// Density surfaces and the plain loops in turns, in one process: surface with one thread, with two, the loops, and again. What
// disturbs the machine then disturbs all of them, and their ratio holds. Every surface is compared with the plain loop cell by cell,
// and its memory measured in a process of its own.
//   build/tests/density_side_by_side [million points, default 0.1 1 5] [--large] [--no-plain] [--rounds N]
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "engine/density/density_surface.hpp"
#include "tests/bench/density_cloud.hpp"
#include "tests/bench/density_plain_loop.hpp"

namespace diaban::bench {
namespace {

constexpr Kernel kKernels[] = {Kernel::kQuartic, Kernel::kEpanechnikov, Kernel::kGaussian};
/// Cells of the plain loop's squares, all points together, beyond which it is not run; and beyond which it is run once.
constexpr double kMostPlainCells = 1.0e11;
constexpr double kMostPlainCellsOften = 5.0e9;

struct Request {
    std::vector<double> millions;
    std::string program;
    bool large = false;
    bool with_plain = true;
    int rounds = 7;

    [[nodiscard]] Grid grid() const { return large ? large_density_grid() : small_density_grid(); }
};

double seconds_on(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Times {
    std::vector<double> cpu;
    std::vector<double> wall;

    template <typename Work>
    void add(Work work) {
        const double cpu_before = seconds_on(CLOCK_PROCESS_CPUTIME_ID);
        const double wall_before = seconds_on(CLOCK_MONOTONIC);
        work();
        cpu.push_back(seconds_on(CLOCK_PROCESS_CPUTIME_ID) - cpu_before);
        wall.push_back(seconds_on(CLOCK_MONOTONIC) - wall_before);
    }
};

double median(std::vector<double> values) {
    if (values.empty()) {
        return std::nan("");
    }
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double least(const std::vector<double>& values) {
    return values.empty() ? std::nan("") : *std::min_element(values.begin(), values.end());
}

DensityOptions options_of(Kernel kernel, double cells, unsigned threads) {
    return {.kernel = kernel, .bandwidth = Metres{kDensityCell * cells}, .threads = threads};
}

/// A line of /proc/self/status, in bytes.
double status_bytes(const std::string& name) {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == name + ":") {
            double kibibytes = 0.0;
            status >> kibibytes;
            return kibibytes * 1024.0;
        }
    }
    return std::nan("");
}

/// Peak of what one surface takes over its points and its raster, as a multiple of these two. For a process that did nothing else.
double memory_here(std::size_t n, const Grid& grid, const DensityOptions& options) {
    const std::vector<ProjectedPoint> points = density_cloud(n, grid);
    {
        // The program's own code comes into memory with its first use.
        const std::vector<ProjectedPoint> few = density_cloud(1000, grid);
        const Grid corner{grid.x_min, grid.y_max, grid.cell, 100, 100};
        Progress progress;
        density_surface({few, {}}, corner, options, progress);
    }
    std::ofstream("/proc/self/clear_refs") << "5";  // the highest so far starts anew from what is held
    const double before = status_bytes("VmRSS");
    Progress progress;
    const Raster raster = density_surface({points, {}}, grid, options, progress);
    const double taken = status_bytes("VmHWM") - before;
    const double of_points = static_cast<double>(n * sizeof(ProjectedPoint));
    return (of_points + taken) / (of_points + static_cast<double>(raster_bytes(raster.grid)));
}

/// The same from this program started anew.
double memory_of(std::size_t n, const Request& request, const DensityOptions& options) {
    const std::string command = request.program + " --memory " + std::to_string(n) + ' ' +
                                std::to_string(request.large ? 1 : 0) + ' ' + std::string(kernel_name(options.kernel)) +
                                ' ' + std::to_string(options.bandwidth.value / kDensityCell) + ' ' +
                                std::to_string(options.threads);
    FILE* child = popen(command.c_str(), "r");
    double share = std::nan("");
    if (child == nullptr || std::fscanf(child, "%lf", &share) != 1) {
        share = std::nan("");
    }
    if (child != nullptr) {
        pclose(child);
    }
    return share;
}

double largest_difference(const Raster& raster, const std::vector<double>& plain, double scale) {
    double peak = 0.0;
    double largest = 0.0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        peak = std::max(peak, plain[i] * scale);
        largest = std::max(largest, std::abs(plain[i] * scale - raster.values[i]));
    }
    return largest / peak;
}

/// One line of the table.
void compare(const std::vector<ProjectedPoint>& points, const Request& request, Kernel kernel, double cells) {
    const Grid grid = request.grid();
    const DensityOptions one = options_of(kernel, cells, 1);
    const DensityOptions two = options_of(kernel, cells, 2);
    const double memory_one = memory_of(points.size(), request, one);
    const double memory_two = memory_of(points.size(), request, two);
    const double plain_cells = static_cast<double>(points.size()) * 4.0 * cells * cells;
    const bool with_plain = request.with_plain && kernel != Kernel::kGaussian && plain_cells <= kMostPlainCells;
    PlainLoop loop{
        .power = kernel == Kernel::kQuartic ? 2 : 1, .cells = PlainCells::kTested, .bandwidth = one.bandwidth.value};
    Times surface_one;
    Times surface_two;
    Times plain;
    Times even;
    double difference = std::nan("");
    for (int round = 0; round < request.rounds; ++round) {
        Progress progress;
        Raster raster;
        surface_one.add([&] { raster = density_surface({points, {}}, grid, one, progress); });
        Raster again;
        surface_two.add([&] { again = density_surface({points, {}}, grid, two, progress); });
        if (raster.values != again.values) {
            std::fprintf(stderr, "one and two threads differ\n");
            std::exit(1);
        }
        again = {};
        if (!with_plain || (round > 0 && plain_cells > kMostPlainCellsOften)) {
            continue;
        }
        for (Times* times : {&plain, &even}) {
            loop.cells = times == &plain ? PlainCells::kTested : PlainCells::kSquare;
            std::vector<double> values;
            times->add([&] {
                values.assign(grid.size(), 0.0);
                plain_loop_native(points, grid, loop, values);
            });
            if (round == 0) {
                const double scale =
                    kernel_peak(kernel) * kSquareMetresPerKm2 / (one.bandwidth.value * one.bandwidth.value);
                const double here = largest_difference(raster, values, scale);
                difference = difference > here ? difference : here;
            }
        }
    }
    const double cpu = median(surface_one.cpu);
    std::printf(
        "%8zu %5lld %4g %-13s %7.4f %7.4f  %7.4f %7.4f  %5.2f %5.2f  %8.4f %8.4f %6.2f  %8.4f %8.4f %6.2f  %8.1e  "
        "%5.3f %5.3f\n",
        points.size(), static_cast<long long>(grid.columns), cells, std::string(kernel_name(kernel)).c_str(), cpu,
        least(surface_one.cpu), median(surface_two.wall), least(surface_two.wall),
        median(surface_one.wall) / median(surface_two.wall), median(surface_two.cpu) / cpu, median(plain.cpu),
        least(plain.cpu), median(plain.cpu) / cpu, median(even.cpu), least(even.cpu), median(even.cpu) / cpu,
        difference, memory_one, memory_two);
    std::fflush(stdout);
}

}  // namespace
}  // namespace diaban::bench

int main(int count, char** arguments) {
    using namespace diaban::bench;
    if (count == 7 && std::string(arguments[1]) == "--memory") {
        const diaban::Grid grid = std::atoi(arguments[3]) != 0 ? large_density_grid() : small_density_grid();
        const auto options = options_of(diaban::kernel_from_name(arguments[4]), std::atof(arguments[5]),
                                        static_cast<unsigned>(std::atoi(arguments[6])));
        std::printf("%.4f\n", memory_here(static_cast<std::size_t>(std::atoll(arguments[2])), grid, options));
        return 0;
    }
    Request request;
    request.program = arguments[0];
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--large") {
            request.large = true;
        } else if (argument == "--no-plain") {
            request.with_plain = false;
        } else if (argument == "--rounds" && i + 1 < count) {
            request.rounds = std::max(1, std::atoi(arguments[++i]));
        } else {
            request.millions.push_back(std::atof(argument.c_str()));
        }
    }
    if (request.millions.empty()) {
        request.millions = {0.1, 1.0, 5.0};
    }
    std::printf(
        "seconds, median and least: surface with one thread (CPU), with two (wall), how many times faster, CPU of two "
        "over one; plain loop\n"
        "and plain loop made even (CPU), each over the surface (medians); largest difference over the peak; memory "
        "over points and raster\n"
        "  points   wide    h kernel        one thread       two threads    ratio   cpu     plain            ratio     "
        " even            ratio   error     1, 2 threads\n");
    for (const double million : request.millions) {
        const auto points = density_cloud(static_cast<std::size_t>(std::llround(million * 1e6)), request.grid());
        for (const double cells : {5.0, 20.0, 100.0}) {
            for (const diaban::Kernel kernel : kKernels) {
                compare(points, request, kernel, cells);
            }
        }
    }
    return 0;
}
