#include "engine/studies/evaluate/cooling.hpp"

#include <algorithm>
#include <cmath>

#include "layers/geometry/study_cells.hpp"

namespace diaban {

namespace {

struct CellHistory {
    PlaceRecord record;
    double after = 0.0;
    ComparedSide role = ComparedSide::kNone;  ///< of the places whose incidents it holds
};

PlaceRecord record_of(const std::vector<double>& days, const DayWindow& before) {
    PlaceRecord record;
    for (const double day : days) {
        if (day >= before.from && day < before.to) {
            record.before += 1.0;
        } else if (day < before.from) {
            record.ages.push_back(before.from - day);
        }
    }
    return record;
}

PlaceCounts counts_of(const PlaceRecord& record, const HistoryWorth& history, double size) {
    return {record.before, history.windows > 0.0 ? discounted(record.ages, history.half_life_days) : 0.0, size};
}

}  // namespace

std::optional<Cooling> estimate_cooling(const EvaluatedIncidents& incidents, const EvaluateOptions& options,
                                        const Evaluation& evaluation) {
    constexpr std::size_t kFewestIncidents = 20;
    const DayWindow before = day_window(options.before);
    const DayWindow after = day_window(options.after);
    const auto in_window = [](double day, const DayWindow& window) { return day >= window.from && day < window.to; };
    if (std::count_if(incidents.day.begin(), incidents.day.end(), [&](double day) { return in_window(day, before); }) <
        static_cast<std::ptrdiff_t>(kFewestIncidents)) {
        return std::nullopt;
    }
    const double side = std::sqrt(evaluation.treated.total_km2() /
                                  static_cast<double>(evaluation.treated.area_km2.size()) * kSquareMetresPerKm2);
    const MultiPolygon hull = study_hull(incidents.point, {side});
    const StudyCells cells = make_study_cells({&hull, 1}, {CellShape::kSquare, {side}});
    std::vector<CellHistory> city(cells.size());
    const std::vector<std::uint32_t> cell = cells_of_points(cells, incidents.point);
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] == kNoCell) {
            continue;
        }
        CellHistory& own = city[cell[i]];
        const double day = incidents.day[i];
        if (day < before.from) {
            own.record.ages.push_back(before.from - day);
        } else {
            own.record.before += in_window(day, before) ? 1.0 : 0.0;
            own.after += in_window(day, after) ? 1.0 : 0.0;
        }
        own.role = std::max(own.role, evaluation.role[i]);
    }
    Cooling result;
    LikePlaces& like = result.like;
    like.window_ratio = evaluation.input.window_ratio;
    std::vector<PlaceRecord> records;
    records.reserve(city.size());
    for (const CellHistory& own : city) {
        records.push_back(own.record);
    }
    like.rates = fit_rate_distribution(records);
    like.history = weigh_history(like.rates, records, after.from - before.to);
    const auto expected = [&](const std::vector<PlaceCounts>& places) { return expected_without_action(like, places); };
    // Elsewhere: cells without incidents of any of the places; where too few are left, controls count as well.
    for (const ComparedSide most : {ComparedSide::kNone, ComparedSide::kControl}) {
        like.level = 1.0;
        std::vector<PlaceCounts> elsewhere;
        double came = 0.0;
        for (std::size_t i = 0; i < city.size(); ++i) {
            if (city[i].role <= most) {
                elsewhere.push_back(counts_of(records[i], like.history, 1.0));
                came += city[i].after;
            }
        }
        const std::optional<ExpectedCount> there = expected(elsewhere);
        if (!there) {
            return std::nullopt;
        }
        set_level(like, came, there->mean);
        if (there->mean >= kFewestIncidents) {
            break;
        }
    }
    const auto side_counts = [&](const EvaluatedSide& places) {
        std::vector<PlaceCounts> own;
        for (std::size_t i = 0; i < places.days.size(); ++i) {
            own.push_back(counts_of(record_of(places.days[i], before), like.history,
                                    places.area_km2[i] * kSquareMetresPerKm2 / (side * side)));
        }
        return own;
    };
    result.expected = {*expected(side_counts(evaluation.treated)), *expected(side_counts(evaluation.control))};
    DifferenceInput input = evaluation.input;
    // The placebo dates' dispersion is that of plain differences, trends of single places among it.
    input.dispersion = like.history.dispersion;
    result.beyond = beyond_expectation(input, like, result.expected);
    result.treated_change = result.expected.treated.mean - input.window_ratio * input.treated.before;
    result.control_change = result.expected.control.mean - input.window_ratio * input.control.before;
    return result;
}

}  // namespace diaban
