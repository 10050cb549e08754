// diaban view OUT
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/serve/page_server.hpp"

namespace diaban::cli {

void add_view_command(CLI::App& app, CommandContext& context) {
    CLI::App* command =
        app.add_subcommand("view", "Show the page of a run in the browser, over HTTP on this machine; Ctrl-C ends it");
    const auto options = std::make_shared<ViewOptions>();
    command->add_option("folder", options->folder, "Folder that `diaban run` wrote")->required()->type_name("OUT");
    command->add_option("--port", options->port, "Port to listen on; 0 = any free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command
        ->add_option("--host", options->host,
                     "Address to listen on. Any other than this machine's own (127.0.0.1) is served over TLS, asks for "
                     "a token, and shows "
                     "the page and the maps only")
        ->capture_default_str();
    add_common_flags(*command, context);
    command->footer("Example: diaban view out");
    command->callback([options, &context] {
        context.work = [options, &context] {
            const Catalogue& words = context.words();
            serve_page(*options, context.progress, [&](const ViewAddress& address) {
                fmt::print("{}\n", words.say("view.open", {{"url", address.url}}));
                if (!address.fingerprint.empty()) {
                    fmt::print("{}\n", words.say("view.fingerprint", {{"fingerprint", address.fingerprint}}));
                }
                if (!context.quiet) {
                    fmt::print("{}\n", words.say("view.end"));
                }
                std::fflush(stdout);
            });
            return 0;
        };
    });
}

}  // namespace diaban::cli
