#include "engine/sample/options.hpp"

#include <string>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

constexpr std::int64_t kIncidentsPerAreaAndYear = 150;

void check_range(const char* field, std::int64_t value, std::int64_t lowest, std::int64_t highest) {
    if (value < lowest || value > highest) {
        throw Error(ErrorCode::kUsage, "error.sample-out-of-range",
                    {{"field", field},
                     {"value", std::to_string(value)},
                     {"lowest", std::to_string(lowest)},
                     {"highest", std::to_string(highest)}});
    }
}

}  // namespace

std::int64_t incident_total(const SampleOptions& options) {
    return options.incidents > 0 ? options.incidents : kIncidentsPerAreaAndYear * options.areas * options.years;
}

TimeWindow sample_year(const SampleOptions& options, int index) {
    using namespace std::chrono;
    const year_month_day last{options.as_of};
    const int back = options.years - 1 - index;
    const auto end_of = [&](int years_back) {
        return local_days{(last.year() - years{years_back}) / last.month() / last.day()};
    };
    return {end_of(back + 1) + days{1}, end_of(back)};
}

void validate(const SampleOptions& options) {
    check_range("--areas", options.areas, 3, 500);
    check_range("--years", options.years, 2, 20);
    check_range("--incidents", options.incidents, 0, 5'000'000);
    const ClassSplit& split = options.split;
    const std::string text =
        std::to_string(split.stable) + "," + std::to_string(split.contained) + "," + std::to_string(split.complex);
    if (split.stable < 0 || split.contained < 0 || split.complex < 0) {
        throw Error(ErrorCode::kUsage, "error.sample-split-negative", {{"split", text}});
    }
    if (split.sum() != options.areas) {
        throw Error(ErrorCode::kUsage, "error.sample-split-sum",
                    {{"split", text}, {"sum", std::to_string(split.sum())}, {"areas", std::to_string(options.areas)}});
    }
}

}  // namespace diaban
