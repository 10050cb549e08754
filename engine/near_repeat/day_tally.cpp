#include "engine/near_repeat/day_tally.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

/// From so many events on, a place is a pile.
constexpr std::uint32_t kPile = 256;
constexpr std::uint32_t kMostHeld = 32767;
constexpr std::size_t kPlacesBetweenLooks = 4096;
/// Limits counted in one pass over the pairs: as many as registers hold.
constexpr std::size_t kLimits = 3;

/// Eight permutations of 16-bit days: one register of any 64-bit processor.
using Lanes = std::int16_t __attribute__((vector_size(16)));

/// The days of one event in a block.
struct EventDays {
    Lanes low;
    Lanes high;
};

EventDays days_of(const DayBlock& days, std::uint32_t event) {
    EventDays of;
    std::memcpy(&of, days.data() + std::size_t{event} * kLanes, sizeof of);
    return of;
}

Lanes apart(Lanes a, Lanes b) {
    return (a > b ? a : b) - (a > b ? b : a);
}

/// Counts of one pass. A comparison is -1 where it holds; 16 bits are emptied into 64 before they can overflow.
class LaneCounts {
public:
    explicit LaneCounts(std::span<const std::int16_t> limits) {
        for (std::size_t k = 0; k < kLimits; ++k) {
            const std::int16_t limit = k < limits.size() ? limits[k] : std::int16_t{0};  // below 0: never
            m_limit[k] = Lanes{} + limit;
        }
    }

    /// Makes room for so many pairs, at most kMostHeld.
    void expect(std::uint32_t pairs) {
        if (m_held + pairs > kMostHeld) {
            empty();
        }
        m_held += pairs;
    }

    void add(const EventDays& a, const EventDays& b) {
        const Lanes low = apart(a.low, b.low);
        const Lanes high = apart(a.high, b.high);
        for (std::size_t k = 0; k < kLimits; ++k) {
            m_low[k] -= low < m_limit[k];
            m_high[k] -= high < m_limit[k];
        }
    }

    /// Adds everything counted to out[limit * kLanes + lane].
    void move_to(std::span<std::uint64_t> out) {
        empty();
        for (std::size_t k = 0; k < out.size(); ++k) {
            out[k] += m_total[k];
        }
    }

private:
    void empty() {
        for (std::size_t k = 0; k < kLimits; ++k) {
            for (std::size_t lane = 0; lane < kLanes / 2; ++lane) {
                m_total[k * kLanes + lane] += static_cast<std::uint64_t>(m_low[k][lane]);
                m_total[k * kLanes + kLanes / 2 + lane] += static_cast<std::uint64_t>(m_high[k][lane]);
            }
            m_low[k] = m_high[k] = Lanes{};
        }
        m_held = 0;
    }

    Lanes m_limit[kLimits];
    Lanes m_low[kLimits]{};
    Lanes m_high[kLimits]{};
    std::uint32_t m_held = 0;
    std::array<std::uint64_t, kLimits * kLanes> m_total{};
};

/// What every pass needs.
struct Study {
    const EventPlaces& places;
    const NearPairs& pairs;
    const DayBlock& days;
    const Progress& progress;
};

void count_within_places(const Study& study, LaneCounts& out) {
    const EventPlaces& places = study.places;
    LaneCounts counts = out;
    for (std::size_t place = 0; place < places.size(); ++place) {
        const std::uint32_t end = places.first[place + 1];
        if (places.events_at(place) >= kPile) {
            continue;
        }
        for (std::uint32_t i = places.first[place]; i < end; ++i) {
            const EventDays days = days_of(study.days, i);
            counts.expect(end - i - 1);
            for (std::uint32_t j = i + 1; j < end; ++j) {
                counts.add(days, days_of(study.days, j));
            }
        }
    }
    out = counts;
}

void count_between_places(const Study& study, const NearPairs::Band& band, LaneCounts& out) {
    const EventPlaces& places = study.places;
    LaneCounts counts = out;  // a copy nobody else sees: it lives in registers
    for (std::size_t place = 0; place < places.size(); ++place) {
        if (place % kPlacesBetweenLooks == 0) {
            study.progress.throw_if_cancelled();
        }
        const std::uint32_t* const begin = band.other.data() + band.first[place];
        const std::uint32_t* const end = band.other.data() + band.first[place + 1];
        for (std::uint32_t i = places.first[place]; begin != end && i < places.first[place + 1]; ++i) {
            const EventDays days = days_of(study.days, i);
            for (const std::uint32_t* other = begin; other != end; ++other) {
                counts.expect(places.events_at(*other));
                for (std::uint32_t j = places.first[*other]; j < places.first[*other + 1]; ++j) {
                    counts.add(days, days_of(study.days, j));
                }
            }
        }
    }
    out = counts;
}

/// How many events of a place lie on each day and before: pairs with another event without looking at each.
class RunningDays {
public:
    /// `largest` day that any event has, `reach` the largest limit.
    RunningDays(std::int16_t largest, std::int16_t reach) : m_reach(reach), m_until(largest + 2 * reach + 1) {}

    template <typename DayOf>
    void fill(std::uint32_t begin, std::uint32_t end, const DayOf& day_of) {
        std::fill(m_until.begin(), m_until.end(), 0u);
        for (std::uint32_t i = begin; i < end; ++i) {
            ++m_until[static_cast<std::size_t>(day_of(i) + m_reach)];
        }
        for (std::size_t k = 1; k < m_until.size(); ++k) {
            m_until[k] += m_until[k - 1];
        }
    }

    /// Events less than `limit` days away from `day`.
    [[nodiscard]] std::uint64_t around(std::int16_t day, std::int16_t limit) const {
        const auto at = static_cast<std::size_t>(day + m_reach);
        return m_until[at + static_cast<std::size_t>(limit) - 1] - m_until[at - static_cast<std::size_t>(limit)];
    }

private:
    std::int16_t m_reach;
    std::vector<std::uint32_t> m_until;
};

/// Pairs of piles, with themselves and with others.
void count_piles(const Study& study, std::span<const std::int16_t> limits, std::span<std::uint64_t> out) {
    if (study.pairs.piles.empty()) {
        return;
    }
    const EventPlaces& places = study.places;
    RunningDays running(*std::max_element(study.days.begin(), study.days.end()), limits.back());
    for (const NearPairs::Pile& pile : study.pairs.piles) {
        study.progress.throw_if_cancelled();
        for (std::uint32_t lane = 0; lane < kLanes; ++lane) {
            const auto day_of = [&](std::uint32_t event) { return study.days[std::size_t{event} * kLanes + lane]; };
            running.fill(places.first[pile.place], places.first[pile.place + 1], day_of);
            const auto around = [&](std::uint32_t place, std::int16_t limit) {
                std::uint64_t sum = 0;
                for (std::uint32_t i = places.first[place]; i < places.first[place + 1]; ++i) {
                    sum += running.around(day_of(i), limit);
                }
                return sum;
            };
            for (std::size_t k = 0; k < limits.size(); ++k) {
                // Each event met itself, and each pair twice.
                out[k * kLanes + lane] += (around(pile.place, limits[k]) - places.events_at(pile.place)) / 2;
                for (std::size_t band = 0; band < pile.others.size(); ++band) {
                    for (const std::uint32_t other : pile.others[band]) {
                        out[(band * limits.size() + k) * kLanes + lane] += around(other, limits[k]);
                    }
                }
            }
        }
    }
}

}  // namespace

NearPairs near_pairs(const EventPlaces& places, std::span<const double> distances, DistanceMetric metric,
                     std::uint64_t most) {
    NearPairs pairs;
    pairs.bands.resize(distances.size());
    std::vector<std::uint32_t> pile_of(places.size(), 0);  // 1-based
    for (std::uint32_t place = 0; place < places.size(); ++place) {
        const std::uint64_t events = places.events_at(place);
        pairs.bands[0].pairs += events * (events - 1) / 2;
        if (events >= kPile) {
            pairs.piles.push_back({place, std::vector<std::vector<std::uint32_t>>(distances.size())});
            pile_of[place] = static_cast<std::uint32_t>(pairs.piles.size());
        }
    }
    std::uint64_t found = 0;
    const auto start = [&](std::size_t) {
        for (NearPairs::Band& band : pairs.bands) {
            band.first.push_back(band.other.size());
        }
    };
    for_each_near_pair(places, metric, start, [&](std::size_t a, std::size_t b, double distance) {
        if (++found > most) {
            throw Error(ErrorCode::kInput, "error.near-repeat-pairs",
                        {{"limit", std::to_string(most)}, {"metres", std::to_string(distances.back())}});
        }
        const auto at = static_cast<std::size_t>(std::upper_bound(distances.begin(), distances.end(), distance) -
                                                 distances.begin());
        NearPairs::Band& band = pairs.bands[at];
        band.pairs += std::uint64_t{places.events_at(a)} * places.events_at(b);
        if (const std::uint32_t pile = pile_of[a] != 0 ? pile_of[a] : pile_of[b]; pile != 0) {
            pairs.piles[pile - 1].others[at].push_back(static_cast<std::uint32_t>(pile_of[a] != 0 ? b : a));
        } else {
            band.other.push_back(static_cast<std::uint32_t>(b));
        }
    });
    start(places.size());
    return pairs;
}

std::vector<std::uint64_t> pairs_below(const EventPlaces& places, const NearPairs& pairs, const DayBlock& days,
                                       std::span<const std::int16_t> limits, const Progress& progress) {
    const Study study{places, pairs, days, progress};
    std::vector<std::uint64_t> out(pairs.bands.size() * limits.size() * kLanes);
    for (std::size_t band = 0; band < pairs.bands.size(); ++band) {
        for (std::size_t from = 0; from < limits.size(); from += kLimits) {
            const std::size_t count = std::min(kLimits, limits.size() - from);
            LaneCounts counts(limits.subspan(from, count));
            if (band == 0) {
                count_within_places(study, counts);
            }
            count_between_places(study, pairs.bands[band], counts);
            counts.move_to(std::span(out).subspan((band * limits.size() + from) * kLanes, count * kLanes));
        }
    }
    count_piles(study, limits, out);
    return out;
}

std::uint64_t all_pairs_below(std::span<const std::int16_t> days, std::int16_t limit) {
    if (days.empty()) {
        return 0;
    }
    RunningDays running(*std::max_element(days.begin(), days.end()), limit);
    running.fill(0, static_cast<std::uint32_t>(days.size()), [&](std::uint32_t i) { return days[i]; });
    std::uint64_t sum = 0;
    for (const std::int16_t day : days) {
        sum += running.around(day, limit);
    }
    return (sum - days.size()) / 2;
}

}  // namespace diaban
