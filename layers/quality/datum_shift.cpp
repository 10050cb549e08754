#include "layers/quality/datum_shift.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace diaban {

namespace {

constexpr std::size_t kMostRows = 50000;
constexpr std::size_t kSearchRows = 5000;
constexpr double kSquare = 250.0;
constexpr double kClearlyBetter = 5.0;
constexpr double kClearlyWorse = -4.0;
constexpr double kSearchStep = 100.0;
constexpr int kSearchSteps = 8;
constexpr double kNearFreeShift = 200.0;
constexpr double kShareOfFreeGain = 0.7;
constexpr double kSameDisplacement = 30.0;

std::vector<CoordinateRow> spread(std::span<const CoordinateRow> rows, std::size_t most) {
    std::vector<CoordinateRow> sample;
    const std::size_t count = std::min(rows.size(), most);
    for (std::size_t k = 0; k < count; ++k) {
        sample.push_back(rows[k * rows.size() / count]);
    }
    return sample;
}

bool areas_in_vietnam(const AreaLayer& areas) {
    Box box;
    for (const MultiPolygon& area : areas.geometry) {
        box.expand(bounding_box(area));
    }
    return !box.empty() && in_vietnam(geographic_box(box.x_min, box.y_min, box.x_max, box.y_max, areas.crs));
}

DatumWitnesses witnesses(const FittedRows& declared, const FittedRows& other, const CoordinateReading& reading) {
    DatumWitnesses result;
    result.reading = reading;
    result.fit = other.fit;
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> squares;
    double east = 0.0;
    double north = 0.0;
    std::size_t finite = 0;
    for (std::size_t i = 0; i < declared.place.size(); ++i) {
        const ProjectedPoint from = declared.place[i];
        const ProjectedPoint to = other.place[i];
        if (!std::isfinite(from.x + from.y + to.x + to.y)) {
            continue;
        }
        east += to.x - from.x;
        north += to.y - from.y;
        ++finite;
        if (declared.right[i] != other.right[i]) {
            squares[{static_cast<std::int64_t>(std::floor(from.x / kSquare)),
                     static_cast<std::int64_t>(std::floor(from.y / kSquare))}] += other.right[i] != 0 ? 1 : -1;
        }
    }
    if (finite > 0) {
        result.east_m = east / static_cast<double>(finite);
        result.north_m = north / static_cast<double>(finite);
    }
    for (const auto& [square, votes] : squares) {
        result.gained += votes > 0 ? 1 : 0;
        result.lost += votes < 0 ? 1 : 0;
    }
    const double heard = static_cast<double>(result.gained + result.lost);
    result.score =
        heard > 0.0 ? (static_cast<double>(result.gained) - static_cast<double>(result.lost)) / std::sqrt(heard) : 0.0;
    return result;
}

/// How many rows are right when all are displaced alike.
std::uint64_t right_when_displaced(const FittedRows& declared, std::span<const CoordinateRow> rows,
                                   const AreaLocator& locator, ProjectedPoint by) {
    std::vector<ProjectedPoint> places = declared.place;
    for (ProjectedPoint& place : places) {
        place.x += by.x;
        place.y += by.y;
    }
    const std::vector<std::uint32_t> area = locator.locate(places, 1);
    std::uint64_t right = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        right += (rows[i].stated != kNoArea ? area[i] == rows[i].stated : area[i] != kNoArea) ? 1 : 0;
    }
    return right;
}

/// The best of all displacements on the grid agrees with the one that the other reading makes.
bool search_agrees(std::span<const CoordinateRow> all, const CrsId& declared, const AreaLayer& areas,
                   DatumShift& shift) {
    const std::vector<CoordinateRow> rows = spread(all, kSearchRows);
    const auto fitted = fit_rows(rows, {declared, AxisOrder::kAsGiven, ReadingKind::kDatum}, areas, 1);
    const DatumWitnesses& better = shift.others[*shift.better];
    const AreaLocator locator(areas.geometry);
    std::uint64_t best = 0;
    double best_distance = 0.0;
    for (int row = -kSearchSteps; row <= kSearchSteps; ++row) {
        for (int column = -kSearchSteps; column <= kSearchSteps; ++column) {
            const ProjectedPoint by{column * kSearchStep, row * kSearchStep};
            const std::uint64_t right = right_when_displaced(*fitted, rows, locator, by);
            const double distance = std::hypot(by.x - better.east_m, by.y - better.north_m);
            // Of displacements that fit alike, the one nearest to the reading in question.
            if (right > best || (right == best && distance < best_distance)) {
                best = right;
                best_distance = distance;
                shift.free_east_m = by.x;
                shift.free_north_m = by.y;
            }
        }
    }
    const std::uint64_t reached = right_when_displaced(*fitted, rows, locator, {better.east_m, better.north_m});
    const double gain = static_cast<double>(reached) - static_cast<double>(fitted->fit.right);
    const double free_gain = static_cast<double>(best) - static_cast<double>(fitted->fit.right);
    return best_distance <= kNearFreeShift && gain >= kShareOfFreeGain * free_gain;
}

/// The declared places displaced alike, judged again.
FittedRows displaced(const FittedRows& declared, std::span<const CoordinateRow> rows, const AreaLayer& areas,
                     ProjectedPoint by) {
    FittedRows moved = declared;
    for (ProjectedPoint& place : moved.place) {
        place.x += by.x;
        place.y += by.y;
    }
    moved.area = AreaLocator(areas.geometry).locate(moved.place, 1);
    moved.fit.right = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        moved.right[i] =
            (rows[i].stated != kNoArea ? moved.area[i] == rows[i].stated : moved.area[i] != kNoArea) ? 1 : 0;
        moved.fit.right += moved.right[i];
    }
    return moved;
}

/// By how much another reading of the areas would move them, in the middle of their extent.
std::optional<ProjectedPoint> areas_moved(const CoordinateReading& reading, const CrsId& source,
                                          const AreaLayer& areas) {
    Box box;
    for (const MultiPolygon& area : areas.geometry) {
        box.expand(bounding_box(area));
    }
    const std::vector<RawCoordinate> middle{{(box.x_min + box.x_max) / 2.0, (box.y_min + box.y_max) / 2.0}};
    const auto raw = read_as(middle, {areas.crs, AxisOrder::kAsGiven, ReadingKind::kDatum}, source);
    if (!raw) {
        return std::nullopt;
    }
    const std::vector<RawCoordinate> came{{raw->front().x, raw->front().y}};
    const auto moved = read_as(came, reading, areas.crs);
    if (!moved || !std::isfinite(moved->front().x + moved->front().y)) {
        return std::nullopt;
    }
    return ProjectedPoint{moved->front().x - middle[0].x, moved->front().y - middle[0].y};
}

/// Whether these witnesses speak clearly for the other reading, were it not for the free search.
bool clearly_better(const DatumWitnesses& other, const CoordinateFit& as_declared) {
    const bool areas_named = 2 * other.fit.stated >= other.fit.points;
    const std::uint64_t wrong = other.fit.points - other.fit.right;
    const std::uint64_t wrong_as_declared = as_declared.points - as_declared.right;
    return other.score >= kClearlyBetter && wrong * (areas_named ? 2 : 3) <= wrong_as_declared;
}

}  // namespace

DatumShift find_datum_shift(const DatumQuestion& question, const AreaLayer& areas, unsigned threads) {
    DatumShift shift;
    const std::vector<CoordinateReading> of_rows = datum_readings(question.declared);
    const std::vector<CoordinateReading> of_areas = datum_readings(question.areas_source);
    if ((of_rows.empty() && of_areas.empty()) || question.rows.empty() || !areas_in_vietnam(areas)) {
        return shift;
    }
    const std::vector<CoordinateRow> rows = spread(question.rows, kMostRows);
    const auto as_declared =
        fit_rows(rows, {question.declared, AxisOrder::kAsGiven, ReadingKind::kDatum}, areas, threads);
    if (!as_declared) {
        return shift;
    }
    shift.as_declared = as_declared->fit;
    for (const CoordinateReading& reading : of_rows) {
        if (const auto fitted = fit_rows(rows, reading, areas, threads)) {
            shift.others.push_back(witnesses(*as_declared, *fitted, reading));
        }
    }
    for (const CoordinateReading& reading : of_areas) {
        const auto moved = areas_moved(reading, question.areas_source, areas);
        const bool known =
            !moved || std::any_of(shift.others.begin(), shift.others.end(), [&](const DatumWitnesses& other) {
                return std::hypot(other.east_m + moved->x, other.north_m + moved->y) < kSameDisplacement;
            });
        if (!known) {
            shift.others.push_back(
                witnesses(*as_declared, displaced(*as_declared, rows, areas, {-moved->x, -moved->y}), reading));
            shift.others.back().of_areas = true;
        }
    }
    shift.verdict = DatumVerdict::kFits;
    for (std::size_t k = 0; k < shift.others.size(); ++k) {
        const DatumWitnesses& other = shift.others[k];
        if (other.score > kClearlyWorse) {
            shift.verdict = DatumVerdict::kCannotTell;
        }
        if (clearly_better(other, shift.as_declared) &&
            (!shift.better || other.fit.right > shift.others[*shift.better].fit.right)) {
            shift.better = k;
        }
    }
    if (shift.better && search_agrees(rows, question.declared, areas, shift)) {
        shift.verdict = DatumVerdict::kShifted;
    } else {
        shift.better.reset();
    }
    return shift;
}

}  // namespace diaban
