#include "engine/cli/sweep_flags.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <map>

#include "engine/cli/commands.hpp"
#include "layers/words/finding_sentence.hpp"

namespace diaban::cli {

void add_point_flags(CLI::App& command, DatedPointSources& sources, StudyTexts& texts) {
    command.add_option("points", sources.points, "Incidents: FILE, FILE:layer or PG: string")
        ->required()
        ->type_name("POINTS");
    command.add_option("--x", sources.x_field, "Column of easting or longitude (tables)")->type_name("COL");
    command.add_option("--y", sources.y_field, "Column of northing or latitude (tables)")->type_name("COL");
    command.add_option("--crs", sources.crs.definition,
                       "CRS of x and y and of sources that carry none, such as EPSG:9209");
    command.add_option("--analysis-crs", sources.analysis_crs.definition,
                       "Metric CRS to compute and write in; default: the data's own where metric, else chosen");
    command.add_option("--where", sources.where, "Only incidents that meet this SQL condition")->type_name("SQL");
    command.add_option("--time", sources.time_field, "Column of the incident's date and time; needed")
        ->type_name("COL");
    command
        .add_option("--time-format", sources.time_format,
                    "Pattern such as %d/%m/%Y %H:%M; default: found over the whole column")
        ->type_name("PATTERN");
    command
        .add_option("--weight", sources.weight_field, "Column of harm; default: each incident 1. Counts never use it")
        ->type_name("COL");
    command
        .add_option("--detected-by", sources.detected_by_field,
                    "Column that says who found the incident: what police found by looking is left out")
        ->type_name("COL");
    command.add_option("--from", texts.from, "First day that is read")->type_name("DATE");
    command.add_option("--to", texts.to, "Last day that is read")->type_name("DATE");
    add_personal_flag(command, sources.drop_personal);
}

void add_study_flags(CLI::App& command, SweepStudyOptions& options, StudyTexts& texts) {
    add_point_flags(command, options.sources, texts);
    command.add_option("--within", options.sources.within, "Study area; default: the hull of the incidents")
        ->type_name("AREAS");
    command.add_option("--box-m", options.box_m, "Side of a box in metres, 10..10000")->capture_default_str();
    command
        .add_option(
            "--grid", options.placement,
            "free (default): each box laid where most is expected; lattice: one lattice, its origin and turn chosen on "
            "past incidents; fixed: multiples of the side")
        ->transform(CLI::CheckedTransformer(std::map<std::string, BoxPlacement>{
            {"free", BoxPlacement::kFree}, {"lattice", BoxPlacement::kLattice}, {"fixed", BoxPlacement::kFixed}}));
    command
        .add_option("--places", options.places,
                    "Areas (hamlets, blocks) or street segments to choose from in place of boxes; a segment is the "
                    "ground within 20 m")
        ->type_name("PLACES");
    command.add_option("--roads", options.roads, "Streets: figures by their length beside those by area")
        ->type_name("LINES");
    command
        .add_option_function<double>(
            "--area-km2", [&options](double a) { options.area_km2 = a; }, "Budget: area that can be worked, km2")
        ->type_name("A");
    command
        .add_option_function<std::size_t>(
            "--boxes", [&options](std::size_t n) { options.boxes = n; }, "Budget: number of boxes")
        ->type_name("N");
    command
        .add_option_function<double>(
            "--team-hours",
            [&options](double h) {
                if (!options.team) {
                    options.team = TeamTime{};
                }
                options.team->team_hours = h;
            },
            "Budget: hours of all teams over the horizon; each box is visited 15 minutes every two hours of every "
            "shift")
        ->type_name("HOURS");
    command
        .add_option_function<double>(
            "--shifts",
            [&options](double n) {
                if (!options.team) {
                    options.team = TeamTime{};
                }
                options.team->shifts = n;
            },
            "Shifts over the horizon, for --team-hours; default 1")
        ->type_name("N");
    command
        .add_option_function<double>(
            "--shift-hours",
            [&options](double h) {
                if (!options.team) {
                    options.team = TeamTime{};
                }
                options.team->shift_hours = h;
            },
            "Length of a shift in hours, for --team-hours; default 4")
        ->type_name("HOURS");
    command.add_option("--horizon-days", options.horizon_days, "Length of the sweep in days, 1..366")
        ->capture_default_str();
    command
        .add_option(
            "--as-of", texts.as_of,
            "First day of the sweep: forecasts know what happened before it; default: the day after the last incident")
        ->type_name("DATE");
    command.add_flag_callback(
        "--include-detected", [&options] { options.detected = DetectedIncidents::kCounted; },
        "Count what police found by looking, too");
    std::map<std::string, ForecastModel> models{{"auto", ForecastModel::kAutomatic}};
    for (const ForecastModel model : kForecastCandidates) {
        models[forecast_model_name(model)] = model;
    }
    command
        .add_option("--model", options.model,
                    "auto (default): the best by rolling score; or naive, kernel, kernel-recency, near-repeat, "
                    "self-exciting, regression, mixture, blend")
        ->transform(CLI::CheckedTransformer(models));
    command.add_option("--seed", options.seed, "Seed of intervals by resampling")->capture_default_str();
}

void understand(const StudyTexts& texts, DatedPointSources& sources) {
    if (!texts.from.empty()) {
        sources.from = day_from_text(texts.from);
    }
    if (!texts.to.empty()) {
        sources.to = day_from_text(texts.to);
    }
}

void understand(const StudyTexts& texts, SweepStudyOptions& options) {
    understand(texts, options.sources);
    if (!texts.as_of.empty()) {
        options.as_of = day_from_text(texts.as_of);
    }
}

void print_findings(const std::vector<Finding>& findings, const CommandContext& context) {
    const Catalogue& words = context.words();
    for (const Finding& finding : findings) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.note"), finding_sentence(finding, words));
    }
}

void print_study(const SweepStudy& study, const SweepStudyOptions& options, const CommandContext& context) {
    const Catalogue& words = context.words();
    const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    print_findings(study.findings, context);
    const CrsInformation crs = crs_information(study.points.crs.crs);
    fmt::print(
        "{}\n",
        words.say("run.crs", {{"name", crs.name}, {"code", crs.code}, {"how", words.say(study.points.crs.rule_key)}}));
    fmt::print("{}\n", words.say("sweep.study", {{"events", number(study.events.size())},
                                                 {"from", words.date(day_of_number(study.first_day))},
                                                 {"to", words.date(day_of_number(study.known_to_day - 1.0))},
                                                 {"area", words.decimal(study.study_km2, 1)},
                                                 {"places", number(study.places.size())}}));
    if (options.places.empty()) {
        const BoxFrame& frame = study.frame.frame;
        fmt::print("{}\n", words.say("sweep.frame", {{"side", words.decimal(options.box_m, 0)},
                                                     {"turn", words.decimal(frame.turn_deg, 0)},
                                                     {"x", words.decimal(frame.shift_x, 1)},
                                                     {"y", words.decimal(frame.shift_y, 1)}}));
    }
}

void print_scores(const AutomaticForecast& automatic, const CommandContext& context) {
    const Catalogue& words = context.words();
    fmt::print("{}\n",
               words.say("sweep.scores", {{"folds", words.integer(static_cast<std::int64_t>(automatic.folds))}}));
    for (const CandidateScore& score : automatic.scores) {
        fmt::print("  {} {:<15} {:>7} %  {:>8}\n", score.model == automatic.chosen ? "*" : " ",
                   forecast_model_name(score.model), words.decimal(100.0 * score.hit_rate, 2),
                   words.decimal(score.log_score, 3));
    }
}

}  // namespace diaban::cli
