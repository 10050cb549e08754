#include "engine/review/neighbour_state.hpp"

#include "layers/geometry/contiguity.hpp"

namespace diaban {

std::vector<NeighbourState> neighbour_states(const AreaLayer& areas, const Verdicts& verdicts) {
    const Contiguity contiguity = find_contiguity(areas.geometry, {});
    std::vector<NeighbourState> states(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
        for (std::uint64_t k = contiguity.offsets[i]; k < contiguity.offsets[i + 1]; ++k) {
            ++states[i].neighbours;
            if (const auto& verdict = verdicts.areas[contiguity.neighbours[k]]) {
                switch (verdict->area_class) {
                    case AreaClass::kStable:
                        ++states[i].stable;
                        break;
                    case AreaClass::kContained:
                        ++states[i].contained;
                        break;
                    case AreaClass::kComplex:
                        ++states[i].complex;
                        break;
                }
            }
        }
    }
    return states;
}

}  // namespace diaban
