#include "engine/output/layer_kind.hpp"

#include <algorithm>

#include "layers/model/error.hpp"

namespace diaban {

const LayerKind& kind_of(std::string_view layer, const LayerKinds& kinds) {
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const LayerKind* kind) { return kind->covers(layer); });
    if (found == kinds.end()) {
        throw Error(ErrorCode::kInternal, "error.layer-without-kind", {{"layer", std::string(layer)}});
    }
    return **found;
}

}  // namespace diaban
