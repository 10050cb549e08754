#include "engine/pipeline/project_file.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "engine/pipeline/camera_keys.hpp"
#include "engine/pipeline/map_names.hpp"
#include "engine/pipeline/project_lists.hpp"
#include "engine/pipeline/toml_entry.hpp"
#include "layers/model/error.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/model/tet.hpp"
#include "layers/read/local_time_text.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

using Entry = TomlEntry;

std::chrono::minutes utc_offset(const Entry& entry) {
    // The date is a carrier: only the offset behind it is read.
    TimeFormat at_zero;
    at_zero.utc_offset = std::chrono::minutes{0};
    const auto shifted = parse_local_time("2000-01-02 00:00:00" + entry.text(), at_zero);
    const auto unshifted = parse_local_time("2000-01-02 00:00:00Z", at_zero);
    const std::string text = entry.text();
    if (!shifted || text.empty() || std::string_view("+-Z").find(text.front()) == std::string_view::npos) {
        entry.refuse("error.key-type", "\"+07:00\"");
    }
    return std::chrono::duration_cast<std::chrono::minutes>(*unshifted - *shifted);
}

void read_bandwidth(const Entry& entry, DensitySection& density) {
    if (!entry.node.is_string()) {
        density.bandwidth_m = entry.number(1e-3, 1e6);
        return;
    }
    const std::string text = entry.text();
    if (text == "auto") {
        return;
    }
    const std::string prefix = "auto:";
    for (const BandwidthRule rule : kAllBandwidthRules) {
        if (text == prefix + std::string(bandwidth_rule_name(rule))) {
            density.bandwidth_rule = rule;
            return;
        }
    }
    entry.refuse("error.key-range", "number | auto | auto:silverman | auto:scott | auto:ppl | auto:diggle | auto:cvl");
}

Kernel read_kernel(const Entry& entry) {
    const std::string text = entry.text();
    for (const Kernel kernel : kAllKernels) {
        if (text == kernel_name(kernel)) {
            return kernel;
        }
    }
    entry.refuse("error.key-range", "quartic | epanechnikov | triangular | uniform | gaussian");
}

EdgeCorrection read_edge(const Entry& entry) {
    const std::string text = entry.text();
    for (const EdgeCorrection edge : {EdgeCorrection::kNone, EdgeCorrection::kUniform, EdgeCorrection::kDiggle}) {
        if (text == edge_correction_name(edge)) {
            return edge;
        }
    }
    entry.refuse("error.key-range", "none | uniform | diggle");
}

Language read_language(const Entry& entry) {
    const std::string text = entry.text();
    if (text != "vi" && text != "en") {
        entry.refuse("error.key-range", "vi | en");
    }
    return language_from_code(text);
}

DuplicateAction read_duplicates(const Entry& entry) {
    const std::string text = entry.text();
    if (text != "keep" && text != "drop-exact" && text != "drop") {
        entry.refuse("error.key-range", "keep | drop-exact | drop");
    }
    return text == "keep" ? DuplicateAction::kKeep : text == "drop" ? DuplicateAction::kDropAll : DuplicateAction::kDropExact;
}

SplitCounts read_split(const Entry& entry) {
    const toml::array* array = entry.node.as_array();
    std::vector<std::size_t> numbers;
    if (array != nullptr) {
        for (const toml::node& item : *array) {
            numbers.push_back(static_cast<std::size_t>(Entry{entry.file, entry.name, item}.integer(0, 1000000)));
        }
    }
    if (numbers.size() != 3) {
        entry.refuse("error.key-type", "[22, 22, 4]");
    }
    return {numbers[0], numbers[1], numbers[2]};
}

PageSize read_page_size(const Entry& entry) {
    const std::string text = entry.text();
    if (text != "A4" && text != "A3") {
        entry.refuse("error.key-range", "A4 | A3");
    }
    return text == "A3" ? PageSize::kA3 : PageSize::kA4;
}

/// A list of names out of `known`; anything else is refused with all of them.
std::vector<std::string> names_out_of(const Entry& entry, const std::vector<std::string>& known) {
    std::string all;
    for (const std::string& name : known) {
        all += (all.empty() ? "" : " | ") + name;
    }
    const std::vector<std::string> names = entry.texts();
    for (const std::string& name : names) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            entry.refuse("error.key-range", all.c_str());
        }
    }
    return names;
}

std::vector<MapFormat> read_map_formats(const Entry& entry) {
    std::vector<MapFormat> formats;
    for (const std::string& name : names_out_of(entry, {"pdf", "png", "svg"})) {
        formats.push_back(name == "pdf" ? MapFormat::kPdf : name == "png" ? MapFormat::kPng : MapFormat::kSvg);
    }
    return formats;
}

/// One column, or the columns of a time that is split.
void read_time_columns(const Entry& entry, IncidentsSection& incidents) {
    if (!entry.node.is_array()) {
        incidents.time = entry.text();
        incidents.time_parts.clear();
        return;
    }
    std::vector<std::string> columns = entry.texts();
    constexpr std::size_t kUpToSeconds = 6;
    if (columns.empty() || columns.size() > kUpToSeconds) {
        entry.refuse("error.key-type", "[\"year\", \"month\", \"day\", \"hour\", \"minute\"] | [\"date\", \"time\"]");
    }
    incidents.time = columns.front();
    incidents.time_parts.assign(columns.begin() + 1, columns.end());
}

/// The [hotspots] section, made at its first key: a section that is not there is not carried out.
HotspotMethod& hotspots(Project& project) {
    if (!project.hotspots) {
        project.hotspots.emplace();
    }
    return *project.hotspots;
}

LocalStatistic read_statistic(const Entry& entry) {
    const auto statistic = local_statistic_from_name(entry.text());
    if (!statistic) {
        entry.refuse("error.key-range", "gi-star | gi | moran | geary");
    }
    return *statistic;
}

RateKind read_rate(const Entry& entry) {
    const auto rate = rate_kind_from_name(entry.text());
    if (!rate) {
        entry.refuse("error.key-range", "count | raw | eb | eb-local");
    }
    return *rate;
}

WeightChoice read_weights(const Entry& entry, const WeightChoice& choice) {
    const auto weights = parse_weight_choice(entry.text(), choice);
    if (!weights) {
        entry.refuse("error.key-range", "queen | rook | knn:K | band:METRES | kernel:METRES | auto | file:FILE");
    }
    return *weights;
}

void read_cells(const Entry& entry, HotspotMethod& method) {
    if (entry.node.is_number()) {
        method.cells = CellChoice::kGiven;
        method.cell.side = {entry.number(1e-3, 1e6)};
    } else if (!parse_cell_choice(entry.text(), method)) {
        entry.refuse("error.key-range", "METRES | auto");
    }
}

CellShape read_cell_shape(const Entry& entry) {
    const std::string text = entry.text();
    if (text != "square" && text != "hexagon") {
        entry.refuse("error.key-range", "square | hexagon");
    }
    return text == "square" ? CellShape::kSquare : CellShape::kHexagon;
}

/// The [sweep] and [evaluate] sections, made at their first key.
SweepStudyOptions& sweep(Project& project) {
    if (!project.sweep) {
        project.sweep.emplace();
    }
    return *project.sweep;
}

TeamTime& team(Project& project) {
    if (!sweep(project).team) {
        project.sweep->team.emplace();
    }
    return *project.sweep->team;
}

EvaluateOptions& evaluation(Project& project) {
    if (!project.evaluate) {
        project.evaluate.emplace();
    }
    return *project.evaluate;
}

ForecastModel read_model(const Entry& entry) {
    const std::string text = entry.text();
    std::string allowed = "auto";
    if (text == allowed) {
        return ForecastModel::kAutomatic;
    }
    for (const ForecastModel model : kForecastCandidates) {
        if (text == forecast_model_name(model)) {
            return model;
        }
        allowed += std::string(" | ") + forecast_model_name(model);
    }
    entry.refuse("error.key-range", allowed);
}

BoxPlacement read_placement(const Entry& entry) {
    const std::string text = entry.text();
    if (text != "free" && text != "fixed") {
        entry.refuse("error.key-range", "free | fixed");
    }
    return text == "free" ? BoxPlacement::kFree : BoxPlacement::kFixed;
}

using Setter = std::function<void(Project&, const Entry&)>;

/// A window as the file gives it: by its ends, around Tết, or by the current window. None: it follows from the others.
enum class WindowRule { kNone, kGiven, kTet, kYearBefore, kJustBefore };
struct GivenWindow {
    WindowRule rule = WindowRule::kNone;
    int tet_year = 0;
};

/// What [periods] says of the windows, settled when all of the file has been read.
struct GivenWindows {
    GivenWindow current;
    GivenWindow baseline;
    std::optional<int> tet_days_before;
    std::optional<int> tet_days_after;
};

/// [from, to], "tet 2017", and for a baseline "year-before" and "just-before".
GivenWindow read_window(const Entry& entry, TimeWindow& window, std::string_view what_else) {
    if (!entry.node.is_string()) {
        window = entry.window();
        return {WindowRule::kGiven, 0};
    }
    const std::string text = entry.text();
    if (!what_else.empty() && (text == "year-before" || text == "just-before")) {
        return {text == "year-before" ? WindowRule::kYearBefore : WindowRule::kJustBefore, 0};
    }
    int year = 0;
    std::string word;
    std::istringstream stream(text);
    stream >> word >> year;
    if (!stream || word != "tet" || stream.peek() != std::char_traits<char>::eof()) {
        entry.refuse("error.key-type", "[from, to] | \"tet 2017\"" + std::string(what_else));
    }
    return {WindowRule::kTet, year};
}

/// The one table of keys: section -> key -> what it sets.
std::map<std::string, std::map<std::string, Setter>> key_table(GivenWindows& given) {
    std::map<std::string, std::map<std::string, Setter>> table;
    table["project"] = {
        {"title", [](Project& p, const Entry& e) { p.project.title = e.text(); }},
        {"unit", [](Project& p, const Entry& e) { p.project.unit = e.text(); }},
        {"language", [](Project& p, const Entry& e) { p.project.language = read_language(e); }},
        {"crs", [](Project& p, const Entry& e) { p.project.crs = {e.text()}; }},
        {"seed", [](Project& p, const Entry& e) { p.project.seed = static_cast<std::uint64_t>(e.integer(0, std::int64_t{1} << 53)); }},
        {"as_of", [](Project& p, const Entry& e) { p.project.as_of = e.date(); }},
        {"marking", [](Project& p, const Entry& e) { p.project.marking = e.text(); }},
    };
    table["areas"] = {
        {"source", [](Project& p, const Entry& e) { p.areas.source = e.text(); }},
        {"layer", [](Project& p, const Entry& e) { p.areas.layer = e.text(); }},
        {"crs", [](Project& p, const Entry& e) { p.areas.crs = {e.text()}; }},
        {"id", [](Project& p, const Entry& e) { p.areas.id = e.text(); }},
        {"name", [](Project& p, const Entry& e) { p.areas.name = e.text(); }},
        {"parent", [](Project& p, const Entry& e) { p.areas.parent = e.text(); }},
        {"population", [](Project& p, const Entry& e) { p.areas.population = e.text(); }},
        {"population_date", [](Project& p, const Entry& e) { p.areas.population_date = e.date(); }},
        {"population_source", [](Project& p, const Entry& e) { p.areas.population_source = e.text(); }},
        {"watchlist", [](Project& p, const Entry& e) {
             if (e.node.is_array()) {
                 p.areas.watchlist = e.texts();
             } else {
                 p.areas.watchlist_field = e.text();
             }
         }},
    };
    table["areas"]["valid_from"] = [](Project& p, const Entry& e) { p.areas.valid_from = e.text(); };
    table["areas"]["valid_to"] = [](Project& p, const Entry& e) { p.areas.valid_to = e.text(); };
    table["crosswalk"] = {
        {"source", [](Project& p, const Entry& e) { p.crosswalk.source = e.text(); }},
        {"layer", [](Project& p, const Entry& e) { p.crosswalk.layer = e.text(); }},
        {"old", [](Project& p, const Entry& e) { p.crosswalk.old_code = e.text(); }},
        {"old_name", [](Project& p, const Entry& e) { p.crosswalk.old_name = e.text(); }},
        {"old_parent", [](Project& p, const Entry& e) { p.crosswalk.old_parent = e.text(); }},
        {"new", [](Project& p, const Entry& e) { p.crosswalk.present = e.text(); }},
        {"share", [](Project& p, const Entry& e) { p.crosswalk.share = e.text(); }},
        {"weight", [](Project& p, const Entry& e) { p.crosswalk.weight = e.text(); }},
        {"date", [](Project& p, const Entry& e) { p.crosswalk.date = e.date(); }},
    };
    table["incidents"] = {
        {"duplicates", [](Project& p, const Entry& e) { p.incidents.duplicates = read_duplicates(e); }},
        {"duplicate_distance_m", [](Project& p, const Entry& e) { p.incidents.duplicate_distance_m = e.number(0.0, 1000.0); }},
        {"source", [](Project& p, const Entry& e) { p.incidents.source = e.text(); }},
        {"layer", [](Project& p, const Entry& e) { p.incidents.layer = e.text(); }},
        {"crs", [](Project& p, const Entry& e) { p.incidents.crs = {e.text()}; }},
        {"x", [](Project& p, const Entry& e) { p.incidents.x = e.text(); }},
        {"y", [](Project& p, const Entry& e) { p.incidents.y = e.text(); }},
        {"area", [](Project& p, const Entry& e) { p.incidents.area = e.text(); }},
        {"time", [](Project& p, const Entry& e) { read_time_columns(e, p.incidents); }},
        {"time_format", [](Project& p, const Entry& e) { p.incidents.time_format = e.text(); }},
        {"utc_offset", [](Project& p, const Entry& e) { p.incidents.utc_offset = utc_offset(e); }},
        {"category", [](Project& p, const Entry& e) { p.incidents.category = e.text(); }},
        {"id", [](Project& p, const Entry& e) { p.incidents.id = e.text(); }},
        {"weight", [](Project& p, const Entry& e) { p.incidents.weight = e.text(); }},
        {"detected_by", [](Project& p, const Entry& e) { p.incidents.detected_by = e.text(); }},
        {"categories", [](Project& p, const Entry& e) {
             const toml::table* map = e.node.as_table();
             if (map == nullptr) {
                 e.refuse("error.key-type", "[incidents.categories]");
             }
             for (const auto& [from, to] : *map) {
                 p.incidents.categories[std::string(from.str())] =
                     Entry{e.file, e.name + "." + std::string(from.str()), to}.text();
             }
         }},
    };
    table["periods"] = {
        {"year_start", [](Project& p, const Entry& e) { p.periods.year_start = e.month_day(); }},
        {"month_start", [](Project& p, const Entry& e) { p.periods.month_start = static_cast<unsigned>(e.integer(1, 28)); }},
        {"current", [&given](Project& p, const Entry& e) { given.current = read_window(e, p.periods.current, ""); }},
        {"baseline", [&given](Project& p, const Entry& e) {
             given.baseline = read_window(e, p.periods.baseline, " | \"year-before\" | \"just-before\"");
         }},
        {"tet_days_before", [&given](Project&, const Entry& e) { given.tet_days_before = static_cast<int>(e.integer(0, 60)); }},
        {"tet_days_after", [&given](Project&, const Entry& e) { given.tet_days_after = static_cast<int>(e.integer(0, 60)); }},
    };
    table["density"] = {
        {"cell_m", [](Project& p, const Entry& e) { p.density.cell_m = e.number(0.01, 1e6); }},
        {"bandwidth_m", [](Project& p, const Entry& e) { read_bandwidth(e, p.density); }},
        {"kernel", [](Project& p, const Entry& e) { p.density.kernel = read_kernel(e); }},
        {"edge", [](Project& p, const Entry& e) { p.density.edge = read_edge(e); }},
        {"adaptive", [](Project& p, const Entry& e) {
             p.density.smoothing = e.boolean() ? Smoothing::kAdaptive : Smoothing::kFixed;
         }},
        {"float64", [](Project& p, const Entry& e) { p.density.float64 = e.boolean(); }},
    };
    table["classify"] = {
        {"rule", [](Project& p, const Entry& e) { p.classify.rule_source = e.text(); }},
        {"elevated_above", [](Project& p, const Entry& e) { p.classify.overrides.elevated_above = e.number(1.0001, 10.0); }},
        {"brought_down_below", [](Project& p, const Entry& e) { p.classify.overrides.brought_down_below = e.number(0.05, 0.99); }},
        {"borderline_below", [](Project& p, const Entry& e) { p.classify.overrides.borderline_below = e.number(0.3334, 1.0); }},
        {"interval", [](Project& p, const Entry& e) { p.classify.overrides.interval = e.number(0.5, 0.9999); }},
        {"rule_unit", [](Project& p, const Entry& e) { p.classify.overrides.unit = e.text(); }},
        {"force_split", [](Project& p, const Entry& e) { p.classify.force_split = read_split(e); }},
        {"other_population", [](Project& p, const Entry& e) { p.classify.other_population = e.text(); }},
        {"sensitivity_draws", [](Project& p, const Entry& e) {
             p.classify.sensitivity_draws = static_cast<std::size_t>(e.integer(0, 10000));
         }},
        {"previous", [](Project& p, const Entry& e) { p.classify.previous = e.text(); }},
        {"incidents", [](Project& p, const Entry& e) { p.classify.incidents = read_counted_incidents(e); }},
        {"by_category", [](Project& p, const Entry& e) { p.classify.by_category = e.boolean(); }},
        {"severity", [](Project& p, const Entry& e) {
             const toml::table* weights = e.node.as_table();
             if (weights == nullptr) {
                 e.refuse("error.key-type", "[classify.severity]");
             }
             for (const auto& [category, weight] : *weights) {
                 const std::string name(category.str());
                 p.classify.severity[name] = Entry{e.file, e.name + "." + name, weight}.number(0.0, 1e9);
             }
         }},
    };
    for (const auto& [key, set] : camera_keys()) {
        table["cameras"][key] = [set = set](Project& p, const Entry& e) { set(*p.cameras, e); };
    }
    table["hotspots"] = {
        {"stat", [](Project& p, const Entry& e) { hotspots(p).local.statistic = read_statistic(e); }},
        {"rate", [](Project& p, const Entry& e) { hotspots(p).rate = read_rate(e); }},
        {"weights", [](Project& p, const Entry& e) { hotspots(p).weights = read_weights(e, hotspots(p).weights); }},
        {"snap_m", [](Project& p, const Entry& e) { hotspots(p).weights.tolerance = {e.number(0.0, 1e6)}; }},
        {"row_standardise", [](Project& p, const Entry& e) {
             hotspots(p).local.rows = e.boolean() ? RowWeights::kRowStandardised : RowWeights::kAsGiven;
         }},
        {"permutations", [](Project& p, const Entry& e) {
             hotspots(p).local.permutations = static_cast<std::uint32_t>(e.integer(0, 100'000'000));
         }},
        {"tail", [](Project& p, const Entry& e) {
             hotspots(p).local.tail = e.boolean() ? TailRule::kApproximated : TailRule::kCounted;
         }},
        {"alpha", [](Project& p, const Entry& e) { hotspots(p).local.alpha = e.number(1e-12, 1.0 - 1e-12); }},
        {"no_fdr", [](Project& p, const Entry& e) {
             hotspots(p).local.many_tests = e.boolean() ? ManyTests::kNone : ManyTests::kBenjaminiHochberg;
         }},
        {"grid_m", [](Project& p, const Entry& e) { read_cells(e, hotspots(p)); }},
        {"cell_shape", [](Project& p, const Entry& e) { hotspots(p).cell.shape = read_cell_shape(e); }},
    };
    table["sweep"] = {
        {"box_m", [](Project& p, const Entry& e) { sweep(p).box_m = e.number(10.0, 10000.0); }},
        {"grid", [](Project& p, const Entry& e) { sweep(p).placement = read_placement(e); }},
        {"places", [](Project& p, const Entry& e) { sweep(p).places = e.text(); }},
        {"roads", [](Project& p, const Entry& e) { sweep(p).roads = e.text(); }},
        {"area_km2", [](Project& p, const Entry& e) { sweep(p).area_km2 = e.number(1e-6, 1e6); }},
        {"boxes", [](Project& p, const Entry& e) { sweep(p).boxes = static_cast<std::size_t>(e.integer(1, 100000)); }},
        {"team_hours", [](Project& p, const Entry& e) { team(p).team_hours = e.number(0.1, 1e7); }},
        {"shifts", [](Project& p, const Entry& e) { team(p).shifts = e.number(1.0, 10000.0); }},
        {"shift_hours", [](Project& p, const Entry& e) { team(p).shift_hours = e.number(0.5, 24.0); }},
        {"horizon_days", [](Project& p, const Entry& e) { sweep(p).horizon_days = e.number(1.0, 366.0); }},
        {"as_of", [](Project& p, const Entry& e) { sweep(p).as_of = e.date(); }},
        {"model", [](Project& p, const Entry& e) { sweep(p).model = read_model(e); }},
        {"include_detected", [](Project& p, const Entry& e) {
             sweep(p).detected = e.boolean() ? DetectedIncidents::kCounted : DetectedIncidents::kLeftOut;
         }},
    };
    table["evaluate"] = {
        {"treated", [](Project& p, const Entry& e) { evaluation(p).treated = e.text(); }},
        {"control", [](Project& p, const Entry& e) { evaluation(p).control = e.text(); }},
        {"displacement", [](Project& p, const Entry& e) { evaluation(p).displacement = e.text(); }},
        {"control_displacement", [](Project& p, const Entry& e) { evaluation(p).control_displacement = e.text(); }},
        {"before", [](Project& p, const Entry& e) { evaluation(p).before = e.window(); }},
        {"after", [](Project& p, const Entry& e) { evaluation(p).after = e.window(); }},
        {"by_area", [](Project& p, const Entry& e) {
             evaluation(p).comparison = e.boolean() ? SideComparison::kByArea : SideComparison::kCounts;
         }},
        {"include_detected", [](Project& p, const Entry& e) { evaluation(p).include_detected = e.boolean(); }},
    };
    table["privacy"] = {
        {"drop_personal", [](Project& p, const Entry& e) { p.privacy.drop_personal = e.boolean(); }},
        {"show_incidents", [](Project& p, const Entry& e) { p.privacy.show_incidents = e.boolean(); }},
    };
    table["maps"] = {
        {"layers", [](Project& p, const Entry& e) { p.maps.layers = names_out_of(e, map_names()); }},
        {"page", [](Project& p, const Entry& e) { p.maps.page = read_page_size(e); }},
        {"portrait", [](Project& p, const Entry& e) {
             p.maps.orientation = e.boolean() ? PageOrientation::kPortrait : PageOrientation::kLandscape;
         }},
        {"formats", [](Project& p, const Entry& e) { p.maps.formats = read_map_formats(e); }},
        {"isolines", [](Project& p, const Entry& e) { p.maps.isolines = e.boolean(); }},
        {"pack", [](Project& p, const Entry& e) { p.maps.pack = e.boolean(); }},
        {"atlas", [](Project& p, const Entry& e) { p.maps.atlas = e.boolean(); }},
    };
    table["output"] = {
        {"maps", [](Project& p, const Entry& e) { p.output.maps = e.boolean(); }},
        {"viewer", [](Project& p, const Entry& e) { p.output.viewer = e.boolean(); }},
        {"tables", [](Project& p, const Entry& e) { p.output.tables = e.boolean(); }},
        {"formats", [](Project& p, const Entry& e) { p.output.formats = names_out_of(e, {"geojson", "fgb", "kml"}); }},
    };
    return table;
}

template <typename Map>
std::vector<std::string> names_of(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map) {
        names.push_back(name);
    }
    return names;
}

void require_key(const Project& project, const char* key, const std::string& value) {
    if (value.empty()) {
        throw Error(ErrorCode::kInput, "error.key-missing", {{"file", project.file.string()}, {"key", key}});
    }
}

[[noreturn]] void refuse_key(const fs::path& file, const std::string& section, const toml::key& key,
                             const std::vector<std::string>& known) {
    throw Error(ErrorCode::kInput, "error.key-unknown",
                {{"file", file.string()},
                 {"line", std::to_string(key.source().begin.line)},
                 {"column", std::to_string(key.source().begin.column)},
                 {"section", section},
                 {"key", std::string(key.str())},
                 {"nearest", nearest_name(std::string(key.str()), known)}});
}

TimeWindow window_around_tet(const Project& project, const GivenWindows& given, int year) {
    if (!given.tet_days_before || !given.tet_days_after) {
        throw Error(ErrorCode::kInput, "error.tet-days-missing", {{"file", project.file.string()}});
    }
    const auto window = tet_window(year, *given.tet_days_before, *given.tet_days_after);
    if (!window) {
        throw Error(ErrorCode::kInput, "error.tet-year-unknown",
                    {{"file", project.file.string()}, {"year", std::to_string(year)},
                     {"first", std::to_string(kFirstTetYear)}, {"last", std::to_string(kLastTetYear)}});
    }
    return *window;
}

void settle_windows(Project& project, const GivenWindows& given) {
    if (given.current.rule == WindowRule::kTet) {
        project.periods.current = window_around_tet(project, given, given.current.tet_year);
    } else if (given.current.rule == WindowRule::kNone) {
        if (!project.project.as_of) {
            throw Error(ErrorCode::kInput, "error.key-missing",
                        {{"file", project.file.string()}, {"key", "periods.current"}});
        }
        project.periods.current = year_containing(*project.project.as_of, project.periods.year_start);
        project.periods.current.to = std::min(project.periods.current.to, *project.project.as_of);
    }
    const bool by_tet = given.current.rule == WindowRule::kTet;
    switch (given.baseline.rule) {
        case WindowRule::kGiven: break;
        case WindowRule::kTet: project.periods.baseline = window_around_tet(project, given, given.baseline.tet_year); break;
        case WindowRule::kJustBefore: project.periods.baseline = window_just_before(project.periods.current); break;
        case WindowRule::kYearBefore:
            project.periods.baseline = same_period_a_year_before(project.periods.current);
            break;
        case WindowRule::kNone:
            // The same time a year before is Tết's own for a window around Tết: the calendar's would be off by up to a month.
            project.periods.baseline = by_tet ? window_around_tet(project, given, given.current.tet_year - 1)
                                              : same_period_a_year_before(project.periods.current);
            break;
    }
    if (project.periods.baseline.to >= project.periods.current.from) {
        throw Error(ErrorCode::kInput, "error.windows-overlap",
                    {{"file", project.file.string()},
                     {"baseline", iso_date(project.periods.baseline.to)},
                     {"current", iso_date(project.periods.current.from)}});
    }
    if (!project.project.as_of) {
        project.project.as_of = project.periods.current.to;
    }
}

void settle_rule(ClassifySection& classify) {
    classify.rule = classify.rule_source.empty() ? default_rule() : read_rule_file(classify.rule_source);
    const std::string approved = rule_hash(classify.rule);
    const RuleOverrides& own = classify.overrides;
    EvidenceRule& evidence = classify.rule.evidence;
    evidence.elevated_above = own.elevated_above.value_or(evidence.elevated_above);
    evidence.brought_down_below = own.brought_down_below.value_or(evidence.brought_down_below);
    evidence.borderline_below = own.borderline_below.value_or(evidence.borderline_below);
    evidence.interval = own.interval.value_or(evidence.interval);
    classify.rule.overridden = rule_hash(classify.rule) != approved;
    classify.rule.unit = own.unit.value_or(classify.rule.unit);
}

/// What [cameras] takes over from the other sections. A wrong combination is wrong input here, not wrong usage.
void settle_cameras(Project& project) {
    CameraOptions& cameras = *project.cameras;
    for (std::string* source : {&cameras.demand, &cameras.candidates, &cameras.existing, &cameras.roads, &cameras.exclude,
                                &cameras.dwellings, &cameras.must_cover, &cameras.buildings, &cameras.terrain, &cameras.distances}) {
        if (!source->empty()) {
            *source = beside_project(project.file, *source);
        }
    }
    cameras.as_of = project.project.as_of;
    cameras.seed = project.project.seed;
    if (cameras.x_field.empty() && cameras.y_field.empty()) {
        cameras.x_field = project.incidents.x;
        cameras.y_field = project.incidents.y;
    }
    if (cameras.crs.empty()) {
        cameras.crs = project.incidents.crs;
    }
    if (cameras.demand_kind == DemandKind::kRunIncidents && !cameras.categories.empty() && project.incidents.category.empty()) {
        throw Error(ErrorCode::kInput, "error.cameras-needs", {{"option", "cameras.categories"}, {"other", "incidents.category"}});
    }
    try {
        validate(cameras);
    } catch (const Error& error) {
        throw Error(ErrorCode::kInput, error.key(), error.arguments());
    }
}

void settle_hotspots(Project& project) {
    if (!project.hotspots) {
        return;
    }
    WeightChoice& weights = project.hotspots->weights;
    if (weights.rule == WeightRule::kFile) {
        weights.file = beside_project(project.file, weights.file.string());
    }
    if (project.hotspots->rate != RateKind::kCount) {
        require_key(project, "areas.population", project.areas.population);
    }
}

void settle_sweep(Project& project) {
    const auto place = [&](std::string& source) {
        if (!source.empty()) {
            source = beside_project(project.file, source);
        }
    };
    if (project.sweep) {
        SweepStudyOptions& sweep = *project.sweep;
        place(sweep.places);
        place(sweep.roads);
        if (!sweep.area_km2 && !sweep.boxes && !sweep.team) {
            require_key(project, "sweep.area_km2 | sweep.boxes | sweep.team_hours", "");
        }
        if (!sweep.as_of && project.project.as_of) {
            sweep.as_of = *project.project.as_of + std::chrono::days{1};
        }
        sweep.seed = project.project.seed;
    }
    if (project.evaluate) {
        EvaluateOptions& evaluate = *project.evaluate;
        require_key(project, "evaluate.treated", evaluate.treated);
        require_key(project, "evaluate.control", evaluate.control);
        const auto given = [](const TimeWindow& window) { return window == TimeWindow{} ? "" : "given"; };
        require_key(project, "evaluate.before", given(evaluate.before));
        require_key(project, "evaluate.after", given(evaluate.after));
        for (std::string* source : {&evaluate.treated, &evaluate.control, &evaluate.displacement, &evaluate.control_displacement}) {
            place(*source);
        }
    }
}

}  // namespace

Project parse_project(const std::string& text, const fs::path& file) {
    const toml::table root = parse_toml(text, file);
    Project project;
    project.file = file;
    project.text = text;
    GivenWindows given;
    const auto table = key_table(given);
    for (const auto& [section_key, section_node] : root) {
        const std::string section(section_key.str());
        if (read_list_section(project, Entry{file, section, section_node})) {
            continue;
        }
        const auto keys = table.find(section);
        if (keys == table.end() || !section_node.is_table()) {
            MessageArguments arguments = toml_place(file, section_node);
            arguments["section"] = section;
            std::vector<std::string> known = names_of(table);
            known.insert(known.end(), {"levels", "overlays", "themes"});
            arguments["nearest"] = nearest_name(section, known);
            throw Error(ErrorCode::kInput, "error.section-unknown", arguments);
        }
        if (section == "cameras") {
            project.cameras.emplace();
            project.cameras->demand_kind = DemandKind::kRunIncidents;
        }
        if (section == "hotspots") {
            hotspots(project);  // an empty section asks for the defaults
        } else if (section == "sweep") {
            sweep(project);  // and so does this one, but for its budget
        } else if (section == "evaluate") {
            evaluation(project);
        }
        for (const auto& [key, node] : *section_node.as_table()) {
            const std::string name(key.str());
            const auto setter = keys->second.find(name);
            if (setter == keys->second.end()) {
                // The place of the key itself says more than that of its value.
                refuse_key(file, section, key, names_of(keys->second));
            }
            setter->second(project, Entry{file, section + "." + name, node});
        }
    }
    require_key(project, "project.title", project.project.title);
    require_key(project, "areas.source", project.areas.source);
    require_key(project, "areas.id | areas.name", project.areas.id + project.areas.name);
    if (!project.crosswalk.source.empty()) {
        require_key(project, "crosswalk.old | crosswalk.old_name", project.crosswalk.old_code + project.crosswalk.old_name);
        require_key(project, "crosswalk.new", project.crosswalk.present);
        project.crosswalk.source = beside_project(file, project.crosswalk.source);
    }
    require_key(project, "incidents.source", project.incidents.source);
    require_key(project, "incidents.time", project.incidents.time);
    settle_windows(project, given);
    project.areas.source = beside_project(file, project.areas.source);
    project.incidents.source = beside_project(file, project.incidents.source);
    if (!project.classify.rule_source.empty()) {
        project.classify.rule_source = beside_project(file, project.classify.rule_source);
    }
    if (!project.classify.previous.empty()) {
        project.classify.previous = beside_project(file, project.classify.previous);
    }
    if (project.density.smoothing == Smoothing::kAdaptive && project.density.edge != EdgeCorrection::kNone) {
        throw Error(ErrorCode::kInput, "error.density-adaptive-edge", {});
    }
    settle_rule(project.classify);
    settle_lists(project);
    if (project.cameras) {
        settle_cameras(project);
    }
    settle_hotspots(project);
    settle_sweep(project);
    return project;
}

Project read_project_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || fs::is_directory(file)) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", file.string()}});
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return parse_project(text.str(), file);
}

std::vector<std::string> project_keys() {
    GivenWindows given;
    std::vector<std::string> keys;
    for (const auto& [section, entries] : key_table(given)) {
        for (const auto& [key, setter] : entries) {
            keys.push_back(section + "." + key);
        }
    }
    return keys;
}

}  // namespace diaban
