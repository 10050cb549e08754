// diaban simulate: the operating characteristics of a rule
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "engine/cli/commands.hpp"
#include "engine/project/review_rule.hpp"
#include "engine/studies/calibration/operating_characteristics.hpp"
#include "layers/base/json_value.hpp"
#include "layers/model/error.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/read_features.hpp"
#include "layers/read/read_table.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban::cli {

namespace {

struct SimulateFlags {
    SimulationOptions options;
    std::optional<std::string> rule;
    std::string residents = "log-normal";
    std::string residents_field;
    std::string output;
};

Residents residents_of(const SimulateFlags& flags) {
    Residents residents;
    residents.zipf = flags.residents == "zipf";
    if (residents.zipf || flags.residents == "log-normal") {
        return residents;
    }
    if (flags.residents_field.empty()) {
        throw Error(ErrorCode::kUsage, "error.simulate-residents-field", {{"source", flags.residents}});
    }
    const Table table = read_table(parse_source(flags.residents));
    for (const std::string& text : text_column(table, flags.residents_field, flags.residents)) {
        const std::optional<double> size = parse_decimal(text);
        if (!size || !(*size > 0.0)) {
            throw Error(ErrorCode::kInput, "error.simulate-residents",
                        {{"source", flags.residents},
                         {"field", flags.residents_field},
                         {"row", std::to_string(residents.given.size() + 1)},
                         {"value", text}});
        }
        residents.given.push_back(*size);
    }
    return residents;
}

const std::vector<std::string> kTruths = {"sample", "wide", "no-margins"};  // in the order of PlantedTruth

void read_truths(SimulateFlags& flags, const Setting& setting) {
    flags.options.truths.clear();
    for (const std::string& name : setting.texts()) {
        const auto at = std::find(kTruths.begin(), kTruths.end(), name);
        if (at == kTruths.end()) {
            setting.refuse_choice(name, kTruths);
        }
        flags.options.truths.push_back(static_cast<PlantedTruth>(at - kTruths.begin()));
    }
}
Json print_truths(const SimulateFlags& flags) {
    Json names = Json::list();
    for (const PlantedTruth truth : flags.options.truths) {
        names.push_back(kTruths[static_cast<std::size_t>(truth)]);
    }
    return names;
}

void read_splits(SimulateFlags& flags, const Setting& setting) {
    flags.options.splits.clear();
    for (const SettingValue& split : *setting.value.list()) {
        const auto [stable, contained, complex] = setting.item(split).three_counts();
        flags.options.splits.push_back(
            {static_cast<int>(stable), static_cast<int>(contained), static_cast<int>(complex)});
    }
}
Json print_splits(const SimulateFlags& /*flags*/) {
    return nullptr;  // seven of them: the help says which
}

const OptionTable& simulate_options() {
    using F = SimulateFlags;
    using O = SimulationOptions;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<F>(
        "simulate",
        {
            option<&F::rule>("rule").shown("FILE.toml").only(kFlag).help_of("classify_flags"),
            option<&F::options, &O::lists>("lists").only(kFlag),
            option<&F::options, &O::counts>("counts").only(kFlag),
            special<&read_splits, &print_splits>("split").shown("STABLE,CONTAINED,COMPLEX").only(kFlag).many(),
            special<&read_truths, &print_truths>("truth").shown("NAME").written(any_of(kTruths), "").only(kFlag).many(),
            option<&F::residents>("residents").shown("log-normal|zipf|SOURCE").only(kFlag),
            option<&F::residents_field>("residents_field").shown("FIELD").only(kFlag),
            option<&F::options, &O::overdispersion>("overdispersion").only(kFlag),
            option<&F::options, &O::seed>("seed").range(0, kLargestSeed).only(kFlag),
            option<&F::output>("output").letter("-o").shown("OUT.json").only(kFlag),
        });
    return table;
}

}  // namespace

void add_simulate_command(CommandLine& line, CommandContext& context) {
    const auto flags = std::make_shared<SimulateFlags>();
    line.add({"simulate", {bind(simulate_options(), *flags), context.common()}, [flags, &context] {
                  flags->options.residents = residents_of(*flags);
                  const ReviewRule rule = flags->rule ? read_rule_file(*flags->rule) : default_rule();
                  const auto rows = simulate_operating_characteristics(
                      flags->options, {rule.evidence, context.flags.threads}, context.progress);
                  if (!flags->output.empty()) {
                      write_text_file(flags->output,
                                      operating_characteristics_json(rows, flags->options, rule_text(rule)));
                  }
                  if (!context.flags.quiet) {
                      fmt::print("{}", operating_characteristics_table(rows));
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
