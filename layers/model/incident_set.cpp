#include "layers/model/incident_set.hpp"

#include <algorithm>
#include <utility>

#include "layers/model/areas.hpp"

namespace diaban {

namespace {

/// Every column but the names of areas, as pointers to members: what is done to one row is done to all of them.
template <typename Work>
void for_each_column(Work work) {
    work(&IncidentSet::point);
    work(&IncidentSet::located);
    work(&IncidentSet::time);
    work(&IncidentSet::weight);
    work(&IncidentSet::category);
    work(&IncidentSet::detected_by_police);
    work(&IncidentSet::estimated);
    work(&IncidentSet::row);
    work(&IncidentSet::area_of);
}

}  // namespace

RowIndices rows_where(const IncidentSet& incidents, const IncidentFilter& filter) {
    const std::vector<std::uint8_t> wanted =
        filter.categories.empty() ? std::vector<std::uint8_t>() : marked_categories(incidents, filter.categories);
    const auto in_place = [&](std::size_t i) {
        return filter.place == IncidentPlace::kAny ||
               (incidents.located[i] != 0 &&
                (filter.place == IncidentPlace::kLocated || incidents.area_of[i] != kNoArea));
    };
    const auto in_time = [&](std::size_t i) {
        return filter.windows.empty() ||
               std::any_of(filter.windows.begin(), filter.windows.end(),
                           [&](const TimeWindow& window) { return window.contains(incidents.time[i]); });
    };
    RowIndices rows;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (in_place(i) && in_time(i) && (wanted.empty() || wanted[incidents.category[i]] != 0) &&
            !(filter.only_reported && incidents.detected_by_police[i] != 0)) {
            rows.push_back(static_cast<std::uint32_t>(i));
        }
    }
    return rows;
}

std::vector<ProjectedPoint> points_of(const IncidentSet& incidents, const RowIndices& rows) {
    std::vector<ProjectedPoint> points;
    points.reserve(rows.size());
    for (const std::uint32_t i : rows) {
        points.push_back(incidents.point[i]);
    }
    return points;
}

IncidentSet only_rows(const IncidentSet& incidents, const RowIndices& rows) {
    IncidentSet only;
    only.crs = incidents.crs;
    only.categories = incidents.categories;
    for_each_column([&](auto column) {
        if (!(incidents.*column).empty()) {
            (only.*column).reserve(rows.size());
            for (const std::uint32_t i : rows) {
                (only.*column).push_back((incidents.*column)[i]);
            }
        }
    });
    return only;
}

void keep_rows(IncidentSet& incidents, const RowIndices& rows) {
    const auto keep = [&](auto& values) {
        if (values.empty()) {
            return;
        }
        for (std::size_t k = 0; k < rows.size(); ++k) {
            if (rows[k] != k) {  // a text moved onto itself is lost
                values[k] = std::move(values[rows[k]]);
            }
        }
        values.resize(rows.size());
    };
    for_each_column([&](auto column) { keep(incidents.*column); });
    keep(incidents.area_key);
}

std::vector<std::uint8_t> marked_categories(const IncidentSet& incidents, const std::vector<std::string>& names) {
    std::vector<std::uint8_t> marked;
    for (const std::string& category : incidents.categories) {
        marked.push_back(names.empty() || std::find(names.begin(), names.end(), category) != names.end() ? 1 : 0);
    }
    return marked;
}

}  // namespace diaban
