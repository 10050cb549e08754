#include "engine/classify/forced_split.hpp"

#include <algorithm>
#include <string>

#include "layers/model/error.hpp"

namespace diaban {

std::vector<std::optional<AreaClass>> force_split(const std::vector<std::optional<AreaEvidence>>& areas,
                                                  const SplitCounts& split) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (areas[i]) {
            order.push_back(i);
        }
    }
    if (order.size() != split.sum()) {
        throw Error(ErrorCode::kInput, "error.split-sum",
                    {{"split", std::to_string(split.stable) + "," + std::to_string(split.contained) + "," +
                                   std::to_string(split.complex)},
                     {"sum", std::to_string(split.sum())},
                     {"areas", std::to_string(order.size())}});
    }
    const auto rank_by = [&](std::size_t from, double AreaEvidence::*probability) {
        std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(from), order.end(),
                         [&](std::size_t a, std::size_t b) {
                             const double of_a = *areas[a].*probability;
                             const double of_b = *areas[b].*probability;
                             return of_a != of_b ? of_a > of_b : areas[a]->relative_risk > areas[b]->relative_risk;
                         });
    };
    std::vector<std::optional<AreaClass>> classes(areas.size());
    rank_by(0, &AreaEvidence::p_complex);
    for (std::size_t rank = 0; rank < split.complex; ++rank) {
        classes[order[rank]] = AreaClass::kComplex;
    }
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(split.complex), order.end());
    rank_by(split.complex, &AreaEvidence::p_contained);
    for (std::size_t rank = split.complex; rank < order.size(); ++rank) {
        classes[order[rank]] = rank < split.complex + split.contained ? AreaClass::kContained : AreaClass::kStable;
    }
    return classes;
}

}  // namespace diaban
