// diaban NAME POINTS -o OUT.gpkg, for each study on points alone
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/program/run_point_study.hpp"
#include "engine/program/study_registry.hpp"
#include "layers/read/source.hpp"

namespace diaban::cli {

namespace {

const OptionTable& output_options() {
    using R = PointStudyRequest;
    static const OptionTable table = OptionTable::of<R>(
        "point_study", {option<&R::output>("output").letter("-o").shown("OUT.gpkg").only(OptionPlace::kFlag).needed()});
    return table;
}

void add_point_study_command(const Study& study, CommandLine& line, CommandContext& context) {
    const auto request = std::make_shared<PointStudyRequest>();
    const OptionTable& table = study.section.options;
    request->options = table.make();
    std::string name = study.name;
    std::replace(name.begin(), name.end(), '_', '-');
    line.add({name,
              {bind(dated_point_options(), request->sources), BoundOptions{&table, table.address(request->options), {}},
               bind(output_options(), *request), context.common()},
              [request, &study, name, &context] {
                  request->threads = context.flags.threads;
                  request->language = context.language();
                  request->command = name + " " + shown_name(request->sources.points);
                  const StudyResult result = run_point_study(study, *request, context.progress);
                  if (!context.flags.quiet) {
                      print_notes(result.findings, context.words());
                      if (study.summary == nullptr) {
                          return 0;
                      }
                      for (const std::string& sentence : study.summary(result.record, context.words())) {
                          fmt::print("{}\n", sentence);
                      }
                  }
                  return 0;
              }});
}

}  // namespace

void add_point_study_commands(CommandLine& line, CommandContext& context) {
    for (const Study& study : study_registry()) {
        if (study.run_on_points != nullptr) {
            add_point_study_command(study, line, context);
        }
    }
}

}  // namespace diaban::cli
