#include "engine/input/date_counts.hpp"

#include <string>

namespace diaban {

DateCounts count_dates(const IncidentSet& incidents, const ReviewDates& dates) {
    constexpr LocalDay k1990{std::chrono::year{1990} / std::chrono::January / 1};
    DateCounts counts;
    counts.as_of = dates.as_of;
    counts.incidents = incidents.size();
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        const LocalTime time = incidents.time[i];
        if (time >= dates.as_of + std::chrono::days{1}) {
            if (counts.future++ == 0) {
                counts.first_future_row = incidents.row[i];
                counts.first_future = day_of(time);
            }
        } else if (time < k1990) {
            if (counts.before_1990++ == 0) {
                counts.first_before_1990_row = incidents.row[i];
                counts.first_before_1990 = day_of(time);
            }
        }
        if (!dates.baseline.contains(time) && !dates.current.contains(time)) {
            ++counts.outside_windows;
        }
    }
    return counts;
}

std::vector<Finding> date_findings(const DateCounts& counts) {
    std::vector<Finding> findings;
    if (counts.future > 0) {
        findings.push_back({Severity::kWarning,
                            "finding.dates-future",
                            {{"count", std::to_string(counts.future)},
                             {"as_of", iso_date(counts.as_of)},
                             {"row", std::to_string(counts.first_future_row)},
                             {"date", iso_date(counts.first_future)}}});
    }
    if (counts.before_1990 > 0) {
        findings.push_back({Severity::kWarning,
                            "finding.dates-before-1990",
                            {{"count", std::to_string(counts.before_1990)},
                             {"row", std::to_string(counts.first_before_1990_row)},
                             {"date", iso_date(counts.first_before_1990)}}});
    }
    if (counts.outside_windows > 0) {
        findings.push_back(
            {Severity::kNote,
             "finding.dates-outside-windows",
             {{"count", std::to_string(counts.outside_windows)}, {"total", std::to_string(counts.incidents)}}});
    }
    return findings;
}

}  // namespace diaban
