// The synthetic watch list: an invented province that looks like Nam Dinh without being it, with planted truth.
#pragma once

#include <vector>

#include "engine/sample/areas.hpp"
#include "engine/sample/incidents.hpp"
#include "engine/sample/options.hpp"
#include "engine/sample/places.hpp"
#include "engine/sample/roads.hpp"
#include "engine/sample/truth.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// Everything that `diaban sample` writes, as plain values in EPSG:9209. `truth` has one entry an area.
struct Sample {
    SampleOptions options;
    std::vector<SampleArea> areas;
    std::vector<AreaTruth> truth;
    std::vector<SampleIncident> incidents;
    RoadNetwork roads;
    std::vector<ExistingCamera> cameras;
    std::vector<CandidateSite> sites;
    std::vector<SweepBox> sweep;
    std::vector<NamedPlace> markets;
    std::vector<NamedPlace> schools;
};

/// Makes the sample. The same options give the same values: random numbers are functions of (seed, purpose, item) and
/// coordinates are rounded to 0.1 m. Throws what `validate` and `plant_truth` throw. Seconds: about 1 for 48 areas.
Sample make_sample(const SampleOptions& options, Progress& progress);

}  // namespace diaban
