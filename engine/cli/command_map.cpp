// diaban map OUT
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "engine/cli/commands.hpp"
#include "engine/program/draw_output.hpp"

namespace diaban::cli {

void add_map_command(CLI::App& app, CommandContext& context) {
    CLI::App* command = app.add_subcommand("map", "Draw the maps, the atlas or the review pack of an output again");
    const auto request = std::make_shared<MapRequest>();
    command->add_option("out", request->output, "Folder that `diaban run` wrote")->required()->type_name("OUT");
    command->add_option(
        "--layer", request->layer,
        "class, density, density_baseline, change, review_change, hotspots, clusters, cells, periods, cameras, "
        "camera_curve, sweep, theme_NAME, level_NAME, atlas or pack; default: every map of the output");
    command
        ->add_option_function<std::string>(
            "--page",
            [request](const std::string& size) { request->page = size == "A3" ? PageSize::kA3 : PageSize::kA4; },
            "Paper: A4 or A3; default: as in the run")
        ->check(CLI::IsMember({"A4", "A3"}))
        ->type_name("A4|A3");
    command->add_flag_callback(
        "--portrait", [request] { request->orientation = PageOrientation::kPortrait; },
        "Portrait; default: as in the run (landscape)");
    command
        ->add_option_function<std::string>(
            "--format",
            [request](const std::string& format) {
                request->format = format == "pdf"   ? MapFormat::kPdf
                                  : format == "png" ? MapFormat::kPng
                                                    : MapFormat::kSvg;
            },
            "pdf (vector, searchable), png (300 dpi) or svg; default pdf")
        ->check(CLI::IsMember({"pdf", "png", "svg"}))
        ->type_name("pdf|png|svg");
    command
        ->add_option("-o,--output", request->folder,
                     "Folder for the pages; default OUT/maps, where a page of that name is replaced")
        ->type_name("FOLDER");
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban map out --page A3 --format png --layer class\n"
        "         writes out/maps/class.png");
    command->callback([request, command, &context] {
        context.work = [request, command, &context] {
            if (command->count("--language") > 0) {
                request->language = context.language;
            }
            request->threads = context.threads;
            for (const std::filesystem::path& file : draw_from_output(*request, context.progress)) {
                if (!context.quiet) {
                    fmt::print("{}\n", context.words().say("map.written", {{"file", file.string()}}));
                }
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
