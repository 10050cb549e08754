#include "layers/text/some_names.hpp"

#include <algorithm>

namespace diaban {

std::string some_names(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(kShown, names.size()); ++i) {
        text += (i > 0 ? ", " : "") + names[i];
    }
    return names.size() > kShown ? text + " (+" + std::to_string(names.size() - kShown) + ")" : text;
}

}  // namespace diaban
