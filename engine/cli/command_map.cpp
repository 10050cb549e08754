// diaban map OUT
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/program/draw_output.hpp"

namespace diaban::cli {

namespace {

const OptionTable& map_command_options() {
    using R = MapRequest;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<R>(
        "map",
        {
            option<&R::output>("out").shown("OUT").only(OptionPlace::kPositional).needed(),
            option<&R::layer>("layer").shown("NAME").only(kFlag),
            choice<&R::page>("page", {{"A4", PageSize::kA4}, {"A3", PageSize::kA3}}).only(kFlag),
            switched<&R::orientation>("portrait", PageOrientation::kLandscape, PageOrientation::kPortrait).only(kFlag),
            choice<&R::format>("format", {{"pdf", MapFormat::kPdf}, {"png", MapFormat::kPng}, {"svg", MapFormat::kSvg}})
                .only(kFlag),
            option<&R::folder>("output").letter("-o").shown("FOLDER").only(kFlag),
        });
    return table;
}

}  // namespace

void add_map_command(CommandLine& line, CommandContext& context) {
    const auto request = std::make_shared<MapRequest>();
    line.add({"map", {bind(map_command_options(), *request), context.common()}, [request, &context] {
                  if (context.flags.language) {
                      request->language = context.flags.language;
                  }
                  request->threads = context.flags.threads;
                  for (const std::filesystem::path& file : draw_from_output(*request, context.progress)) {
                      if (!context.flags.quiet) {
                          fmt::print("{}\n", context.words().say("map.written", {{"file", file.string()}}));
                      }
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
