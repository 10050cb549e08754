#include "engine/input/point_input.hpp"

#include <algorithm>
#include <cmath>

#include "layers/read/local_time_text.hpp"
#include "layers/read/read_areas.hpp"
#include "layers/read/read_incidents.hpp"

namespace diaban {

namespace {

constexpr const char* kGeographic = "EPSG:4326";

IncidentReadOptions read_options(const DatedPointSources& sources, const CrsId& analysis_crs) {
    IncidentReadOptions options;
    options.source = parse_source(sources.points);
    options.source.where = sources.where;
    options.analysis_crs = analysis_crs;
    options.x_field = sources.x_field;
    options.y_field = sources.y_field;
    options.time_field = sources.time_field;
    options.time_format = sources.time_format;
    options.weight_field = sources.weight_field;
    options.detected_by_field = sources.detected_by_field;
    options.drop_personal = sources.drop_personal;
    const Source source = Source::open(options.source);
    // --crs speaks of x and y columns, and of sources that carry none; a source's own CRS is not overruled by the way.
    if (!sources.x_field.empty() || source.own_crs().empty()) {
        options.declared_crs = sources.crs;
    }
    return options;
}

ChosenCrs choose_crs(const DatedPointSources& sources, Progress& progress) {
    if (!sources.analysis_crs.empty()) {
        require_metric(sources.analysis_crs);
        return {sources.analysis_crs, "crs.declared"};
    }
    const IncidentReadOptions options = read_options(sources, {kGeographic});
    const CrsId own = options.declared_crs.empty() ? Source::open(options.source).own_crs() : options.declared_crs;
    if (!own.empty()) {
        const CrsInformation information = crs_information(own);
        if (information.kind == CrsKind::kProjected && information.metres_per_unit == 1.0) {
            return {own, "crs.source-metric"};
        }
    }
    if (sources.x_field.empty()) {
        return choose_metric_crs(geographic_extent(Source::open(options.source), options.declared_crs));
    }
    // A table has no extent of its own: its points are looked at in longitude and latitude first.
    const IncidentReading reading = read_incidents(options, progress);
    std::vector<double> longitude;
    std::vector<double> latitude;
    for (const std::uint32_t i : rows_where(reading.incidents, {IncidentPlace::kLocated})) {
        longitude.push_back(reading.incidents.point[i].x);
        latitude.push_back(reading.incidents.point[i].y);
    }
    if (longitude.empty()) {
        throw Error(ErrorCode::kInput, "error.extent-empty", {});
    }
    // A few stray points must not choose the zone: the middle 99 % do.
    GeographicBox box;
    const auto quantile = [](std::vector<double>& values, double share) {
        const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), at, values.end());
        return *at;
    };
    for (const double share : {0.005, 0.995}) {
        box.expand({quantile(longitude, share), quantile(latitude, share)});
    }
    return choose_metric_crs(box);
}

}  // namespace

double day_number(LocalTime time) {
    return std::chrono::duration<double, std::ratio<86400>>(time.time_since_epoch()).count();
}

LocalDay day_of_number(double day) {
    return LocalDay{std::chrono::days{static_cast<int>(std::floor(day))}};
}

PointInput read_points(const DatedPointSources& sources, Progress& progress) {
    if (sources.time_field.empty()) {
        std::string names;
        for (const std::string& name : Source::open(parse_source(sources.points)).field_names()) {
            names += (names.empty() ? "" : ", ") + name;
        }
        throw Error(ErrorCode::kUsage, "error.time-needed", {{"file", shown_name(sources.points)}, {"names", names}});
    }
    PointInput points;
    points.crs = choose_crs(sources, progress);
    const IncidentReadOptions options = read_options(sources, points.crs.crs);
    IncidentReading reading = read_incidents(options, progress);
    keep_rows(reading.incidents,
              rows_where(reading.incidents, {IncidentPlace::kLocated, {window_between(sources.from, sources.to)}}));
    points.incidents = std::move(reading.incidents);
    points.findings = std::move(reading.findings);
    for (const auto& [reason, count] : reading.rejects.by_reason()) {
        points.findings.push_back(
            {Severity::kWarning,
             "finding.points-rejected",
             {{"file", shown_name(options.source.path)}, {"count", std::to_string(count)}, {"reason_key", reason}}});
    }
    points.inputs.push_back(record_of("points", options.source, {}));
    points.inputs.back().set_rows(reading.rows_read, reading.rejects.rows.size());
    return points;
}

PlanAreas read_named_areas(const AreaRequest& request, PointInput& points, Progress& progress) {
    AreaReadOptions options;
    options.source = parse_source(request.source);
    options.source.where = request.where;
    options.analysis_crs = points.crs.crs;
    options.missing_ids = MissingIds::kNumberRows;
    options.personal = request.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
    {
        const Source source = Source::open(options.source);
        if (source.own_crs().empty()) {
            options.declared_crs = request.crs;
        }
        for (const std::string& field : source.field_names()) {
            if (field == "box_id") {
                options.name_field = field;
                break;
            }
        }
    }
    AreaReading reading = read_areas(options, progress);
    points.findings.insert(points.findings.end(), reading.findings.begin(), reading.findings.end());
    points.inputs.push_back(record_of(request.role, options.source, {}));
    points.inputs.back().set_rows(reading.features_read, 0);
    return {std::move(reading.areas.name), std::move(reading.areas.geometry)};
}

}  // namespace diaban
