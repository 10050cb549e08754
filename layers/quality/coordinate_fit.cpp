#include "layers/quality/coordinate_fit.hpp"

#include <algorithm>

namespace diaban {

std::optional<FittedRows> fit_rows(std::span<const CoordinateRow> rows, const CoordinateReading& reading,
                                   const AreaLayer& areas, unsigned threads) {
    std::vector<RawCoordinate> raw;
    raw.reserve(rows.size());
    for (const CoordinateRow& row : rows) {
        raw.push_back(row.raw);
    }
    auto places = read_as(raw, reading, areas.crs);
    if (!places) {
        return std::nullopt;
    }
    FittedRows fitted;
    fitted.place = std::move(*places);
    fitted.area = AreaLocator(areas.geometry).locate(fitted.place, threads);
    fitted.right.reserve(rows.size());
    std::vector<std::uint8_t> hit(areas.size(), 0);
    CoordinateFit& fit = fitted.fit;
    fit.points = rows.size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t area = fitted.area[i];
        const std::uint32_t stated = rows[i].stated;
        const bool inside = area != kNoArea;
        const bool right = stated != kNoArea ? area == stated : inside;
        fitted.right.push_back(right ? 1 : 0);
        fit.right += right ? 1 : 0;
        fit.inside += inside ? 1 : 0;
        fit.stated += stated != kNoArea ? 1 : 0;
        fit.in_stated += stated != kNoArea && area == stated ? 1 : 0;
        if (inside) {
            hit[area] = 1;
        }
    }
    fit.areas_hit = static_cast<std::uint64_t>(std::count(hit.begin(), hit.end(), 1));
    return fitted;
}

}  // namespace diaban
