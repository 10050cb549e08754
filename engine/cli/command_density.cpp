// diaban density POINTS -o OUT.tif --cell-m 50
#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <array>
#include <charconv>
#include <filesystem>
#include <memory>
#include <optional>

#include "engine/cli/commands.hpp"
#include "engine/density/bandwidth.hpp"
#include "engine/density/density_surface.hpp"
#include "engine/density/relative_risk.hpp"
#include "layers/crs/coordinate_range.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/crs/transformation.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/geometry/union.hpp"
#include "layers/read/read_areas.hpp"
#include "layers/read/read_incidents.hpp"
#include "layers/write/raster_rows.hpp"
#include "layers/write/staged_file.hpp"

namespace diaban::cli {

namespace {

struct DensityFlags {
    std::string points;
    std::filesystem::path output;
    double cell_m = 0.0;
    std::string bandwidth_m = "auto";
    std::string kernel = "quartic";
    std::vector<double> extent;
    std::string within;
    std::string edge = "none";
    bool float64 = false;
    bool adaptive = false;
    bool drop_personal = false;
    std::string relative_to;
    std::string x, y, crs, analysis_crs, where, weight, time, from, to;
};

/// "500", "auto" or "auto:rule".
struct BandwidthFlag {
    std::optional<double> metres;
    BandwidthRule rule = BandwidthRule::kSilverman;
};

BandwidthFlag parse_bandwidth(const std::string& text) {
    BandwidthFlag flag;
    if (text == "auto") {
        return flag;
    }
    if (text.starts_with("auto:")) {
        flag.rule = bandwidth_rule_from_name(text.substr(5));
        return flag;
    }
    double metres = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), metres);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw Error(ErrorCode::kUsage, "error.bandwidth-unreadable", {{"value", text}});
    }
    flag.metres = metres;
    return flag;
}

/// "2017-12-14".
LocalDay parse_day(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    char rest = 0;
    const bool read = std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) == 3;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!read || !date.ok()) {
        throw Error(ErrorCode::kUsage, "error.day-unreadable", {{"value", text}});
    }
    return LocalDay{date};
}

IncidentReadOptions read_options(const DensityFlags& flags, const std::string& source, const CrsId& analysis_crs,
                                 unsigned threads) {
    IncidentReadOptions options;
    options.source = parse_source(source);
    options.source.where = flags.where;
    options.declared_crs = {flags.crs};
    options.analysis_crs = analysis_crs;
    options.x_field = flags.x;
    options.y_field = flags.y;
    options.time_field = flags.time;
    options.weight_field = flags.weight;
    options.drop_personal = flags.drop_personal;
    options.threads = threads;
    return options;
}

/// The given metric CRS, or the one that fits where the points lie.
CrsId choose_crs(const DensityFlags& flags, Progress& progress, const CommandContext& context) {
    ChosenCrs chosen{{flags.analysis_crs}, "crs.declared"};
    if (!flags.analysis_crs.empty()) {
        require_metric(chosen.crs);
    } else if (flags.x.empty()) {
        chosen = choose_metric_crs(geographic_extent(Source::open(parse_source(flags.points)), {flags.crs}));
    } else {
        // A table has no extent of its own: its points are looked at in longitude and latitude first.
        const IncidentReading reading =
            read_incidents(read_options(flags, flags.points, {"EPSG:4326"}, context.threads), progress);
        GeographicBox box;
        for (std::size_t i = 0; i < reading.incidents.size(); ++i) {
            if (reading.incidents.located[i] != 0) {
                box.expand({reading.incidents.point[i].x, reading.incidents.point[i].y});
            }
        }
        chosen = choose_metric_crs(box);
    }
    if (!context.quiet) {
        const Catalogue& words = context.words();
        fmt::print("{}\n", words.say("run.crs", {{"name", crs_information(chosen.crs).name},
                                                 {"code", chosen.crs.definition},
                                                 {"how", words.say(chosen.rule_key)}}));
    }
    return chosen.crs;
}

struct PointColumns {
    std::vector<ProjectedPoint> points;
    std::vector<double> weights;  ///< empty without --weight
};

/// Located points of the window from `source`: --points or, with the same flags, --relative-to.
PointColumns read_points(const DensityFlags& flags, const std::string& source, const CrsId& crs,
                         CommandContext& context) {
    IncidentReading reading = read_incidents(read_options(flags, source, crs, context.threads), context.progress);
    const IncidentSet& layer = reading.incidents;
    std::optional<TimeWindow> window;
    if (!flags.from.empty() || !flags.to.empty()) {
        if (flags.time.empty() || flags.from.empty() || flags.to.empty()) {
            throw Error(ErrorCode::kUsage, "error.window-incomplete", {});
        }
        window = {parse_day(flags.from), parse_day(flags.to)};
    }
    PointColumns columns;
    for (std::size_t i = 0; i < layer.size(); ++i) {
        if (layer.located[i] != 0 && (!window || window->contains(layer.time[i]))) {
            columns.points.push_back(layer.point[i]);
            if (!flags.weight.empty()) {
                columns.weights.push_back(layer.weight[i]);
            }
        }
    }
    const Catalogue& words = context.words();
    if (!context.quiet) {
        for (const Finding& finding : reading.findings) {
            fmt::print(stderr, "{}: {}\n", words.say("cli.note"), words.say(finding.key, finding.arguments));
        }
        const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
        fmt::print("{}\n", words.say("density.points", {{"read", number(reading.rows_read)},
                                                        {"rejected", number(reading.rejects.rows.size())},
                                                        {"used", number(columns.points.size())}}));
    }
    return columns;
}

MultiPolygon read_area(const DensityFlags& flags, const CrsId& crs, Progress& progress) {
    if (flags.within.empty()) {
        return {};
    }
    AreaReadOptions options;
    options.source = parse_source(flags.within);
    options.analysis_crs = crs;
    options.personal = flags.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
    // Only the shapes are wanted: any column serves as the name, and features that share it are one area.
    const std::vector<std::string> fields = Source::open(options.source).field_names();
    options.name_field = fields.empty() ? "" : fields.front();
    return union_of(read_areas(options, progress).areas.geometry);
}

Grid grid_for(const DensityFlags& flags, const MultiPolygon& area, const PointColumns& columns) {
    const Metres cell{flags.cell_m};
    if (!flags.extent.empty()) {
        return grid_covering({flags.extent[0], flags.extent[1], flags.extent[2], flags.extent[3]}, cell);
    }
    return grid_covering(area.empty() ? bounding_box(WeightedPoints{columns.points, {}}) : bounding_box(area), cell);
}

Metres choose_bandwidth(const BandwidthFlag& flag, const WeightedPoints& points, const BandwidthOptions& options,
                        CommandContext& context) {
    const Catalogue& words = context.words();
    if (flag.metres) {
        return {*flag.metres};
    }
    const Bandwidth chosen = select_bandwidth(points, options, context.progress);
    if (!context.quiet) {
        const auto metres = [&](Metres length) { return words.decimal(length.value, 1); };
        fmt::print("{}\n",
                   words.say("density.bandwidth-candidates", {{"rule", std::string(bandwidth_rule_name(chosen.rule))},
                                                              {"half", metres(chosen.half)},
                                                              {"value", metres(chosen.value)},
                                                              {"doubled", metres(chosen.doubled)}}));
        if (chosen.note != BandwidthNote::kNone) {
            const char* key = chosen.note == BandwidthNote::kMedianDistanceZero ? "note.bandwidth-median-distance-zero"
                              : chosen.note == BandwidthNote::kOneAxis          ? "note.bandwidth-one-axis"
                                                                                : "note.bandwidth-search-end";
            fmt::print(stderr, "{}: {}\n", words.say("cli.note"), words.say(key));
        }
    }
    return chosen.value;
}

/// Degrees whose CRS was given as a metric one are no longer seen after they were transformed: so the coordinates as they came.
void tell_of_degrees(const DensityFlags& flags, const CrsId& crs, const PointColumns& columns,
                     const CommandContext& context) {
    const CrsId declared{flags.crs};
    if (flags.crs.empty() || columns.points.empty()) {
        return;
    }
    const Transformation back = Transformation::between(crs, declared);
    if (back.identity()) {
        return;  // told by density_notices
    }
    const Box box = bounding_box(WeightedPoints{columns.points, {}});
    std::array<RawCoordinate, 4> corners{
        {{box.x_min, box.y_min}, {box.x_min, box.y_max}, {box.x_max, box.y_min}, {box.x_max, box.y_max}}};
    back.apply(corners);
    Box raw;
    for (const RawCoordinate corner : corners) {
        raw.expand(ProjectedPoint{corner.x, corner.y});
    }
    if (range_fault(raw, declared) == RangeFault::kDegreesAsMetres) {
        const Catalogue& words = context.words();
        fmt::print(stderr, "{}: {}\n", words.say("cli.note"),
                   words.say("warning.density-looks-like-degrees", {{"x_min", words.decimal(raw.x_min, 4)},
                                                                    {"y_min", words.decimal(raw.y_min, 4)},
                                                                    {"x_max", words.decimal(raw.x_max, 4)},
                                                                    {"y_max", words.decimal(raw.y_max, 4)}}));
    }
}

/// Hands the rows on to the file.
class FileConsumer : public RowConsumer {
public:
    explicit FileConsumer(RasterRows& rows) : m_rows(rows) {}
    void take(std::int64_t first_row, std::span<const double> values) override { m_rows.write(first_row, values); }

private:
    RasterRows& m_rows;
};

struct SurfaceFile {
    const CrsId& crs;
    CogOptions options;
};

/// Writes the log ratio of the points' surface to that of --relative-to, and its p beside it as OUT_p.tif.
void write_relative(const DensityFlags& flags, const WeightedPoints& cases, const DensityRequest& request,
                    const SurfaceFile& surface, CommandContext& context) {
    const PointColumns columns = read_points(flags, flags.relative_to, surface.crs, context);
    const WeightedPoints controls{columns.points, columns.weights};
    // A fixed edge correction divides both surfaces by the same mass: it cancels.
    DensityRequest plain = request;
    plain.edge = EdgeCorrection::kNone;
    const DensityResult f = density_within(cases, plain, context.progress);
    const DensityResult g = density_within(controls, plain, context.progress);
    const RelativeRisk risk = relative_risk({f.raster, g.raster, f.account.weight_used, g.account.weight_used,
                                             request.options.kernel, request.options.bandwidth});
    std::filesystem::path p_file = flags.output;
    p_file.replace_filename(flags.output.stem().string() + "_p" + flags.output.extension().string());
    CogOptions options = surface.options;
    options.metadata["RELATIVE_TO"] = flags.relative_to;
    StagedFile staged(flags.output);
    StagedFile staged_p(p_file);
    options.band_name = "log_ratio";
    write_cog(staged.path(), risk.log_ratio, options);
    options.band_name = "p_value";
    write_cog(staged_p.path(), risk.p_value, options);
    staged.commit();
    staged_p.commit();
    if (!context.quiet) {
        const Catalogue& words = context.words();
        const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
        fmt::print("{}\n", words.say("density.relative", {{"file", flags.relative_to},
                                                          {"cases", number(f.account.points_used)},
                                                          {"controls", number(g.account.points_used)},
                                                          {"without_ratio", number(risk.cells_without_ratio)},
                                                          {"without_p", number(risk.cells_without_p)}}));
        fmt::print("{}\n", words.say("density.relative-p", {{"file", p_file.string()}}));
    }
}

/// Writes the surface band by band.
DensityAccount write_surface(const DensityFlags& flags, const WeightedPoints& points, const DensityRequest& request,
                             const CogOptions& options, CommandContext& context) {
    RasterRows file(flags.output, request.grid, options);
    FileConsumer consumer(file);
    DensityAccount account = density_rows(points, request, consumer, context.progress);
    file.finish(context.progress);
    if (account.adaptive && !context.quiet) {
        const Catalogue& words = context.words();
        const auto metres = [&](double length) { return words.decimal(length, 1); };
        fmt::print("{}\n", words.say("density.adaptive",
                                     {{"least", metres(account.adaptive->least)},
                                      {"most", metres(account.adaptive->most)},
                                      {"value", metres(request.options.bandwidth.value)},
                                      {"capped", words.integer(static_cast<std::int64_t>(account.adaptive->capped))}}));
    }
    return account;
}

int run_density(const DensityFlags& flags, CommandContext& context) {
    if (flags.adaptive && !flags.relative_to.empty()) {
        throw Error(ErrorCode::kUsage, "error.relative-adaptive", {});
    }
    const BandwidthFlag bandwidth = parse_bandwidth(flags.bandwidth_m);
    DensityRequest request;
    request.options.kernel = kernel_from_name(flags.kernel);
    request.options.threads = context.threads;
    request.edge = edge_correction_from_name(flags.edge);
    if (request.edge != EdgeCorrection::kNone && flags.within.empty()) {
        throw Error(ErrorCode::kUsage, "error.density-edge-needs-area", {});
    }
    request.smoothing = flags.adaptive ? Smoothing::kAdaptive : Smoothing::kFixed;
    if (flags.adaptive && request.edge != EdgeCorrection::kNone) {
        throw Error(ErrorCode::kUsage, "error.density-adaptive-edge", {});
    }
    const CrsId crs = choose_crs(flags, context.progress, context);
    const PointColumns columns = read_points(flags, flags.points, crs, context);
    const WeightedPoints points{columns.points, columns.weights};
    request.within = read_area(flags, crs, context.progress);
    request.grid = grid_for(flags, request.within, columns);
    const SquareMetres area = request.within.empty() ? SquareMetres{0.0} : planar_area(request.within);
    request.options.bandwidth = choose_bandwidth(
        bandwidth, points,
        {.rule = bandwidth.rule, .kernel = request.options.kernel, .threads = context.threads, .study_area = area},
        context);
    const Catalogue& words = context.words();
    const auto memory =
        static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
    for (const DensityNotice& notice : density_notices(points, request.grid, request.options, memory)) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.note"), words.say(notice.key, notice.arguments));
    }
    tell_of_degrees(flags, crs, columns, context);
    CogOptions options;
    options.crs = crs;
    options.precision = flags.float64 ? RasterPrecision::kFloat64 : RasterPrecision::kFloat32;
    options.band_name = "density_per_km2";
    options.metadata = {
        {"KERNEL", flags.kernel},
        {"BANDWIDTH_M", fmt::format("{}", request.options.bandwidth.value)},
        {"BANDWIDTH_RULE", bandwidth.metres ? "given" : std::string(bandwidth_rule_name(bandwidth.rule))},
        {"EDGE", flags.edge},
        {"SMOOTHING", flags.adaptive ? "adaptive (Abramson)" : "fixed"},
        {"WINDOW", flags.from.empty() ? "all" : flags.from + "/" + flags.to}};
    if (!flags.relative_to.empty()) {
        write_relative(flags, points, request, {crs, options}, context);
        return 0;
    }
    const DensityAccount account = write_surface(flags, points, request, options, context);
    if (!context.quiet) {
        const auto length = [&](double metres) { return words.decimal(metres, metres < 1.0 ? 3 : 1); };
        fmt::print("{}\n", words.say(flags.within.empty() ? "density.written-everywhere" : "density.written",
                                     {{"file", flags.output.string()},
                                      {"columns", words.integer(request.grid.columns)},
                                      {"rows", words.integer(request.grid.rows)},
                                      {"cell", length(flags.cell_m)},
                                      {"kernel", flags.kernel},
                                      {"bandwidth", length(request.options.bandwidth.value)},
                                      {"used", words.integer(static_cast<std::int64_t>(account.points_used))},
                                      {"outside", words.integer(static_cast<std::int64_t>(account.points_outside))}}));
    }
    return 0;
}

}  // namespace

void add_density_command(CLI::App& app, CommandContext& context) {
    CLI::App* command =
        app.add_subcommand("density", "Kernel density surface of points, in weight per km2, as GeoTIFF");
    const auto flags = std::make_shared<DensityFlags>();
    command->add_option("points", flags->points, "Points: FILE, FILE:layer or PG:...")->required()->type_name("POINTS");
    command->add_option("-o,--output", flags->output, "GeoTIFF to write")->required()->type_name("OUT.tif");
    command->add_option("--cell-m", flags->cell_m, "Side of a cell in metres, > 0")->required()->type_name("METRES");
    command
        ->add_option("--bandwidth-m", flags->bandwidth_m,
                     "Radius of the kernel in metres (0.001 to 1e8), or auto, or auto:silverman|scott|ppl|diggle|cvl")
        ->capture_default_str()
        ->type_name("METRES|auto");
    command
        ->add_option("--kernel", flags->kernel,
                     "quartic, epanechnikov, triangular, uniform or gaussian (its bandwidth is the standard deviation)")
        ->capture_default_str();
    command
        ->add_option("--extent", flags->extent,
                     "xmin,ymin,xmax,ymax in the analysis CRS; default: the areas, or the points")
        ->delimiter(',')
        ->expected(4)
        ->type_name("METRES");
    command->add_option("--within", flags->within, "Study area: cells outside are nodata, points outside left out")
        ->type_name("AREAS");
    command->add_option("--edge", flags->edge, "Edge correction at the study area's border: none, uniform or diggle")
        ->capture_default_str();
    command->add_flag(
        "--adaptive", flags->adaptive,
        "A bandwidth for each point by Abramson's rule: --bandwidth-m is the pilot's and their geometric mean");
    command
        ->add_option("--relative-to", flags->relative_to,
                     "Other points, read with the same flags: writes the natural log of the ratio of the two "
                     "densities, and its p to OUT_p.tif")
        ->type_name("POINTS");
    command->add_flag("--float64", flags->float64, "Write double precision");
    command->add_option("--x", flags->x, "Column of easting or longitude")->type_name("COL");
    command->add_option("--y", flags->y, "Column of northing or latitude")->type_name("COL");
    command->add_option("--crs", flags->crs, "CRS of the points where the file carries none")->type_name("EPSG:n");
    command
        ->add_option("--analysis-crs", flags->analysis_crs,
                     "Metric CRS of the surface; default: chosen from the extent")
        ->type_name("EPSG:n");
    command->add_option("--where", flags->where, "Which rows, in SQL")->type_name("SQL");
    command->add_option("--weight", flags->weight, "Column of weights; default: every point counts 1")
        ->type_name("COL");
    command->add_option("--time", flags->time, "Column of date and time, for --from and --to")->type_name("COL");
    command->add_option("--from", flags->from, "First day, inclusive")->type_name("YYYY-MM-DD");
    command->add_option("--to", flags->to, "Last day, inclusive")->type_name("YYYY-MM-DD");
    add_personal_flag(*command, flags->drop_personal);
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban density incidents.csv --x lon --y lat --crs EPSG:4326 -o density.tif --cell-m 50 "
        "--bandwidth-m auto");
    command->callback([flags, &context] { context.work = [flags, &context] { return run_density(*flags, context); }; });
}

}  // namespace diaban::cli
