// diaban cameras DEMAND -o OUT.gpkg --count P | --budget COST
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <map>
#include <memory>

#include "engine/cli/camera_report.hpp"
#include "engine/cli/commands.hpp"
#include "layers/words/finding_sentence.hpp"
#include "engine/studies/cameras/run_cameras.hpp"
#include "layers/model/error.hpp"
#include "layers/read/source.hpp"
#include "layers/words/finding_sentence.hpp"

namespace diaban::cli {

namespace {

void print_summary(const CameraSummary& summary, const CommandContext& context) {
    const Catalogue& words = context.words();
    const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
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
    print_camera_plan(summary, words);
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
    return LocalDay{std::chrono::year(local.tm_year + 1900) /
                    std::chrono::month(static_cast<unsigned>(local.tm_mon + 1)) /
                    std::chrono::day(static_cast<unsigned>(local.tm_mday))};
}

void add_sources(CLI::App& command, const std::shared_ptr<CameraOptions>& options) {
    command
        .add_option("demand", options->demand,
                    "What should be seen: points, or areas (a point inside each). FILE, FILE:layer or PG:. A .tif: "
                    "cells weighted by density x km2")
        ->required()
        ->type_name("DEMAND");
    command
        .add_option("-o,--output", options->output,
                    "GeoPackage to write; a record OUT.json of the same stem stands beside it")
        ->required()
        ->type_name("OUT.gpkg");
    command.add_option("--candidates", options->candidates, "Places where a camera may stand; default: generated")
        ->type_name("SITES");
    command
        .add_option("--existing", options->existing,
                    "Cameras that stand: status, reach_m, bearing_deg, field_of_view_deg, last_check are read; broken "
                    "ones see nothing")
        ->type_name("CAMERAS");
    command.add_option("--roads", options->roads, "Lines to generate candidates from: junctions and ends")
        ->type_name("LINES");
    command.add_option("--road-step-m", options->road_step_m, "And every so many metres along them; 0 = not")
        ->capture_default_str();
    command.add_option("--grid-m", options->grid_m, "Spacing of the candidate grid in metres; 0 = half the reach")
        ->capture_default_str();
    command.add_option("--exclude", options->exclude, "Areas in which no camera may stand")->type_name("AREAS");
    command.add_option("--buildings", options->buildings, "Footprints that hide what lies behind them")
        ->type_name("AREAS");
    command
        .add_option("--terrain", options->terrain,
                    "Elevation model (raster, metres) whose ground hides what lies behind it")
        ->type_name("DEM");
    command.add_option("--dwellings", options->dwellings, "Points or areas that no proposed camera may have in view")
        ->type_name("LAYER");
    command.add_option("--must-cover", options->must_cover, "Places that must be seen, whatever else is given up")
        ->type_name("PLACES");
    command
        .add_option("--density", options->density, "Raster of density: the share of its hot area that is seen is told")
        ->type_name("TIF");
    command
        .add_option("--hot-share", options->hot_share,
                    "Hot area: the densest cells that hold this share of the density, 0.01..0.99")
        ->capture_default_str();
    command.add_option("--areas", options->areas, "Areas to break figures down by, and to take classes from")
        ->type_name("AREAS");
    command.add_option("--height-field", options->height_field, "Column of the buildings' heights in metres")
        ->capture_default_str();
    command.add_option("--x", options->x_field, "Column of easting or longitude, for each source that is a table")
        ->type_name("COL");
    command.add_option("--y", options->y_field, "Column of northing or latitude")->type_name("COL");
    command.add_option("--crs", options->crs.definition, "CRS of each source that carries none, such as EPSG:9209");
    command.add_option(
        "--analysis-crs", options->analysis_crs.definition,
        "Metric CRS to compute and write in; default: the demand's own where metric, else chosen from its extent");
    command.add_option("--where", options->where, "Only the demand that meets this SQL condition")->type_name("SQL");
    command.add_option("--weight", options->weight_field, "Column of the demand's weight; default: each point 1")
        ->type_name("FIELD");
    command
        .add_option("--cost", options->cost_field,
                    "Column of the candidates' cost; default: cost where there is one, else 1")
        ->type_name("FIELD");
    command.add_option("--bonus", options->bonus_field, "Column of the candidates: weight added for choosing the site")
        ->type_name("FIELD");
    command
        .add_option_function<std::string>(
            "--bonus-values",
            [options](const std::string& text) { options->bonus_values = parse_factors("--bonus-values", text); },
            "What each class of site in the --bonus column is worth, such as market=20,school=10")
        ->type_name("CLASS=WEIGHT,..");
}

void add_demand(CLI::App& command, const std::shared_ptr<CameraOptions>& options) {
    command.add_option("--time", options->time_field, "Column of the demand's time")->type_name("COL");
    command.add_option("--time-format", options->time_format,
                       "Its format, such as '%d/%m/%Y %H:%M'; default: found over the column");
    command
        .add_option_function<std::string>(
            "--from", [options](const std::string& text) { options->from = day_of(text); }, "First day that counts")
        ->type_name("YYYY-MM-DD");
    command
        .add_option_function<std::string>(
            "--to", [options](const std::string& text) { options->to = day_of(text); }, "Last day that counts")
        ->type_name("YYYY-MM-DD");
    command
        .add_option_function<std::string>(
            "--hours", [options](const std::string& text) { options->hours = parse_hours(text); },
            "Only demand of these hours: 18-6 is 18:00 to 05:59")
        ->type_name("FROM-TO,..");
    command.add_option("--category", options->category_field, "Column of the demand's category")->type_name("COL");
    command.add_option("--categories", options->categories, "Only these categories")
        ->delimiter(',')
        ->type_name("A,B,..");
    command.add_option("--class", options->class_field, "Column of classes, of --areas or else of the demand")
        ->type_name("FIELD");
    command
        .add_option_function<std::string>(
            "--class-weights",
            [options](const std::string& text) { options->class_weights = parse_factors("--class-weights", text); },
            "Factor on demand for each class, such as complex=3,contained=2; others count nothing")
        ->type_name("CLASS=FACTOR,..");
    command
        .add_option("--spread-m", options->spread_m,
                    "Demand areas become points so many metres apart; 0 = one inside each")
        ->capture_default_str();
    command
        .add_option("--distances", options->distances,
                    "Table of distances from demand to sites in place of straight lines: reach and p-median go by it")
        ->type_name("TABLE");
    command.add_option("--distance-demand", options->distance_demand_field, "Its column of demand ids")
        ->capture_default_str();
    command.add_option("--distance-site", options->distance_site_field, "Its column of site ids")
        ->capture_default_str();
    command.add_option("--distance-metres", options->distance_field, "Its column of metres")->capture_default_str();
    command
        .add_option("--demand-id", options->demand_id_field,
                    "Column of the demand's id, for --distances; default: demand_id or id")
        ->type_name("FIELD");
    command.add_option("--site-id", options->site_id_field, "Column of the candidates' id; default: site_id or id")
        ->type_name("FIELD");
}

void add_model(CLI::App& command, const std::shared_ptr<CameraOptions>& options) {
    command
        .add_option_function<std::uint32_t>(
            "--count", [options](std::uint32_t n) { options->count = n; }, "Number of cameras to place")
        ->type_name("P")
        ->check(CLI::Range(1u, 100000u));
    command
        .add_option_function<double>(
            "--budget", [options](double b) { options->budget = b; }, "Money to spend, in the unit of the cost column")
        ->type_name("COST");
    command
        .add_option("--model", options->model,
                    "mclp: see the most (default); lscp: see all with the fewest or cheapest; p-median: least weighted "
                    "distance")
        ->transform(CLI::CheckedTransformer(std::map<std::string, SitingModel>{{"mclp", SitingModel::kMaxCoverage},
                                                                               {"lscp", SitingModel::kSetCover},
                                                                               {"p-median", SitingModel::kMedian}}));
    command.add_flag_callback(
        "--backup", [options] { options->backup_share = options->backup_share > 0.0 ? options->backup_share : 0.5; },
        "A second view counts too, by default half as much as the first");
    command.add_option("--backup-share", options->backup_share, "What a second view counts against the first, 0..1")
        ->type_name("SHARE");
    command
        .add_option_function<double>(
            "--max-overlap", [options](double s) { options->max_overlap = s; },
            "Largest share of a view that another may overlap, 0..1; default: no limit")
        ->type_name("SHARE");
    command.add_option("--reach-m", options->reach_m, "How far a camera sees, metres, 1..100000")
        ->capture_default_str();
    command
        .add_option_function<CameraTask>(
            "--task", [options](CameraTask task) { options->task = task; },
            "Reach from the task in place of --reach-m: detect 25 px/m, observe 62, recognise 125, identify 250")
        ->transform(CLI::CheckedTransformer(std::map<std::string, CameraTask>{{"detect", CameraTask::kDetect},
                                                                              {"observe", CameraTask::kObserve},
                                                                              {"recognise", CameraTask::kRecognise},
                                                                              {"identify", CameraTask::kIdentify}}));
    command.add_option("--pixels", options->pixels, "Pixels across the picture, for --task")->capture_default_str();
    command.add_option("--lens-deg", options->lens_deg, "Angle of the lens in degrees, for --task")
        ->capture_default_str();
    command
        .add_option_function<double>(
            "--field-of-view-deg", [options](double d) { options->field_of_view_deg = d; },
            "Proposed cameras look one way over this angle; default: all round")
        ->type_name("DEG");
    command.add_option("--mast-m", options->mast_m, "Height of proposed and existing cameras, metres, for --buildings")
        ->capture_default_str();
    command.add_option("--eye-m", options->eye_m, "Height at which a point must be seen, metres")
        ->capture_default_str();
    command.add_option("--time-limit-s", options->time_limit_s, "Seconds for the search; the best so far comes back")
        ->capture_default_str();
    command.add_option("--seed", options->seed, "Seed of the search's restarts")->capture_default_str();
    command.add_option("--purpose", options->purpose, "Purpose written beside each proposal")->type_name("TEXT");
}

}  // namespace

void add_cameras_command(CLI::App& app, CommandContext& context) {
    CLI::App* command =
        app.add_subcommand("cameras", "Choose the places for cameras, with proof of how good the choice is");
    const auto options = std::make_shared<CameraOptions>();
    const auto as_of = std::make_shared<std::string>();
    add_sources(*command, options);
    add_demand(*command, options);
    add_model(*command, options);
    command->add_option("--plot", options->plot, "Also the marginal curve as a page: .pdf, .png or .svg")
        ->type_name("FILE");
    command
        ->add_option(
            "--as-of", *as_of,
            "Date of the plan; proposals are to be reviewed a year later; default: the last day of --time, else today")
        ->type_name("YYYY-MM-DD");
    add_personal_flag(*command, options->drop_personal);
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban cameras sample/incidents.csv --x E --y N --crs EPSG:9209 --candidates sample/sites.gpkg\n"
        "         --existing sample/cameras.gpkg --count 36 --reach-m 60 -o cameras.gpkg");
    command->callback([options, as_of, &context] {
        context.work = [options, as_of, &context] {
            if (!as_of->empty()) {
                options->as_of = day_of(*as_of);
            }
            options->today = today();
            options->demand_kind = is_raster_name(options->demand) ? DemandKind::kRaster : DemandKind::kSource;
            options->command = "cameras " + shown_name(options->demand);
            const CameraSummary summary = run_cameras(*options, context.threads, context.language, context.progress);
            if (!context.quiet) {
                print_summary(summary, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
