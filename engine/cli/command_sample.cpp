// diaban sample DIR
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <optional>

#include "engine/cli/class_split_flag.hpp"
#include "engine/cli/commands.hpp"
#include "engine/program/sample_files.hpp"
#include "engine/sample/sample.hpp"
#include "layers/model/error.hpp"

namespace diaban::cli {

namespace {

struct SampleFlags {
    SampleOptions options;
    std::string split;  ///< as given; empty = the default's proportions
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

}  // namespace

void add_sample_command(CLI::App& app, CommandContext& context) {
    CLI::App* command =
        app.add_subcommand("sample", "Make a synthetic watch list: areas, incidents, cameras, roads, planted truth");
    const auto flags = std::make_shared<SampleFlags>();
    SampleOptions& options = flags->options;
    command->add_option("folder", flags->folder, "Folder to write; new, empty or an earlier sample")
        ->required()
        ->type_name("DIR");
    command->add_option("--seed", options.seed, "Seed of random numbers; the same seed gives the same files, 0 to 2^53")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 53))
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--areas", options.areas, "Number of areas, 3 to 500")->capture_default_str()->type_name("N");
    command
        ->add_option(
            "--split", flags->split,
            "Planted classes: stable,contained,complex; must add up to --areas. AREAS,0,0 plants one common rate "
            "and no change. Default 22,22,4, or the same shares of --areas")
        ->type_name("A,B,C");
    command
        ->add_option("--incidents", options.incidents,
                     "Incidents in all years together, up to 5,000,000; default 150 for each area and year")
        ->type_name("N");
    command
        ->add_option("--years", options.years,
                     "Police years (15/12 to 14/12) up to 14/12/2017, 2 to 20; the last two are compared")
        ->capture_default_str()
        ->type_name("N");
    command->add_flag("--dirty", flags->dirty,
                      "Also write DIR/dirty: a copy with the faults of real files, and faults.csv that lists each one");
    add_common_flags(*command, context);
    command->footer(
        "Coordinates are in metres, EPSG:9209 (VN-2000 / TM-3 105-30).\n"
        "Example: diaban sample sample --seed 7 --areas 48 --split 30,12,6\n"
        "         diaban run sample/project.toml -o out\n"
        "         then compare out/tables/areas.csv with sample/truth.csv");
    command->callback([flags, &context] {
        context.work = [flags, &context] {
            flags->options.split =
                flags->split.empty() ? proportional_split(flags->options.areas) : class_split_of(flags->split);
            const Sample sample = make_sample(flags->options, context.progress);
            const SampleFilesSummary written =
                write_sample(sample, {flags->folder, flags->dirty ? SampleFaults::kAlsoDirty : SampleFaults::kNone},
                             context.progress);
            if (!context.quiet) {
                print_summary(sample, written, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
