#include "engine/project/core_sections.hpp"

#include <algorithm>

#include "engine/project/windows.hpp"
#include "layers/base/json_value.hpp"
#include "layers/read/local_time_text.hpp"

namespace diaban {

namespace {

constexpr const char* kTextOrTexts =
    R"({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})";
constexpr const char* kDay = R"({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})";

Json text_or_texts(const std::string& one, const std::vector<std::string>& many) {
    return many.empty() ? Json(one) : Json(many);
}

void read_watchlist(AreasSection& areas, const Setting& setting) {
    if (setting.value.list() != nullptr) {
        areas.watchlist = setting.texts();
    } else {
        areas.watchlist_field = setting.text();
    }
}
Json print_watchlist(const AreasSection& areas) {
    return text_or_texts(areas.watchlist_field, areas.watchlist);
}

/// One column, or the columns of a time that is split.
void read_time_columns(IncidentsSection& incidents, const Setting& setting) {
    if (setting.value.list() == nullptr) {
        incidents.time = setting.text();
        incidents.time_parts.clear();
        return;
    }
    std::vector<std::string> columns = setting.texts();
    constexpr std::size_t kUpToSeconds = 6;
    if (columns.empty() || columns.size() > kUpToSeconds) {
        setting.refuse("error.key-type", "[\"year\", \"month\", \"day\", \"hour\", \"minute\"] | [\"date\", \"time\"]");
    }
    incidents.time = columns.front();
    incidents.time_parts.assign(columns.begin() + 1, columns.end());
}
Json print_time_columns(const IncidentsSection& incidents) {
    std::vector<std::string> columns = incidents.time_parts;
    if (!columns.empty()) {
        columns.insert(columns.begin(), incidents.time);
    }
    return text_or_texts(incidents.time, columns);
}

void read_utc_offset(IncidentsSection& incidents, const Setting& setting) {
    // The date is a carrier: only the offset behind it is read.
    TimeFormat at_zero;
    at_zero.utc_offset = std::chrono::minutes{0};
    const std::string text = setting.text();
    const auto shifted = parse_local_time("2000-01-02 00:00:00" + text, at_zero);
    const auto unshifted = parse_local_time("2000-01-02 00:00:00Z", at_zero);
    if (!shifted || text.empty() || std::string_view("+-Z").find(text.front()) == std::string_view::npos) {
        setting.refuse("error.key-type", "\"+07:00\"");
    }
    incidents.utc_offset = std::chrono::duration_cast<std::chrono::minutes>(*unshifted - *shifted);
}
Json print_utc_offset(const IncidentsSection& incidents) {
    const auto minutes = std::abs(incidents.utc_offset.count());
    const auto two = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return (incidents.utc_offset.count() < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60);
}

void read_current(PeriodsSection& periods, const Setting& setting) {
    periods.given_current = read_window(setting, periods.current, "");
}
Json print_current(const PeriodsSection& periods) {
    return given_window(periods.given_current, periods.current);
}
void read_baseline(PeriodsSection& periods, const Setting& setting) {
    periods.given_baseline = read_window(setting, periods.baseline, " | \"year-before\" | \"just-before\"");
}
Json print_baseline(const PeriodsSection& periods) {
    return given_window(periods.given_baseline, periods.baseline);
}

const std::string kAuto = "auto";

std::vector<std::string> bandwidth_words() {
    std::vector<std::string> words = {kAuto};
    for (const BandwidthRule rule : kAllBandwidthRules) {
        words.push_back(kAuto + ":" + std::string(bandwidth_rule_name(rule)));
    }
    return words;
}

void read_bandwidth(DensitySection& density, const Setting& setting) {
    if (setting.any_number()) {
        density.bandwidth_m = setting.number(kLeastBandwidth.value, kMostBandwidth.value);
        return;
    }
    const std::string text = setting.text();
    density.bandwidth_m.reset();
    for (const BandwidthRule rule : kAllBandwidthRules) {
        if (text == kAuto || text == kAuto + ":" + std::string(bandwidth_rule_name(rule))) {
            density.bandwidth_rule = text == kAuto ? BandwidthRule::kSilverman : rule;
            return;
        }
    }
    if (setting.is_flag()) {
        throw Error(ErrorCode::kUsage, "error.bandwidth-unreadable",
                    {{"value", text}, {"expected", any_of(bandwidth_words())}});
    }
    setting.refuse("error.key-range", "number | " + any_of(bandwidth_words()));
}
Json print_bandwidth(const DensitySection& density) {
    if (density.bandwidth_m) {
        return *density.bandwidth_m;
    }
    const bool usual = density.bandwidth_rule == BandwidthRule::kSilverman;
    return usual ? kAuto : kAuto + ":" + std::string(bandwidth_rule_name(density.bandwidth_rule));
}
std::string bandwidth_schema() {
    return json_line(
        {{"anyOf",
          Json::list({{{"type", "number"}, {"minimum", kLeastBandwidth.value}, {"maximum", kMostBandwidth.value}},
                      {{"enum", bandwidth_words()}}})}});
}

void read_force_split(ClassifySection& classify, const Setting& setting) {
    classify.force_split = read_split(setting);
}
Json print_force_split(const ClassifySection& classify) {
    const auto& split = classify.force_split;
    return split ? Json::list({split->stable, split->contained, split->complex}) : Json();
}

const std::vector<std::string> kMapFormats = {"pdf", "png", "svg"};  // in the order of MapFormat

void read_map_formats(MapsSection& maps, const Setting& setting) {
    maps.formats.clear();
    for (const std::string& name : setting.texts()) {
        const auto at = std::find(kMapFormats.begin(), kMapFormats.end(), name);
        if (at == kMapFormats.end()) {
            setting.refuse_choice(name, kMapFormats);
        }
        maps.formats.push_back(static_cast<MapFormat>(at - kMapFormats.begin()));
    }
}
Json print_map_formats(const MapsSection& maps) {
    Json names = Json::list();
    for (const MapFormat format : maps.formats) {
        names.push_back(kMapFormats[static_cast<std::size_t>(format)]);
    }
    return names;
}

/// A code becomes part of layer and field names.
std::string code_of(const Setting& setting) {
    std::string code = setting.text();
    const bool plain = !code.empty() && std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!plain || code.size() > 30) {
        setting.refuse("error.code-form", "a-z 0-9 _");
    }
    return code;
}
template <auto Member>
void read_code(detail::OwnerOf<Member>& section, const Setting& setting) {
    section.*Member = code_of(setting);
}
template <auto Member>
Json print_code(const detail::OwnerOf<Member>& section) {
    return section.*Member;
}
template <auto Member>
Option code(std::string key) {
    return special<&read_code<Member>, &print_code<Member>>(std::move(key))
        .written("a-z 0-9 _", R"({"type": "string", "pattern": "^[a-z0-9_]{1,30}$"})");
}

const OptionTable& project_options() {
    using S = ProjectSection;
    static const OptionTable table = OptionTable::of<S>(
        "project", {
                       option<&S::title>("title").needed(),
                       option<&S::unit>("unit"),
                       choice<&S::language>("language", {{"vi", Language::kVietnamese}, {"en", Language::kEnglish}}),
                       option<&S::crs, &CrsId::definition>("crs").shown("EPSG:n"),
                       option<&S::seed>("seed").range(0, kLargestSeed),
                       option<&S::as_of>("as_of"),
                       option<&S::marking>("marking"),
                   });
    return table;
}

const OptionTable& area_options() {
    using S = AreasSection;
    static const OptionTable table = OptionTable::of<S>(
        "areas", {
                     option<&S::source>("source").needed().source(),
                     option<&S::layer>("layer"),
                     option<&S::crs, &CrsId::definition>("crs").shown("EPSG:n"),
                     option<&S::id>("id"),
                     option<&S::name>("name"),
                     option<&S::parent>("parent"),
                     option<&S::population>("population"),
                     option<&S::population_date>("population_date"),
                     option<&S::population_source>("population_source"),
                     special<&read_watchlist, &print_watchlist>("watchlist").written("FIELD | [..]", kTextOrTexts),
                     option<&S::valid_from>("valid_from"),
                     option<&S::valid_to>("valid_to"),
                 });
    return table;
}

const OptionTable& crosswalk_options() {
    using S = CrosswalkSection;
    static const OptionTable table = OptionTable::of<S>("crosswalk", {
                                                                         option<&S::source>("source").source(),
                                                                         option<&S::layer>("layer"),
                                                                         option<&S::old_code>("old"),
                                                                         option<&S::old_name>("old_name"),
                                                                         option<&S::old_parent>("old_parent"),
                                                                         option<&S::present>("new"),
                                                                         option<&S::share>("share"),
                                                                         option<&S::weight>("weight"),
                                                                         option<&S::date>("date"),
                                                                     });
    return table;
}

const OptionTable& incident_options() {
    using S = IncidentsSection;
    static const OptionTable table = OptionTable::of<S>(
        "incidents",
        {
            option<&S::source>("source").needed().source(),
            option<&S::layer>("layer"),
            option<&S::crs, &CrsId::definition>("crs").shown("EPSG:n"),
            option<&S::x>("x"),
            option<&S::y>("y"),
            option<&S::area>("area"),
            special<&read_time_columns, &print_time_columns>("time").written("COL | [..]", kTextOrTexts).needed(),
            option<&S::time_format>("time_format"),
            special<&read_utc_offset, &print_utc_offset>("utc_offset")
                .written("+07:00", R"({"type": "string", "pattern": "^(Z|[+-][0-9]{2}:?[0-9]{2})$"})"),
            option<&S::category>("category"),
            option<&S::id>("id"),
            option<&S::weight>("weight"),
            option<&S::detected_by>("detected_by"),
            option<&S::categories>("categories"),
            choice<&S::duplicates>("duplicates", {{"keep", DuplicateAction::kKeep},
                                                  {"drop-exact", DuplicateAction::kDropExact},
                                                  {"drop", DuplicateAction::kDropAll}}),
            option<&S::duplicate_distance_m>("duplicate_distance_m").range(0.0, 1000.0),
        });
    return table;
}

const OptionTable& period_options() {
    using S = PeriodsSection;
    const std::string day = kDay;
    const std::string window =
        R"({"type": "array", "items": )" + day + R"(, "minItems": 2, "maxItems": 2}, {"type": "string", "pattern": )";
    static const OptionTable table = OptionTable::of<S>(
        "periods", {
                       option<&S::year_start>("year_start").shown("MM-DD"),
                       option<&S::month_start>("month_start").range(1, 28),
                       special<&read_current, &print_current>("current").written(
                           "[from, to] | tet 2017", R"({"anyOf": [)" + window + R"("^tet [0-9]{4}$"}]})"),
                       special<&read_baseline, &print_baseline>("baseline")
                           .written("[from, to] | tet 2017 | year-before | just-before",
                                    R"({"anyOf": [)" + window + R"("^(tet [0-9]{4}|year-before|just-before)$"}]})"),
                       option<&S::tet_days_before>("tet_days_before").range(0, 60),
                       option<&S::tet_days_after>("tet_days_after").range(0, 60),
                   });
    return table;
}

const OptionTable& classify_options() {
    using S = ClassifySection;
    using O = RuleOverrides;
    static const OptionTable table = OptionTable::of<S>(
        "classify",
        {
            option<&S::rule_source>("rule").source(),
            option<&S::overrides, &O::elevated_above>("elevated_above").range(1.0001, 10.0),
            option<&S::overrides, &O::brought_down_below>("brought_down_below").range(0.05, 0.99),
            option<&S::overrides, &O::borderline_below>("borderline_below").range(0.3334, 1.0),
            option<&S::overrides, &O::interval>("interval").range(0.5, 0.9999),
            option<&S::overrides, &O::unit>("rule_unit"),
            special<&read_force_split, &print_force_split>("force_split")
                .written("[22, 22, 4]",
                         R"({"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 1000000},
                                         "minItems": 3, "maxItems": 3})"),
            option<&S::other_population>("other_population"),
            option<&S::sensitivity_draws>("sensitivity_draws").range(0, 10000),
            option<&S::previous>("previous").source(),
            choice<&S::incidents>("incidents",
                                  {{"all", CountedIncidents::kAll}, {"reported", CountedIncidents::kReported}}),
            option<&S::severity>("severity").range(0.0, 1e9),
            option<&S::by_category>("by_category"),
        });
    return table;
}

const OptionTable& privacy_options() {
    using S = PrivacySection;
    static const OptionTable table =
        OptionTable::of<S>("privacy", {
                                          option<&S::drop_personal>("drop_personal"),
                                          option<&S::suppress_below>("suppress_below").range(0, 100),
                                          option<&S::show_incidents>("show_incidents"),
                                      });
    return table;
}

const OptionTable& map_options() {
    using S = MapsSection;
    static const OptionTable table = OptionTable::of<S>(
        "maps", {
                    option<&S::layers>("layers").shown("NAME,.."),
                    choice<&S::page>("page", {{"A4", PageSize::kA4}, {"A3", PageSize::kA3}}),
                    switched<&S::orientation>("portrait", PageOrientation::kLandscape, PageOrientation::kPortrait),
                    special<&read_map_formats, &print_map_formats>("formats").written(
                        "[pdf | png | svg]", json_line({{"type", "array"}, {"items", {{"enum", kMapFormats}}}})),
                    option<&S::isolines>("isolines"),
                    option<&S::pack>("pack"),
                    option<&S::atlas>("atlas"),
                });
    return table;
}

const OptionTable& output_options() {
    using S = OutputSection;
    static const OptionTable table =
        OptionTable::of<S>("output", {
                                         option<&S::maps>("maps"),
                                         option<&S::viewer>("viewer"),
                                         option<&S::tables>("tables"),
                                         option<&S::formats>("formats").out_of({"geojson", "fgb", "kml"}),
                                     });
    return table;
}

const OptionTable& level_options() {
    using S = LevelSection;
    static const OptionTable table = OptionTable::of<S>("levels", {
                                                                      code<&S::level>("level"),
                                                                      option<&S::label>("label"),
                                                                      option<&S::source>("source").needed().source(),
                                                                      option<&S::layer>("layer"),
                                                                      option<&S::crs, &CrsId::definition>("crs"),
                                                                      option<&S::id>("id"),
                                                                      option<&S::name>("name"),
                                                                      option<&S::parent>("parent"),
                                                                      option<&S::population>("population"),
                                                                  });
    return table;
}

const OptionTable& overlay_options() {
    using S = OverlaySection;
    static const OptionTable table = OptionTable::of<S>(
        "overlays",
        {
            code<&S::name>("name").needed(),
            option<&S::label>("label"),
            option<&S::source>("source").needed().source(),
            option<&S::layer>("layer"),
            option<&S::crs, &CrsId::definition>("crs"),
            option<&S::x>("x"),
            option<&S::y>("y"),
            choice<&S::kind>(
                "kind", {{"point", OverlayKind::kPoint}, {"line", OverlayKind::kLine}, {"area", OverlayKind::kArea}}),
            option<&S::time>("time"),
            option<&S::time_format>("time_format"),
            option<&S::count_per_area>("count_per_area"),
        });
    return table;
}

const OptionTable& theme_options() {
    using S = ThemeSection;
    static const OptionTable table = OptionTable::of<S>(
        "themes", {
                      code<&S::name>("name").needed(),
                      option<&S::label, &TwoLanguages::vi>("label_vi"),
                      option<&S::label, &TwoLanguages::en>("label_en"),
                      option<&S::rule_source>("rule"),
                      option<&S::categories>("categories"),
                      choice<&S::incidents>(
                          "incidents", {{"all", CountedIncidents::kAll}, {"reported", CountedIncidents::kReported}}),
                      option<&S::level>("level"),
                      option<&S::children>("children"),
                      option<&S::fields>("fields"),
                  });
    return table;
}

}  // namespace

SplitCounts read_split(const Setting& setting) {
    const auto [stable, contained, complex] = setting.three_counts();
    if (stable < 0 || contained < 0 || complex < 0) {
        setting.refuse("error.key-type", "22,22,4");
    }
    return {static_cast<std::size_t>(stable), static_cast<std::size_t>(contained), static_cast<std::size_t>(complex)};
}

const OptionTable& density_options() {
    using S = DensitySection;
    const auto names = [](const auto& values, auto name_of) {
        std::vector<std::pair<std::string, std::decay_t<decltype(values.front())>>> pairs;
        for (const auto value : values) {
            pairs.emplace_back(name_of(value), value);
        }
        return pairs;
    };
    static const OptionTable table = OptionTable::of<S>(
        "density",
        {
            option<&S::cell_m>("cell_m").range(0.001, 1e6),
            special<&read_bandwidth, &print_bandwidth>("bandwidth_m")
                .shown("METRES|auto")
                .written("number | " + any_of(bandwidth_words()), bandwidth_schema()),
            choice<&S::kernel>("kernel", names(kAllKernels, kernel_name)),
            choice<&S::edge>("edge",
                             names(std::array{EdgeCorrection::kNone, EdgeCorrection::kUniform, EdgeCorrection::kDiggle},
                                   edge_correction_name)),
            switched<&S::smoothing>("adaptive", Smoothing::kFixed, Smoothing::kAdaptive),
            option<&S::float64>("float64"),
        },
        ErrorCode::kInput);
    return table;
}

std::span<const CoreSection> core_sections() {
    static const CoreSection sections[] = {
        {project_options(), [](Project& p) -> void* { return &p.project; }},
        {area_options(), [](Project& p) -> void* { return &p.areas; }},
        {crosswalk_options(), [](Project& p) -> void* { return &p.crosswalk; }},
        {incident_options(), [](Project& p) -> void* { return &p.incidents; }},
        {period_options(), [](Project& p) -> void* { return &p.periods; }},
        {density_options(), [](Project& p) -> void* { return &p.density; }},
        {classify_options(), [](Project& p) -> void* { return &p.classify; }},
        {privacy_options(), [](Project& p) -> void* { return &p.privacy; }},
        {map_options(), [](Project& p) -> void* { return &p.maps; }},
        {output_options(), [](Project& p) -> void* { return &p.output; }},
    };
    return sections;
}

std::span<const CoreSection> list_sections() {
    static const CoreSection sections[] = {
        {level_options(), [](Project& p) -> void* { return &p.levels.emplace_back(); }},
        {overlay_options(), [](Project& p) -> void* { return &p.overlays.emplace_back(); }},
        {theme_options(), [](Project& p) -> void* { return &p.themes.emplace_back(); }},
    };
    return sections;
}

}  // namespace diaban
