#include "engine/review/class_counts.hpp"

namespace diaban {

ClassCounts class_counts(const CountedWindows& windows, const std::vector<double>& size,
                         const std::vector<std::uint8_t>& counted) {
    const bool only_reported = windows.incidents == CountedIncidents::kReported;
    const auto count = [&](const WindowCounts& counts, std::size_t area) {
        return static_cast<double>(counts.incidents[area] - (only_reported ? counts.detected_by_police[area] : 0));
    };
    ClassCounts columns;
    for (std::size_t i = 0; i < size.size(); ++i) {
        if (counted[i] == 0) {
            continue;
        }
        columns.area.push_back(i);
        columns.baseline_count.push_back(count(windows.baseline, i));
        columns.current_count.push_back(count(windows.current, i));
        columns.baseline_exposure.push_back(size[i] * windows.baseline.window.years());
        columns.current_exposure.push_back(size[i] * windows.current.window.years());
    }
    return columns;
}

}  // namespace diaban
