#include "engine/program/sample_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/sample/faults.hpp"
#include "engine/sample/province.hpp"
#include "layers/base/version.hpp"
#include "layers/words/catalogue.hpp"
#include "layers/write/feature_file.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;

// The file by which an earlier sample is known.
constexpr const char* kMarker = "truth.csv";
constexpr const char* kByteOrderMark = "\xEF\xBB\xBF";

std::string synthetic_note() {
    return catalogue(Language::kVietnamese).say("sample.note");
}

// One row of a CSV file. Cells with a comma, quote or line end are quoted (RFC 4180).
std::string csv_row(const std::vector<std::string>& cells) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        row += i > 0 ? "," : "";
        if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
            row += cells[i];
            continue;
        }
        row += '"';
        for (const char c : cells[i]) {
            row += c == '"' ? "\"\"" : std::string(1, c);
        }
        row += '"';
    }
    return row + "\r\n";
}

// Builds a table row by row; columns keep the order in which they are first named.
class LayerBuilder {
public:
    LayerBuilder(std::string name, GeometryKind kind) {
        m_layer.name = std::move(name);
        m_layer.crs = {kSampleCrs};
        m_layer.kind = kind;
    }
    LayerBuilder& shape(Geometry geometry) {
        m_layer.geometry.push_back(std::move(geometry));
        return *this;
    }
    LayerBuilder& text(const char* name, std::string value) { return add<TextValues>(name, "", std::move(value)); }
    LayerBuilder& integer(const char* name, std::int64_t value) { return add<IntegerValues>(name, "", value); }
    LayerBuilder& real(const char* name, const char* unit, double value) { return add<RealValues>(name, unit, value); }
    /// Ends every row, so that no feature can be taken for a real one.
    void synthetic() { text("note", synthetic_note()); }
    FeatureLayer take() { return std::move(m_layer); }

private:
    template <typename Values, typename Value>
    LayerBuilder& add(const char* name, const char* unit, Value value) {
        std::vector<Column>& columns = m_layer.table.columns;
        auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == name; });
        if (column == columns.end()) {
            column = columns.insert(columns.end(), Column{name, Values{}, unit, ""});
        }
        std::get<Values>(column->values).push_back(std::move(value));
        return *this;
    }

    FeatureLayer m_layer;
};

const char* camera_status(CameraStatus status) {
    switch (status) {
        case CameraStatus::kWorking:
            return "hoạt động";
        case CameraStatus::kBroken:
            return "hỏng";
        case CameraStatus::kSwitchedOff:
            return "tạm dừng";
    }
    return "";
}

const char* road_kind(RoadKind kind) {
    switch (kind) {
        case RoadKind::kHighway:
            return "quốc lộ";
        case RoadKind::kProvincial:
            return "tỉnh lộ";
        case RoadKind::kCommune:
            return "đường xã";
    }
    return "";
}

FeatureLayer cameras_layer(const Sample& sample) {
    LayerBuilder layer("cameras", GeometryKind::kPoint);
    for (const ExistingCamera& camera : sample.cameras) {
        layer.shape(camera.place)
            .text("camera_id", camera.id)
            .text("area_id", sample.areas[camera.area].code)
            .text("status", camera_status(camera.status))
            .real("reach_m", "m", camera.reach_m)
            .real("bearing_deg", "degrees from north", camera.bearing_deg)
            .real("field_of_view_deg", "degrees", camera.field_of_view_deg)
            .text("last_check", iso_date(camera.last_check))
            .text("owner", camera.owner)
            .synthetic();
    }
    return layer.take();
}

FeatureLayer sites_layer(const Sample& sample) {
    LayerBuilder layer("sites", GeometryKind::kPoint);
    for (const CandidateSite& site : sample.sites) {
        layer.shape(site.place)
            .text("site_id", site.id)
            .text("area_id", sample.areas[site.area].code)
            .text("kind", site.kind)
            .real("cost", "million VND", site.cost_million_vnd)
            .synthetic();
    }
    return layer.take();
}

FeatureLayer roads_layer(const Sample& sample) {
    LayerBuilder layer("roads", GeometryKind::kLine);
    std::int64_t number = 0;
    for (const Road& road : sample.roads.roads) {
        layer.shape(road.line).integer("road_id", ++number).text("kind", road_kind(road.kind)).synthetic();
    }
    return layer.take();
}

FeatureLayer sweep_layer(const Sample& sample) {
    LayerBuilder layer("sweep", GeometryKind::kArea);
    for (const SweepBox& box : sample.sweep) {
        const Box& b = box.box;
        const Ring ring{
            {b.x_min, b.y_min}, {b.x_max, b.y_min}, {b.x_max, b.y_max}, {b.x_min, b.y_max}, {b.x_min, b.y_min}};
        layer.shape(MultiPolygon{{Polygon{ring, {}}}})
            .text("box_id", box.id)
            .text("area_id", sample.areas[box.area].code)
            .text("role", box.role == SweepRole::kTreated ? "treated" : "control")
            .text("swept_from", iso_date(box.swept.from))
            .text("swept_to", iso_date(box.swept.to))
            .text("just_before_from", iso_date(box.just_before.from))
            .text("just_before_to", iso_date(box.just_before.to))
            .text("year_before_from", iso_date(box.year_before.from))
            .text("year_before_to", iso_date(box.year_before.to))
            .synthetic();
    }
    return layer.take();
}

FeatureLayer named_places_layer(const char* name, const Sample& sample, const std::vector<NamedPlace>& places) {
    LayerBuilder layer(name, GeometryKind::kPoint);
    for (const NamedPlace& place : places) {
        layer.shape(place.place).text("name", place.name).text("area_id", sample.areas[place.area].code).synthetic();
    }
    return layer.take();
}

std::string incidents_text(const Sample& sample) {
    std::vector<std::string> header = incident_header();
    header.push_back("Ghi chú");
    std::string text = kByteOrderMark + csv_row(header);
    for (std::size_t i = 0; i < sample.incidents.size(); ++i) {
        std::vector<std::string> cells = incident_cells(sample, i);
        cells.push_back(synthetic_note());
        text += csv_row(cells);
    }
    return text;
}

std::string truth_text(const Sample& sample) {
    std::string text = csv_row({"area_id", "class", "baseline_multiple", "current_multiple", "note"});
    for (std::size_t i = 0; i < sample.truth.size(); ++i) {
        const AreaTruth& truth = sample.truth[i];
        text += csv_row({sample.areas[i].code, true_class_name(truth.planted),
                         fmt::format("{:.4f}", truth.baseline_multiple), fmt::format("{:.4f}", truth.current_multiple),
                         "synthetic"});
    }
    return text;
}

std::string sweep_truth_text(const Sample& sample) {
    std::string text = csv_row({"box_id", "role", "hot_place_weight_factor", "note"});
    for (const SweepBox& box : sample.sweep) {
        const bool treated = box.role == SweepRole::kTreated;
        text += csv_row({box.id, treated ? "treated" : "control", fmt::format("{:.2f}", treated ? kSweptWeight : 1.0),
                         "synthetic"});
    }
    return text;
}

// A TOML basic string.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return out + "\"";
}

std::string window_text(const TimeWindow& window) {
    return fmt::format("[\"{}\", \"{}\"]", iso_date(window.from), iso_date(window.to));
}

// Which sources a project file names, relative to itself.
struct ProjectSources {
    const char* title_key = "sample.title";
    const char* areas = "areas.gpkg";
    const char* incidents = "incidents.csv";
    bool personal_columns = false;
};

std::string project_text(const Sample& sample, const ProjectSources& sources) {
    const Catalogue& words = catalogue(Language::kVietnamese);
    const SampleOptions& options = sample.options;
    const auto comment = [&](const char* key) { return "# " + words.say(key) + "\n"; };
    std::string text = comment("sample.project-head");
    text += "\n[project]\n";
    text += "title = " + quoted(words.say(sources.title_key)) + "\n";
    text += "unit = " + quoted(words.say("sample.unit")) + "\n";
    text += "language = \"vi\"\n";
    text += fmt::format("crs = \"{}\"\n", kSampleCrs);
    text += fmt::format("seed = {}\n", options.seed);
    text += "as_of = " + iso_date(options.as_of) + "\n";
    text += "\n[areas]\nsource = " + quoted(sources.areas) + "\n";
    text +=
        "layer = \"areas\"\nid = \"area_id\"\nname = \"name\"\n"
        "parent = \"parent\"\npopulation = \"population\"\nwatchlist = \"watch\"\n";
    text += "\n[incidents]\nsource = " + quoted(sources.incidents) + "\n";
    text += fmt::format("crs = \"{}\"\n", kSampleCrs);
    text +=
        "x = \"E\"\ny = \"N\"\narea = \"Xã\"\ntime = \"Thời gian\"\ntime_format = \"%d/%m/%Y %H:%M\"\n"
        "category = \"Loại vụ\"\nid = \"STT\"\ndetected_by = \"Nguồn tin\"\n";
    text += "\n[periods]\n" + comment("sample.project-periods");
    text += "year_start = \"12-15\"\nmonth_start = 15\n";
    text += "current = " + window_text(sample_year(options, options.years - 1)) + "\n";
    text += "baseline = " + window_text(sample_year(options, options.years - 2)) + "\n";
    text += "\n[density]\ncell_m = 50\nkernel = \"quartic\"\n";
    text += "\n[classify]\n" + comment("sample.project-classify");
    text += "\n[hotspots]\n" + comment("sample.project-hotspots") +
            "stat = \"gi-star\"\nrate = \"eb\"\nweights = \"queen\"\n";
    if (sources.personal_columns) {
        text += "\n[privacy]\n" + comment("sample.project-privacy") + "drop_personal = true\n";
    }
    text += "\n[output]\n" + comment("sample.project-output");
    return text;
}

std::string readme_text(const Sample& sample) {
    const SampleOptions& options = sample.options;
    std::string text;
    for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
        const Catalogue& words = catalogue(language);
        text += words.say("sample.readme",
                          {{"version", kProgramVersion},
                           {"seed", std::to_string(options.seed)},
                           {"areas", words.integer(options.areas)},
                           {"incidents", words.integer(static_cast<std::int64_t>(sample.incidents.size()))},
                           {"split", fmt::format("{},{},{}", options.split.stable, options.split.contained,
                                                 options.split.complex)},
                           {"crs", kSampleCrs},
                           {"baseline", words.window(sample_year(options, options.years - 2))},
                           {"current", words.window(sample_year(options, options.years - 1))}}) +
                (language == Language::kVietnamese ? "\n\n----\n\n" : "\n");
    }
    return text;
}

FeatureLayer dirty_areas_layer(const DirtyAreas& dirty) {
    LayerBuilder layer("areas", GeometryKind::kArea);
    for (const DirtyArea& area : dirty.areas) {
        layer.shape(MultiPolygon{{area.shape}})
            .text("area_id", area.code)
            .text("name", area.name)
            .text("parent", area.parent)
            .text("population", area.residents)
            .integer("watch", 1)
            .synthetic();
    }
    return layer.take();
}

// The dirty copy; returns the number of faults planted.
std::uint64_t write_dirty(const Sample& sample, const fs::path& folder) {
    const DirtyIncidents incidents = dirty_incidents(sample);
    const DirtyAreas areas = dirty_areas(sample);
    fs::create_directory(folder);
    std::vector<std::string> header = incidents.header;
    header.push_back("Ghi chú");
    std::string text = kByteOrderMark + csv_row(header);
    for (std::vector<std::string> row : incidents.rows) {
        row.push_back(synthetic_note());
        text += csv_row(row);
    }
    write_text_file(folder / "incidents.csv", text);
    write_feature_file(folder / "areas.gpkg", {dirty_areas_layer(areas)}, {.stamp = sample.options.as_of});
    std::string faults = kByteOrderMark + csv_row({"file", "row", "kind", "detail", "note"});
    for (const auto& list : {areas.faults, incidents.faults}) {
        for (const PlantedFault& fault : list) {
            faults += csv_row({fault.file, std::to_string(fault.row), fault.kind, fault.detail, "synthetic"});
        }
    }
    write_text_file(folder / "faults.csv", faults);
    // One project for each dirty file: a doubled id stops a run before its incidents are read.
    write_text_file(folder / "project.toml",
                    project_text(sample, {"sample.title-dirty", "../areas.gpkg", "incidents.csv", true}));
    write_text_file(folder / "project_areas.toml",
                    project_text(sample, {"sample.title-dirty", "areas.gpkg", "../incidents.csv", false}));
    return areas.faults.size() + incidents.faults.size();
}

}  // namespace

FeatureLayer sample_areas_layer(const Sample& sample) {
    LayerBuilder layer("areas", GeometryKind::kArea);
    for (const SampleArea& area : sample.areas) {
        layer.shape(MultiPolygon{{area.shape}})
            .text("area_id", area.code)
            .text("name", area.name)
            .text("parent", area.parent)
            .integer("population", area.residents)
            .integer("watch", 1)
            .synthetic();
    }
    return layer.take();
}

std::vector<FeatureLayer> sample_further_layers(const Sample& sample) {
    std::vector<FeatureLayer> layers;
    layers.push_back(cameras_layer(sample));
    layers.push_back(sites_layer(sample));
    layers.push_back(roads_layer(sample));
    layers.push_back(sweep_layer(sample));
    layers.push_back(named_places_layer("markets", sample, sample.markets));
    layers.push_back(named_places_layer("schools", sample, sample.schools));
    return layers;
}

SampleFilesSummary write_sample(const Sample& sample, const SampleFileOptions& options, Progress& progress) {
    progress.begin("step.sample-files", 0);
    StagedFolder folder(options.folder, kMarker);
    const FeatureFileOptions stamp{.stamp = sample.options.as_of};
    write_feature_file(folder.path() / "areas.gpkg", {sample_areas_layer(sample)}, stamp);
    std::vector<FeatureLayer> overlays;
    for (FeatureLayer& layer : sample_further_layers(sample)) {
        if (layer.name == "markets" || layer.name == "schools") {
            overlays.push_back(std::move(layer));
        } else {
            write_feature_file(folder.path() / (layer.name + ".gpkg"), {layer}, stamp);
        }
        progress.throw_if_cancelled();
    }
    write_feature_file(folder.path() / "overlays.gpkg", overlays, stamp);
    write_text_file(folder.path() / "incidents.csv", incidents_text(sample));
    write_text_file(folder.path() / "project.toml", project_text(sample, {}));
    write_text_file(folder.path() / kMarker, truth_text(sample));
    write_text_file(folder.path() / "truth_sweep.csv", sweep_truth_text(sample));
    write_text_file(folder.path() / "README.txt", readme_text(sample));
    SampleFilesSummary summary{options.folder, options.folder / "project.toml", 0};
    if (options.faults == SampleFaults::kAlsoDirty) {
        summary.faults = write_dirty(sample, folder.path() / "dirty");
    }
    progress.throw_if_cancelled();
    folder.commit();
    return summary;
}

}  // namespace diaban
