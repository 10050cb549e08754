#include "engine/input/carried_reviews.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace diaban {

namespace {

/// What one area was made of.
struct Parts {
    std::set<std::size_t> whole_units;
    bool has_splinters = false;          ///< of units that were split
    std::optional<double> weight = 0.0;  ///< of all parts; none where one has none
};

std::map<std::size_t, Parts> parts_of_areas(const Crosswalk& crosswalk) {
    std::map<std::size_t, Parts> areas;
    for (std::size_t u = 0; u < crosswalk.units.size(); ++u) {
        const OldUnit& unit = crosswalk.units[u];
        for (const UnitShare& part : unit.to) {
            if (!part.area) {
                continue;
            }
            Parts& parts = areas[*part.area];
            parts.weight =
                parts.weight && part.weight ? std::optional<double>(*parts.weight + *part.weight) : std::nullopt;
            if (unit.whole()) {
                parts.whole_units.insert(u);
            } else {
                parts.has_splinters = true;
            }
        }
    }
    return areas;
}

/// The status that all reviews share, or none.
std::optional<ReviewStatus> common_status(const std::vector<const OldReview*>& reviews) {
    const bool same = std::all_of(reviews.begin(), reviews.end(), [&](const OldReview* r) {
        return r->review.status == reviews.front()->review.status;
    });
    return same ? reviews.front()->review.status : std::nullopt;
}

/// The rule that decided all of them, or none.
std::string common_rule(const std::vector<const OldReview*>& reviews) {
    const bool same = std::all_of(reviews.begin(), reviews.end(),
                                  [&](const OldReview* r) { return r->review.rule == reviews.front()->review.rule; });
    return same ? reviews.front()->review.rule : "";
}

}  // namespace

CarriedReviews carry_reviews(const std::vector<OldReview>& reviews, const Crosswalk& crosswalk) {
    const std::map<std::size_t, Parts> areas = parts_of_areas(crosswalk);
    std::map<std::pair<std::size_t, LocalDay>, std::vector<const OldReview*>> groups;
    for (const OldReview& review : reviews) {
        groups[{*crosswalk.units[review.old_unit].to.front().area, review.review.date}].push_back(&review);
    }
    CarriedReviews result;
    for (const auto& [key, group] : groups) {
        const Parts& parts = areas.at(key.first);
        std::map<std::size_t, const OldReview*> of_unit;
        std::vector<const OldReview*> used;
        for (const OldReview* review : group) {
            if (of_unit.emplace(review->old_unit, review).second) {
                used.push_back(review);
            } else {
                result.refused.push_back(review->row);  // the unit again on that day
            }
        }
        const bool complete = !parts.has_splinters && of_unit.size() == parts.whole_units.size();
        const bool agree = std::all_of(used.begin(), used.end(), [&](const OldReview* r) {
            return r->review.area_class == used.front()->review.area_class;
        });
        if (complete && agree) {
            result.carried.push_back(
                {key.first, {key.second, used.front()->review.area_class, common_status(used), common_rule(used)}});
            ++result.exact;
            continue;
        }
        std::map<AreaClass, double> weight;
        for (const OldReview* review : used) {
            weight[review->review.area_class] += crosswalk.units[review->old_unit].to.front().weight.value_or(0.0);
        }
        const auto heaviest = std::max_element(weight.begin(), weight.end(),
                                               [](const auto& a, const auto& b) { return a.second < b.second; });
        if (parts.weight && heaviest->second > *parts.weight / 2.0) {
            std::vector<const OldReview*> deciding;
            std::copy_if(used.begin(), used.end(), std::back_inserter(deciding),
                         [&](const OldReview* r) { return r->review.area_class == heaviest->first; });
            result.carried.push_back(
                {key.first, {key.second, heaviest->first, common_status(deciding), common_rule(deciding)}});
            ++result.estimated;
        } else {
            for (const OldReview* review : used) {
                result.refused.push_back(review->row);
            }
        }
    }
    std::sort(result.refused.begin(), result.refused.end());
    return result;
}

}  // namespace diaban
