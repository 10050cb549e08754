#include "engine/pipeline/hotspot_study.hpp"

#include <cmath>
#include <fstream>
#include <limits>
#include <utility>

#include "engine/local/cell_size.hpp"
#include "engine/weights/distance_weights.hpp"
#include "engine/weights/weights_files.hpp"
#include "engine/weights/weights_summary.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/geometry/area_locator.hpp"
#include "layers/geometry/centroid.hpp"
#include "layers/geometry/contiguity.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/read_areas.hpp"
#include "layers/read/read_incidents.hpp"
#include "layers/read/source.hpp"

namespace diaban {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr const char* kGeographic = "EPSG:4326";

/// The flag's CRS: of the only source, or of each of two that carries none of its own.
CrsId declared_for(const Source& source, const HotspotSources& sources) {
    const bool only_one = sources.areas.empty() || sources.points.empty();
    return only_one || source.own_crs().empty() ? sources.declared_crs : CrsId{};
}

/// Figures in messages: as few digits as say it.
std::string figure(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

class StudyReader {
public:
    StudyReader(const HotspotOptions& options, HotspotSummary& summary, Progress& progress)
        : m_options(options), m_sources(options.sources), m_summary(summary), m_progress(progress) {}

    HotspotStudy read() {
        check();
        choose_crs();
        HotspotStudy study;
        if (!m_sources.areas.empty()) {
            read_areas_into(study);
        }
        if (!m_sources.points.empty()) {
            read_points();
            if (m_options.cells == CellChoice::kNone) {
                count_in_areas(study);
            } else {
                count_in_cells(study);
            }
        }
        return study;
    }

private:
    void check() const {
        const auto refuse = [](const char* key) { throw Error(ErrorCode::kUsage, key, {}); };
        if (m_sources.points.empty() == m_sources.value.empty()) {
            refuse("error.hotspots-value-or-points");
        }
        if (m_sources.areas.empty() && (m_sources.points.empty() || m_options.cells == CellChoice::kNone)) {
            refuse("error.hotspots-areas-needed");
        }
        if (m_options.cells != CellChoice::kNone && m_sources.points.empty()) {
            refuse("error.hotspots-cells-need-points");
        }
        if (m_options.rate != RateKind::kCount &&
            (m_sources.population.empty() || m_options.cells != CellChoice::kNone)) {
            refuse("error.hotspots-rate-needs-population");
        }
        if ((m_sources.from || m_sources.to) && m_sources.time.empty()) {
            refuse("error.hotspots-time-needed");
        }
    }

    SourceSpec spec(const std::string& text) const {
        SourceSpec source = parse_source(text);
        const bool filtered = m_sources.points.empty() ? text == m_sources.areas : text == m_sources.points;
        source.where = filtered ? m_sources.where : "";
        return source;
    }

    void choose_crs() {
        if (!m_sources.analysis_crs.empty()) {
            require_metric(m_sources.analysis_crs);
            m_crs = m_sources.analysis_crs;
            tell_crs("hotspots.crs-given");
            return;
        }
        ChosenCrs chosen;
        if (!m_sources.areas.empty() || m_sources.x.empty()) {
            const Source source = Source::open(spec(m_sources.areas.empty() ? m_sources.points : m_sources.areas));
            chosen = choose_metric_crs(geographic_extent(source, declared_for(source, m_sources)));
        } else {
            // A table has no extent of its own: its points are read once in longitude and latitude.
            m_crs = {kGeographic};
            read_points();
            GeographicBox box;
            for (const ProjectedPoint p : m_points) {
                box.expand({p.x, p.y});
            }
            chosen = choose_metric_crs(box);
        }
        m_crs = chosen.crs;
        tell_crs(chosen.rule_key);
    }

    void tell_crs(const std::string& rule) {
        const CrsInformation information = crs_information(m_crs);
        m_summary.facts.push_back(
            {Severity::kNote, "hotspots.crs", {{"name", information.name}, {"code", information.code}, {"how", rule}}});
    }

    void read_areas_into(HotspotStudy& study) {
        AreaReadOptions options;
        options.source = spec(m_sources.areas);
        options.analysis_crs = m_crs;
        {
            const Source source = Source::open(options.source);
            options.declared_crs = declared_for(source, m_sources);
        }
        options.id_field = m_sources.id;
        options.name_field = m_sources.name;
        options.population_field = m_sources.population;
        options.missing_ids = MissingIds::kNumberRows;
        AreaReading reading = read_areas(options, m_progress);
        m_summary.findings.insert(m_summary.findings.end(), reading.findings.begin(), reading.findings.end());
        study.areas = std::move(reading.areas);
        if (!m_sources.value.empty()) {
            study.counts = numbers_of(study.areas.attributes, m_sources.value);
        }
        if (!m_sources.population.empty()) {
            for (const std::optional<double>& people : study.areas.population) {
                study.population.push_back(people.value_or(kMissing));
            }
        }
    }

    std::vector<double> numbers_of(const Table& table, const std::string& name) const {
        const Column* column = table.find(name);
        if (column == nullptr) {
            const Source source = Source::open(spec(m_sources.areas));
            (void)source.field(name);  // throws and names the nearest
            throw Error(ErrorCode::kInternal, "error.hotspots-value-field",
                        {{"field", name}, {"row", "0"}, {"value", ""}});
        }
        std::vector<double> numbers;
        std::size_t row = 0;
        const auto push = [&](const auto& value) {
            ++row;
            using Value = std::decay_t<decltype(*value)>;
            if (!value) {
                numbers.push_back(kMissing);
            } else if constexpr (std::is_same_v<Value, std::string>) {
                const std::optional<double> number = parse_decimal(*value);
                if (!number && !value->empty()) {
                    throw Error(ErrorCode::kInput, "error.hotspots-value-field",
                                {{"field", name}, {"row", std::to_string(row)}, {"value", *value}});
                }
                numbers.push_back(number.value_or(kMissing));
            } else {
                numbers.push_back(static_cast<double>(*value));
            }
        };
        std::visit(
            [&](const auto& values) {
                for (const auto& value : values) {
                    push(value);
                }
            },
            column->values);
        return numbers;
    }

    /// Located points of the window, with their weights.
    void read_points() {
        IncidentReadOptions options;
        options.source = spec(m_sources.points);
        options.analysis_crs = m_crs;
        {
            const Source source = Source::open(options.source);
            options.declared_crs = m_sources.x.empty() ? declared_for(source, m_sources) : m_sources.declared_crs;
            if (options.declared_crs.empty() && !m_sources.x.empty()) {
                options.declared_crs = source.own_crs();
            }
        }
        options.x_field = m_sources.x;
        options.y_field = m_sources.y;
        options.time_field = m_sources.time;
        options.weight_field = m_sources.weight;
        options.threads = m_options.local.threads;
        const IncidentReading reading = read_incidents(options, m_progress);
        m_points.clear();
        m_weights.clear();
        for (std::size_t i = 0; i < reading.incidents.size(); ++i) {
            const bool inside = m_sources.time.empty() ||
                                ((!m_sources.from || reading.incidents.time[i] >= *m_sources.from) &&
                                 (!m_sources.to || reading.incidents.time[i] < *m_sources.to + std::chrono::days{1}));
            if (inside && reading.incidents.located[i] != 0) {
                m_points.push_back(reading.incidents.point[i]);
                m_weights.push_back(reading.incidents.weight[i]);
            }
        }
        m_rows_read = reading.rows_read;
        m_rows_rejected = reading.rejects.rows.size();
    }

    void count_in_areas(HotspotStudy& study) {
        study.counts.assign(study.areas.size(), 0.0);
        add_up(AreaLocator(study.areas.geometry).locate(m_points, m_options.local.threads), study.counts);
        for (std::size_t i = 0; i < study.areas.size(); ++i) {
            if (study.areas.geometry[i].empty()) {
                study.counts[i] = kMissing;
            }
        }
    }

    void count_in_cells(HotspotStudy& study) {
        std::vector<MultiPolygon> extent = study.areas.geometry;
        StudyCellOptions cell = m_options.cell;
        const bool own_extent = extent.empty();
        // Before there is a cell there is no margin: a hundredth of the extent stands in for the choice of its size.
        if (own_extent) {
            Box box;
            for (const ProjectedPoint p : m_points) {
                box.expand(p);
            }
            extent = {study_hull(m_points, {std::max(1.0, 0.01 * std::max(box.width(), box.height()))})};
        }
        double area = 0.0;
        for (const MultiPolygon& part : extent) {
            area += planar_area(part).value;
        }
        CellSizeInput input{{area}, m_points.size(), {}};
        if (m_options.cells == CellChoice::kGiven) {
            input.given = cell.side;
        }
        const CellSize size = choose_cell_size(input);
        cell.side = size.side;
        if (own_extent) {
            extent = {study_hull(m_points, {0.5 * cell.side.value})};
        }
        m_summary.facts.push_back({Severity::kNote, size.rule_key, {{"metres", figure(size.side.value)}}});
        study.cells = make_study_cells(extent, cell);
        study.areas = {};
        study.areas.crs = m_crs;
        study.areas.id = study.cells->id;
        study.areas.name = study.cells->id;
        study.areas.geometry = study.cells->geometry;
        TextValues ids(study.cells->id.begin(), study.cells->id.end());
        RealValues shares(study.cells->share.begin(), study.cells->share.end());
        study.areas.attributes.columns = {{"cell_id", std::move(ids), "", "field.cell_id"},
                                          {"share", std::move(shares), "", "field.share"}};
        study.counts.assign(study.areas.size(), 0.0);
        add_up(cells_of_points(*study.cells, m_points), study.counts);
    }

    void add_up(const std::vector<std::uint32_t>& place, std::vector<double>& counts) {
        std::size_t inside = 0;
        for (std::size_t i = 0; i < place.size(); ++i) {
            if (place[i] < counts.size()) {
                counts[place[i]] += m_weights[i];
                ++inside;
            }
        }
        if (inside == 0) {
            throw Error(ErrorCode::kInput, "error.hotspots-no-points",
                        {{"file", m_sources.points},
                         {"read", std::to_string(m_rows_read)},
                         {"rejected", std::to_string(m_rows_rejected)},
                         {"used", std::to_string(m_points.size())}});
        }
        m_summary.facts.push_back({Severity::kNote,
                                   "hotspots.points",
                                   {{"read", std::to_string(m_rows_read)},
                                    {"rejected", std::to_string(m_rows_rejected)},
                                    {"used", std::to_string(m_points.size())},
                                    {"inside", std::to_string(inside)}}});
    }

    const HotspotOptions& m_options;
    const HotspotSources& m_sources;
    HotspotSummary& m_summary;
    Progress& m_progress;
    CrsId m_crs;
    std::vector<ProjectedPoint> m_points;
    std::vector<double> m_weights;
    std::uint64_t m_rows_read = 0;
    std::uint64_t m_rows_rejected = 0;
};

/// Weights by distance among the areas that have a geometry; the others get no neighbour.
template <typename Make>
SpatialWeights by_centroids(const HotspotStudy& study, Make make) {
    WeightSites sites;
    std::vector<std::uint32_t> place;
    for (std::uint32_t i = 0; i < study.areas.size(); ++i) {
        if (!study.areas.geometry[i].empty()) {
            sites.ids.push_back(study.areas.id[i]);
            sites.points.push_back(study.cells ? study.cells->centre[i] : centroid(study.areas.geometry[i]));
            place.push_back(i);
        }
    }
    SpatialWeights part = make(sites);
    if (part.size() == study.areas.size()) {
        return part;
    }
    SpatialWeights whole;
    whole.ids = study.areas.id;
    for (std::uint32_t i = 0, at = 0; i < study.areas.size(); ++i) {
        if (at < place.size() && place[at] == i) {
            for (std::size_t k = 0; k < part.cardinality(at); ++k) {
                whole.neighbours.push_back(place[part.neighbours_of(at)[k]]);
                whole.weights.push_back(part.weights_of(at)[k]);
            }
            ++at;
        }
        whole.offsets.push_back(whole.neighbours.size());
    }
    return whole;
}

SpatialWeights contiguous(const HotspotStudy& study, const WeightChoice& choice) {
    const bool rook = choice.rule == WeightRule::kRook;
    if (study.cells) {
        CellNeighbours found = cell_neighbours(*study.cells, rook ? CellContact::kRook : CellContact::kQueen);
        return weights_from_neighbours(study.areas.id, {std::move(found.offsets), std::move(found.neighbours)});
    }
    Contiguity found = find_contiguity(
        study.areas.geometry,
        {rook ? ContiguityRule::kRook : ContiguityRule::kQueen, choice.tolerance, {10.0 * choice.tolerance.value}});
    return weights_from_neighbours(study.areas.id, {std::move(found.offsets), std::move(found.neighbours)});
}

SpatialWeights from_file(const HotspotStudy& study, const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", file.string()}});
    }
    const bool gwt = file.extension() == ".gwt";
    return gwt ? read_gwt(in, file.string(), study.areas.id)
               : weights_for_ids(read_gal(in, file.string()), study.areas.id);
}

/// The names of areas, the first few and how many more.
std::string names_of(const HotspotStudy& study, const std::vector<std::uint32_t>& which) {
    constexpr std::size_t kShown = 8;
    std::string text;
    for (std::size_t k = 0; k < which.size() && k < kShown; ++k) {
        text += (k > 0 ? ", " : "") + study.areas.name[which[k]];
    }
    return which.size() > kShown ? text + " (+" + std::to_string(which.size() - kShown) + ")" : text;
}

}  // namespace

HotspotStudy read_hotspot_study(const HotspotOptions& options, HotspotSummary& summary, Progress& progress) {
    return StudyReader(options, summary, progress).read();
}

SpatialWeights make_hotspot_weights(const HotspotStudy& study, const HotspotOptions& options, HotspotSummary& summary) {
    const WeightChoice& choice = options.weights;
    const unsigned threads = options.local.threads;
    SpatialWeights weights;
    Finding rule{Severity::kNote, "", {}};
    switch (choice.rule) {
        case WeightRule::kQueen:
        case WeightRule::kRook:
            weights = contiguous(study, choice);
            rule.key = choice.rule == WeightRule::kQueen ? "hotspots.weights.queen" : "hotspots.weights.rook";
            rule.arguments = {{"metres", figure(study.cells ? 0.0 : choice.tolerance.value)}};
            break;
        case WeightRule::kNearest:
            weights = by_centroids(study,
                                   [&](const WeightSites& s) { return k_nearest_weights(s, choice.nearest, threads); });
            rule = {Severity::kNote, "hotspots.weights.knn", {{"count", std::to_string(choice.nearest)}}};
            break;
        case WeightRule::kBand:
            weights = by_centroids(
                study, [&](const WeightSites& s) { return distance_band_weights(s, choice.length, threads); });
            rule = {Severity::kNote, "hotspots.weights.band", {{"metres", figure(choice.length.value)}}};
            break;
        case WeightRule::kKernel:
            weights = by_centroids(study, [&](const WeightSites& s) {
                return kernel_weights(s, choice.length, WeightKernel::kQuartic, threads);
            });
            rule = {Severity::kNote, "hotspots.weights.kernel", {{"metres", figure(choice.length.value)}}};
            break;
        case WeightRule::kAutomatic: {
            Metres band;
            weights = by_centroids(study, [&](const WeightSites& s) {
                band = automatic_band(s.points, threads);
                return distance_band_weights(s, band, threads);
            });
            rule = {
                Severity::kNote, "hotspots.weights.auto", {{"metres", figure(std::ceil(band.value * 100.0) / 100.0)}}};
            break;
        }
        case WeightRule::kFile:
            weights = from_file(study, choice.file);
            rule = {Severity::kNote, "hotspots.weights.file", {{"file", choice.file.filename().string()}}};
            break;
    }
    const WeightsSummary shape = summarise(weights);
    rule.arguments["links"] = std::to_string(shape.links);
    rule.arguments["components"] = std::to_string(shape.components);
    rule.arguments["least"] = std::to_string(shape.min_neighbours);
    rule.arguments["mean"] = figure(std::round(shape.mean_neighbours * 100.0) / 100.0);
    rule.arguments["most"] = std::to_string(shape.max_neighbours);
    summary.facts.push_back(std::move(rule));
    if (!shape.islands.empty()) {
        summary.findings.push_back(
            {Severity::kWarning,
             "hotspots.islands",
             {{"count", std::to_string(shape.islands.size())}, {"areas", names_of(study, shape.islands)}}});
    }
    return weights;
}

}  // namespace diaban
