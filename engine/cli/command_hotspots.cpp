// diaban hotspots AREAS -o OUT.gpkg
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <string>

#include "engine/cli/commands.hpp"
#include "engine/studies/hotspots/run_hotspots.hpp"
#include "layers/model/error.hpp"
#include "layers/read/local_time_text.hpp"

namespace diaban::cli {

namespace {

/// Flags that are texts until they are understood.
struct HotspotFlags {
    HotspotOptions options;
    std::string weights = "queen";
    std::string grid;
    std::string from;
    std::string to;
    std::string crs;
    std::string analysis_crs;
    bool row_standardise = false;
    bool no_fdr = false;
    bool tail = false;
};

std::optional<LocalDay> day_of(const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    const std::optional<LocalTime> time = parse_local_time(text, {});
    if (!time) {
        throw Error(ErrorCode::kUsage, "error.hotspots-date-form", {{"value", text}});
    }
    return std::chrono::floor<std::chrono::days>(*time);
}

HotspotOptions understood(const HotspotFlags& flags, const CommandContext& context) {
    HotspotOptions options = flags.options;
    options.language = context.language;
    HotspotMethod& method = options.method;
    method.local.threads = context.threads;
    const std::optional<WeightChoice> weights = parse_weight_choice(flags.weights, method.weights);
    if (!weights) {
        throw Error(ErrorCode::kUsage, "error.hotspots-weights-form", {{"value", flags.weights}});
    }
    method.weights = *weights;
    options.sources.from = day_of(flags.from);
    options.sources.to = day_of(flags.to);
    options.sources.declared_crs = {flags.crs};
    options.sources.analysis_crs = {flags.analysis_crs};
    method.local.rows = flags.row_standardise ? RowWeights::kRowStandardised : RowWeights::kAsGiven;
    method.local.many_tests = flags.no_fdr ? ManyTests::kNone : ManyTests::kBenjaminiHochberg;
    method.local.tail = flags.tail ? TailRule::kApproximated : TailRule::kCounted;
    if (!flags.grid.empty() && !parse_cell_choice(flags.grid, method)) {
        throw Error(ErrorCode::kUsage, "error.hotspots-grid-form", {{"value", flags.grid}});
    }
    return options;
}

void print_summary(const HotspotSummary& summary, const HotspotOptions& options, const CommandContext& context) {
    const Catalogue& words = context.words();
    for (const Finding& finding : summary.findings) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.note"), words.say(finding.key, finding.arguments));
    }
    for (Finding fact : summary.facts) {
        if (const auto how = fact.arguments.find("how"); how != fact.arguments.end()) {
            how->second = words.say(how->second);
        }
        fmt::print("{}\n", words.say(fact.key, fact.arguments));
    }
    fmt::print("{}\n", words.say("hotspots.written", {{"file", options.output.string()}}));
}

void add_source_flags(CLI::App& command, HotspotFlags& flags) {
    HotspotSources& sources = flags.options.sources;
    command
        .add_option("areas", sources.areas,
                    "Areas: FILE, FILE:layer or PG: string (with --grid-m: the study area, optional)")
        ->type_name("AREAS");
    command
        .add_option("-o,--output", flags.options.output,
                    "Output file; the extension says the format (.gpkg .geojson .fgb .csv .xlsx)")
        ->required()
        ->type_name("OUT.gpkg");
    command.add_option("--value", sources.value, "Field of AREAS to analyse")->type_name("FIELD");
    command.add_option("--points", sources.points, "Points to count in the areas or cells, in place of --value")
        ->type_name("POINTS");
    command.add_option("--population", sources.population, "Field of AREAS with residents, for --rate")
        ->type_name("FIELD");
    command.add_option("--id", sources.id, "Field of AREAS with ids; default: row numbers")->type_name("FIELD");
    command.add_option("--name", sources.name, "Field of AREAS with names; default: the ids")->type_name("FIELD");
    command.add_option("--x", sources.x, "Field of POINTS with eastings or longitudes (tables)")->type_name("COL");
    command.add_option("--y", sources.y, "Field of POINTS with northings or latitudes (tables)")->type_name("COL");
    command.add_option("--weight", sources.weight, "Field of POINTS: what each point counts; default 1")
        ->type_name("COL");
    command.add_option("--time", sources.time, "Field of POINTS with dates, for --from and --to")->type_name("COL");
    command.add_option("--from", flags.from, "First day counted, yyyy-mm-dd")->type_name("DATE");
    command.add_option("--to", flags.to, "Last day counted, yyyy-mm-dd")->type_name("DATE");
    command.add_option("--where", sources.where, "Filter in SQL, of POINTS where given, else of AREAS")
        ->type_name("SQL");
    command.add_option("--crs", flags.crs, "CRS of sources that carry none, and of --x and --y")->type_name("EPSG:n");
    command
        .add_option("--analysis-crs", flags.analysis_crs,
                    "Metric CRS of the analysis; default: chosen from the extent and printed")
        ->type_name("EPSG:n");
}

void add_statistic_flags(CLI::App& command, HotspotFlags& flags) {
    HotspotMethod& options = flags.options.method;
    command.add_option("--stat", options.local.statistic, "gi-star (default), gi, moran, geary")
        ->transform(
            CLI::CheckedTransformer(std::map<std::string, LocalStatistic>{{"gi-star", LocalStatistic::kGetisOrdStar},
                                                                          {"gi", LocalStatistic::kGetisOrd},
                                                                          {"moran", LocalStatistic::kMoran},
                                                                          {"geary", LocalStatistic::kGeary}}))
        ->default_str("gi-star");
    command
        .add_option("--rate", options.rate,
                    "count (default), raw, eb (empirical Bayes), eb-local (of the neighbourhood); need --population")
        ->transform(
            CLI::CheckedTransformer(std::map<std::string, RateKind>{{"count", RateKind::kCount},
                                                                    {"raw", RateKind::kRaw},
                                                                    {"eb", RateKind::kEmpiricalBayes},
                                                                    {"eb-local", RateKind::kLocalEmpiricalBayes}}))
        ->default_str("count");
    command
        .add_option("--weights", flags.weights,
                    "queen, rook, knn:K, band:METRES, kernel:METRES, auto (smallest band that leaves nobody alone), "
                    "file:FILE.gal|.gwt")
        ->capture_default_str();
    command
        .add_option("--snap-m", options.weights.tolerance.value,
                    "Gaps and overlaps up to this many metres still touch (queen, rook)")
        ->check(CLI::Range(0.0, 1e6))
        ->capture_default_str();
    command.add_option("--save-weights", flags.options.save_weights, "Also write the weights, .gal or .gwt")
        ->type_name("FILE");
    command.add_flag("--row-standardise", flags.row_standardise, "Divide each area's weights by their sum");
    command
        .add_option("--permutations", options.local.permutations, "Random permutations for p; 0 = normal approximation")
        ->check(CLI::Range(0u, 100000000u))
        ->capture_default_str();
    command.add_flag("--tail", flags.tail,
                     "p below 1 / (permutations + 1) by the tail itself, exact or approximated (p_source says which)");
    command.add_option("--seed", options.local.seed, "Seed of the permutations")->capture_default_str();
    command.add_option("--alpha", options.local.alpha, "Level of significance, between 0 and 1")
        ->check(CLI::Range(1e-12, 1.0 - 1e-12))
        ->capture_default_str();
    command.add_flag("--no-fdr", flags.no_fdr, "No correction for many tests (default: Benjamini-Hochberg)");
    command
        .add_option("--grid-m", flags.grid,
                    "Count points in cells of this many metres in place of AREAS; auto = by rule")
        ->type_name("METRES|auto");
    command.add_option("--cell-shape", options.cell.shape, "square (default) or hexagon (of the same area)")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, CellShape>{{"square", CellShape::kSquare}, {"hexagon", CellShape::kHexagon}}))
        ->default_str("square");
}

}  // namespace

void add_hotspots_command(CLI::App& app, CommandContext& context) {
    CLI::App* command = app.add_subcommand("hotspots", "Local statistics of areas or cells: Gi*, Gi, Moran, Geary");
    const auto flags = std::make_shared<HotspotFlags>();
    add_source_flags(*command, *flags);
    add_statistic_flags(*command, *flags);
    add_personal_flag(*command, flags->options.sources.drop_personal);
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban hotspots communes.gpkg -o hotspots.gpkg --value incidents --stat gi-star --weights queen\n"
        "         diaban hotspots --points incidents.csv --x X --y Y --crs EPSG:9209 --grid-m 150 -o cells.gpkg");
    command->callback([flags, &context] {
        context.work = [flags, &context] {
            const HotspotOptions options = understood(*flags, context);
            const HotspotSummary summary = run_hotspots(options, context.progress);
            if (!context.quiet) {
                print_summary(summary, options, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
