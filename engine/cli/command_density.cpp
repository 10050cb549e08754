// diaban density POINTS -o OUT.tif --cell-m 50
#include <fmt/format.h>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/project/core_sections.hpp"
#include "engine/studies/density/run_density.hpp"

namespace diaban::cli {

void add_density_command(CommandLine& line, CommandContext& context) {
    const auto options = std::make_shared<DensityStudyOptions>();
    line.add({"density",
              {bind(density_command_options(), *options), bind(density_options(), options->method, {"cell_m"}),
               context.common()},
              [options, &context] {
                  options->language = context.language();
                  options->threads = context.flags.threads;
                  const DensitySummary summary = run_density(*options, context.progress);
                  if (!context.flags.quiet) {
                      print_notes(summary.findings, context.words());
                      for (const Finding& fact : summary.facts) {
                          fmt::print("{}\n", context.words().say(fact.key, fact.arguments));
                      }
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
