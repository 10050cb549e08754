// diaban hotspots AREAS -o OUT.gpkg
#include <fmt/format.h>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/studies/hotspots/run_hotspots.hpp"

namespace diaban::cli {

namespace {

void print_summary(const HotspotSummary& summary, const HotspotOptions& options, const CommandContext& context) {
    const Catalogue& words = context.words();
    print_notes(summary.findings, words);
    for (Finding fact : summary.facts) {
        if (const auto how = fact.arguments.find("how"); how != fact.arguments.end()) {
            how->second = words.say(how->second);
        }
        fmt::print("{}\n", words.say(fact.key, fact.arguments));
    }
    fmt::print("{}\n", words.say("hotspots.written", {{"file", options.output.string()}}));
}

}  // namespace

void add_hotspots_command(CommandLine& line, CommandContext& context) {
    const auto options = std::make_shared<HotspotOptions>();
    line.add({"hotspots",
              {bind(hotspot_command_options(), *options), bind(hotspot_options(), options->method), context.common()},
              [options, &context] {
                  options->language = context.language();
                  options->method.local.threads = context.flags.threads;
                  const HotspotSummary summary = run_hotspots(*options, context.progress);
                  if (!context.flags.quiet) {
                      print_summary(summary, *options, context);
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
