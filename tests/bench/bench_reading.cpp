// Reading a text table: GDAL's features, GDAL's Arrow batches, the project's own blocks, and all of read_incidents.
// DIABAN_BENCH_CSV names a CSV (or .csv.gz) with columns longitude, latitude, month, crime_type.
#include <benchmark/benchmark.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <cstdlib>

#include "layers/read/read_incidents.hpp"
#include "layers/read/text_table.hpp"

namespace diaban {
namespace {

SourceSpec table() {
    const char* path = std::getenv("DIABAN_BENCH_CSV");
    return {path != nullptr ? path : "", "", ""};
}

void count(benchmark::State& state, std::uint64_t rows) {
    state.counters["rows"] = static_cast<double>(rows);
    state.counters["rows/s"] =
        benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kIsIterationInvariantRate);
}

void gdal_features(benchmark::State& state) {
    if (table().path.empty()) {
        state.SkipWithError("DIABAN_BENCH_CSV is not set");
        return;
    }
    std::uint64_t rows = 0;
    for (auto _ : state) {
        const Source source = Source::open(table());
        rows = 0;
        for (const auto& feature : source.layer()) {
            benchmark::DoNotOptimize(feature->GetFieldAsString(0));
            ++rows;
        }
    }
    count(state, rows);
}
BENCHMARK(gdal_features)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

void gdal_arrow_batches(benchmark::State& state) {
    if (table().path.empty()) {
        state.SkipWithError("DIABAN_BENCH_CSV is not set");
        return;
    }
    std::uint64_t rows = 0;
    for (auto _ : state) {
        const Source source = Source::open(table());
        rows = 0;
        ArrowArrayStream stream{};
        if (!source.layer().GetArrowStream(&stream, nullptr)) {
            state.SkipWithError("no Arrow batches");
            return;
        }
        while (true) {
            ArrowArray batch{};
            if (stream.get_next(&stream, &batch) != 0 || batch.release == nullptr) {
                break;
            }
            rows += static_cast<std::uint64_t>(batch.length);
            batch.release(&batch);
        }
        stream.release(&stream);
    }
    count(state, rows);
}
BENCHMARK(gdal_arrow_batches)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

void own_blocks(benchmark::State& state) {
    if (table().path.empty()) {
        state.SkipWithError("DIABAN_BENCH_CSV is not set");
        return;
    }
    std::uint64_t rows = 0;
    for (auto _ : state) {
        TextTable text(table());
        rows = 0;
        while (auto block = text.next()) {
            rows += parse_block(std::move(*block), text.layout()).chunk.rows;
        }
    }
    count(state, rows);
}
BENCHMARK(own_blocks)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

void incidents(benchmark::State& state) {
    if (table().path.empty()) {
        state.SkipWithError("DIABAN_BENCH_CSV is not set");
        return;
    }
    IncidentReadOptions options;
    options.source = table();
    options.declared_crs = {"EPSG:4326"};
    options.analysis_crs = {"EPSG:32630"};
    options.x_field = "longitude";
    options.y_field = "latitude";
    options.time_field = "month";
    options.category_field = "crime_type";
    options.threads = static_cast<unsigned>(state.range(0));
    std::uint64_t rows = 0;
    for (auto _ : state) {
        Progress progress;
        rows = read_incidents(options, progress).rows_read;
    }
    count(state, rows);
}
BENCHMARK(incidents)->Arg(1)->Arg(2)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

}  // namespace
}  // namespace diaban
