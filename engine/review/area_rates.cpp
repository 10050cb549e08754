#include "engine/review/area_rates.hpp"

namespace diaban {

const char* rate_unit(ExposureBasis basis) {
    return basis == ExposureBasis::kResidents ? "per 1,000 residents and year" : "per km2 and year";
}

std::optional<double> rate_of(const ProjectData& data, const Analysis& analysis, std::size_t area,
                              const WindowCounts& counts) {
    const double size = analysis.exposure_basis == ExposureBasis::kResidents
                            ? data.areas.population[area].value_or(0.0) / 1000.0
                            : to_km2(analysis.area[area]);
    if (!(size > 0.0)) {
        return std::nullopt;
    }
    return static_cast<double>(counts.incidents[area]) / (size * counts.window.years());
}

}  // namespace diaban
