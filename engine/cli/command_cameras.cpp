// diaban cameras DEMAND -o OUT.gpkg --count P | --budget COST
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <map>
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/pipeline/camera_layers.hpp"
#include "engine/pipeline/run_cameras.hpp"
#include "layers/model/error.hpp"

namespace diaban::cli {

namespace {

void print_summary(const CameraSummary& summary, const CommandContext& context) {
    const Catalogue& words = context.words();
    const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    const auto percent = [&](double share) { return words.decimal(100.0 * share, 1); };
    for (const Finding& finding : summary.findings) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.note"), finding_sentence(finding, words));
    }
    fmt::print("{}\n", words.say("run.crs", {{"name", summary.crs_name},
                                             {"code", summary.crs_code},
                                             {"how", words.say(summary.crs_rule_key)}}));
    fmt::print("{}\n", words.say("cameras.sites", {{"demand", number(summary.demand_places)},
                                                   {"candidates", number(summary.candidates)},
                                                   {"existing", number(summary.existing)},
                                                   {"reach", words.decimal(summary.reach_m, 0)}}));
    fmt::print("{}\n", words.say("cameras.coverage", {{"proposed", number(summary.proposed)},
                                                      {"before", percent(summary.share_before)},
                                                      {"after", percent(summary.share_after)},
                                                      {"twice", percent(summary.share_twice)}}));
    const SitingResult& result = summary.result;
    const char* key = summary.model == SitingModel::kMaxCoverage ? "cameras.proof-most" : "cameras.proof-least";
    fmt::print("{}\n", words.say(key, {{"objective", words.decimal(result.objective, 2)},
                                       {"bound", words.decimal(result.upper_bound, 2)},
                                       {"gap", words.decimal(100.0 * result.gap, 3)},
                                       {"solver", siting_solver_name(result.solver)},
                                       {"seconds", words.decimal(result.seconds, 1)}}));
    if (result.stop != SitingStop::kProven) {
        fmt::print("{}\n", words.say("cameras.stop-" + siting_stop_name(result.stop)));
    }
}

LocalDay day_of(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int read = 0;
    const int fields = std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &read);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (fields != 3 || static_cast<std::size_t>(read) != text.size() || !date.ok()) {
        throw Error(ErrorCode::kUsage, "error.cameras-date", {{"value", text}});
    }
    return LocalDay{date};
}

LocalDay today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return LocalDay{std::chrono::year(local.tm_year + 1900) / std::chrono::month(static_cast<unsigned>(local.tm_mon + 1)) /
                    std::chrono::day(static_cast<unsigned>(local.tm_mday))};
}

void add_sources(CLI::App& command, const std::shared_ptr<CameraOptions>& options) {
    command.add_option("demand", options->demand, "What should be seen: points, or areas (a point inside each). FILE, FILE:layer or PG:")
        ->required()
        ->type_name("DEMAND");
    command.add_option("-o,--output", options->output, "GeoPackage to write; a record OUT.json of the same stem stands beside it")
        ->required()
        ->type_name("OUT.gpkg");
    command.add_option("--candidates", options->candidates, "Places where a camera may stand; default: generated")->type_name("SITES");
    command.add_option("--existing", options->existing,
                       "Cameras that stand: status, reach_m, bearing_deg, field_of_view_deg, last_check are read; broken ones see nothing")
        ->type_name("CAMERAS");
    command.add_option("--roads", options->roads, "Lines to generate candidates from: junctions and ends")->type_name("LINES");
    command.add_option("--road-step-m", options->road_step_m, "And every so many metres along them; 0 = not")->capture_default_str();
    command.add_option("--grid-m", options->grid_m, "Spacing of the candidate grid in metres; 0 = half the reach")->capture_default_str();
    command.add_option("--exclude", options->exclude, "Areas in which no camera may stand")->type_name("AREAS");
    command.add_option("--buildings", options->buildings, "Footprints that hide what lies behind them")->type_name("AREAS");
    command.add_option("--height-field", options->height_field, "Column of the buildings' heights in metres")->capture_default_str();
    command.add_option("--x", options->x_field, "Column of easting or longitude, for each source that is a table")->type_name("COL");
    command.add_option("--y", options->y_field, "Column of northing or latitude")->type_name("COL");
    command.add_option("--crs", options->crs.definition, "CRS of each source that carries none, such as EPSG:9209");
    command.add_option("--analysis-crs", options->analysis_crs.definition,
                       "Metric CRS to compute and write in; default: the demand's own where metric, else chosen from its extent");
    command.add_option("--where", options->where, "Only the demand that meets this SQL condition")->type_name("SQL");
    command.add_option("--weight", options->weight_field, "Column of the demand's weight; default: each point 1")->type_name("FIELD");
    command.add_option("--cost", options->cost_field, "Column of the candidates' cost; default: cost where there is one, else 1")->type_name("FIELD");
    command.add_option("--bonus", options->bonus_field, "Column of the candidates: weight added for choosing the site")->type_name("FIELD");
}

void add_model(CLI::App& command, const std::shared_ptr<CameraOptions>& options) {
    command.add_option_function<std::uint32_t>("--count", [options](std::uint32_t n) { options->count = n; }, "Number of cameras to place")
        ->type_name("P")
        ->check(CLI::Range(1u, 100000u));
    command.add_option_function<double>("--budget", [options](double b) { options->budget = b; }, "Money to spend, in the unit of the cost column")
        ->type_name("COST");
    command.add_option("--model", options->model,
                       "mclp: see the most (default); lscp: see all with the fewest or cheapest; p-median: least weighted distance")
        ->transform(CLI::CheckedTransformer(std::map<std::string, SitingModel>{{"mclp", SitingModel::kMaxCoverage},
                                                                               {"lscp", SitingModel::kSetCover},
                                                                               {"p-median", SitingModel::kMedian}}));
    command.add_flag_callback("--backup", [options] { options->backup_share = options->backup_share > 0.0 ? options->backup_share : 0.5; },
                              "A second view counts too, by default half as much as the first");
    command.add_option("--backup-share", options->backup_share, "What a second view counts against the first, 0..1")->type_name("SHARE");
    command.add_option_function<double>("--max-overlap", [options](double s) { options->max_overlap = s; },
                                        "Largest share of a view that another may overlap, 0..1; default: no limit")
        ->type_name("SHARE");
    command.add_option("--reach-m", options->reach_m, "How far a camera sees, metres, 1..100000")->capture_default_str();
    command.add_option_function<CameraTask>("--task", [options](CameraTask task) { options->task = task; },
                                            "Reach from the task in place of --reach-m: detect 25 px/m, observe 62, recognise 125, identify 250")
        ->transform(CLI::CheckedTransformer(std::map<std::string, CameraTask>{{"detect", CameraTask::kDetect},
                                                                              {"observe", CameraTask::kObserve},
                                                                              {"recognise", CameraTask::kRecognise},
                                                                              {"identify", CameraTask::kIdentify}}));
    command.add_option("--pixels", options->pixels, "Pixels across the picture, for --task")->capture_default_str();
    command.add_option("--lens-deg", options->lens_deg, "Angle of the lens in degrees, for --task")->capture_default_str();
    command.add_option_function<double>("--field-of-view-deg", [options](double d) { options->field_of_view_deg = d; },
                                        "Proposed cameras look one way over this angle; default: all round")
        ->type_name("DEG");
    command.add_option("--mast-m", options->mast_m, "Height of proposed and existing cameras, metres, for --buildings")->capture_default_str();
    command.add_option("--eye-m", options->eye_m, "Height at which a point must be seen, metres")->capture_default_str();
    command.add_option("--time-limit-s", options->time_limit_s, "Seconds for the search; the best so far comes back")->capture_default_str();
    command.add_option("--seed", options->seed, "Seed of the search's restarts")->capture_default_str();
    command.add_option("--purpose", options->purpose, "Purpose written beside each proposal")->type_name("TEXT");
}

}  // namespace

void add_cameras_command(CLI::App& app, CommandContext& context) {
    CLI::App* command = app.add_subcommand("cameras", "Choose the places for cameras, with proof of how good the choice is");
    const auto options = std::make_shared<CameraOptions>();
    const auto as_of = std::make_shared<std::string>();
    add_sources(*command, options);
    add_model(*command, options);
    command->add_option("--as-of", *as_of, "Date of the plan; proposals are to be reviewed a year later; default: today")->type_name("YYYY-MM-DD");
    add_common_flags(*command, context);
    command->footer("Example: diaban cameras sample/incidents.csv --x E --y N --crs EPSG:9209 --candidates sample/sites.gpkg\n"
                    "         --existing sample/cameras.gpkg --count 36 --reach-m 60 -o cameras.gpkg");
    command->callback([options, as_of, &context] {
        context.work = [options, as_of, &context] {
            options->as_of = as_of->empty() ? today() : day_of(*as_of);
            options->command = "cameras " + std::filesystem::path(options->demand).filename().string();
            const CameraSummary summary = run_cameras(*options, context.threads, context.language, context.progress);
            if (!context.quiet) {
                print_summary(summary, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
