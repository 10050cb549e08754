#include "layers/quality/coordinate_inspection.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace diaban {

namespace {

constexpr std::size_t kJudgedRows = 2000;
constexpr std::size_t kFewestPlaces = 10;
constexpr double kWellPlaced = 0.75;  ///< share of rows at which the declared CRS is not doubted as a whole
constexpr double kNothingRight = 0.05;
constexpr double kBetterAtLeast = 0.8;
constexpr double kBetterBy = 0.2;
constexpr double kAreasReached = 0.9;  ///< share of the areas that a province's incidents reach
constexpr double kAsGood = 0.01;
constexpr double kFarFromStated = 5000.0;  ///< metres: beyond any doubt about a border
constexpr double kSameAsZero = 0.001;
constexpr std::size_t kMostSampled = 50000;
constexpr std::size_t kMostFar = 20000;
constexpr double kSamePlace = 5000.0;  ///< metres: readings nearer than this are one explanation

std::vector<CoordinateRow> spread_sample(std::span<const CoordinateRow> rows) {
    std::vector<CoordinateRow> sample;
    const std::size_t count = std::min(rows.size(), kJudgedRows);
    for (std::size_t k = 0; k < count; ++k) {
        sample.push_back(rows[k * rows.size() / count]);
    }
    return sample;
}

bool enough_places(std::span<const CoordinateRow> rows) {
    std::set<std::pair<double, double>> places;
    for (const CoordinateRow& row : rows) {
        places.emplace(row.raw.x, row.raw.y);
        if (places.size() >= kFewestPlaces) {
            return true;
        }
    }
    return false;
}

GeographicBox extent_of(const AreaLayer& areas) {
    Box box;
    for (const MultiPolygon& area : areas.geometry) {
        if (!area.empty()) {
            box.expand(bounding_box(area));
        }
    }
    return box.empty() ? GeographicBox{} : geographic_box(box.x_min, box.y_min, box.x_max, box.y_max, areas.crs);
}

/// The preference among readings that fit equally: the order of `other_readings`, which puts TM-3 before UTM and
/// VN-2000 before WGS 84.
struct JudgedReading {
    CoordinateReading reading;
    CoordinateFit fit;
};

bool convincing(const CoordinateFit& declared, const CoordinateFit& other, std::size_t area_count) {
    if (other.share_right() < kBetterAtLeast || other.share_right() < declared.share_right() + kBetterBy) {
        return false;
    }
    if (declared.share_right() <= kNothingRight || other.stated * 2 >= other.points) {
        return true;
    }
    return static_cast<double>(other.areas_hit) >= kAreasReached * static_cast<double>(area_count) &&
           other.areas_hit > declared.areas_hit;
}

void look_for_better(std::span<const CoordinateRow> rows, const std::vector<CoordinateReading>& readings,
                     const AreaLayer& areas, CoordinateInspection& found) {
    const std::vector<CoordinateRow> sample = spread_sample(rows);
    std::vector<JudgedReading> judged;
    for (const CoordinateReading& reading : readings) {
        if (const auto fitted = fit_rows(sample, reading, areas, 1)) {
            judged.push_back({reading, fitted->fit});
        }
    }
    const auto best =
        std::max_element(judged.begin(), judged.end(),
                         [](const JudgedReading& a, const JudgedReading& b) { return a.fit.right < b.fit.right; });
    if (best == judged.end() || !convincing(found.as_declared, best->fit, areas.size())) {
        found.nothing_fits = found.as_declared.share_right() <= kNothingRight;
        return;
    }
    BetterReading better;
    bool first = true;
    for (const JudgedReading& other : judged) {
        // The first in order of preference among those that fit as well is proposed, the rest are named beside it.
        if (other.fit.share_right() >= best->fit.share_right() - kAsGood) {
            if (first) {
                better.reading = other.reading;
                first = false;
            } else {
                better.as_good.push_back(other.reading);
            }
        }
    }
    better.fit = fit_rows(rows, better.reading, areas, 0)->fit;
    found.better = std::move(better);
}

double distance_to_box(ProjectedPoint p, const Box& box) {
    return std::hypot(std::max({box.x_min - p.x, 0.0, p.x - box.x_max}),
                      std::max({box.y_min - p.y, 0.0, p.y - box.y_max}));
}

struct ExplainedRows {
    CoordinateReading reading;
    std::vector<CoordinateRow> rows;
    std::vector<ProjectedPoint> place;
};

std::vector<ExplainedRows> explain(const std::vector<CoordinateRow>& far,
                                   const std::vector<CoordinateReading>& readings, const AreaLayer& areas) {
    std::vector<ExplainedRows> explanations;
    for (const CoordinateReading& reading : readings) {
        const auto fitted = fit_rows(far, reading, areas, 1);
        if (!fitted) {
            continue;
        }
        ExplainedRows explained{reading, {}, {}};
        for (std::size_t i = 0; i < far.size(); ++i) {
            // The axes of a single row are beyond doubt when the place fits; a zone needs the row's own word for it.
            const bool own_word = far[i].stated != kNoArea;
            const bool fits =
                own_word ? fitted->right[i] != 0 : fitted->right[i] != 0 && reading.order == AxisOrder::kSwapped;
            if (fits) {
                explained.rows.push_back(far[i]);
                explained.place.push_back(fitted->place[i]);
            }
        }
        if (!explained.rows.empty()) {
            explanations.push_back(std::move(explained));
        }
    }
    return explanations;
}

/// Whether two explanations put rows in about the same place: zones of one meridian, or one datum and another.
bool same_explanation(const ExplainedRows& a, const ExplainedRows& b) {
    for (std::size_t i = 0; i < a.rows.size(); ++i) {
        for (std::size_t k = 0; k < b.rows.size(); ++k) {
            if (a.rows[i].row == b.rows[k].row) {
                return std::hypot(a.place[i].x - b.place[k].x, a.place[i].y - b.place[k].y) < kSamePlace;
            }
        }
    }
    return false;
}

void look_at_single_rows(std::vector<CoordinateRow> far, const std::vector<CoordinateReading>& readings,
                         const AreaLayer& areas, CoordinateInspection& found) {
    while (!far.empty()) {
        const std::vector<ExplainedRows> explanations = explain(far, readings, areas);
        // Exchanged axes first: they are certain row by row, while a zone is believed for the number of rows that it
        // explains.
        const auto most = std::max_element(
            explanations.begin(), explanations.end(), [](const ExplainedRows& a, const ExplainedRows& b) {
                const bool a_swapped = a.reading.order == AxisOrder::kSwapped;
                const bool b_swapped = b.reading.order == AxisOrder::kSwapped;
                return a_swapped != b_swapped ? b_swapped : a.rows.size() < b.rows.size();
            });
        if (most == explanations.end()) {
            return;
        }
        if (most->reading.order == AxisOrder::kAsGiven) {
            std::size_t rival = 0;
            for (const ExplainedRows& other : explanations) {
                if (&other != &*most && !same_explanation(*most, other)) {
                    rival = std::max(rival, other.rows.size());
                }
            }
            if (most->rows.size() < 2 || 2 * rival > most->rows.size()) {
                return;
            }
        }
        MisplacedRows misplaced{most->reading, {}};
        for (const CoordinateRow& row : most->rows) {
            misplaced.rows.push_back(row.row);
        }
        std::sort(misplaced.rows.begin(), misplaced.rows.end());
        std::erase_if(far, [&](const CoordinateRow& row) {
            return std::binary_search(misplaced.rows.begin(), misplaced.rows.end(), row.row);
        });
        found.misplaced.push_back(std::move(misplaced));
    }
}

}  // namespace

CoordinateCloud coordinate_cloud(const IncidentSet& incidents, std::span<const std::uint32_t> stated,
                                 const CrsId& declared, const AreaLayer& areas) {
    std::vector<Box> boxes;
    Box all;
    for (const MultiPolygon& area : areas.geometry) {
        boxes.push_back(bounding_box(area));
        if (!boxes.back().empty()) {
            all.expand(boxes.back());
        }
    }
    const std::vector<RawCoordinate> origin{{0.0, 0.0}};
    const auto zero = read_as(origin, {declared, AxisOrder::kAsGiven, ReadingKind::kOtherZone}, areas.crs);
    CoordinateCloud cloud;
    std::vector<std::size_t> kept;
    std::vector<std::size_t> far;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        const ProjectedPoint place = incidents.point[i];
        if (incidents.located[i] == 0) {
            continue;
        }
        if (zero && std::hypot(place.x - zero->front().x, place.y - zero->front().y) < kSameAsZero) {
            cloud.at_zero.push_back(incidents.row[i]);
            continue;
        }
        kept.push_back(i);
        const Box& box = stated[i] != kNoArea && !boxes[stated[i]].empty() ? boxes[stated[i]] : all;
        if (!(distance_to_box(place, box) <= kFarFromStated)) {
            far.push_back(i);
        }
    }
    const auto choose = [&](const std::vector<std::size_t>& from, std::size_t most) {
        std::vector<CoordinateRow> rows;
        std::vector<RawCoordinate> raw;
        const std::size_t count = std::min(from.size(), most);
        for (std::size_t k = 0; k < count; ++k) {
            const std::size_t i = from[k * from.size() / count];
            rows.push_back({{}, stated[i], incidents.row[i]});
            raw.push_back({incidents.point[i].x, incidents.point[i].y});
        }
        // The numbers as they came are the places transformed back: to the millimetre, which is enough here.
        const auto came = read_as(raw, {incidents.crs, AxisOrder::kAsGiven, ReadingKind::kOtherZone}, declared);
        for (std::size_t k = 0; came && k < count; ++k) {
            rows[k].raw = {(*came)[k].x, (*came)[k].y};
        }
        return rows;
    };
    cloud.sample = choose(kept, kMostSampled);
    cloud.far = choose(far, kMostFar);
    return cloud;
}

CoordinateInspection inspect_coordinates(const CoordinateCloud& cloud, const CrsId& declared, const AreaLayer& areas,
                                         unsigned threads) {
    CoordinateInspection found;
    const auto as_declared =
        fit_rows(cloud.sample, {declared, AxisOrder::kAsGiven, ReadingKind::kOtherZone}, areas, threads);
    if (!as_declared || cloud.sample.empty()) {
        return found;
    }
    found.as_declared = as_declared->fit;
    const bool well_placed = found.as_declared.share_right() > kWellPlaced;
    if (well_placed && cloud.far.empty()) {
        return found;
    }
    const std::vector<CoordinateReading> readings = other_readings(declared, extent_of(areas));
    if (!well_placed && enough_places(cloud.sample)) {
        look_for_better(cloud.sample, readings, areas, found);
    }
    if (!found.better && !found.nothing_fits) {
        look_at_single_rows(cloud.far, readings, areas, found);
    }
    return found;
}

}  // namespace diaban
