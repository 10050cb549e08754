#include "engine/input/coordinate_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engine/input/incident_areas.hpp"
#include "layers/crs/coordinate_range.hpp"
#include "layers/read/number_text.hpp"

namespace diaban {

namespace {

std::string toml_text(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return quoted + "\"";
}

/// "EPSG:5897 (VN-2000 / TM-3 105-00)"; a PROJ string stands for itself.
std::string named(const CrsId& crs) {
    const CrsInformation information = crs_information(crs);
    if (information.code.empty() || information.name == "unknown") {
        return crs.definition.size() < 200 || information.name == "unknown" ? crs.definition : information.name;
    }
    return information.code + " (" + information.name + ")";
}

std::string row_examples(const std::vector<std::uint64_t>& rows, const RowNumbers& numbers) {
    constexpr std::size_t kShown = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(rows.size(), kShown); ++i) {
        text += fmt::format("{}{}", i > 0 ? ", " : "", numbers.of(rows[i]));
    }
    return rows.size() > kShown ? text + fmt::format(" (+{})", rows.size() - kShown) : text;
}

std::string percent(double share) {
    return fmt::format("{:.0f}", 100.0 * share);
}

/// Rejected rows whose coordinates are numbers all the same: metres in a CRS of degrees are rejected row by row, and
/// the whole file with them.
std::vector<CoordinateRow> rejected_coordinates(const Project& project, const ProjectData& data) {
    std::vector<CoordinateRow> rows;
    std::vector<std::string> keys;
    const std::vector<std::string>& fields = data.incidents.rejects.field_names;
    const auto area_field = std::find(fields.begin(), fields.end(), project.incidents.area);
    for (const RejectedRow& row : data.incidents.rejects.rows) {
        const std::size_t between = row.detail.find("; ");
        if ((row.reason_key != "reject.coordinate-out-of-range" &&
             row.reason_key != "reject.coordinate-untransformable") ||
            between == std::string::npos) {
            continue;
        }
        const auto x = parse_decimal(std::string_view(row.detail).substr(0, between));
        const auto y = parse_decimal(std::string_view(row.detail).substr(between + 2));
        if (x && y) {
            rows.push_back({{*x, *y}, kNoArea, row.row});
            const auto at = static_cast<std::size_t>(area_field - fields.begin());
            keys.push_back(at < row.fields.size() ? row.fields[at] : "");
        }
    }
    const std::vector<std::uint32_t> stated = areas_named(keys, data.areas);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].stated = stated[i];
    }
    return rows;
}

class CoordinateTeller {
public:
    CoordinateTeller(const Project& project, const ProjectData& data, CoordinateReport& report)
        : m_project(project), m_data(data), m_report(report), m_file(shown_name(project.incidents.source)) {}

    void tell_whole_file() {
        const CoordinateInspection& inspection = m_report.inspection;
        if (inspection.better) {
            const BetterReading& better = *inspection.better;
            Finding finding = about_points(Severity::kFault, key_of(better.reading.kind), inspection.as_declared,
                                           better.fit, better.reading);
            finding.arguments["also"] = names_of(better.as_good);
            finding.settings = settings_for(better.reading);
            m_report.findings.push_back(std::move(finding));
            m_report.nothing_usable = inspection.as_declared.inside == 0;
        } else if (inspection.nothing_fits) {
            m_report.findings.push_back({Severity::kFault,
                                         "finding.coordinates-outside",
                                         {{"file", m_file},
                                          {"crs", named(declared())},
                                          {"points", std::to_string(inspection.as_declared.points)},
                                          {"right", std::to_string(inspection.as_declared.right)}},
                                         "incidents"});
            m_report.nothing_usable = inspection.as_declared.inside == 0;
        }
    }

    void tell_rows(const std::vector<std::uint64_t>& at_zero) {
        for (const MisplacedRows& misplaced : m_report.inspection.misplaced) {
            const bool swapped = misplaced.reading.order == AxisOrder::kSwapped;
            Finding finding = about_rows(swapped ? "finding.rows-swapped" : "finding.rows-other-crs", misplaced.rows);
            finding.arguments["crs"] = named(misplaced.reading.crs);
            m_report.findings.push_back(std::move(finding));
        }
        if (!at_zero.empty()) {
            m_report.findings.push_back(about_rows("finding.rows-at-zero", at_zero));
        }
    }

    void tell_datum() {
        const DatumShift& datum = m_report.datum;
        if (datum.verdict == DatumVerdict::kShifted) {
            const DatumWitnesses& better = datum.others[*datum.better];
            Finding finding =
                about_points(Severity::kFault, "finding.datum-shift", datum.as_declared, better.fit, better.reading);
            finding.arguments["metres"] = fmt::format("{:.0f}", std::hypot(better.east_m, better.north_m));
            finding.arguments["east"] = fmt::format("{:+.0f}", -better.east_m);
            finding.arguments["north"] = fmt::format("{:+.0f}", -better.north_m);
            finding.arguments["free_east"] = fmt::format("{:+.0f}", -datum.free_east_m);
            finding.arguments["free_north"] = fmt::format("{:+.0f}", -datum.free_north_m);
            finding.arguments["gained"] = std::to_string(better.gained);
            finding.arguments["lost"] = std::to_string(better.lost);
            if (better.of_areas) {
                finding.key = "finding.datum-shift-of-areas";
                finding.arguments["areas_crs"] = named(m_data.areas_read.source_crs);
                finding.input = "areas";
                finding.settings = {{"areas.crs", toml_text(better.reading.crs.definition)}};
            } else {
                const auto areas = areas_reading_against(better);
                finding.arguments["areas_crs"] = areas ? named(areas->crs) : "–";
                finding.settings = settings_for(better.reading);
            }
            m_report.findings.push_back(std::move(finding));
        } else if (datum.verdict == DatumVerdict::kFits || datum.verdict == DatumVerdict::kCannotTell) {
            const bool fits = datum.verdict == DatumVerdict::kFits;
            std::uint64_t heard = 0;
            for (const DatumWitnesses& other : datum.others) {
                heard = std::max(heard, other.gained + other.lost);
            }
            m_report.findings.push_back({Severity::kNote,
                                         fits ? "finding.datum-fits" : "finding.datum-not-verified",
                                         {{"file", m_file},
                                          {"crs", named(declared())},
                                          {"points", std::to_string(datum.as_declared.points)},
                                          {"right", std::to_string(datum.as_declared.right)},
                                          {"squares", std::to_string(heard)}},
                                         "incidents"});
        }
    }

    void tell_piles(const std::vector<std::uint64_t>& at_zero) {
        const PointPiles& piles = m_report.piles;
        const auto share = [&](std::size_t rows) {
            return percent(static_cast<double>(rows) / static_cast<double>(piles.located));
        };
        const bool spot_is_zero = !piles.rows_on_spot.empty() &&
                                  std::binary_search(at_zero.begin(), at_zero.end(), piles.rows_on_spot.front());
        if (!piles.rows_on_spot.empty() && !spot_is_zero) {
            Finding finding = about_rows("finding.points-on-one-spot", piles.rows_on_spot);
            finding.arguments["percent"] = share(piles.rows_on_spot.size());
            finding.arguments["place"] = fmt::format("{:.0f}; {:.0f}", piles.spot.x, piles.spot.y);
            m_report.findings.push_back(std::move(finding));
        }
        if (!piles.rows_on_centres.empty()) {
            Finding finding = about_rows("finding.points-on-centres", piles.rows_on_centres);
            finding.arguments["percent"] = share(piles.rows_on_centres.size());
            finding.arguments["areas"] = std::to_string(piles.areas_with_centre.size());
            finding.arguments["example"] = m_data.areas.name[piles.areas_with_centre.front()];
            m_report.findings.push_back(std::move(finding));
        }
    }

private:
    [[nodiscard]] const CrsId& declared() const { return m_data.incidents.source_crs; }

    static const char* key_of(ReadingKind kind) {
        switch (kind) {
            case ReadingKind::kSwapped:
                return "finding.coordinates-swapped";
            case ReadingKind::kDegrees:
                return "finding.coordinates-degrees-as-metres";
            case ReadingKind::kMetres:
                return "finding.coordinates-metres-as-degrees";
            default:
                return "finding.coordinates-other-crs";
        }
    }

    static std::string names_of(const std::vector<CoordinateReading>& readings) {
        constexpr std::size_t kShown = 4;
        std::string text;
        for (std::size_t i = 0; i < std::min(readings.size(), kShown); ++i) {
            text += (i > 0 ? ", " : "") + named(readings[i].crs);
        }
        return text.empty() ? "–" : text;
    }

    [[nodiscard]] Finding about_points(Severity severity, const char* key, const CoordinateFit& as_declared,
                                       const CoordinateFit& other, const CoordinateReading& reading) const {
        return {severity,
                key,
                {{"file", m_file},
                 {"crs", named(declared())},
                 {"other", named(reading.crs)},
                 {"points", std::to_string(as_declared.points)},
                 {"right", std::to_string(as_declared.right)},
                 {"right_percent", percent(as_declared.share_right())},
                 {"other_right", std::to_string(other.right)},
                 {"other_percent", percent(other.share_right())},
                 {"x", m_project.incidents.x},
                 {"y", m_project.incidents.y}},
                "incidents"};
    }

    [[nodiscard]] Finding about_rows(const char* key, const std::vector<std::uint64_t>& rows) const {
        return {Severity::kWarning,
                key,
                {{"file", m_file},
                 {"count", std::to_string(rows.size())},
                 {"rows", row_examples(rows, m_data.incidents.numbers)}},
                "incidents",
                {},
                rows};
    }

    [[nodiscard]] std::vector<ProjectSetting> settings_for(const CoordinateReading& reading) const {
        std::vector<ProjectSetting> settings;
        if (!(reading.crs == declared())) {
            settings.push_back({"incidents.crs", toml_text(reading.crs.definition)});
        }
        // Points of a geometry column cannot be turned by a key: then there is nothing to declare.
        if (reading.order == AxisOrder::kSwapped && !m_project.incidents.x.empty()) {
            settings.push_back({"incidents.x", toml_text(m_project.incidents.y)});
            settings.push_back({"incidents.y", toml_text(m_project.incidents.x)});
        } else if (reading.order == AxisOrder::kSwapped) {
            settings.clear();
        }
        return settings;
    }

    /// The reading of the areas that closes the same gap from the other side, where there is one: a cloud and its areas
    /// show only that they differ.
    [[nodiscard]] std::optional<CoordinateReading> areas_reading_against(const DatumWitnesses& better) const {
        const AreaLayer& areas = m_data.areas;
        const auto any = std::find_if(areas.geometry.begin(), areas.geometry.end(),
                                      [](const MultiPolygon& a) { return !a.empty(); });
        const ProjectedPoint here = any->polygons.front().outer.front();
        const std::vector<RawCoordinate> place{{here.x, here.y}};
        const auto raw =
            read_as(place, {areas.crs, AxisOrder::kAsGiven, ReadingKind::kDatum}, m_data.areas_read.source_crs);
        if (!raw) {
            return std::nullopt;
        }
        const std::vector<RawCoordinate> came{{raw->front().x, raw->front().y}};
        for (const CoordinateReading& reading : datum_readings(m_data.areas_read.source_crs)) {
            const auto moved = read_as(came, reading, areas.crs);
            // Within 30 m of the opposite displacement; one reading is another's mirror image only where both use the
            // same shift.
            if (moved && std::hypot(moved->front().x - here.x + better.east_m,
                                    moved->front().y - here.y + better.north_m) < 30.0) {
                return reading;
            }
        }
        return std::nullopt;
    }

    const Project& m_project;
    const ProjectData& m_data;
    CoordinateReport& m_report;
    std::string m_file;
};

}  // namespace

CoordinateReport inspect_project_coordinates(const Project& project, const ProjectData& data, unsigned threads) {
    CoordinateReport report;
    const IncidentSet& incidents = data.incidents.incidents;
    const CrsId& declared = data.incidents.source_crs;
    const bool any_area = std::any_of(data.areas.geometry.begin(), data.areas.geometry.end(),
                                      [](const MultiPolygon& area) { return !area.empty(); });
    if (declared.empty() || !any_area) {
        return report;
    }
    const std::vector<std::uint32_t> stated = incidents.area_key.empty()
                                                  ? std::vector<std::uint32_t>(incidents.size(), kNoArea)
                                                  : areas_named(incidents.area_key, data.areas);
    CoordinateCloud cloud = coordinate_cloud(incidents, stated, declared, data.areas);
    const std::vector<CoordinateRow> rejected = rejected_coordinates(project, data);
    cloud.sample.insert(cloud.sample.end(), rejected.begin(), rejected.end());
    cloud.far.insert(cloud.far.end(), rejected.begin(), rejected.end());
    report.inspection = inspect_coordinates(cloud, declared, data.areas, threads);
    // Where the whole file is read wrongly, finer questions have no meaning.
    if (!report.inspection.better && !report.inspection.nothing_fits) {
        report.datum = find_datum_shift({cloud.sample, declared, data.areas_read.source_crs}, data.areas, threads);
        report.piles = find_point_piles(incidents, data.areas);
    }
    CoordinateTeller teller(project, data, report);
    teller.tell_whole_file();
    teller.tell_rows(cloud.at_zero);
    teller.tell_piles(cloud.at_zero);
    teller.tell_datum();
    std::stable_sort(report.findings.begin(), report.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
    return report;
}

std::vector<Finding> area_range_findings(const Project& project, const ProjectData& data) {
    const Box& extent = data.areas_read.source_extent;
    const RangeFault fault = range_fault(extent, data.areas_read.source_crs);
    if (fault == RangeFault::kNone) {
        return {};
    }
    Finding finding{Severity::kFault,
                    fault == RangeFault::kDegreesAsMetres ? "finding.areas-degrees-as-metres" : "finding.areas-swapped",
                    {{"file", std::filesystem::path(project.areas.source).filename().string()},
                     {"crs", named(data.areas_read.source_crs)},
                     {"x", fmt::format("{:.6g} … {:.6g}", extent.x_min, extent.x_max)},
                     {"y", fmt::format("{:.6g} … {:.6g}", extent.y_min, extent.y_max)}},
                    "areas"};
    if (fault == RangeFault::kDegreesAsMetres) {
        finding.settings.push_back({"areas.crs", toml_text("EPSG:4326")});
    }
    return {finding};
}

}  // namespace diaban
