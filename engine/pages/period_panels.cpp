#include "engine/pages/period_panels.hpp"

#include <map>

#include "engine/output/table_values.hpp"
#include "layers/base/calendar.hpp"
#include "layers/crs/geographic_function.hpp"

namespace diaban {

namespace {

constexpr std::size_t kMostSingleMonths = 6;
constexpr std::size_t kMonthsInGroup = 3;

/// One month of the table: its days and the incidents of each area.
struct Month {
    std::string from;
    std::string to;
    double days = 0.0;
    std::map<std::string, double> incidents;
};

std::vector<Month> months_of(const FeatureLayer& periods) {
    const TableValues rows(periods.table);
    std::map<std::string, Month> by_start;
    for (std::size_t row = 0; row < periods.table.rows(); ++row) {
        if (rows.text("period", row) != "month") {
            continue;
        }
        Month& month = by_start[rows.text("from", row)];
        month.from = rows.text("from", row);
        month.to = rows.text("to", row);
        month.days = rows.number("days", row).value_or(0.0);
        month.incidents[rows.text("area_id", row)] += rows.number("n", row).value_or(0.0);
    }
    std::vector<Month> months;
    for (auto& [start, month] : by_start) {
        months.push_back(std::move(month));
    }
    return months;
}

/// Months that follow one another as one.
Month joined(const std::vector<Month>& months, std::size_t first, std::size_t count) {
    Month whole = months[first];
    for (std::size_t k = first + 1; k < first + count; ++k) {
        whole.to = months[k].to;
        whole.days += months[k].days;
        for (const auto& [area, n] : months[k].incidents) {
            whole.incidents[area] += n;
        }
    }
    return whole;
}

LocalDay day_of(const std::string& iso) {
    return day_from_iso(iso).value_or(LocalDay{});
}

PeriodValues rates_of(const Month& month, const Output& output, const Catalogue& words) {
    const TableValues areas(output.areas().table);
    PeriodValues panel{words.window({day_of(month.from), day_of(month.to)}), {}};
    for (std::size_t i = 0; i < output.areas().size(); ++i) {
        const double size = output.figures.by_residents ? areas.number("population", i).value_or(0.0) / 1000.0
                                                        : areas.number("area_km2", i).value_or(0.0);
        const auto found = month.incidents.find(areas.text("area_id", i));
        const double exposure = size * month.days / 365.25;
        panel.values.push_back(
            found != month.incidents.end() && exposure > 0.0 ? std::optional(found->second / exposure) : std::nullopt);
    }
    return panel;
}

}  // namespace

PeriodMap period_panels(const Output& output, Language language) {
    const Catalogue& words = catalogue(language);
    PeriodMap map{output.header,
                  output.areas(),
                  {},
                  words.say(output.figures.by_residents ? "map.unit.per-1000" : "map.unit.per-km2-year"),
                  0,
                  to_geographic(output.header.crs)};
    const std::vector<Month> months = months_of(output.area_periods());
    std::vector<std::vector<Month>> windows(2);
    for (const Month& month : months) {
        windows[day_of(month.from) >= output.header.current.from ? 1 : 0].push_back(month);
    }
    const std::size_t longest = std::max(windows[0].size(), windows[1].size());
    const std::size_t group = longest > kMostSingleMonths ? kMonthsInGroup : 1;
    for (const std::vector<Month>& window : windows) {
        for (std::size_t first = 0; first < window.size(); first += group) {
            map.periods.push_back(
                rates_of(joined(window, first, std::min(group, window.size() - first)), output, words));
        }
    }
    const std::size_t in_row = (longest + group - 1) / group;
    map.columns = in_row >= 2 && in_row <= 8 && windows[0].size() == windows[1].size() ? in_row : 0;
    return map;
}

}  // namespace diaban
