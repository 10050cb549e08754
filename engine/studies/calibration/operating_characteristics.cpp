#include "engine/studies/calibration/operating_characteristics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "layers/base/json_value.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/base/random.hpp"
#include "layers/base/version.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr std::uint32_t kStream = 0x4F430000;  // "OC"
const ClassSplit kWithoutMargins{48, 0, 0};    // only their number counts

/// Sums over areas; merged in order of the lists.
struct Tally {
    std::size_t areas = 0;
    std::size_t right = 0;
    double winning = 0.0;
    std::size_t complex_wrong = 0;
    std::size_t complex_missed = 0;
    std::size_t borderline = 0;
    std::size_t borderline_right = 0;

    void add(const Tally& other) {
        areas += other.areas;
        right += other.right;
        winning += other.winning;
        complex_wrong += other.complex_wrong;
        complex_missed += other.complex_missed;
        borderline += other.borderline;
        borderline_right += other.borderline_right;
    }
};

Tally tally_of(const PlantedList& list, const EvidenceRule& rule) {
    Tally tally;
    const auto found =
        class_probabilities_by_evidence({list.baseline_count, list.current_count, list.exposure, list.exposure}, rule);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const AreaClass area_class = found[i]->likeliest();
        const bool right = area_class == list.truth[i];
        const bool borderline = found[i]->largest() < rule.borderline_below;
        ++tally.areas;
        tally.right += right ? 1 : 0;
        tally.winning += found[i]->largest();
        tally.complex_wrong += area_class == AreaClass::kComplex && !right ? 1 : 0;
        tally.complex_missed += list.truth[i] == AreaClass::kComplex && !right ? 1 : 0;
        tally.borderline += borderline ? 1 : 0;
        tally.borderline_right += borderline && right ? 1 : 0;
    }
    return tally;
}

/// One row's lists: what is planted, and the streams of their random numbers.
struct RowDesign {
    std::string truth;
    ListDesign list;
    std::uint32_t stream = 0;
};

OperatingRow row_of(const RowDesign& design, const SimulationOptions& options, const SimulationRun& run) {
    std::vector<Tally> tallies(static_cast<std::size_t>(options.lists));
    for_each_chunk(tallies.size(), 1, run.threads, [&](std::size_t number, std::size_t, std::size_t) {
        RandomSequence random(options.seed, kStream + design.stream, number);
        tallies[number] = tally_of(planted_list(design.list, options.residents, run.rule, random), run.rule);
    });
    Tally all;
    double gaps = 0.0;
    double squares = 0.0;
    for (const Tally& tally : tallies) {
        all.add(tally);
        const double gap = (tally.winning - static_cast<double>(tally.right)) / static_cast<double>(tally.areas);
        gaps += gap;
        squares += gap * gap;
    }
    const auto share = [](double part, std::size_t whole) {
        return whole > 0 ? part / static_cast<double>(whole) : 0.0;
    };
    const double lists = static_cast<double>(tallies.size());
    OperatingRow row;
    row.truth = design.truth;
    row.count = design.list.mean_count;
    row.areas = all.areas;
    row.share_right = share(static_cast<double>(all.right), all.areas);
    row.mean_winning_probability = share(all.winning, all.areas);
    row.gap_error = lists > 1.0 ? std::sqrt(std::max(0.0, squares - gaps * gaps / lists) / (lists - 1.0) / lists) : 0.0;
    row.complex_found_wrongly = all.complex_wrong;
    row.complex_missed = all.complex_missed;
    row.borderline = all.borderline;
    row.share_borderline_right = share(static_cast<double>(all.borderline_right), all.borderline);
    return row;
}

std::string truth_text(PlantedTruth truth, const ClassSplit& split) {
    if (truth == PlantedTruth::kNoMargins) {
        return "no margins";
    }
    return fmt::format("{}{},{},{}", truth == PlantedTruth::kWide ? "wide " : "", split.stable, split.contained,
                       split.complex);
}

std::size_t first_stream(PlantedTruth truth) {
    switch (truth) {
        case PlantedTruth::kSample:
            return 0;
        case PlantedTruth::kWide:
            return 50000;
        case PlantedTruth::kNoMargins:
            break;
    }
    return 90000;
}

void validate(const SimulationOptions& options) {
    const auto refuse = [](const char* option, double value, const char* range) {
        throw Error(ErrorCode::kUsage, "error.option-out-of-range",
                    {{"option", option}, {"value", fmt::format("{}", value)}, {"range", range}});
    };
    if (options.lists < 1 || options.lists > 100000) {
        refuse("lists", options.lists, "1 .. 100000");
    }
    for (const double count : options.counts) {
        if (!(count >= 0.5 && count <= 1e5)) {
            refuse("counts", count, "0.5 .. 100000");
        }
    }
    if (!(options.overdispersion >= 1.0 && options.overdispersion <= 100.0)) {
        refuse("overdispersion", options.overdispersion, "1 .. 100");
    }
}

}  // namespace

std::vector<OperatingRow> simulate_operating_characteristics(const SimulationOptions& options, const SimulationRun& run,
                                                             Progress& progress) {
    validate(options);
    validate(run.rule);
    std::vector<RowDesign> designs;
    for (const PlantedTruth truth : options.truths) {
        const std::vector<ClassSplit> splits =
            truth == PlantedTruth::kNoMargins ? std::vector{kWithoutMargins} : options.splits;
        for (std::size_t s = 0; s < splits.size(); ++s) {
            for (std::size_t c = 0; c < options.counts.size(); ++c) {
                const std::size_t stream = first_stream(truth) + 100 * s + c;
                designs.push_back({truth_text(truth, splits[s]),
                                   {truth, splits[s], options.counts[c], options.overdispersion},
                                   static_cast<std::uint32_t>(stream)});
            }
        }
    }
    progress.begin("step.simulate", designs.size());
    std::vector<OperatingRow> rows;
    for (const RowDesign& design : designs) {
        rows.push_back(row_of(design, options, run));
        progress.advance(1);
        progress.throw_if_cancelled();
    }
    return rows;
}

std::string operating_characteristics_json(const std::vector<OperatingRow>& rows, const SimulationOptions& options,
                                           const std::string& rule_text) {
    Json table = Json::list();
    for (const OperatingRow& row : rows) {
        table.push_back({{"truth", row.truth},
                         {"incidents_an_area_and_window", row.count},
                         {"areas", row.areas},
                         {"share_right", row.share_right},
                         {"mean_winning_probability", row.mean_winning_probability},
                         {"gap_standard_error", row.gap_error},
                         {"complex_found_wrongly", row.complex_found_wrongly},
                         {"complex_missed", row.complex_missed},
                         {"borderline", row.borderline},
                         {"share_borderline_right", row.share_borderline_right}});
    }
    const Json json = {{"schema", "diaban.simulate/1"},
                       {"version", kProgramVersion},
                       {"seed", options.seed},
                       {"lists", options.lists},
                       {"residents", !options.residents.given.empty() ? "given"
                                     : options.residents.zipf         ? "zipf"
                                                                      : "log-normal"},
                       {"spread_of_residents", options.residents.spread},
                       {"overdispersion", options.overdispersion},
                       {"rule", rule_text},
                       {"rows", table}};
    return json_text(json) + "\n";
}

std::string operating_characteristics_table(const std::vector<OperatingRow>& rows) {
    std::string text =
        "| truth | incidents | areas | right | mean p | p - right | s.e. | complex wrong | complex missed | borderline "
        "|\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
    for (const OperatingRow& row : rows) {
        text += fmt::format("| {} | {} | {} | {:.4f} | {:.4f} | {:+.4f} | {:.4f} | {} | {} | {} |\n", row.truth,
                            row.count, row.areas, row.share_right, row.mean_winning_probability,
                            row.mean_winning_probability - row.share_right, row.gap_error, row.complex_found_wrongly,
                            row.complex_missed, row.borderline);
    }
    return text;
}

}  // namespace diaban
