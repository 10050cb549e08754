#include "engine/studies/hotspots/options.hpp"

#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/project/list_sections.hpp"
#include "engine/project/project_file.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

namespace {

template <typename Value>
using Names = std::vector<std::pair<std::string, Value>>;

const Names<LocalStatistic>& statistics() {
    static const Names<LocalStatistic> names = {{"gi-star", LocalStatistic::kGetisOrdStar},
                                                {"gi", LocalStatistic::kGetisOrd},
                                                {"moran", LocalStatistic::kMoran},
                                                {"geary", LocalStatistic::kGeary}};
    return names;
}
const Names<RateKind>& rates() {
    static const Names<RateKind> names = {{"count", RateKind::kCount},
                                          {"raw", RateKind::kRaw},
                                          {"eb", RateKind::kEmpiricalBayes},
                                          {"eb-local", RateKind::kLocalEmpiricalBayes}};
    return names;
}

template <typename Value>
std::string name_of(const Names<Value>& names, Value wanted) {
    for (const auto& [name, value] : names) {
        if (value == wanted) {
            return name;
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

/// Reads into `choice`, whose tolerance stays; empty when the text is none of the forms.
std::optional<WeightChoice> weight_choice_of(const std::string& text, WeightChoice choice) {
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

constexpr const char* kWeightForms = "queen | rook | knn:K | band:METRES | kernel:METRES | auto | file:FILE";

void read_weights(HotspotMethod& method, const Setting& setting) {
    const auto weights = weight_choice_of(setting.text(), method.weights);
    if (!weights) {
        setting.refuse(setting.is_flag() ? "error.key-type" : "error.key-range", kWeightForms);
    }
    method.weights = *weights;
}
Json print_weights(const HotspotMethod& method) {
    const WeightChoice& weights = method.weights;
    switch (weights.rule) {
        case WeightRule::kQueen:
            return "queen";
        case WeightRule::kRook:
            return "rook";
        case WeightRule::kAutomatic:
            return "auto";
        case WeightRule::kNearest:
            return "knn:" + std::to_string(weights.nearest);
        case WeightRule::kBand:
            return "band:" + json_line(weights.length.value);
        case WeightRule::kKernel:
            return "kernel:" + json_line(weights.length.value);
        case WeightRule::kFile:
            return "file:" + weights.file.filename().string();
    }
    return nullptr;
}

constexpr double kLeastCell = 1e-3;
constexpr double kMostCell = 1e6;

void read_cells(HotspotMethod& method, const Setting& setting) {
    if (setting.any_number()) {
        method.cells = CellChoice::kGiven;
        method.cell.side = {setting.number(kLeastCell, kMostCell)};
    } else if (setting.text() == "auto") {
        method.cells = CellChoice::kAutomatic;
    } else {
        setting.refuse(setting.is_flag() ? "error.key-type" : "error.key-range", "METRES | auto");
    }
}
Json print_cells(const HotspotMethod& method) {
    switch (method.cells) {
        case CellChoice::kNone:
            return nullptr;
        case CellChoice::kAutomatic:
            return "auto";
        case CellChoice::kGiven:
            break;
    }
    return method.cell.side.value;
}

void settle_hotspots(HotspotMethod& method, const Project& project) {
    if (method.weights.rule == WeightRule::kFile) {
        method.weights.file = beside_project(project.file, method.weights.file.string());
    }
    require_key(project, "areas.population", method.rate == RateKind::kCount || !project.areas.population.empty());
}

}  // namespace

const OptionTable& hotspot_options() {
    using M = HotspotMethod;
    using L = LocalOptions;
    static const OptionTable table = OptionTable::of<M>(
        "hotspots",
        {
            choice<&M::local, &L::statistic>("stat", statistics()),
            choice<&M::rate>("rate", rates()),
            special<&read_weights, &print_weights>("weights").shown("RULE").written(
                kWeightForms,
                R"({"type": "string", "pattern": "^(queen|rook|auto|knn:[0-9]+|(band|kernel):[0-9.]+|file:.+)$"})"),
            option<&M::weights, &WeightChoice::tolerance, &Metres::value>("snap_m").range(0.0, 1e6),
            switched<&M::local, &L::rows>("row_standardise", RowWeights::kAsGiven, RowWeights::kRowStandardised),
            option<&M::local, &L::permutations>("permutations").range(0, 100'000'000),
            switched<&M::local, &L::tail>("tail", TailRule::kCounted, TailRule::kApproximated),
            option<&M::local, &L::seed>("seed").range(0, kLargestSeed).only(OptionPlace::kFlag),
            option<&M::local, &L::alpha>("alpha").range(1e-12, 1.0 - 1e-12),
            switched<&M::local, &L::many_tests>("no_fdr", ManyTests::kBenjaminiHochberg, ManyTests::kNone),
            special<&read_cells, &print_cells>("grid_m")
                .shown("METRES|auto")
                .written("METRES | auto",
                         json_line({{"anyOf",
                                     Json::list({{{"type", "number"}, {"minimum", kLeastCell}, {"maximum", kMostCell}},
                                                 {{"const", "auto"}}})}})),
            choice<&M::cell, &StudyCellOptions::shape>(
                "cell_shape", {{"square", CellShape::kSquare}, {"hexagon", CellShape::kHexagon}}),
        });
    return table;
}

StudySection hotspot_section() {
    return study_section<&settle_hotspots>(hotspot_options());
}

std::string local_statistic_name(LocalStatistic statistic) {
    return name_of(statistics(), statistic);
}
std::string rate_kind_name(RateKind rate) {
    return name_of(rates(), rate);
}

}  // namespace diaban
