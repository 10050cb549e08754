#include "engine/studies/near_repeat/options.hpp"

#include <cmath>

#include "engine/project/project_file.hpp"

namespace diaban {

namespace {

void settle_near_repeat(NearRepeatOptions& options, const Project& project) {
    options.seed = project.project.seed;
}

const OptionTable& near_repeat_options() {
    using O = NearRepeatOptions;
    static const OptionTable table = OptionTable::of<O>(
        "near_repeat", {
                           option<&O::distances_m>("distances_m").shown("METRES,..").range(0.0, 100'000.0),
                           option<&O::days>("days").shown("DAYS,..").range(1.0, 10'000.0),
                           choice<&O::metric>("metric", {{"manhattan", DistanceMetric::kManhattan},
                                                         {"euclidean", DistanceMetric::kEuclidean}}),
                           option<&O::permutations>("permutations").range(1, 99'999),
                           option<&O::seed>("seed").range(0, kLargestSeed).only(OptionPlace::kFlag),
                       });
    return table;
}

}  // namespace

KnoxOptions knox_options(const NearRepeatOptions& options, unsigned threads) {
    KnoxOptions knox;
    knox.distances_m = options.distances_m;
    knox.days.clear();
    for (const double day : options.days) {
        if (day != std::floor(day)) {
            throw Error(ErrorCode::kInput, "error.near-repeat-whole-days", {{"value", std::to_string(day)}});
        }
        knox.days.push_back(static_cast<std::int32_t>(day));
    }
    knox.metric = options.metric;
    knox.permutations = options.permutations;
    knox.seed = options.seed;
    knox.threads = threads;
    validate(knox);
    return knox;
}

StudySection near_repeat_section() {
    return study_section<&settle_near_repeat>(near_repeat_options());
}

}  // namespace diaban
