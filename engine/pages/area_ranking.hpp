// The watch list in the order in which a review speaks of it, and the words that a figure's noise is told in.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/output/output.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// Areas that have a class: complex first, then contained, then stable; within a class by the multiple of the common
/// rate.
std::vector<std::size_t> areas_by_concern(const Output& output);

/// Where the interval of a ratio lies.
enum class Direction { kUp, kDown, kNoise };
Direction direction_of(double low, double high);

/// "tăng", "giảm", "ngẫu nhiên".
std::string direction_in_words(Direction direction, const Catalogue& words);

/// Ratio of two counts taken over different numbers of days, and its 95 % interval when incidents are independent
/// (Poisson): log ratio +- 1.96 sqrt(1/now + 1/before) (Rothman 2012, Epidemiology, 2nd ed., ISBN 978-0-19-975455-7,
/// chapter 9). Empty where a count is 0.
struct CountRatio {
    double ratio = 1.0;
    double low = 1.0;
    double high = 1.0;
};
std::optional<CountRatio> count_ratio(double now, double days_now, double before, double days_before);

/// The first `most` names joined by commas, then how many more there are.
std::string names_in_words(const std::vector<std::string>& names, std::size_t most, const Catalogue& words);

}  // namespace diaban
