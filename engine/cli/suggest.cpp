#include "engine/cli/suggest.hpp"

#include <CLI/CLI.hpp>

#include "layers/model/nearest_name.hpp"

namespace diaban::cli {

std::string nearest_flag(const CLI::App& app, int argc, const char* const* argv) {
    const CLI::App* command = &app;
    int first = 1;
    if (argc > 1 && argv[1][0] != '-') {
        std::vector<std::string> commands;
        for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
            if (sub->get_name() == argv[1]) {
                command = sub;
                first = 2;
            }
            commands.push_back(sub->get_name());
        }
        if (command == &app) {
            return nearest_name(argv[1], commands);
        }
    }
    std::vector<std::string> flags;
    for (const CLI::Option* option : command->get_options()) {
        for (const std::string& name : option->get_lnames()) {
            flags.push_back("--" + name);
        }
    }
    for (int i = first; i < argc; ++i) {
        const std::string word(argv[i],
                               std::string_view(argv[i]).substr(0, std::string_view(argv[i]).find('=')).size());
        if (word.rfind("--", 0) == 0 && std::find(flags.begin(), flags.end(), word) == flags.end()) {
            return nearest_name(word, flags);
        }
    }
    return "";
}

}  // namespace diaban::cli
