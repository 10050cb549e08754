// Earlier classes of old units carried to the areas they were merged into.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/classify/memory.hpp"
#include "layers/text/area_resolver.hpp"

namespace diaban {

/// A review of a unit that went whole to one area.
struct OldReview {
    std::size_t row = 0;  ///< of the register
    std::size_t old_unit = 0;
    EarlierReview review;
};

struct CarriedReview {
    std::size_t area = 0;
    EarlierReview review;
};

struct CarriedReviews {
    std::vector<CarriedReview> carried;
    std::vector<std::size_t> refused;  ///< rows whose area gets no class of that day: parts differ or are missing
    std::uint64_t exact = 0;           ///< of `carried`: every part was reviewed that day and all agree
    std::uint64_t estimated = 0;       ///< of `carried`: parts with more than half of the area's weight agree
};

/// One area was made of several old units. It has the class of a day where all its parts were reviewed that day and
/// agree; where they do not, or some were not on the list, and the crosswalk tells weights, the class of the parts that
/// hold more than half of the area's weight (an estimate); else none. A status is kept where the parts that decide
/// agree on it. Areas and days in order. O(reviews log reviews + units).
CarriedReviews carry_reviews(const std::vector<OldReview>& reviews, const Crosswalk& crosswalk);

}  // namespace diaban
