#include "engine/studies/hotspots/options.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace diaban {

namespace {

constexpr std::array<std::pair<const char*, LocalStatistic>, 4> kStatistics = {
    {{"gi-star", LocalStatistic::kGetisOrdStar},
     {"gi", LocalStatistic::kGetisOrd},
     {"moran", LocalStatistic::kMoran},
     {"geary", LocalStatistic::kGeary}}};
constexpr std::array<std::pair<const char*, RateKind>, 4> kRates = {{{"count", RateKind::kCount},
                                                                     {"raw", RateKind::kRaw},
                                                                     {"eb", RateKind::kEmpiricalBayes},
                                                                     {"eb-local", RateKind::kLocalEmpiricalBayes}}};

template <typename Value, std::size_t N>
std::optional<Value> value_of(const std::array<std::pair<const char*, Value>, N>& table, const std::string& name) {
    for (const auto& [known, value] : table) {
        if (name == known) {
            return value;
        }
    }
    return std::nullopt;
}

template <typename Value, std::size_t N>
std::string name_of(const std::array<std::pair<const char*, Value>, N>& table, Value wanted) {
    for (const auto& [known, value] : table) {
        if (value == wanted) {
            return known;
        }
    }
    return "";
}

std::optional<double> positive(const std::string& text) {
    double value = 0.0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole && std::isfinite(value) && value > 0.0 ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<WeightChoice> parse_weight_choice(const std::string& text, WeightChoice choice) {
    const std::size_t colon = text.find(':');
    const std::string kind = text.substr(0, colon);
    const std::string rest = colon == std::string::npos ? "" : text.substr(colon + 1);
    const std::optional<double> number = positive(rest);
    if (text == "queen" || text == "rook" || text == "auto") {
        choice.rule = text == "queen"  ? WeightRule::kQueen
                      : text == "rook" ? WeightRule::kRook
                                       : WeightRule::kAutomatic;
    } else if (kind == "knn" && number && *number == std::floor(*number) && *number < 1e6) {
        choice.rule = WeightRule::kNearest;
        choice.nearest = static_cast<std::size_t>(*number);
    } else if ((kind == "band" || kind == "kernel") && number) {
        choice.rule = kind == "band" ? WeightRule::kBand : WeightRule::kKernel;
        choice.length = {*number};
    } else if (kind == "file" && !rest.empty()) {
        choice.rule = WeightRule::kFile;
        choice.file = rest;
    } else {
        return std::nullopt;
    }
    return choice;
}

bool parse_cell_choice(const std::string& text, HotspotMethod& method) {
    if (text == "auto") {
        method.cells = CellChoice::kAutomatic;
        return true;
    }
    const std::optional<double> side = positive(text);
    if (side) {
        method.cells = CellChoice::kGiven;
        method.cell.side = {*side};
    }
    return side.has_value();
}

std::optional<LocalStatistic> local_statistic_from_name(const std::string& name) {
    return value_of(kStatistics, name);
}
std::string local_statistic_name(LocalStatistic statistic) {
    return name_of(kStatistics, statistic);
}
std::optional<RateKind> rate_kind_from_name(const std::string& name) {
    return value_of(kRates, name);
}
std::string rate_kind_name(RateKind rate) {
    return name_of(kRates, rate);
}

}  // namespace diaban
