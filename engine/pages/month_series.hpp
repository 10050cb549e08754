// Incidents a month of each area, from table `area_periods`: what trends are drawn from.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/output/output.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

struct MonthSeries {
    std::vector<std::string> labels;                       ///< "12/2016": the month in which a police month begins
    std::size_t current_from = 0;                          ///< first month of the current window
    std::map<std::string, std::vector<double>> incidents;  ///< by area id

    /// 0 for an area that the table does not hold.
    [[nodiscard]] double of_area(const std::string& id, std::size_t month) const {
        const auto found = incidents.find(id);
        return found == incidents.end() ? 0.0 : found->second[month];
    }
};

/// Months in order of their first day. O(rows log rows).
MonthSeries month_series(const Output& output, const Catalogue& words);

}  // namespace diaban
