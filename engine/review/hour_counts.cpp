#include "engine/review/hour_counts.hpp"

#include <array>

#include "engine/output/review_kinds.hpp"
#include "engine/output/table_builder.hpp"
#include "layers/model/areas.hpp"

namespace diaban {

namespace {

constexpr std::size_t kHours = 24;
constexpr std::size_t kCells = 7 * kHours;

std::array<std::int64_t, kCells> count_hours(const IncidentSet& incidents, const TimeWindow& window) {
    std::array<std::int64_t, kCells> counts{};
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (!window.contains(incidents.time[i]) || incidents.area_of[i] == kNoArea) {
            continue;
        }
        const unsigned weekday = std::chrono::weekday{day_of(incidents.time[i])}.iso_encoding();
        ++counts[(weekday - 1) * kHours + static_cast<std::size_t>(hour_of(incidents.time[i]))];
    }
    return counts;
}

}  // namespace

FeatureLayer hour_counts_layer(const ProjectData& data, const Analysis& analysis) {
    const IncidentSet& incidents = data.incidents.incidents;
    const std::array<std::array<std::int64_t, kCells>, 2> counts{count_hours(incidents, analysis.baseline.window),
                                                                 count_hours(incidents, analysis.current.window)};
    TableBuilder columns(2 * kCells);
    columns.text("period",
                 [](std::size_t i) { return std::optional<std::string>(i < kCells ? "baseline" : "current"); });
    columns.integer("weekday", [](std::size_t i) {
        return std::optional<std::int64_t>(static_cast<std::int64_t>(i % kCells / kHours) + 1);
    });
    columns.integer("hour",
                    [](std::size_t i) { return std::optional<std::int64_t>(static_cast<std::int64_t>(i % kHours)); });
    columns.integer("n", [&](std::size_t i) { return std::optional<std::int64_t>(counts[i / kCells][i % kCells]); });
    FeatureLayer layer;
    layer.name = incident_hours_kind().name;
    layer.table = std::move(columns.table());
    return layer;
}

}  // namespace diaban
