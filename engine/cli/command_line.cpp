#include "engine/cli/command_line.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "engine/project/option_text.hpp"
#include "layers/base/json_value.hpp"
#include "layers/base/version.hpp"
#include "layers/model/nearest_name.hpp"

namespace diaban::cli {

namespace {

/// A flag and where its value goes.
struct BoundFlag {
    CLI::Option* flag;
    const Option* row;
    const BoundOptions* options;
};

std::string default_text(const OptionTable& table, const Option& option) {
    const Json value = option_value(option, table.defaults());
    if (value.is_text()) {
        return value.text();
    }
    std::string list;
    for (const Json& item : value.is_list() ? value.values() : Json::List()) {
        list += (list.empty() ? "" : ",") + (item.is_text() ? item.text() : figure_text(item.number()));
    }
    return value.is_number() ? figure_text(value.number()) : list;
}

}  // namespace

struct CommandLine::Parser {
    explicit Parser(Language language) : words(catalogue(language)), app(words.say("cli.about"), "diaban") {
        app.set_version_flag("--version", std::string("diaban ") + kProgramVersion, words.say("cli.version"));
        app.require_subcommand(1);
        app.fallthrough(false);
        app.set_help_flag("-h,--help", words.say("cli.help"));
        app.get_formatter()->label("REQUIRED", words.say("cli.required"));
        app.get_formatter()->label("Usage", words.say("cli.usage"));
        app.get_formatter()->label("Positionals", words.say("cli.positionals"));
        app.get_formatter()->label("OPTIONS", words.say("cli.options"));
        app.option_defaults()->group(words.say("cli.options"));
        app.get_help_ptr()->group(words.say("cli.options"));
        app.get_version_ptr()->group(words.say("cli.options"));
    }

    CLI::Option* add_flag(CLI::App& sub, const BoundOptions& bound, const Option& row) {
        const OptionTable& table = *bound.table;
        const std::string bounds = option_bounds(row, words);
        const std::string help =
            option_help(table, row, words, OptionVoice::kFlag) + (bounds.empty() ? "" : " (" + bounds + ")");
        const std::string name = row.is_positional()      ? row.key
                                 : row.short_flag.empty() ? row.flag()
                                                          : row.short_flag + "," + row.flag();
        if (is_flag_without_value(table, row)) {
            return sub.add_flag(name, help);
        }
        CLI::Option* flag = sub.add_option(
            name, [](const CLI::results_t&) { return true; }, help);
        flag->type_name(option_placeholder(table, row));
        if (row.repeats) {
            flag->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        } else if (is_list(table, row)) {
            flag->delimiter(',');
            constexpr int kAnyNumber = 1 << 20;
            row.list_size > 0 ? flag->expected(static_cast<int>(row.list_size)) : flag->expected(1, kAnyNumber);
        }
        const bool needed =
            row.required || std::find(bound.needed.begin(), bound.needed.end(), row.key) != bound.needed.end();
        if (needed) {
            flag->required();
        } else {
            flag->default_str(default_text(table, row));
        }
        return flag;
    }

    void read(const BoundFlag& bound) const {
        const CLI::results_t& given = bound.flag->results();
        SettingValue value;
        if (is_flag_without_value(*bound.options->table, *bound.row)) {
            value = written_text(given.front());
        } else if (bound.row->repeats || is_list(*bound.options->table, *bound.row)) {
            SettingValue::List list;
            for (const std::string& text : given) {
                list.push_back(written_text(text));
            }
            value.content = std::move(list);
        } else {
            value = written_text(given.front());
        }
        read_option(*bound.row, bound.options->options,
                    Setting{nullptr, bound.row->flag(), value, bound.options->table->flag_out_of_range()});
    }

    /// "Did you mean": the nearest subcommand or flag to the first word that is neither; "" when all are known.
    [[nodiscard]] std::string nearest_flag(int argc, const char* const* argv) const {
        const CLI::App* command = &app;
        int first = 1;
        if (argc > 1 && argv[1][0] != '-') {
            std::vector<std::string> names;
            for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
                command = sub->get_name() == argv[1] ? sub : command;
                names.push_back(sub->get_name());
            }
            if (command == &app) {
                return nearest_name(argv[1], names);
            }
            first = 2;
        }
        std::vector<std::string> flags;
        for (const CLI::Option* option : command->get_options()) {
            for (const std::string& name : option->get_lnames()) {
                flags.push_back("--" + name);
            }
        }
        for (int i = first; i < argc; ++i) {
            const std::string_view given(argv[i]);
            const std::string word(given.substr(0, given.find('=')));
            if (word.rfind("--", 0) == 0 && std::find(flags.begin(), flags.end(), word) == flags.end()) {
                return nearest_name(word, flags);
            }
        }
        return "";
    }

    struct Subcommand {
        CLI::App* app;
        Command command;
        std::vector<BoundFlag> flags;
    };
    const Catalogue& words;
    CLI::App app;
    std::vector<std::unique_ptr<Subcommand>> commands;
};

CommandLine::CommandLine(Language language) : m_parser(std::make_unique<Parser>(language)) {}
CommandLine::~CommandLine() = default;

void CommandLine::add(Command command) {
    const Catalogue& words = m_parser->words;
    CLI::App* sub = m_parser->app.add_subcommand(command.name, words.say("command." + command.name));
    sub->group(words.say("cli.commands"));
    sub->get_help_ptr()->group(words.say("cli.options"));
    sub->footer(words.say("command." + command.name + ".example"));
    auto& added = *m_parser->commands.emplace_back(std::make_unique<Parser::Subcommand>());
    added.app = sub;
    added.command = std::move(command);
    for (const BoundOptions& bound : added.command.options) {
        for (const Option& row : bound.table->rows()) {
            if (row.has_flag() || row.is_positional()) {
                added.flags.push_back({m_parser->add_flag(*sub, bound, row), &row, &bound});
            }
        }
    }
}

CommandLine::Parsed CommandLine::parse(int argc, const char* const* argv) {
    try {
        m_parser->app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (m_parser->app.exit(error) == 0) {
            return {nullptr, 0};  // --help or --version
        }
        const std::string nearest = m_parser->nearest_flag(argc, argv);
        if (!nearest.empty()) {
            fmt::print(stderr, "{}\n", m_parser->words.say("cli.nearest", {{"name", nearest}}));
        }
        return {nullptr, 2};
    }
    for (const auto& sub : m_parser->commands) {
        if (sub->app->parsed()) {
            for (const BoundFlag& flag : sub->flags) {
                if (flag.flag->count() > 0) {
                    m_parser->read(flag);
                }
            }
            return {sub->command.work, 0};
        }
    }
    return {nullptr, 2};
}

}  // namespace diaban::cli
