// Figures in messages.
#pragma once

#include <string>

namespace diaban {

/// As few digits behind the point as say it, six at most: "150", "0.5".
inline std::string short_figure(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

}  // namespace diaban
