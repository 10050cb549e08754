#include "engine/studies/cameras/options.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>
#include <sstream>

#include "engine/project/list_sections.hpp"
#include "engine/project/project_file.hpp"
#include "layers/base/json_value.hpp"
#include "layers/model/error.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/source.hpp"

namespace diaban {

namespace {

double pixels_per_metre(CameraTask task) {
    switch (task) {
        case CameraTask::kDetect:
            return 25.0;
        case CameraTask::kObserve:
            return 62.0;
        case CameraTask::kRecognise:
            return 125.0;
        case CameraTask::kIdentify:
            return 250.0;
    }
    return 25.0;
}

ErrorCode wrong(const CameraOptions& options) {
    return options.voice == OptionVoice::kFlag ? ErrorCode::kUsage : ErrorCode::kInput;
}

/// What does not go together. An option is named by its key.
class Combinations {
public:
    explicit Combinations(const CameraOptions& options) : m_options(options) {}

    void exclude(const char* key, const char* other) const {
        if (given(key) && given(other)) {
            throw Error(wrong(m_options), "error.cameras-together",
                        {{"first", m_options.named(key)}, {"second", m_options.named(other)}});
        }
    }
    void need(const char* key, bool there, const std::string& other) const {
        if (given(key) && !there) {
            throw Error(wrong(m_options), "error.cameras-needs", {{"option", m_options.named(key)}, {"other", other}});
        }
    }
    void need(const char* key, const char* other) const { need(key, given(other), m_options.named(other)); }

private:
    /// Not empty and not as it is where nothing is said.
    [[nodiscard]] bool given(const char* key) const {
        const Option& row = camera_options().at(key);
        return !option_is_empty(row, &m_options) &&
               !(option_value(row, &m_options) == option_value(row, camera_options().defaults()));
    }
    const CameraOptions& m_options;
};

void validate_combinations(const CameraOptions& options) {
    const Combinations together(options);
    if (options.field_of_view_deg.value_or(360.0) < 360.0) {
        together.exclude("distances", "field_of_view_deg");
    }
    together.exclude("distances", "buildings");
    together.exclude("distances", "terrain");
    together.exclude("distances", "spread_m");
    if (options.model == SitingModel::kMedian) {
        together.exclude("must_cover", "model");
    }
    together.exclude("spread_m", "time");
    together.need("distances", "candidates");
    together.need("distances", options.demand_kind == DemandKind::kSource, options.named("demand"));
    const bool of_run = options.demand_kind == DemandKind::kRunIncidents;
    const bool points = options.demand_kind == DemandKind::kSource || of_run;
    together.need("hours", points && (of_run || !options.time_field.empty()), options.named("time"));
    together.need("from", points && !options.time_field.empty(), options.named("time"));
    together.need("to", points && !options.time_field.empty(), options.named("time"));
    together.need("categories", points && (of_run || !options.category_field.empty()), options.named("category"));
    const bool from_file = options.demand_kind == DemandKind::kSource || options.demand_kind == DemandKind::kRaster;
    together.need("class_weights", !from_file || !options.class_field.empty(), options.named("class"));
    together.need("bonus_values", "bonus");
}

void read_demand(CameraOptions& options, const Setting& setting) {
    const std::string text = setting.text();
    options.demand.clear();
    if (!setting.is_flag() && (text == "incidents" || text == "density" || text == "areas")) {
        options.demand_kind = text == "incidents" ? DemandKind::kRunIncidents
                              : text == "density" ? DemandKind::kRunDensity
                                                  : DemandKind::kRunAreas;
    } else {
        options.demand = text;
        options.demand_kind = is_raster_name(text) ? DemandKind::kRaster : DemandKind::kSource;
    }
}
Json print_demand(const CameraOptions& options) {
    switch (options.demand_kind) {
        case DemandKind::kRunIncidents:
            return "incidents";
        case DemandKind::kRunDensity:
            return "density";
        case DemandKind::kRunAreas:
            return "areas";
        default:
            return shown_name(options.demand);
    }
}

constexpr const char* kHoursForm = "18-6 (18:00 .. 05:59) | 18-22,0-5";

void read_hours(CameraOptions& options, const Setting& setting) {
    std::istringstream stream(setting.text());
    options.hours.clear();
    for (std::string part; std::getline(stream, part, ',');) {
        HourRange range;
        int read = 0;
        const bool good = std::sscanf(part.c_str(), " %2d - %2d %n", &range.from, &range.to, &read) == 2 &&
                          static_cast<std::size_t>(read) == part.size() && range.from >= 0 && range.from <= 23 &&
                          range.to >= 0 && range.to <= 24 && range.from != range.to;
        if (!good) {
            setting.refuse("error.key-range", kHoursForm);
        }
        options.hours.push_back(range);
    }
    if (options.hours.empty()) {
        setting.refuse("error.key-range", kHoursForm);
    }
}
Json print_hours(const CameraOptions& options) {
    std::string text;
    for (const HourRange& range : options.hours) {
        text += (text.empty() ? "" : ",") + std::to_string(range.from) + "-" + std::to_string(range.to);
    }
    return text;
}

constexpr const char* kFactorsForm = "name=number,..";
constexpr const char* kFactorsSchema =
    R"({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "number", "minimum": 0}}]})";

/// "complex=3,contained=2", or in a file a table {complex = 3, contained = 2}.
template <auto Member>
void read_factors(CameraOptions& options, const Setting& setting) {
    std::map<std::string, double>& factors = options.*Member;
    if (const auto* members = setting.value.members()) {
        for (const SettingMember& member : *members) {
            factors[member.key] = setting.member(member).number(0.0, 1e12);
        }
        return;
    }
    std::istringstream stream(setting.text());
    for (std::string part; std::getline(stream, part, ',');) {
        const std::size_t equals = part.rfind('=');
        const auto value = equals == std::string::npos ? std::nullopt : parse_decimal(part.substr(equals + 1));
        if (!value || equals == 0 || !std::isfinite(*value) || *value < 0.0) {
            setting.refuse("error.key-range", kFactorsForm);
        }
        factors[part.substr(0, equals)] = *value;
    }
}
template <auto Member>
Json print_factors(const CameraOptions& options) {
    Json factors = Json::object();
    for (const auto& [name, factor] : options.*Member) {
        factors[name] = factor;
    }
    return factors;
}

void read_backup(CameraOptions& options, const Setting& setting) {
    constexpr double kHalf = 0.5;
    options.backup_share = !setting.boolean() ? 0.0 : options.backup_share > 0.0 ? options.backup_share : kHalf;
}
Json print_backup(const CameraOptions& options) {
    return options.backup_share > 0.0;
}

/// A wrong combination is wrong input here, not wrong usage.
void settle_cameras(CameraOptions& cameras, const Project& project) {
    cameras.voice = OptionVoice::kKey;
    if (!cameras.demand.empty()) {
        cameras.demand = beside_project(project.file, cameras.demand);
    } else if (cameras.demand_kind == DemandKind::kSource) {
        cameras.demand_kind = DemandKind::kRunIncidents;
    }
    cameras.as_of = project.project.as_of;
    cameras.seed = project.project.seed;
    cameras.drop_personal = project.privacy.drop_personal;
    if (cameras.x_field.empty() && cameras.y_field.empty()) {
        cameras.x_field = project.incidents.x;
        cameras.y_field = project.incidents.y;
    }
    if (cameras.crs.empty()) {
        cameras.crs = project.incidents.crs;
    }
    if (cameras.demand_kind == DemandKind::kRunIncidents && !cameras.categories.empty() &&
        project.incidents.category.empty()) {
        throw Error(ErrorCode::kInput, "error.cameras-needs",
                    {{"option", cameras.named("categories")}, {"other", "incidents.category"}});
    }
    validate(cameras);
}

std::vector<Option> source_rows() {
    using O = CameraOptions;
    using P = OptionPlace;
    return {
        special<&read_demand, &print_demand>("demand")
            .shown("DEMAND")
            .only(P::kKeyAndPositional)
            .written("", R"({"type": "string"})"),
        option<&O::output>("output").letter("-o").shown("OUT.gpkg").only(P::kFlag).needed(),
        option<&O::candidates>("candidates").shown("SITES").source(),
        option<&O::existing>("existing").shown("CAMERAS").source(),
        option<&O::roads>("roads").shown("LINES").source(),
        option<&O::road_step_m>("road_step_m").range(0.0, 1e6),
        option<&O::grid_m>("grid_m").range(0.0, 1e6),
        option<&O::exclude>("exclude").shown("AREAS").source(),
        option<&O::buildings>("buildings").shown("AREAS").source(),
        option<&O::terrain>("terrain").shown("DEM").source(),
        option<&O::dwellings>("dwellings").shown("LAYER").source(),
        option<&O::must_cover>("must_cover").shown("PLACES").source(),
        option<&O::density>("density").shown("TIF").only(P::kFlag),
        option<&O::hot_share>("hot_share").range(0.01, 0.99),
        option<&O::areas>("areas").shown("AREAS").only(P::kFlag),
        option<&O::height_field>("height_field").shown("FIELD"),
        option<&O::x_field>("x").shown("COL"),
        option<&O::y_field>("y").shown("COL"),
        option<&O::crs, &CrsId::definition>("crs").shown("EPSG:n"),
        option<&O::analysis_crs, &CrsId::definition>("analysis_crs").shown("EPSG:n").only(P::kFlag),
        option<&O::where>("where").shown("SQL"),
        option<&O::weight_field>("weight").shown("FIELD"),
        option<&O::cost_field>("cost").shown("FIELD"),
        option<&O::bonus_field>("bonus").shown("FIELD"),
        special<&read_factors<&O::bonus_values>, &print_factors<&O::bonus_values>>("bonus_values")
            .shown("CLASS=WEIGHT,..")
            .written(kFactorsForm, kFactorsSchema),
    };
}

std::vector<Option> demand_rows() {
    using O = CameraOptions;
    return {
        option<&O::time_field>("time").shown("COL"),
        option<&O::time_format>("time_format").shown("PATTERN"),
        option<&O::from>("from"),
        option<&O::to>("to"),
        special<&read_hours, &print_hours>("hours")
            .shown("FROM-TO,..")
            .written(kHoursForm,
                     R"({"type": "string", "pattern": "^ *[0-9]+ *- *[0-9]+ *(, *[0-9]+ *- *[0-9]+ *)*$"})"),
        option<&O::category_field>("category").shown("COL"),
        option<&O::categories>("categories").shown("A,B,.."),
        option<&O::class_field>("class").shown("FIELD"),
        special<&read_factors<&O::class_weights>, &print_factors<&O::class_weights>>("class_weights")
            .shown("CLASS=FACTOR,..")
            .written(kFactorsForm, kFactorsSchema),
        choice<&O::window>(
            "window",
            {{"current", CameraWindow::kCurrent}, {"baseline", CameraWindow::kBaseline}, {"both", CameraWindow::kBoth}})
            .only(OptionPlace::kKey),
        option<&O::spread_m>("spread_m").range(0.0, 1e6),
        option<&O::distances>("distances").shown("TABLE").source(),
        option<&O::distance_demand_field>("distance_demand").shown("COL"),
        option<&O::distance_site_field>("distance_site").shown("COL"),
        option<&O::distance_field>("distance_metres").shown("COL"),
        option<&O::demand_id_field>("demand_id").shown("FIELD"),
        option<&O::site_id_field>("site_id").shown("FIELD"),
    };
}

std::vector<Option> model_rows() {
    using O = CameraOptions;
    using P = OptionPlace;
    return {
        option<&O::count>("count").range(1, 100000).shown("P"),
        option<&O::budget>("budget").range(0.0, 1e15).shown("COST"),
        choice<&O::model>("model", {{"mclp", SitingModel::kMaxCoverage},
                                    {"lscp", SitingModel::kSetCover},
                                    {"p-median", SitingModel::kMedian}}),
        special<&read_backup, &print_backup>("backup").written("", kBooleanSchema),
        option<&O::backup_share>("backup_share").range(0.0, 1.0).shown("SHARE"),
        option<&O::max_overlap>("max_overlap").range(0.0, 1.0).shown("SHARE"),
        option<&O::reach_m>("reach_m").range(1.0, 100000.0),
        choice<&O::task>("task", {{"detect", CameraTask::kDetect},
                                  {"observe", CameraTask::kObserve},
                                  {"recognise", CameraTask::kRecognise},
                                  {"identify", CameraTask::kIdentify}}),
        option<&O::pixels>("pixels").range(100.0, 100000.0),
        option<&O::lens_deg>("lens_deg").range(1.0, 179.0),
        option<&O::field_of_view_deg>("field_of_view_deg").range(1.0, 360.0),
        option<&O::mast_m>("mast_m").range(0.1, 200.0),
        option<&O::eye_m>("eye_m").range(0.0, 200.0),
        option<&O::time_limit_s>("time_limit_s").range(0.1, 1e6),
        option<&O::seed>("seed").range(0, kLargestSeed).only(P::kFlag),
        option<&O::purpose>("purpose"),
        option<&O::plot>("plot").shown("FILE").only(P::kFlag),
        option<&O::as_of>("as_of").only(P::kFlag),
        option<&O::drop_personal>("drop_personal").only(P::kFlag).help_of("points"),
    };
}

}  // namespace

const OptionTable& camera_options() {
    static const OptionTable table = [] {
        std::vector<Option> rows = source_rows();
        for (const auto& more : {demand_rows(), model_rows()}) {
            rows.insert(rows.end(), more.begin(), more.end());
        }
        return OptionTable::of<CameraOptions>("cameras", std::move(rows), ErrorCode::kInput);
    }();
    return table;
}

StudySection camera_section() {
    return study_section<&settle_cameras>(camera_options());
}

std::string CameraOptions::named(std::string_view key) const {
    return camera_options().name_of(key, voice);
}

double reach_in_force(const CameraOptions& options) {
    if (!options.task) {
        return options.reach_m;
    }
    const double half_lens = 0.5 * options.lens_deg * std::numbers::pi / 180.0;
    return options.pixels / (2.0 * std::tan(half_lens) * pixels_per_metre(*options.task));
}

bool is_raster_name(const std::string& source) {
    const std::string ending = std::filesystem::path(source).extension().string();
    return ending == ".tif" || ending == ".tiff" || ending == ".vrt" || ending == ".asc" || ending == ".img" ||
           ending == ".TIF";
}

void validate(const CameraOptions& options) {
    const MessageArguments goals = {{"count", options.named("count")}, {"budget", options.named("budget")}};
    if (options.model != SitingModel::kSetCover) {
        if (options.count && options.budget) {
            throw Error(wrong(options), "error.cameras-two-goals", goals);
        }
        if (!options.count && (!options.budget || options.model == SitingModel::kMedian)) {
            throw Error(wrong(options), "error.cameras-goal-needed", goals);
        }
    }
    validate_combinations(options);
    check_ranges(camera_options(), &options, options.voice);
}

}  // namespace diaban
