// Watch lists with planted truth: true multiples of the common rate, residents, and counts drawn from them.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/sample/options.hpp"
#include "layers/base/random.hpp"

namespace diaban {

/// How the true multiples of a list are drawn. The class of an area is what the rule's lines make of its true
/// multiples.
enum class PlantedTruth {
    kSample,  ///< as `diaban sample` plants: margins around the lines (engine/sample/truth.hpp)
    kWide,    ///< margins of 8 % only: elevated areas at 1.45 to 2.75 times, give or take 5 to 28 %, the others at 0.35
    ///< to 0.85, give or take 42 %, before all are divided by their mean; contained areas fall to 0.30 to 0.65,
    ///< the others change by 15 %, complex ones rise up to 1.4
    kNoMargins,  ///< a gamma distribution of shape 4, a third of the areas changed by a factor of 0.4 to 1; many lie
                 ///< next to a line
};

/// How many people live in the areas.
struct Residents {
    /// Log-normal with this standard deviation of the logarithm: communes differ about that much.
    double spread = 0.45;
    bool zipf = false;          ///< the k-th largest has 1/k of the largest
    std::vector<double> given;  ///< drawn from these instead, each once as far as they reach
};

struct ListDesign {
    PlantedTruth truth = PlantedTruth::kSample;
    ClassSplit split;             ///< of kNoMargins only the number of areas
    double mean_count = 20.0;     ///< incidents an area and window, over both windows
    double overdispersion = 1.0;  ///< variance of a count over its mean; above 1 the counts are negative binomial
};

/// One list: counts, exposures and what is true.
struct PlantedList {
    std::vector<double> baseline_count;
    std::vector<double> current_count;
    std::vector<double> exposure;  ///< the same in both windows
    std::vector<AreaClass> truth;
};

/// A function of its arguments alone. Throws Error{kUsage}: those of `plant_truth`, and
/// "error.simulate-split-impossible" where 20,000 draws of kWide gave no list of that split.
PlantedList planted_list(const ListDesign& design, const Residents& residents, const EvidenceRule& rule,
                         RandomSequence& random);

}  // namespace diaban
