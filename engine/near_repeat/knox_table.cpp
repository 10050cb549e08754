#include "engine/near_repeat/knox_table.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/near_repeat/day_tally.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

/// Names the purpose of these random numbers ("KNOX").
constexpr std::uint32_t kKnoxPurpose = 0x4B4E4F58;
constexpr std::size_t kMostBands = 50;

void refuse(const char* option, const std::string& value, const char* range) {
    throw Error(ErrorCode::kInput, "error.option-out-of-range",
                {{"option", option}, {"value", value}, {"range", range}});
}

template <typename Value>
void check_bands(const char* option, const std::vector<Value>& bands, std::pair<Value, Value> range,
                 const char* allowed) {
    if (bands.empty() || bands.size() > kMostBands) {
        refuse(option, std::to_string(bands.size()) + " bands", "1 .. 50 bands");
    }
    for (std::size_t k = 0; k < bands.size(); ++k) {
        if (!(bands[k] >= range.first && bands[k] <= range.second) || (k > 0 && !(bands[k] > bands[k - 1]))) {
            refuse(option, std::to_string(bands[k]), allowed);
        }
    }
}

/// Days counted from the first event, in the order of `places.event`. A stretch without events longer than the largest
/// limit is shortened to it: pairs across it stay beyond.
std::vector<std::int16_t> compact_days(const DatedEvents& events, const EventPlaces& places, std::int32_t reach) {
    std::vector<LocalDay> present(events.days.begin(), events.days.end());
    std::sort(present.begin(), present.end());
    present.erase(std::unique(present.begin(), present.end()), present.end());
    std::vector<std::int16_t> compact(present.size());
    std::int64_t at = 0;
    for (std::size_t k = 1; k < present.size(); ++k) {
        at += std::min<std::int64_t>((present[k] - present[k - 1]).count(), reach);
        if (at > kMostDays) {
            throw Error(ErrorCode::kInput, "error.near-repeat-days", {{"limit", std::to_string(kMostDays)}});
        }
        compact[k] = static_cast<std::int16_t>(at);
    }
    std::vector<std::int16_t> days;
    days.reserve(places.event.size());
    for (const std::uint32_t event : places.event) {
        days.push_back(compact[static_cast<std::size_t>(
            std::lower_bound(present.begin(), present.end(), events.days[event]) - present.begin())]);
    }
    return days;
}

/// What every block of permutations reads.
struct Study {
    const KnoxOptions& options;
    EventPlaces places;
    NearPairs pairs;
    std::vector<std::int16_t> days;
    std::vector<std::int16_t> limits;
    std::vector<std::uint64_t> all_below;  ///< one a limit: the same in every permutation
};

/// Permutation 0 is the order of the events as they are.
void deal_days(const Study& study, std::uint32_t permutation, std::vector<std::int16_t>& days) {
    days = study.days;
    if (permutation == 0) {
        return;
    }
    RandomSequence random(study.options.seed, kKnoxPurpose, permutation);
    for (auto left = static_cast<std::uint32_t>(days.size()); left > 1; --left) {
        std::swap(days[left - 1], days[random.below(left)]);
    }
}

/// The table's cells of one permutation, from pairs below each limit in each near band.
void fill_cells(const Study& study, std::span<const std::uint64_t> below, std::uint32_t lane,
                std::span<std::uint64_t> cells) {
    const std::size_t limits = study.limits.size();
    const std::uint64_t events = study.days.size();
    std::vector<std::uint64_t> beyond(study.all_below);
    beyond.push_back(events * (events - (events > 0 ? 1 : 0)) / 2);
    const auto fill = [&](std::size_t band, std::span<const std::uint64_t> until) {
        for (std::size_t k = 0; k <= limits; ++k) {
            cells[band * (limits + 1) + k] = until[k] - (k > 0 ? until[k - 1] : 0);
        }
    };
    for (std::size_t band = 0; band < study.pairs.bands.size(); ++band) {
        std::vector<std::uint64_t> until;
        for (std::size_t k = 0; k < limits; ++k) {
            until.push_back(below[(band * limits + k) * kLanes + lane]);
        }
        until.push_back(study.pairs.bands[band].pairs);
        for (std::size_t k = 0; k <= limits; ++k) {
            beyond[k] -= until[k];
        }
        fill(band, until);
    }
    fill(study.pairs.bands.size(), beyond);
}

/// Cells of the observed order and of every permutation, one after the other.
std::vector<std::uint64_t> all_counts(const Study& study, std::size_t cells, Progress& progress) {
    const std::uint32_t orders = study.options.permutations + 1;
    std::vector<std::uint64_t> counts(std::size_t{orders} * cells);
    progress.begin("step.permutations", orders);
    for_each_chunk(orders, kLanes, study.options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        DayBlock block(study.days.size() * kLanes);
        std::vector<std::int16_t> days;
        for (std::size_t order = begin; order < end; ++order) {
            progress.throw_if_cancelled();
            deal_days(study, static_cast<std::uint32_t>(order), days);
            for (std::size_t i = 0; i < days.size(); ++i) {
                block[i * kLanes + (order - begin)] = days[i];
            }
        }
        const std::vector<std::uint64_t> below = pairs_below(study.places, study.pairs, block, study.limits, progress);
        for (std::size_t order = begin; order < end; ++order) {
            fill_cells(study, below, static_cast<std::uint32_t>(order - begin),
                       std::span(counts).subspan(order * cells, cells));
        }
        progress.advance(end - begin);
    });
    return counts;
}

/// The bands of one cell, without figures.
KnoxCell empty_cell(const KnoxOptions& options, std::size_t distance, std::size_t days) {
    KnoxCell cell;
    cell.distance_from_m = distance > 0 ? options.distances_m[distance - 1] : 0.0;
    if (distance < options.distances_m.size()) {
        cell.distance_to_m = options.distances_m[distance];
    }
    cell.days_from = days > 0 ? options.days[days - 1] : 0;
    if (days < options.days.size()) {
        cell.days_to = options.days[days];
    }
    return cell;
}

}  // namespace

void validate(const KnoxOptions& options) {
    check_bands<double>("distances_m", options.distances_m, {0.0, 100'000.0}, "0 .. 100000, ascending");
    check_bands<std::int32_t>("days", options.days, {1, 10'000}, "1 .. 10000, ascending");
    if (options.permutations < 1 || options.permutations > 99'999) {
        refuse("permutations", std::to_string(options.permutations), "1 .. 99999");
    }
}

KnoxTable knox_table(const DatedEvents& events, const KnoxOptions& options, Progress& progress) {
    validate(options);
    Study study{options, gather_places(events, options.distances_m.back()), {}, {}, {}, {}};
    study.pairs = near_pairs(study.places, options.distances_m, options.metric, kMostPlacePairs);
    study.days = compact_days(events, study.places, options.days.back());
    for (const std::int32_t limit : options.days) {
        study.limits.push_back(static_cast<std::int16_t>(limit));
        study.all_below.push_back(all_pairs_below(study.days, study.limits.back()));
    }
    KnoxTable table;
    table.days_bands = options.days.size() + 1;
    table.places = study.places.size();
    const std::size_t cells = (options.distances_m.size() + 1) * table.days_bands;
    const std::vector<std::uint64_t> counts = all_counts(study, cells, progress);
    for (std::size_t at = 0; at < cells; ++at) {
        KnoxCell cell = empty_cell(options, at / table.days_bands, at % table.days_bands);
        cell.pairs = counts[at];
        std::uint64_t sum = 0;
        std::uint32_t as_many = 0;
        for (std::size_t order = 1; order <= options.permutations; ++order) {
            sum += counts[order * cells + at];
            as_many += counts[order * cells + at] >= cell.pairs ? 1 : 0;
        }
        cell.expected = static_cast<double>(sum) / options.permutations;
        if (sum > 0) {
            cell.ratio = static_cast<double>(cell.pairs) / cell.expected;
        }
        cell.p_value = (as_many + 1.0) / (options.permutations + 1.0);
        table.cells.push_back(cell);
    }
    return table;
}

}  // namespace diaban
