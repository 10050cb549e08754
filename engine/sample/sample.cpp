#include "engine/sample/sample.hpp"

#include "engine/sample/noise.hpp"
#include "engine/sample/partition.hpp"
#include "engine/sample/province.hpp"
#include "engine/sample/streams.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

constexpr SquareMetres kProvinceSize{1650.0 * kSquareMetresPerKm2};

// Towns more than the country, neighbours alike, and chance.
std::vector<double> pressure_on(std::uint64_t seed, const std::vector<SampleArea>& areas) {
    const NoiseField field{seed, sample_stream::kClasses, Metres{18'000.0}, 2};
    std::vector<double> pressure;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        RandomSequence random(seed, sample_stream::kClasses, i);
        const double urban = areas[i].kind == AreaKind::kWard ? 0.6 : areas[i].kind == AreaKind::kTown ? 0.25 : 0.0;
        pressure.push_back(urban + 1.2 * field.at(areas[i].centre) + 0.6 * random.normal());
    }
    return pressure;
}

}  // namespace

Sample make_sample(const SampleOptions& options, Progress& progress) {
    validate(options);
    Sample sample;
    sample.options = options;

    progress.begin("step.sample-areas", 0);
    const Province province(options.seed, kProvinceSize);
    const Partition partition = cut_into_areas(options.seed, options.areas, province, kProvinceSize);
    sample.areas = describe_areas(options.seed, partition);
    progress.throw_if_cancelled();

    TruthInput input{{},
                     pressure_on(options.seed, sample.areas),
                     sample_year(options, options.years - 2),
                     sample_year(options, options.years - 1)};
    for (const SampleArea& area : sample.areas) {
        input.residents.push_back(static_cast<double>(area.residents));
    }
    sample.truth = plant_truth(options.seed, input, options.split);

    progress.begin("step.sample-roads", 0);
    sample.roads = build_roads(options.seed, partition, sample.areas);
    progress.throw_if_cancelled();

    std::vector<std::vector<HotPlace>> hot_places = choose_hot_places(options.seed, sample.areas, sample.roads);
    sample.cameras = existing_cameras(options, sample.areas, sample.roads);
    sample.sites = candidate_sites(options.seed, sample.areas, sample.roads);
    sample.sweep = past_sweep(options, sample.areas, hot_places);
    sample.markets = markets(sample.areas, hot_places);
    sample.schools = schools(options.seed, sample.areas, sample.roads);
    plant_sweep_effect(sample.sweep, hot_places);

    sample.incidents =
        scatter_incidents({options, partition, sample.areas, sample.roads, sample.truth, hot_places}, progress);
    return sample;
}

}  // namespace diaban
