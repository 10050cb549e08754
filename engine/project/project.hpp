// The project file as plain values. Defaults here are the defaults of the program.
#pragma once

#include <any>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/classify/forced_split.hpp"
#include "engine/density/bandwidth.hpp"
#include "engine/density/density_surface.hpp"
#include "engine/density/kernel.hpp"
#include "engine/project/criteria_rule.hpp"
#include "engine/project/review_rule.hpp"
#include "layers/cartography/page_options.hpp"
#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// [project]
struct ProjectSection {
    std::string title;  ///< required
    std::string unit;   ///< reporting unit, printed on every page
    Language language = Language::kVietnamese;
    CrsId crs;  ///< analysis CRS, metric; empty: chosen from the areas' extent
    std::uint64_t seed = 1;
    std::optional<LocalDay> as_of;       ///< date of the review; default: last day of the current window
    std::optional<std::string> marking;  ///< default: "not for release" in the project's language
};

/// [areas]
struct AreasSection {
    std::string source;  ///< required; relative to the project file
    std::string layer;
    CrsId crs;
    std::string id;
    std::string name;
    std::string parent;
    std::string population;
    /// Day the residents were counted; figures of different days differ by a quarter.
    std::optional<LocalDay> population_date;
    std::string population_source;       ///< who counted them
    std::string watchlist_field;         ///< watchlist = "field"
    std::vector<std::string> watchlist;  ///< watchlist = ["id or name", ...]
    std::string valid_from;              ///< columns: units that are not valid on as_of are left out
    std::string valid_to;
};

/// [crosswalk]: what became of the units of an old list. Columns by name, see read_crosswalk.hpp.
struct CrosswalkSection {
    std::string source;  ///< empty: no crosswalk
    std::string layer;
    std::string old_code;  ///< old = "column"
    std::string old_name;
    std::string old_parent;
    std::string present;  ///< new = "column"
    std::string share;
    std::string weight;
    /// First day of the present units; default: the areas' valid_from, where all have one.
    std::optional<LocalDay> date;
};

/// What happens to incidents that stand twice.
enum class DuplicateAction { kKeep, kDropExact, kDropAll };

/// [incidents] and [incidents.categories]
struct IncidentsSection {
    std::string source;  ///< required
    std::string layer;
    CrsId crs;
    std::string x;
    std::string y;
    std::string area;
    std::string time;                     ///< required
    std::vector<std::string> time_parts;  ///< further columns: time = ["year", "month", "day"] or ["date", "clock"]
    std::string time_format;
    std::chrono::minutes utc_offset{7 * 60};  ///< of local time, for texts that carry an offset of their own
    std::string category;
    std::string id;
    std::string weight;
    std::string detected_by;
    std::map<std::string, std::string> categories;
    DuplicateAction duplicates = DuplicateAction::kKeep;  ///< duplicates = "keep" | "drop-exact" | "drop"
    double duplicate_distance_m = 10.0;
};

/// A window as the file gives it: by its ends, around Tết, or by the current window. None: it follows from the others.
enum class WindowRule { kNone, kGiven, kTet, kYearBefore, kJustBefore };
struct GivenWindow {
    WindowRule rule = WindowRule::kNone;
    int tet_year = 0;
};

/// [periods]
struct PeriodsSection {
    MonthDay year_start{1, 1};
    unsigned month_start = 1;
    TimeWindow current;   ///< given, around Tết, or the year that contains as_of
    TimeWindow baseline;  ///< given, around Tết, just before, or the same dates a year before
    GivenWindow given_current;
    GivenWindow given_baseline;
    std::optional<int> tet_days_before;
    std::optional<int> tet_days_after;
};

/// [density]
struct DensitySection {
    double cell_m = 50.0;
    std::optional<double> bandwidth_m;  ///< a number; else chosen by `bandwidth_rule`
    BandwidthRule bandwidth_rule = BandwidthRule::kSilverman;
    Kernel kernel = Kernel::kQuartic;
    EdgeCorrection edge = EdgeCorrection::kNone;  ///< at the border of all areas together
    Smoothing smoothing = Smoothing::kFixed;
    bool float64 = false;
};

/// [classify]
enum class CountedIncidents { kAll, kReported };
/// Thresholds that a project sets itself, on top of its rule: told on every output, as it is then no longer the
/// approved rule.
struct RuleOverrides {
    std::optional<double> elevated_above;
    std::optional<double> brought_down_below;
    std::optional<double> borderline_below;
    std::optional<double> interval;
    std::optional<std::string> unit;
};
struct ClassifySection {
    std::string rule_source;  ///< rule = "FILE.toml", relative to the project file; empty: the default rule
    RuleOverrides overrides;
    ReviewRule rule;                         ///< what holds: the file's or the default, with the overrides
    std::optional<SplitCounts> force_split;  ///< force_split = [stable, contained, complex]
    std::string other_population;            ///< another column of residents, for the sensitivity study only
    std::size_t sensitivity_draws = 100;     ///< bootstrap draws, 0 to 10,000
    std::string previous;                    ///< register of earlier reviews, FILE or FILE:layer; empty: none
    CountedIncidents incidents = CountedIncidents::kAll;  ///< kReported leaves out what police found by looking
    std::map<std::string, double> severity;  ///< [classify.severity] category -> weight of harm; empty: no such view
    bool by_category = true;                 ///< the layer area_categories: each category on its own
};

/// [[levels]]: areas below or above those of the watch list (hamlet, commune, province).
struct LevelSection {
    std::string level;  ///< a code, part of names: "hamlet"; left out: level_1, level_2 ... in order
    std::string label;
    std::string source;  ///< required
    std::string layer;
    CrsId crs;
    std::string id;
    std::string name;
    std::string parent;  ///< id or name of the unit above; left out, found by place
    std::string population;
};

/// [[overlays]]: what stands beside the incidents: teams, clubs, cameras, markets, schools, tips.
enum class OverlayKind { kPoint, kLine, kArea };
struct OverlaySection {
    std::string name;  ///< required; a code, part of names: "markets"
    std::string label;
    std::string source;  ///< required
    std::string layer;
    CrsId crs;
    std::string x;
    std::string y;
    std::optional<OverlayKind> kind;  ///< checked against the source where given
    std::string time;                 ///< tips and other events: counted by window
    std::string time_format;
    bool count_per_area = true;
};

/// [[themes]]: one class a theme, beside the class of the review and never inside it.
struct ThemeSection {
    std::string name;                      ///< required; a code, part of names: "drugs"
    TwoLanguages label;                    ///< default: the rule's, else the name
    std::string rule_source;               ///< FILE.toml or builtin:NAME; empty: the project's rule on these categories
    std::optional<CriteriaRule> criteria;  ///< of kind criteria
    ReviewRule evidence;                   ///< else
    std::vector<std::string> categories;   ///< incidents that are counted; empty: all
    CountedIncidents incidents = CountedIncidents::kAll;
    std::string level;                          ///< units that are classified; empty: the areas
    std::string children;                       ///< level of the units below, or "areas", for children_share
    std::map<std::string, std::string> fields;  ///< the rule's name of an attribute -> the layer's
};

/// [privacy]
struct PrivacySection {
    bool drop_personal = false;
    /// Figures of areas with 1 .. suppress_below - 1 incidents in a window are withheld; 0: none.
    unsigned suppress_below = 0;
    /// Single incidents (place, day, category) on the page; off: only figures by area and surfaces.
    bool show_incidents = false;
};

/// [maps]
struct MapsSection {
    std::vector<std::string> layers;  ///< names of maps; empty: every map that the run has
    PageSize page = PageSize::kA4;
    PageOrientation orientation = PageOrientation::kLandscape;
    std::vector<MapFormat> formats{MapFormat::kPdf, MapFormat::kPng};
    bool isolines = true;  ///< on the density map, and as layer `isolines`
    bool pack = false;     ///< the review pack: PDF and HTML in both languages, figures
    bool atlas = false;    ///< one page for each area on the watch list
};

/// [output]
struct OutputSection {
    bool maps = true;
    bool viewer = true;
    bool tables = true;
    std::vector<std::string> formats;  ///< further formats of layer `areas`: geojson, fgb, kml
};

struct Project {
    std::filesystem::path file;
    std::string text;  ///< the file as it came, hashed into the run id
    ProjectSection project;
    AreasSection areas;
    CrosswalkSection crosswalk;
    IncidentsSection incidents;
    PeriodsSection periods;
    DensitySection density;
    ClassifySection classify;
    std::map<std::string, std::any> studies;  ///< options of the studies' sections that stand in the file, by name
    PrivacySection privacy;
    MapsSection maps;
    OutputSection output;
    std::vector<LevelSection> levels;
    std::vector<OverlaySection> overlays;
    std::vector<ThemeSection> themes;

    /// The options of a study's section, of the type its table is of; nullptr where the section does not stand in the file:
    /// then the study is not carried out.
    template <typename Options>
    [[nodiscard]] const Options* section(const std::string& name) const {
        const auto found = studies.find(name);
        return found == studies.end() ? nullptr : std::any_cast<Options>(&found->second);
    }
    template <typename Options>
    [[nodiscard]] Options* section(const std::string& name) {
        const auto found = studies.find(name);
        return found == studies.end() ? nullptr : std::any_cast<Options>(&found->second);
    }
};

}  // namespace diaban
