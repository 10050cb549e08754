#include "engine/project/project_keys.hpp"

#include <algorithm>
#include <string_view>

#include "engine/project/list_sections.hpp"
#include "engine/project/map_names.hpp"
#include "engine/studies/cameras/keys.hpp"
#include "layers/read/local_time_text.hpp"

namespace diaban {

namespace {

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
    return text == "keep"   ? DuplicateAction::kKeep
           : text == "drop" ? DuplicateAction::kDropAll
                            : DuplicateAction::kDropExact;
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

/// Maps by name; those of themes and levels are known only when the whole file is read.
std::vector<std::string> map_names_out_of(const Entry& entry) {
    std::vector<std::string> known = map_names();
    for (const std::string& name : entry.texts()) {
        if (is_named_map(name)) {
            known.push_back(name);
        }
    }
    return names_out_of(entry, known);
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
    if (text != "free" && text != "lattice" && text != "fixed") {
        entry.refuse("error.key-range", "free | lattice | fixed");
    }
    return text == "free" ? BoxPlacement::kFree : text == "lattice" ? BoxPlacement::kLattice : BoxPlacement::kFixed;
}

}  // namespace

ProjectKeys project_key_table(GivenWindows& given) {
    ProjectKeys table;
    table["project"] = {
        {"title", [](Project& p, const Entry& e) { p.project.title = e.text(); }},
        {"unit", [](Project& p, const Entry& e) { p.project.unit = e.text(); }},
        {"language", [](Project& p, const Entry& e) { p.project.language = read_language(e); }},
        {"crs", [](Project& p, const Entry& e) { p.project.crs = {e.text()}; }},
        {"seed",
         [](Project& p, const Entry& e) {
             p.project.seed = static_cast<std::uint64_t>(e.integer(0, std::int64_t{1} << 53));
         }},
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
        {"watchlist",
         [](Project& p, const Entry& e) {
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
        {"duplicate_distance_m",
         [](Project& p, const Entry& e) { p.incidents.duplicate_distance_m = e.number(0.0, 1000.0); }},
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
        {"categories",
         [](Project& p, const Entry& e) {
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
        {"month_start",
         [](Project& p, const Entry& e) { p.periods.month_start = static_cast<unsigned>(e.integer(1, 28)); }},
        {"current", [&given](Project& p, const Entry& e) { given.current = read_window(e, p.periods.current, ""); }},
        {"baseline",
         [&given](Project& p, const Entry& e) {
             given.baseline = read_window(e, p.periods.baseline, " | \"year-before\" | \"just-before\"");
         }},
        {"tet_days_before",
         [&given](Project&, const Entry& e) { given.tet_days_before = static_cast<int>(e.integer(0, 60)); }},
        {"tet_days_after",
         [&given](Project&, const Entry& e) { given.tet_days_after = static_cast<int>(e.integer(0, 60)); }},
    };
    table["density"] = {
        {"cell_m", [](Project& p, const Entry& e) { p.density.cell_m = e.number(0.01, 1e6); }},
        {"bandwidth_m", [](Project& p, const Entry& e) { read_bandwidth(e, p.density); }},
        {"kernel", [](Project& p, const Entry& e) { p.density.kernel = read_kernel(e); }},
        {"edge", [](Project& p, const Entry& e) { p.density.edge = read_edge(e); }},
        {"adaptive",
         [](Project& p, const Entry& e) {
             p.density.smoothing = e.boolean() ? Smoothing::kAdaptive : Smoothing::kFixed;
         }},
        {"float64", [](Project& p, const Entry& e) { p.density.float64 = e.boolean(); }},
    };
    table["classify"] = {
        {"rule", [](Project& p, const Entry& e) { p.classify.rule_source = e.text(); }},
        {"elevated_above",
         [](Project& p, const Entry& e) { p.classify.overrides.elevated_above = e.number(1.0001, 10.0); }},
        {"brought_down_below",
         [](Project& p, const Entry& e) { p.classify.overrides.brought_down_below = e.number(0.05, 0.99); }},
        {"borderline_below",
         [](Project& p, const Entry& e) { p.classify.overrides.borderline_below = e.number(0.3334, 1.0); }},
        {"interval", [](Project& p, const Entry& e) { p.classify.overrides.interval = e.number(0.5, 0.9999); }},
        {"rule_unit", [](Project& p, const Entry& e) { p.classify.overrides.unit = e.text(); }},
        {"force_split", [](Project& p, const Entry& e) { p.classify.force_split = read_split(e); }},
        {"other_population", [](Project& p, const Entry& e) { p.classify.other_population = e.text(); }},
        {"sensitivity_draws",
         [](Project& p, const Entry& e) {
             p.classify.sensitivity_draws = static_cast<std::size_t>(e.integer(0, 10000));
         }},
        {"previous", [](Project& p, const Entry& e) { p.classify.previous = e.text(); }},
        {"incidents", [](Project& p, const Entry& e) { p.classify.incidents = read_counted_incidents(e); }},
        {"by_category", [](Project& p, const Entry& e) { p.classify.by_category = e.boolean(); }},
        {"severity",
         [](Project& p, const Entry& e) {
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
        {"row_standardise",
         [](Project& p, const Entry& e) {
             hotspots(p).local.rows = e.boolean() ? RowWeights::kRowStandardised : RowWeights::kAsGiven;
         }},
        {"permutations",
         [](Project& p, const Entry& e) {
             hotspots(p).local.permutations = static_cast<std::uint32_t>(e.integer(0, 100'000'000));
         }},
        {"tail",
         [](Project& p, const Entry& e) {
             hotspots(p).local.tail = e.boolean() ? TailRule::kApproximated : TailRule::kCounted;
         }},
        {"alpha", [](Project& p, const Entry& e) { hotspots(p).local.alpha = e.number(1e-12, 1.0 - 1e-12); }},
        {"no_fdr",
         [](Project& p, const Entry& e) {
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
        {"include_detected",
         [](Project& p, const Entry& e) {
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
        {"by_area",
         [](Project& p, const Entry& e) {
             evaluation(p).comparison = e.boolean() ? SideComparison::kByArea : SideComparison::kCounts;
         }},
        {"include_detected", [](Project& p, const Entry& e) { evaluation(p).include_detected = e.boolean(); }},
    };
    table["privacy"] = {
        {"drop_personal", [](Project& p, const Entry& e) { p.privacy.drop_personal = e.boolean(); }},
        {"suppress_below",
         [](Project& p, const Entry& e) { p.privacy.suppress_below = static_cast<unsigned>(e.integer(0, 100)); }},
        {"show_incidents", [](Project& p, const Entry& e) { p.privacy.show_incidents = e.boolean(); }},
    };
    table["maps"] = {
        {"layers", [](Project& p, const Entry& e) { p.maps.layers = map_names_out_of(e); }},
        {"page", [](Project& p, const Entry& e) { p.maps.page = read_page_size(e); }},
        {"portrait",
         [](Project& p, const Entry& e) {
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
        {"formats",
         [](Project& p, const Entry& e) {
             p.output.formats = names_out_of(e, {"geojson", "fgb", "kml"});
         }},
    };
    return table;
}

void begin_section(Project& project, const std::string& section) {
    if (section == "cameras") {
        project.cameras.emplace();
        project.cameras->demand_kind = DemandKind::kRunIncidents;
    } else if (section == "hotspots") {
        hotspots(project);
    } else if (section == "sweep") {
        sweep(project);  // all but its budget
    } else if (section == "evaluate") {
        evaluation(project);
    }
}

}  // namespace diaban
