#include "engine/evaluate/placebo.hpp"

#include <algorithm>
#include <cmath>

namespace diaban {

namespace {

double count(const std::vector<double>& days, double from, double to) {
    return static_cast<double>(std::lower_bound(days.begin(), days.end(), to) -
                               std::lower_bound(days.begin(), days.end(), from));
}

}  // namespace

PlaceboResult placebo_dates(const SideEvents& events, const PlaceboOptions& options) {
    PlaceboResult result;
    const double step = options.after.days();
    // The first placebo after-window ends where the operation began.
    const double start = std::min(options.before.to, options.after.from);
    const double shift = options.after.to - start;
    double squares = 0.0;
    std::size_t called = 0;
    for (std::size_t k = 0;; ++k) {
        const double back = shift + static_cast<double>(k) * step;
        if (options.before.from - back < options.first_day) {
            break;
        }
        DifferenceInput input;
        const auto side = [&](const std::vector<double>& days) {
            return BeforeAfter{count(days, options.before.from - back, options.before.to - back),
                               count(days, options.after.from - back, options.after.to - back)};
        };
        input.treated = side(events.treated);
        input.control = side(events.control);
        input.window_ratio = options.after.days() / options.before.days();
        input.area_ratio = options.area_ratio;
        const Difference difference = weighted_difference(input);
        if (difference.standard_error > 0.0) {
            result.z.push_back(difference.z);
            squares += difference.z * difference.z;
            called += std::abs(difference.z) > 1.96 ? 1 : 0;
        }
    }
    result.dates = result.z.size();
    if (result.dates > 0) {
        result.called_by_poisson = static_cast<double>(called) / static_cast<double>(result.dates);
    }
    if (result.dates >= options.fewest) {
        result.dispersion = std::max(1.0, squares / static_cast<double>(result.dates));
    }
    return result;
}

}  // namespace diaban
