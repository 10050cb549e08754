// The sample as files: what `diaban sample` writes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/sample/sample.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

enum class SampleFaults { kNone, kAlsoDirty };

struct SampleFileOptions {
    std::filesystem::path folder;
    SampleFaults faults = SampleFaults::kNone;
};

/// What was written, for the summary.
struct SampleFilesSummary {
    std::filesystem::path folder;
    std::filesystem::path project_file;
    std::uint64_t faults = 0;
};

/// Writes areas.gpkg, incidents.csv, cameras.gpkg, sites.gpkg, roads.gpkg, sweep.gpkg, overlays.gpkg, project.toml,
/// truth.csv, truth_sweep.csv and README.txt, and with kAlsoDirty the folder dirty/ with areas.gpkg, incidents.csv,
/// faults.csv, project.toml (dirty incidents in clean areas) and project_areas.toml (clean incidents in dirty areas).
/// Every file says that it is synthetic. The folder appears whole or not at all; an earlier sample there is replaced,
/// anything else is left alone. Equal samples give equal bytes.
/// Throws Error{kOutput}: error.output-not-ours, error.cannot-write.
SampleFilesSummary write_sample(const Sample& sample, const SampleFileOptions& options, Progress& progress);

/// The layers as values, for the writer and its tests.
FeatureLayer sample_areas_layer(const Sample& sample);
std::vector<FeatureLayer> sample_further_layers(const Sample& sample);

}  // namespace diaban
