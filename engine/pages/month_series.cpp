#include "engine/pages/month_series.hpp"

#include <set>

#include "engine/output/table_values.hpp"

namespace diaban {

MonthSeries month_series(const Output& output, const Catalogue& words) {
    const TableValues rows(output.area_periods().table);
    const std::size_t count = output.area_periods().table.rows();
    std::set<std::string> starts;
    for (std::size_t row = 0; row < count; ++row) {
        if (rows.text("period", row) == "month") {
            starts.insert(rows.text("from", row));
        }
    }
    MonthSeries months;
    std::map<std::string, std::size_t> index;
    const std::string current = iso_date(output.header.current.from);
    for (const std::string& start : starts) {
        index[start] = months.labels.size();
        months.current_from += start < current ? 1 : 0;
        months.labels.push_back(words.language() == Language::kVietnamese
                                    ? start.substr(5, 2) + "/" + start.substr(0, 4)
                                    : start.substr(0, 7));
    }
    for (std::size_t row = 0; row < count; ++row) {
        if (rows.text("period", row) == "month") {
            std::vector<double>& values = months.incidents[rows.text("area_id", row)];
            values.resize(months.labels.size(), 0.0);
            values[index[rows.text("from", row)]] += rows.number("n", row).value_or(0.0);
        }
    }
    return months;
}

}  // namespace diaban
