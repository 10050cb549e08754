#include "engine/pipeline/operating_characteristics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/core/parallel_chunks.hpp"
#include "engine/core/random.hpp"
#include "engine/pipeline/version.hpp"
#include "engine/sample/truth.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr std::uint32_t kStream = 0x4F430000;  // "OC"
constexpr int kAreasWithoutMargins = 48;

/// One list: counts, exposures and what is true.
struct PlantedList {
    std::vector<double> baseline_count;
    std::vector<double> current_count;
    std::vector<double> exposure;
    std::vector<AreaClass> truth;
};

std::vector<double> residents_of(std::size_t areas, double spread, RandomSequence& random) {
    std::vector<double> residents;
    for (std::size_t i = 0; i < areas; ++i) {
        residents.push_back(7093.0 * std::exp(spread * random.normal()));
    }
    return residents;
}

/// Poisson counts for true multiples of the common rate.
PlantedList drawn(const std::vector<double>& residents, const std::vector<double>& before, const std::vector<double>& now,
                  double mean_count, RandomSequence& random) {
    double expected = 0.0;
    for (std::size_t i = 0; i < residents.size(); ++i) {
        expected += residents[i] * (before[i] + now[i]) / 2.0;
    }
    const double rate = mean_count * static_cast<double>(residents.size()) / expected;
    PlantedList list;
    list.exposure = residents;
    for (std::size_t i = 0; i < residents.size(); ++i) {
        list.baseline_count.push_back(random.poisson(rate * residents[i] * before[i]));
        list.current_count.push_back(random.poisson(rate * residents[i] * now[i]));
    }
    return list;
}

PlantedList with_margins(const ClassSplit& split, double count, const SimulationOptions& options, RandomSequence& random) {
    const auto areas = static_cast<std::size_t>(split.sum());
    TruthInput input;
    input.residents = residents_of(areas, options.spread_of_residents, random);
    for (std::size_t i = 0; i < areas; ++i) {
        input.pressure.push_back(random.uniform());
    }
    // Two windows of one length: how long does not matter, only how many incidents.
    const LocalDay start{};
    input.baseline = {start, start + std::chrono::days{364}};
    input.current = {start + std::chrono::days{365}, start + std::chrono::days{729}};
    const std::vector<AreaTruth> truth = plant_truth(random.next_u64(), input, split);
    std::vector<double> before;
    std::vector<double> now;
    for (const AreaTruth& area : truth) {
        before.push_back(area.baseline_multiple);
        now.push_back(area.current_multiple);
    }
    PlantedList list = drawn(input.residents, before, now, count, random);
    for (const AreaTruth& area : truth) {
        list.truth.push_back(static_cast<AreaClass>(area.planted));
    }
    return list;
}

PlantedList without_margins(double count, const SimulationOptions& options, const EvidenceRule& rule,
                            RandomSequence& random) {
    const std::vector<double> residents = residents_of(kAreasWithoutMargins, options.spread_of_residents, random);
    std::vector<double> before;
    std::vector<double> now;
    double whole = 0.0;
    double exposure = 0.0;
    for (const double size : residents) {
        // A gamma variable of shape 4 is the sum of four exponential ones.
        double multiple = 0.0;
        for (int k = 0; k < 4; ++k) {
            multiple -= std::log1p(-random.uniform()) / 4.0;
        }
        before.push_back(multiple);
        now.push_back(multiple * (random.uniform() < 1.0 / 3.0 ? 0.4 + 0.6 * random.uniform() : 1.0));
        whole += size * (before.back() + now.back());
        exposure += 2.0 * size;
    }
    PlantedList list = drawn(residents, before, now, count, random);
    const double reference = whole / exposure;
    for (std::size_t i = 0; i < residents.size(); ++i) {
        const bool elevated_before = before[i] / reference > rule.elevated_above;
        const bool elevated_now = now[i] / reference > rule.elevated_above;
        const bool brought_down = now[i] / before[i] < rule.brought_down_below;
        list.truth.push_back(elevated_now ? (brought_down ? AreaClass::kContained : AreaClass::kComplex)
                                          : (elevated_before ? AreaClass::kContained : AreaClass::kStable));
    }
    return list;
}

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
    const auto found = class_probabilities_by_evidence(
        {list.baseline_count, list.current_count, list.exposure, list.exposure}, rule);
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

template <typename MakeList>
OperatingRow row_of(const std::string& truth, double count, const SimulationOptions& options, const SimulationRun& run,
                    MakeList make_list) {
    std::vector<Tally> tallies(static_cast<std::size_t>(options.lists));
    for_each_chunk(tallies.size(), 1, run.threads, [&](std::size_t list, std::size_t, std::size_t) {
        tallies[list] = tally_of(make_list(list), run.rule);
    });
    Tally all;
    for (const Tally& tally : tallies) {
        all.add(tally);
    }
    const auto share = [](double part, std::size_t whole) { return whole > 0 ? part / static_cast<double>(whole) : 0.0; };
    return {truth,
            count,
            all.areas,
            share(static_cast<double>(all.right), all.areas),
            share(all.winning, all.areas),
            all.complex_wrong,
            all.complex_missed,
            all.borderline,
            share(static_cast<double>(all.borderline_right), all.borderline)};
}

std::string split_text(const ClassSplit& split) {
    return fmt::format("{},{},{}", split.stable, split.contained, split.complex);
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
}

}  // namespace

std::vector<OperatingRow> simulate_operating_characteristics(const SimulationOptions& options, const SimulationRun& run,
                                                             Progress& progress) {
    validate(options);
    validate(run.rule);
    progress.begin("step.simulate", options.counts.size() * (options.splits.size() + (options.without_margins ? 1 : 0)));
    std::vector<OperatingRow> rows;
    for (std::size_t s = 0; s < options.splits.size(); ++s) {
        const ClassSplit& split = options.splits[s];
        for (std::size_t c = 0; c < options.counts.size(); ++c) {
            rows.push_back(row_of(split_text(split), options.counts[c], options, run, [&](std::size_t list) {
                RandomSequence random(options.seed, kStream + static_cast<std::uint32_t>(100 * s + c), list);
                return with_margins(split, options.counts[c], options, random);
            }));
            progress.advance(1);
            progress.throw_if_cancelled();
        }
    }
    for (std::size_t c = 0; options.without_margins && c < options.counts.size(); ++c) {
        rows.push_back(row_of("no margins", options.counts[c], options, run, [&](std::size_t list) {
            RandomSequence random(options.seed, kStream + static_cast<std::uint32_t>(90000 + c), list);
            return without_margins(options.counts[c], options, run.rule, random);
        }));
        progress.advance(1);
        progress.throw_if_cancelled();
    }
    return rows;
}

std::string operating_characteristics_json(const std::vector<OperatingRow>& rows, const SimulationOptions& options,
                                           const std::string& rule_text) {
    using Json = nlohmann::ordered_json;
    Json table = Json::array();
    for (const OperatingRow& row : rows) {
        table.push_back({{"truth", row.truth},
                         {"incidents_an_area_and_window", row.count},
                         {"areas", row.areas},
                         {"share_right", row.share_right},
                         {"mean_winning_probability", row.mean_winning_probability},
                         {"complex_found_wrongly", row.complex_found_wrongly},
                         {"complex_missed", row.complex_missed},
                         {"borderline", row.borderline},
                         {"share_borderline_right", row.share_borderline_right}});
    }
    const Json json = {{"schema", "diaban.simulate/1"},
                       {"version", kProgramVersion},
                       {"seed", options.seed},
                       {"lists", options.lists},
                       {"spread_of_residents", options.spread_of_residents},
                       {"rule", rule_text},
                       {"rows", table}};
    return json.dump(2) + "\n";
}

std::string operating_characteristics_table(const std::vector<OperatingRow>& rows) {
    std::string text =
        "| truth | incidents | areas | right | mean p | p - right | complex wrong | complex missed | borderline |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|\n";
    for (const OperatingRow& row : rows) {
        text += fmt::format("| {} | {} | {} | {:.4f} | {:.4f} | {:+.4f} | {} | {} | {} |\n", row.truth, row.count, row.areas,
                            row.share_right, row.mean_winning_probability, row.mean_winning_probability - row.share_right,
                            row.complex_found_wrongly, row.complex_missed, row.borderline);
    }
    return text;
}

}  // namespace diaban
