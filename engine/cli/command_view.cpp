// diaban view OUT
#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/serve/page_server.hpp"

namespace diaban::cli {

namespace {

const OptionTable& view_options() {
    using O = ViewOptions;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<O>(
        "view", {
                    option<&O::folder>("folder").shown("OUT").only(OptionPlace::kPositional).needed(),
                    option<&O::port>("port").range(0, 65535).only(kFlag),
                    option<&O::host>("host").only(kFlag),
                });
    return table;
}

}  // namespace

void add_view_command(CommandLine& line, CommandContext& context) {
    const auto options = std::make_shared<ViewOptions>();
    line.add({"view", {bind(view_options(), *options), context.common()}, [options, &context] {
                  const Catalogue& words = context.words();
                  serve_page(*options, context.progress, [&](const ViewAddress& address) {
                      fmt::print("{}\n", words.say("view.open", {{"url", address.url}}));
                      if (!address.fingerprint.empty()) {
                          fmt::print("{}\n", words.say("view.fingerprint", {{"fingerprint", address.fingerprint}}));
                      }
                      if (!context.flags.quiet) {
                          fmt::print("{}\n", words.say("view.end"));
                      }
                      std::fflush(stdout);
                  });
                  return 0;
              }});
}

}  // namespace diaban::cli
