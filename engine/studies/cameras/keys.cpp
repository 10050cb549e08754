#include "engine/studies/cameras/keys.hpp"

namespace diaban {

namespace {

using Setter = std::function<void(CameraOptions&, const TomlEntry&)>;

Setter text_key(std::string CameraOptions::*member) {
    return [member](CameraOptions& options, const TomlEntry& entry) { options.*member = entry.text(); };
}

Setter number_key(double CameraOptions::*member, double low, double high) {
    return [=](CameraOptions& options, const TomlEntry& entry) { options.*member = entry.number(low, high); };
}

Setter optional_key(std::optional<double> CameraOptions::*member, double low, double high) {
    return [=](CameraOptions& options, const TomlEntry& entry) { options.*member = entry.number(low, high); };
}

/// One of several words.
template <typename Value>
Setter word_key(Value CameraOptions::*member, std::map<std::string, Value> values) {
    return [member, values = std::move(values)](CameraOptions& options, const TomlEntry& entry) {
        const auto value = values.find(entry.text());
        if (value == values.end()) {
            std::string expected;
            for (const auto& [name, ignored] : values) {
                expected += (expected.empty() ? "" : " | ") + name;
            }
            entry.refuse("error.key-range", expected);
        }
        options.*member = value->second;
    };
}

/// "a=1,b=2", or a table {a = 1, b = 2}.
Setter factors_key(std::map<std::string, double> CameraOptions::*member, const char* name) {
    return [member, name](CameraOptions& options, const TomlEntry& entry) {
        if (const toml::table* table = entry.node.as_table(); table != nullptr) {
            for (const auto& [key, node] : *table) {
                const std::string text(key.str());
                (options.*member)[text] = TomlEntry{entry.file, entry.name + "." + text, node}.number(0.0, 1e12);
            }
            return;
        }
        options.*member = parse_factors(name, entry.text());
    };
}

void set_demand(CameraOptions& options, const TomlEntry& entry) {
    const std::string text = entry.text();
    options.demand.clear();
    if (text == "incidents") {
        options.demand_kind = DemandKind::kRunIncidents;
    } else if (text == "density") {
        options.demand_kind = DemandKind::kRunDensity;
    } else if (text == "areas") {
        options.demand_kind = DemandKind::kRunAreas;
    } else {
        options.demand = text;
        options.demand_kind = is_raster_name(text) ? DemandKind::kRaster : DemandKind::kSource;
    }
}

}  // namespace

std::map<std::string, Setter> camera_keys() {
    return {
        {"demand", set_demand},
        {"candidates", text_key(&CameraOptions::candidates)},
        {"existing", text_key(&CameraOptions::existing)},
        {"roads", text_key(&CameraOptions::roads)},
        {"exclude", text_key(&CameraOptions::exclude)},
        {"dwellings", text_key(&CameraOptions::dwellings)},
        {"must_cover", text_key(&CameraOptions::must_cover)},
        {"buildings", text_key(&CameraOptions::buildings)},
        {"terrain", text_key(&CameraOptions::terrain)},
        {"distances", text_key(&CameraOptions::distances)},
        {"distance_demand", text_key(&CameraOptions::distance_demand_field)},
        {"distance_site", text_key(&CameraOptions::distance_site_field)},
        {"distance_metres", text_key(&CameraOptions::distance_field)},
        {"site_id", text_key(&CameraOptions::site_id_field)},
        {"demand_id", text_key(&CameraOptions::demand_id_field)},
        {"x", text_key(&CameraOptions::x_field)},
        {"y", text_key(&CameraOptions::y_field)},
        {"crs", [](CameraOptions& o, const TomlEntry& e) { o.crs = {e.text()}; }},
        {"where", text_key(&CameraOptions::where)},
        {"weight", text_key(&CameraOptions::weight_field)},
        {"cost", text_key(&CameraOptions::cost_field)},
        {"bonus", text_key(&CameraOptions::bonus_field)},
        {"bonus_values", factors_key(&CameraOptions::bonus_values, "bonus_values")},
        {"time", text_key(&CameraOptions::time_field)},
        {"time_format", text_key(&CameraOptions::time_format)},
        {"from", [](CameraOptions& o, const TomlEntry& e) { o.from = e.date(); }},
        {"to", [](CameraOptions& o, const TomlEntry& e) { o.to = e.date(); }},
        {"hours", [](CameraOptions& o, const TomlEntry& e) { o.hours = parse_hours(e.text()); }},
        {"category", text_key(&CameraOptions::category_field)},
        {"categories", [](CameraOptions& o, const TomlEntry& e) { o.categories = e.texts(); }},
        {"class", text_key(&CameraOptions::class_field)},
        {"class_weights", factors_key(&CameraOptions::class_weights, "class_weights")},
        {"window", word_key<CameraWindow>(&CameraOptions::window, {{"current", CameraWindow::kCurrent},
                                                                   {"baseline", CameraWindow::kBaseline},
                                                                   {"both", CameraWindow::kBoth}})},
        {"spread_m", number_key(&CameraOptions::spread_m, 0.0, 1e6)},
        {"hot_share", number_key(&CameraOptions::hot_share, 0.01, 0.99)},
        {"count",
         [](CameraOptions& o, const TomlEntry& e) { o.count = static_cast<std::uint32_t>(e.integer(1, 100000)); }},
        {"budget", optional_key(&CameraOptions::budget, 0.0, 1e15)},
        {"model", word_key<SitingModel>(&CameraOptions::model, {{"mclp", SitingModel::kMaxCoverage},
                                                                {"lscp", SitingModel::kSetCover},
                                                                {"p-median", SitingModel::kMedian}})},
        {"backup",
         [](CameraOptions& o, const TomlEntry& e) {
             o.backup_share = e.boolean() ? (o.backup_share > 0.0 ? o.backup_share : 0.5) : 0.0;
         }},
        {"backup_share", number_key(&CameraOptions::backup_share, 0.0, 1.0)},
        {"max_overlap", optional_key(&CameraOptions::max_overlap, 0.0, 1.0)},
        {"reach_m", number_key(&CameraOptions::reach_m, 1.0, 100000.0)},
        {"task",
         [](CameraOptions& o, const TomlEntry& e) {
             const std::map<std::string, CameraTask> tasks = {{"detect", CameraTask::kDetect},
                                                              {"observe", CameraTask::kObserve},
                                                              {"recognise", CameraTask::kRecognise},
                                                              {"identify", CameraTask::kIdentify}};
             const auto task = tasks.find(e.text());
             if (task == tasks.end()) {
                 e.refuse("error.key-range", "detect | observe | recognise | identify");
             }
             o.task = task->second;
         }},
        {"pixels", number_key(&CameraOptions::pixels, 100.0, 100000.0)},
        {"lens_deg", number_key(&CameraOptions::lens_deg, 1.0, 179.0)},
        {"field_of_view_deg", optional_key(&CameraOptions::field_of_view_deg, 1.0, 360.0)},
        {"height_field", text_key(&CameraOptions::height_field)},
        {"mast_m", number_key(&CameraOptions::mast_m, 0.1, 200.0)},
        {"eye_m", number_key(&CameraOptions::eye_m, 0.0, 200.0)},
        {"road_step_m", number_key(&CameraOptions::road_step_m, 0.0, 1e6)},
        {"grid_m", number_key(&CameraOptions::grid_m, 0.0, 1e6)},
        {"time_limit_s", number_key(&CameraOptions::time_limit_s, 0.1, 1e6)},
        {"purpose", text_key(&CameraOptions::purpose)},
    };
}

}  // namespace diaban
