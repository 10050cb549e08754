#include "engine/near_repeat/linked_pairs.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "layers/model/error.hpp"

namespace diaban {

std::vector<LinkedPair> linked_pairs(const DatedEvents& events, const LinkLimits& limits) {
    const EventPlaces places = gather_places(events, limits.distance_m);
    std::vector<LinkedPair> links;
    const auto day = [&](std::uint32_t at) { return events.days[places.event[at]]; };
    const auto link = [&](std::uint32_t a, std::uint32_t b, double distance) {
        if (links.size() >= limits.most) {
            throw Error(ErrorCode::kInput, "error.near-repeat-pairs",
                        {{"limit", std::to_string(limits.most)}, {"metres", std::to_string(limits.distance_m)}});
        }
        std::uint32_t first = places.event[a];
        std::uint32_t second = places.event[b];
        if (std::pair(events.days[second], second) < std::pair(events.days[first], first)) {
            std::swap(first, second);
        }
        links.push_back(
            {first, second, distance, static_cast<std::int32_t>((events.days[second] - events.days[first]).count())});
    };
    // The events of a place stand in the order of their days: only those within the limit are looked at.
    const auto within = [&](std::size_t place) {
        for (std::uint32_t i = places.first[place]; i < places.first[place + 1]; ++i) {
            for (std::uint32_t j = i + 1; j < places.first[place + 1] && (day(j) - day(i)).count() < limits.days; ++j) {
                link(i, j, 0.0);
            }
        }
    };
    for_each_near_pair(places, limits.metric, within, [&](std::size_t a, std::size_t b, double distance) {
        std::uint32_t begin = places.first[b];
        for (std::uint32_t i = places.first[a]; i < places.first[a + 1]; ++i) {
            while (begin < places.first[b + 1] && (day(i) - day(begin)).count() >= limits.days) {
                ++begin;
            }
            for (std::uint32_t j = begin; j < places.first[b + 1] && (day(j) - day(i)).count() < limits.days; ++j) {
                link(i, j, distance);
            }
        }
    });
    std::sort(links.begin(), links.end(), [](const LinkedPair& a, const LinkedPair& b) {
        return std::tuple(a.first, a.second) < std::tuple(b.first, b.second);
    });
    return links;
}

}  // namespace diaban
