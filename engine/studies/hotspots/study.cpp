#include "engine/studies/hotspots/study.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "engine/studies/hotspots/counts.hpp"
#include "layers/crs/crs_information.hpp"
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

class StudyReader {
public:
    StudyReader(const HotspotOptions& options, HotspotSummary& summary, Progress& progress)
        : m_options(options), m_sources(options.sources), m_summary(summary), m_progress(progress) {}

    HotspotStudy read() {
        check();
        choose_crs();
        HotspotStudy study;
        study.ids = m_sources.id.empty() ? StudyKeys::kMadeUp : StudyKeys::kOfTheAreas;
        study.names = m_sources.name.empty() ? StudyKeys::kMadeUp : StudyKeys::kOfTheAreas;
        if (!m_sources.areas.empty()) {
            read_areas_into(study);
        }
        if (!m_sources.points.empty()) {
            read_points();
            const bool in_areas = m_options.method.cells == CellChoice::kNone;
            (in_areas ? count_in_areas : count_in_cells)(study, {m_reading, m_rows, true, m_sources.points},
                                                         m_options.method, m_summary);
        }
        return study;
    }

private:
    void check() const {
        const auto refuse = [](const char* key) { throw Error(ErrorCode::kUsage, key, {}); };
        if (m_sources.points.empty() == m_sources.value.empty()) {
            refuse("error.hotspots-value-or-points");
        }
        if (m_sources.areas.empty() && (m_sources.points.empty() || m_options.method.cells == CellChoice::kNone)) {
            refuse("error.hotspots-areas-needed");
        }
        if (m_options.method.cells != CellChoice::kNone && m_sources.points.empty()) {
            refuse("error.hotspots-cells-need-points");
        }
        if (m_options.method.rate != RateKind::kCount &&
            (m_sources.population.empty() || m_options.method.cells != CellChoice::kNone)) {
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
            for (const ProjectedPoint p : points_of(m_reading.incidents, m_rows)) {
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
        options.personal = m_sources.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
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

    /// Reads the points and picks the located ones of the window.
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
        options.drop_personal = m_sources.drop_personal;
        options.threads = m_options.method.local.threads;
        m_reading = read_incidents(options, m_progress);
        IncidentFilter filter{IncidentPlace::kLocated};
        if (m_sources.from || m_sources.to) {
            filter.windows = {window_between(m_sources.from, m_sources.to)};
        }
        m_rows = rows_where(m_reading.incidents, filter);
    }

    const HotspotOptions& m_options;
    const HotspotSources& m_sources;
    HotspotSummary& m_summary;
    Progress& m_progress;
    CrsId m_crs;
    IncidentReading m_reading;
    RowIndices m_rows;
};

}  // namespace

HotspotStudy read_hotspot_study(const HotspotOptions& options, HotspotSummary& summary, Progress& progress) {
    return StudyReader(options, summary, progress).read();
}

}  // namespace diaban
