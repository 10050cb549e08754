#include "engine/review/review_layers.hpp"

#include "engine/output/review_kinds.hpp"
#include "engine/output/table_builder.hpp"
#include "engine/review/area_rates.hpp"
#include "engine/review/areas_layer.hpp"
#include "engine/review/hour_counts.hpp"
#include "engine/review/side_columns.hpp"
#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/thematic_map.hpp"
#include "layers/gdal/isolines.hpp"
#include "layers/text/csv_table.hpp"

namespace diaban {

namespace {

std::optional<std::string> text_or_missing(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

FeatureLayer isolines_layer(const Raster& density, const CrsId& crs) {
    const std::vector<Isoline> lines =
        isolines(density, density_map_breaks({{}, {}, density, fitting_breaks(density, kDensityMapClasses)}));
    TableBuilder columns(lines.size());
    columns.real("density_per_km2", "per km2", [&](std::size_t i) { return std::optional<double>(lines[i].level); });
    FeatureLayer layer;
    layer.name = isolines_kind().name;
    layer.crs = crs;
    layer.kind = GeometryKind::kLine;
    for (const Isoline& line : lines) {
        layer.geometry.emplace_back(line.line);
    }
    layer.table = std::move(columns.table());
    return layer;
}

FeatureLayer sensitivity_layer(const ProjectData& data, const Analysis& analysis) {
    struct Row {
        const SensitivityVariant* variant;
        std::size_t area;
    };
    std::vector<Row> rows;
    for (const SensitivityVariant& variant : analysis.sensitivity.variants) {
        for (std::size_t i = 0; i < variant.area_class.size(); ++i) {
            if (variant.area_class[i]) {
                rows.push_back({&variant, i});
            }
        }
    }
    TableBuilder columns(rows.size());
    columns.text("area_id", [&](std::size_t i) { return std::optional<std::string>(data.areas.id[rows[i].area]); });
    columns.text("variant", [&](std::size_t i) { return std::optional<std::string>(rows[i].variant->name); });
    for (const auto& [name, language] :
         {std::pair{"variant_vi", Language::kVietnamese}, std::pair{"variant_en", Language::kEnglish}}) {
        columns.text(name, [&, &words = catalogue(language)](std::size_t i) {
            return std::optional<std::string>(words.say("pack.variant." + rows[i].variant->name));
        });
    }
    columns.text("class", [&](std::size_t i) {
        return std::optional<std::string>(class_value(*rows[i].variant->area_class[rows[i].area]));
    });
    columns.real("share_same_class", "", [&](std::size_t i) { return rows[i].variant->share[rows[i].area]; });
    FeatureLayer layer;
    layer.name = sensitivity_kind().name;
    layer.table = std::move(columns.table());
    return layer;
}

}  // namespace

FeatureLayer area_periods_layer(const ReviewParts& review) {
    const ProjectData& data = review.data;
    const Analysis& analysis = review.analysis;
    struct Row {
        const char* period;
        const WindowCounts* counts;
        std::size_t area;
    };
    std::vector<Row> rows;
    const auto add_window = [&](const char* period, const WindowCounts& counts) {
        for (std::size_t i = 0; i < data.areas.size(); ++i) {
            rows.push_back({period, &counts, i});
        }
    };
    add_window("baseline", analysis.baseline);
    add_window("current", analysis.current);
    for (const WindowCounts& month : analysis.months) {
        add_window("month", month);
    }
    TableBuilder columns(rows.size());
    columns.text("area_id", [&](std::size_t i) { return std::optional<std::string>(data.areas.id[rows[i].area]); });
    columns.text("period", [&](std::size_t i) { return std::optional<std::string>(rows[i].period); });
    columns.text("from",
                 [&](std::size_t i) { return std::optional<std::string>(iso_date(rows[i].counts->window.from)); });
    columns.text("to", [&](std::size_t i) { return std::optional<std::string>(iso_date(rows[i].counts->window.to)); });
    columns.integer("days", [&](std::size_t i) { return std::optional<std::int64_t>(rows[i].counts->window.days()); });
    columns.integer("n", [&](std::size_t i) {
        return std::optional<std::int64_t>(static_cast<std::int64_t>(rows[i].counts->incidents[rows[i].area]));
    });
    columns.integer("n_detected", [&](std::size_t i) {
        return std::optional<std::int64_t>(static_cast<std::int64_t>(rows[i].counts->detected_by_police[rows[i].area]));
    });
    columns.real("rate", rate_unit(analysis.exposure_basis),
                 [&](std::size_t i) { return rate_of(data, analysis, rows[i].area, *rows[i].counts); });
    FeatureLayer layer;
    layer.name = area_periods_kind().name;
    layer.table = std::move(columns.table());
    return layer;
}

FeatureLayer rejected_layer(const Rejects& rejects, const Catalogue& words) {
    TableBuilder columns(rejects.rows.size());
    columns.text("source", [&](std::size_t i) { return std::optional<std::string>(rejects.rows[i].source); });
    columns.integer("row", [&](std::size_t i) {
        return std::optional<std::int64_t>(static_cast<std::int64_t>(rejects.rows[i].row));
    });
    columns.text("reason", [&](std::size_t i) { return std::optional<std::string>(rejects.rows[i].reason_key); });
    columns.text("reason_text",
                 [&](std::size_t i) { return std::optional<std::string>(words.say(rejects.rows[i].reason_key)); });
    columns.text("detail", [&](std::size_t i) { return text_or_missing(rejects.rows[i].detail); });
    columns.text("nearest", [&](std::size_t i) { return text_or_missing(rejects.rows[i].nearest); });
    FeatureLayer layer;
    layer.name = rejected_kind().name;
    layer.table = std::move(columns.table());
    return layer;
}

FeatureLayer incidents_layer(const ReviewParts& review) {
    const auto& [project, data, analysis] = review;
    const IncidentSet& incidents = data.incidents.incidents;
    const RowIndices rows =
        rows_where(incidents, {IncidentPlace::kLocatedInArea, {analysis.baseline.window, analysis.current.window}});
    TableBuilder columns(rows.size());
    columns.text("day",
                 [&](std::size_t k) { return std::optional<std::string>(iso_date(day_of(incidents.time[rows[k]]))); });
    columns.text("category",
                 [&](std::size_t k) { return text_or_missing(incidents.categories[incidents.category[rows[k]]]); });
    FeatureLayer layer{
        std::string(incidents_kind().name), incidents.crs, GeometryKind::kPoint, {}, std::move(columns.table())};
    for (const std::uint32_t i : rows) {
        layer.geometry.emplace_back(incidents.point[i]);
    }
    return layer;
}

std::vector<OutputLayer> class_layers(const ReviewParts& review, const std::vector<Column>& study_columns) {
    const auto& [project, data, analysis] = review;
    return {{areas_layer(review, study_columns)},
            {area_periods_layer(review)},
            {sensitivity_layer(data, analysis)},
            {rejected_layer(all_rejects(data), catalogue(project.project.language))}};
}

std::vector<OutputLayer> review_layers(const ReviewParts& review, const Raster& density,
                                       const std::vector<Column>& study_columns) {
    const auto& [project, data, analysis] = review;
    std::vector<OutputLayer> layers = class_layers(review, study_columns);
    layers.insert(layers.begin() + 2, OutputLayer{hour_counts_layer(data, analysis)});
    if (project.maps.isolines) {
        layers.push_back({isolines_layer(as_written(density, project.density.float64), data.areas.crs)});
    }
    return layers;
}

std::vector<Surface> review_surfaces(const Project& project, const ReviewHeader& header, DensitySurfaces density) {
    const auto iso = [](const TimeWindow& w) { return iso_date(w.from) + "/" + iso_date(w.to); };
    const auto surface = [&](const std::string& name, Raster raster, const std::string& days) {
        Surface made;
        made.name = name;
        made.band = "density_per_km2";
        made.metadata = {{"DIABAN_RUN_ID", header.run_id},
                         {"DIABAN_WINDOW", days},
                         {"DIABAN_BANDWIDTH_M", std::to_string(header.bandwidth_m)},
                         {"DIABAN_BANDWIDTH_RULE", header.bandwidth_rule},
                         {"DIABAN_EDGE", std::string(edge_correction_name(project.density.edge))},
                         {"DIABAN_SMOOTHING", project.density.smoothing == Smoothing::kAdaptive ? "adaptive" : "fixed"},
                         {"DIABAN_KERNEL", std::string(kernel_name(project.density.kernel))}};
        made.raster = std::move(raster);
        return made;
    };
    std::vector<Surface> surfaces;
    surfaces.push_back(surface("density", std::move(density.current), iso(header.current)));
    surfaces.back().window = "current";
    surfaces.back().classes = "density_classes";
    surfaces.push_back(surface("density_baseline", std::move(density.baseline), iso(header.baseline)));
    surfaces.back().window = "baseline";
    surfaces.push_back(
        surface("density_change", std::move(density.change), iso(header.baseline) + " -> " + iso(header.current)));
    surfaces.back().window = "change";
    surfaces.back().band = "density_change_per_km2";
    return surfaces;
}

std::string rejects_csv(const Rejects& rejects, const Catalogue& words) {
    std::vector<std::string> names{"source", "row", "line", "reason", "reason_text", "detail", "nearest"};
    names.insert(names.end(), rejects.field_names.begin(), rejects.field_names.end());
    CsvTable table(names);
    for (const RejectedRow& row : rejects.rows) {
        std::vector<std::string> cells{
            row.source,     std::to_string(row.row),   std::to_string(row.line > 0 ? row.line : row.row),
            row.reason_key, words.say(row.reason_key), row.detail,
            row.nearest};
        cells.insert(cells.end(), row.fields.begin(), row.fields.end());
        table.add(cells);
    }
    return table.text();
}

}  // namespace diaban
