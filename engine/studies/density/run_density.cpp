#include "engine/studies/density/run_density.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>

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

namespace diaban {

namespace {

struct PointColumns {
    std::vector<ProjectedPoint> points;
    std::vector<double> weights;  ///< empty without --weight
};

/// Hands the rows on to the file.
class FileConsumer : public RowConsumer {
public:
    explicit FileConsumer(RasterRows& rows) : m_rows(rows) {}
    void take(std::int64_t first_row, std::span<const double> values) override { m_rows.write(first_row, values); }

private:
    RasterRows& m_rows;
};

void require_together(const DensityStudyOptions& options) {
    const bool adaptive = options.method.smoothing == Smoothing::kAdaptive;
    if (adaptive && !options.relative_to.empty()) {
        throw Error(ErrorCode::kUsage, "error.relative-adaptive", {});
    }
    if (options.method.edge != EdgeCorrection::kNone && options.within.empty()) {
        throw Error(ErrorCode::kUsage, "error.density-edge-needs-area", {});
    }
    if (adaptive && options.method.edge != EdgeCorrection::kNone) {
        throw Error(ErrorCode::kUsage, "error.density-adaptive-edge", {});
    }
    const bool window = options.from || options.to;
    if (window && (options.time_field.empty() || !options.from || !options.to)) {
        throw Error(ErrorCode::kUsage, "error.window-incomplete", {});
    }
}

/// One run of the command.
class DensityRun {
public:
    DensityRun(const DensityStudyOptions& options, Progress& progress)
        : m_options(options), m_progress(progress), m_words(catalogue(options.language)) {}

    DensitySummary run() {
        require_together(m_options);
        const DensitySection& method = m_options.method;
        DensityRequest request;
        request.options.kernel = method.kernel;
        request.options.threads = m_options.threads;
        request.edge = method.edge;
        request.smoothing = method.smoothing;
        m_crs = choose_crs();
        const PointColumns columns = read_points(m_options.points);
        const WeightedPoints points{columns.points, columns.weights};
        request.within = read_area();
        request.grid = grid_for(request.within, columns);
        const SquareMetres area = request.within.empty() ? SquareMetres{0.0} : planar_area(request.within);
        request.options.bandwidth = choose_bandwidth(points, area);
        const auto memory =
            static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
        for (const DensityNotice& notice : density_notices(points, request.grid, request.options, memory)) {
            tell(notice.key, notice.arguments);
        }
        tell_of_degrees(columns);
        CogOptions file;
        file.crs = m_crs;
        file.precision = method.float64 ? RasterPrecision::kFloat64 : RasterPrecision::kFloat32;
        file.band_name = "density_per_km2";
        file.metadata = {
            {"KERNEL", std::string(kernel_name(method.kernel))},
            {"BANDWIDTH_M", fmt::format("{}", request.options.bandwidth.value)},
            {"BANDWIDTH_RULE", method.bandwidth_m ? "given" : std::string(bandwidth_rule_name(method.bandwidth_rule))},
            {"EDGE", std::string(edge_correction_name(method.edge))},
            {"SMOOTHING", method.smoothing == Smoothing::kAdaptive ? "adaptive (Abramson)" : "fixed"},
            {"WINDOW", m_options.from ? iso_date(*m_options.from) + "/" + iso_date(*m_options.to) : "all"}};
        if (m_options.relative_to.empty()) {
            write_surface(points, request, file);
        } else {
            write_relative(points, request, file);
        }
        return std::move(m_summary);
    }

private:
    void print(const std::string& key, const MessageArguments& arguments) {
        m_summary.facts.push_back({Severity::kNote, key, arguments});
    }
    void tell(const std::string& key, const MessageArguments& arguments) {
        m_summary.findings.push_back({Severity::kNote, key, arguments});
    }
    [[nodiscard]] std::string number(std::uint64_t n) const { return m_words.integer(static_cast<std::int64_t>(n)); }
    [[nodiscard]] std::string metres(double length) const { return m_words.decimal(length, 1); }

    [[nodiscard]] IncidentReadOptions read_options(const std::string& source, const CrsId& analysis_crs) const {
        IncidentReadOptions options;
        options.source = parse_source(source);
        options.source.where = m_options.where;
        options.declared_crs = m_options.crs;
        options.analysis_crs = analysis_crs;
        options.x_field = m_options.x_field;
        options.y_field = m_options.y_field;
        options.time_field = m_options.time_field;
        options.weight_field = m_options.weight_field;
        options.drop_personal = m_options.drop_personal;
        options.threads = m_options.threads;
        return options;
    }

    /// The given metric CRS, or the one that fits where the points lie.
    CrsId choose_crs() {
        ChosenCrs chosen{m_options.analysis_crs, "crs.declared"};
        if (!m_options.analysis_crs.empty()) {
            require_metric(chosen.crs);
        } else if (m_options.x_field.empty()) {
            chosen = choose_metric_crs(geographic_extent(Source::open(parse_source(m_options.points)), m_options.crs));
        } else {
            // A table has no extent of its own: its points are looked at in longitude and latitude first.
            const IncidentReading reading = read_incidents(read_options(m_options.points, {"EPSG:4326"}), m_progress);
            GeographicBox box;
            for (const std::uint32_t i : rows_where(reading.incidents, {.place = IncidentPlace::kLocated})) {
                box.expand({reading.incidents.point[i].x, reading.incidents.point[i].y});
            }
            chosen = choose_metric_crs(box);
        }
        print("run.crs", {{"name", crs_information(chosen.crs).name},
                          {"code", chosen.crs.definition},
                          {"how", m_words.say(chosen.rule_key)}});
        return chosen.crs;
    }

    /// Located points of the window, of the points or of those they are compared with.
    PointColumns read_points(const std::string& source) {
        const IncidentReading reading = read_incidents(read_options(source, m_crs), m_progress);
        const IncidentSet& incidents = reading.incidents;
        IncidentFilter filter{.place = IncidentPlace::kLocated};
        if (m_options.from) {
            filter.windows = {{*m_options.from, *m_options.to}};
        }
        const RowIndices rows = rows_where(incidents, filter);
        PointColumns columns{points_of(incidents, rows), {}};
        if (!m_options.weight_field.empty()) {
            for (const std::uint32_t i : rows) {
                columns.weights.push_back(incidents.weight[i]);
            }
        }
        m_summary.findings.insert(m_summary.findings.end(), reading.findings.begin(), reading.findings.end());
        print("density.points", {{"read", number(reading.rows_read)},
                                 {"rejected", number(reading.rejects.rows.size())},
                                 {"used", number(columns.points.size())}});
        return columns;
    }

    MultiPolygon read_area() {
        if (m_options.within.empty()) {
            return {};
        }
        AreaReadOptions options;
        options.source = parse_source(m_options.within);
        options.analysis_crs = m_crs;
        options.personal = m_options.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
        // Only the shapes are wanted: any column serves as the name, and features that share it are one area.
        const std::vector<std::string> fields = Source::open(options.source).field_names();
        options.name_field = fields.empty() ? "" : fields.front();
        return union_of(read_areas(options, m_progress).areas.geometry);
    }

    [[nodiscard]] Grid grid_for(const MultiPolygon& area, const PointColumns& columns) const {
        const Metres cell{m_options.method.cell_m};
        const std::vector<double>& extent = m_options.extent;
        if (!extent.empty()) {
            return grid_covering({extent[0], extent[1], extent[2], extent[3]}, cell);
        }
        return grid_covering(area.empty() ? bounding_box(WeightedPoints{columns.points, {}}) : bounding_box(area),
                             cell);
    }

    Metres choose_bandwidth(const WeightedPoints& points, SquareMetres area) {
        const DensitySection& method = m_options.method;
        if (method.bandwidth_m) {
            return {*method.bandwidth_m};
        }
        const Bandwidth chosen = select_bandwidth(
            points,
            {.rule = method.bandwidth_rule, .kernel = method.kernel, .threads = m_options.threads, .study_area = area},
            m_progress);
        print("density.bandwidth-candidates", {{"rule", std::string(bandwidth_rule_name(chosen.rule))},
                                               {"half", metres(chosen.half.value)},
                                               {"value", metres(chosen.value.value)},
                                               {"doubled", metres(chosen.doubled.value)}});
        if (chosen.note != BandwidthNote::kNone) {
            tell(chosen.note == BandwidthNote::kMedianDistanceZero ? "note.bandwidth-median-distance-zero"
                 : chosen.note == BandwidthNote::kOneAxis          ? "note.bandwidth-one-axis"
                                                                   : "note.bandwidth-search-end",
                 {});
        }
        return chosen.value;
    }

    /// Degrees whose CRS was given as a metric one are no longer seen after they were transformed: so the coordinates as
    /// they came.
    void tell_of_degrees(const PointColumns& columns) {
        if (m_options.crs.empty() || columns.points.empty()) {
            return;
        }
        const Transformation back = Transformation::between(m_crs, m_options.crs);
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
        if (range_fault(raw, m_options.crs) == RangeFault::kDegreesAsMetres) {
            tell("warning.density-looks-like-degrees", {{"x_min", m_words.decimal(raw.x_min, 4)},
                                                        {"y_min", m_words.decimal(raw.y_min, 4)},
                                                        {"x_max", m_words.decimal(raw.x_max, 4)},
                                                        {"y_max", m_words.decimal(raw.y_max, 4)}});
        }
    }

    /// The log ratio of the points' surface to that of the others, and its p beside it.
    void write_relative(const WeightedPoints& cases, const DensityRequest& request, CogOptions options) {
        const PointColumns columns = read_points(m_options.relative_to);
        const WeightedPoints controls{columns.points, columns.weights};
        // A fixed edge correction divides both surfaces by the same mass: it cancels.
        DensityRequest plain = request;
        plain.edge = EdgeCorrection::kNone;
        const DensityResult f = density_within(cases, plain, m_progress);
        const DensityResult g = density_within(controls, plain, m_progress);
        const RelativeRisk risk = relative_risk({f.raster, g.raster, f.account.weight_used, g.account.weight_used,
                                                 request.options.kernel, request.options.bandwidth});
        std::filesystem::path p_file = m_options.output;
        p_file.replace_filename(m_options.output.stem().string() + "_p" + m_options.output.extension().string());
        options.metadata["RELATIVE_TO"] = m_options.relative_to;
        StagedFile staged(m_options.output);
        StagedFile staged_p(p_file);
        options.band_name = "log_ratio";
        write_cog(staged.path(), risk.log_ratio, options);
        options.band_name = "p_value";
        write_cog(staged_p.path(), risk.p_value, options);
        staged.commit();
        staged_p.commit();
        print("density.relative", {{"file", m_options.relative_to},
                                   {"cases", number(f.account.points_used)},
                                   {"controls", number(g.account.points_used)},
                                   {"without_ratio", number(risk.cells_without_ratio)},
                                   {"without_p", number(risk.cells_without_p)}});
        print("density.relative-p", {{"file", p_file.string()}});
    }

    /// Band by band.
    void write_surface(const WeightedPoints& points, const DensityRequest& request, const CogOptions& options) {
        RasterRows file(m_options.output, request.grid, options);
        FileConsumer consumer(file);
        const DensityAccount account = density_rows(points, request, consumer, m_progress);
        file.finish(m_progress);
        if (account.adaptive) {
            print("density.adaptive", {{"least", metres(account.adaptive->least)},
                                       {"most", metres(account.adaptive->most)},
                                       {"value", metres(request.options.bandwidth.value)},
                                       {"capped", number(account.adaptive->capped)}});
        }
        const auto length = [&](double value) { return m_words.decimal(value, value < 1.0 ? 3 : 1); };
        print(m_options.within.empty() ? "density.written-everywhere" : "density.written",
              {{"file", m_options.output.string()},
               {"columns", m_words.integer(request.grid.columns)},
               {"rows", m_words.integer(request.grid.rows)},
               {"cell", length(m_options.method.cell_m)},
               {"kernel", std::string(kernel_name(request.options.kernel))},
               {"bandwidth", length(request.options.bandwidth.value)},
               {"used", number(account.points_used)},
               {"outside", number(account.points_outside)}});
    }

    const DensityStudyOptions& m_options;
    Progress& m_progress;
    const Catalogue& m_words;
    CrsId m_crs;
    DensitySummary m_summary;
};

}  // namespace

DensitySummary run_density(const DensityStudyOptions& options, Progress& progress) {
    return DensityRun(options, progress).run();
}

}  // namespace diaban
