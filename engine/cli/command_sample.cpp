// diaban sample DIR
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "engine/cli/commands.hpp"
#include "engine/program/sample_files.hpp"
#include "engine/sample/sample.hpp"
#include "layers/base/json_value.hpp"
#include "layers/model/error.hpp"

namespace diaban::cli {

namespace {

struct SampleFlags {
    SampleOptions options;
    std::optional<ClassSplit> split;  ///< empty: the default's proportions
    std::string folder;
    bool dirty = false;
};

// 22,22,4 of 48 carried over to another number of areas: what is left over by rounding is stable.
ClassSplit proportional_split(int areas) {
    const int contained = areas * 22 / 48;
    const int complex = areas * 4 / 48;
    return {areas - contained - complex, contained, complex};
}

void print_summary(const Sample& sample, const SampleFilesSummary& written, const CommandContext& context) {
    const Catalogue& words = context.words();
    const SampleOptions& options = sample.options;
    const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    fmt::print("{}\n", words.say("sample.done", {{"folder", written.folder.string()}}));
    fmt::print("{}\n",
               words.say("sample.areas", {{"areas", number(sample.areas.size())},
                                          {"stable", number(static_cast<std::size_t>(options.split.stable))},
                                          {"contained", number(static_cast<std::size_t>(options.split.contained))},
                                          {"complex", number(static_cast<std::size_t>(options.split.complex))}}));
    fmt::print("{}\n",
               words.say("sample.incidents", {{"incidents", number(sample.incidents.size())},
                                              {"baseline", words.window(sample_year(options, options.years - 2))},
                                              {"current", words.window(sample_year(options, options.years - 1))}}));
    fmt::print("{}\n", words.say("sample.places", {{"cameras", number(sample.cameras.size())},
                                                   {"sites", number(sample.sites.size())},
                                                   {"roads", number(sample.roads.roads.size())},
                                                   {"boxes", number(sample.sweep.size())}}));
    if (written.faults > 0) {
        fmt::print("{}\n", words.say("sample.faults", {{"faults", number(written.faults)}}));
    }
    fmt::print("{}\n", words.say("sample.next", {{"project", written.project_file.string()}}));
}

void read_planted_split(SampleFlags& flags, const Setting& setting) {
    const auto [stable, contained, complex] = setting.three_counts();
    flags.split = {static_cast<int>(stable), static_cast<int>(contained), static_cast<int>(complex)};
}
Json print_planted_split(const SampleFlags& /*flags*/) {
    return nullptr;  // by the number of areas
}

const OptionTable& sample_options() {
    using F = SampleFlags;
    using O = SampleOptions;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<F>(
        "sample", {
                      option<&F::folder>("folder").shown("DIR").only(OptionPlace::kPositional).needed(),
                      option<&F::options, &O::seed>("seed").range(0, kLargestSeed).only(kFlag),
                      option<&F::options, &O::areas>("areas").only(kFlag),
                      special<&read_planted_split, &print_planted_split>("split").shown("A,B,C").only(kFlag),
                      option<&F::options, &O::incidents>("incidents").only(kFlag),
                      option<&F::options, &O::years>("years").only(kFlag),
                      option<&F::dirty>("dirty").only(kFlag),
                  });
    return table;
}

}  // namespace

void add_sample_command(CommandLine& line, CommandContext& context) {
    const auto flags = std::make_shared<SampleFlags>();
    line.add({"sample", {bind(sample_options(), *flags), context.common()}, [flags, &context] {
                  flags->options.split = flags->split.value_or(proportional_split(flags->options.areas));
                  const Sample sample = make_sample(flags->options, context.progress);
                  const SampleFilesSummary written = write_sample(
                      sample, {flags->folder, flags->dirty ? SampleFaults::kAlsoDirty : SampleFaults::kNone},
                      context.progress);
                  if (!context.flags.quiet) {
                      print_summary(sample, written, context);
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
