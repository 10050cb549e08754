#include "engine/pages/area_ranking.hpp"

#include <algorithm>
#include <cmath>

#include "engine/output/table_values.hpp"

namespace diaban {

std::vector<std::size_t> areas_by_concern(const Output& output) {
    const TableValues areas(output.areas().table);
    const auto rank = [&](std::size_t i) {
        const std::string area_class = areas.text("class", i);
        return area_class == "complex" ? 0 : area_class == "contained" ? 1 : 2;
    };
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < output.areas().size(); ++i) {
        if (!areas.text("class", i).empty()) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return rank(a) != rank(b)
                   ? rank(a) < rank(b)
                   : areas.number("relative_risk", a).value_or(0.0) > areas.number("relative_risk", b).value_or(0.0);
    });
    return order;
}

Direction direction_of(double low, double high) {
    return low > 1.0 ? Direction::kUp : high < 1.0 ? Direction::kDown : Direction::kNoise;
}

std::string direction_in_words(Direction direction, const Catalogue& words) {
    return words.say(direction == Direction::kUp     ? "pack.up"
                     : direction == Direction::kDown ? "pack.down"
                                                     : "pack.noise");
}

std::optional<CountRatio> count_ratio(double now, double days_now, double before, double days_before) {
    if (!(now > 0.0) || !(before > 0.0) || !(days_now > 0.0) || !(days_before > 0.0)) {
        return std::nullopt;
    }
    const double ratio = (now / days_now) / (before / days_before);
    const double spread = std::exp(1.96 * std::sqrt(1.0 / now + 1.0 / before));
    return CountRatio{ratio, ratio / spread, ratio * spread};
}

std::string names_in_words(const std::vector<std::string>& names, std::size_t most, const Catalogue& words) {
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) {
        text += (i > 0 ? ", " : "") + names[i];
    }
    return names.size() > most
               ? words.say("pack.and-more",
                           {{"names", text}, {"count", words.integer(static_cast<std::int64_t>(names.size() - most))}})
               : text;
}

}  // namespace diaban
