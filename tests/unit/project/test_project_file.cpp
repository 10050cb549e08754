#include "engine/project/project_file.hpp"

#include <gtest/gtest.h>

#include <set>

#include "engine/program/study_registry.hpp"
#include "engine/studies/evaluate/options.hpp"
#include "engine/studies/hotspots/options.hpp"
#include "engine/studies/sweep/options.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

const std::string kLeast = R"(
[project]
title = "T"
as_of = 2017-12-14
[areas]
source = "areas.gpkg"
id = "code"
[incidents]
source = "points.csv"
time = "t"
)";

Project parse(const std::string& text) {
    return parse_project(text, "/folder/p.toml", known_names());
}

MessageArguments refused(const std::string& key, const std::string& extra) {
    return test::expect_error(key, [&] { (void)parse(kLeast + extra); });
}

TEST(ProjectFile, TheLeastAndItsDefaults) {
    const Project p = parse(kLeast);
    EXPECT_EQ(p.project.language, Language::kVietnamese);
    EXPECT_EQ(p.project.seed, 1u);
    EXPECT_EQ(p.areas.source, "/folder/areas.gpkg");
    EXPECT_EQ(p.incidents.source, "/folder/points.csv");
    EXPECT_EQ(p.incidents.utc_offset, std::chrono::minutes{420});
    EXPECT_EQ(p.density.cell_m, 50.0);
    EXPECT_FALSE(p.density.bandwidth_m);
    EXPECT_EQ(p.density.bandwidth_rule, BandwidthRule::kSilverman);
    EXPECT_EQ(p.classify.rule.evidence.elevated_above, 1.2);
    EXPECT_TRUE(p.output.maps && p.output.viewer && p.output.tables);
    EXPECT_FALSE(p.privacy.drop_personal);
    // The calendar year of the review up to its day, against the same days a year before.
    EXPECT_EQ(p.periods.current, (TimeWindow{day(2017, 1, 1), day(2017, 12, 14)}));
    EXPECT_EQ(p.periods.baseline, (TimeWindow{day(2016, 1, 1), day(2016, 12, 14)}));
}

TEST(ProjectFile, PoliceYearFromAsOf) {
    const Project p = parse(kLeast + "[periods]\nyear_start = \"12-15\"\nmonth_start = 15\n");
    EXPECT_EQ(p.periods.current, (TimeWindow{day(2016, 12, 15), day(2017, 12, 14)}));
    EXPECT_EQ(p.periods.baseline, (TimeWindow{day(2015, 12, 15), day(2016, 12, 14)}));
    EXPECT_EQ(p.periods.month_start, 15u);
}

TEST(ProjectFile, WindowsAroundTet) {
    const std::string days = "tet_days_before = 7\ntet_days_after = 10\n";
    // Tết 2017 was on 28/1, that of 2016 on 8/2: the same period a year before is Tết's own, not the calendar's.
    const Project p = parse(kLeast + "[periods]\ncurrent = \"tet 2017\"\n" + days);
    EXPECT_EQ(p.periods.current, (TimeWindow{day(2017, 1, 21), day(2017, 2, 7)}));
    EXPECT_EQ(p.periods.baseline, (TimeWindow{day(2016, 2, 1), day(2016, 2, 18)}));
    EXPECT_EQ(parse(kLeast + "[periods]\nbaseline = \"tet 2014\"\ncurrent = \"tet 2017\"\n" + days).periods.baseline,
              (TimeWindow{day(2014, 1, 24), day(2014, 2, 10)}));
    EXPECT_EQ(parse(kLeast + "[periods]\nbaseline = \"just-before\"\ncurrent = \"tet 2017\"\n" + days).periods.baseline,
              (TimeWindow{day(2017, 1, 3), day(2017, 1, 20)}));
    refused("error.tet-days-missing", "[periods]\ncurrent = \"tet 2017\"\ntet_days_before = 7\n");
    EXPECT_EQ(refused("error.tet-year-unknown", "[periods]\ncurrent = \"tet 2061\"\n" + days).at("last"), "2050");
    for (const char* text : {"\"tet\"", "\"tet 2017 x\"", "\"Tết 2017\"", "\"just-before\"", "2017"}) {
        refused("error.key-type", "[periods]\ncurrent = " + std::string(text) + "\n" + days);
    }
    refused("error.key-range", "[periods]\ncurrent = \"tet 2017\"\ntet_days_before = 61\ntet_days_after = 1\n");
}

TEST(ProjectFile, TheBaselineByTheCurrentWindow) {
    const std::string current = "[periods]\ncurrent = [2017-03-01, 2017-03-31]\n";
    EXPECT_EQ(parse(kLeast + current + "baseline = \"year-before\"\n").periods.baseline,
              (TimeWindow{day(2016, 3, 1), day(2016, 3, 31)}));
    EXPECT_EQ(parse(kLeast + current + "baseline = \"just-before\"\n").periods.baseline,
              (TimeWindow{day(2017, 1, 29), day(2017, 2, 28)}));
    refused("error.key-type", current + "baseline = \"before\"\n");
}

TEST(ProjectFile, ATimeInSeveralColumns) {
    std::string text = kLeast;
    text.replace(text.find("time = \"t\""), 10, "time = [\"Ngày\", \"Giờ\"]");
    const Project p = parse(text);
    EXPECT_EQ(p.incidents.time, "Ngày");
    EXPECT_EQ(p.incidents.time_parts, std::vector<std::string>{"Giờ"});
    text.replace(text.find("[\"Ngày\", \"Giờ\"]"), std::string("[\"Ngày\", \"Giờ\"]").size(), "[]");
    test::expect_error("error.key-type", [&] { (void)parse(text); });
}

TEST(ProjectFile, EveryKeyIsUnderstood) {
    const Project p = parse_project(R"(
[project]
title = "Nam Định"
unit = "PC06"
language = "en"
crs = "EPSG:9209"
seed = 9007199254740992
as_of = 2018-01-05
marking = "secret"
[areas]
source = "/abs/a.gpkg"
layer = "communes"
crs = "EPSG:4326"
id = "code"
name = "name"
parent = "district"
population = "pop"
population_date = 2019-04-01
population_source = "Tổng điều tra"
watchlist = ["1", "2"]
valid_from = "from"
valid_to = "to"
[crosswalk]
source = "old.csv"
layer = "l"
old = "old_code"
old_name = "old_name"
old_parent = "district"
new = "new_code"
share = "share"
weight = "residents"
date = 2025-07-01
[incidents]
source = "PG:dbname=x"
layer = "l"
crs = "EPSG:5897"
x = "X"
y = "Y"
area = "Xã"
time = "Ngày"
time_format = "%d/%m/%Y"
utc_offset = "-03:30"
category = "Loại vụ"
id = "STT"
weight = "w"
detected_by = "d"
duplicates = "drop"
duplicate_distance_m = 25
[incidents.categories]
"Trộm cắp" = "theft"
[periods]
year_start = "12-15"
month_start = 28
current = [2017-01-01, "2017-06-30"]
baseline = ["2016-01-01", 2016-06-30]
[density]
cell_m = 25
bandwidth_m = 500.5
kernel = "gaussian"
edge = "none"
adaptive = true
float64 = true
[classify]
elevated_above = 1.5
brought_down_below = 0.7
borderline_below = 0.5
interval = 0.9
rule_unit = "Board"
force_split = [22, 22, 4]
other_population = "pop2"
sensitivity_draws = 7
previous = "register.csv"
rule = ")" DIABAN_SOURCE_DIR R"(/data/rules/evidence-1.toml"
incidents = "reported"
by_category = false
[classify.severity]
"Cháy" = 3
[hotspots]
stat = "moran"
rate = "eb-local"
weights = "knn:5"
snap_m = 2.5
row_standardise = true
permutations = 9999
tail = true
alpha = 0.01
no_fdr = true
grid_m = 250
cell_shape = "hexagon"
[sweep]
box_m = 200
grid = "fixed"
places = "hamlets.gpkg"
roads = "/abs/roads.gpkg"
area_km2 = 1.5
boxes = 7
team_hours = 120
shifts = 20
shift_hours = 6
horizon_days = 14
model = "mixture"
include_detected = true
[evaluate]
treated = "plan.gpkg"
control = "/abs/plan.gpkg"
displacement = "ring.gpkg"
control_displacement = "ring2.gpkg"
before = ["2016-12-15", "2017-01-11"]
after = ["2017-12-15", "2018-01-11"]
by_area = true
[privacy]
drop_personal = true
suppress_below = 0
show_incidents = true
[maps]
layers = ["class", "periods"]
page = "A3"
portrait = true
formats = ["svg", "pdf"]
isolines = false
pack = true
atlas = true
[output]
maps = false
viewer = false
tables = false
formats = ["geojson", "fgb", "kml"]
)",
                                    "/folder/p.toml", study_tables());
    EXPECT_EQ(p.project.unit, "PC06");
    EXPECT_EQ(p.project.language, Language::kEnglish);
    EXPECT_EQ(p.project.crs.definition, "EPSG:9209");
    EXPECT_EQ(p.project.seed, 9007199254740992u);
    EXPECT_EQ(p.project.as_of, day(2018, 1, 5));
    EXPECT_EQ(p.project.marking, "secret");
    EXPECT_EQ(p.areas.source, "/abs/a.gpkg");
    EXPECT_EQ(p.areas.population_date, day(2019, 4, 1));
    EXPECT_EQ(p.areas.population_source, "Tổng điều tra");
    EXPECT_EQ(p.areas.watchlist, (std::vector<std::string>{"1", "2"}));
    EXPECT_EQ(p.areas.layer + p.areas.crs.definition + p.areas.id + p.areas.name + p.areas.parent + p.areas.population,
              "communesEPSG:4326codenamedistrictpop");
    EXPECT_EQ(p.incidents.source, "PG:dbname=x");
    EXPECT_EQ(p.incidents.layer + p.incidents.crs.definition + p.incidents.x + p.incidents.y + p.incidents.area +
                  p.incidents.time + p.incidents.time_format + p.incidents.category + p.incidents.id +
                  p.incidents.weight + p.incidents.detected_by,
              "lEPSG:5897XYXãNgày%d/%m/%YLoại vụSTTwd");
    EXPECT_EQ(p.incidents.utc_offset, std::chrono::minutes{-210});
    EXPECT_EQ(p.incidents.categories.at("Trộm cắp"), "theft");
    EXPECT_EQ(p.periods.current, (TimeWindow{day(2017, 1, 1), day(2017, 6, 30)}));
    EXPECT_EQ(p.periods.baseline, (TimeWindow{day(2016, 1, 1), day(2016, 6, 30)}));
    EXPECT_EQ(p.periods.year_start, (MonthDay{12, 15}));
    EXPECT_EQ(p.density.cell_m, 25.0);
    EXPECT_EQ(p.density.bandwidth_m, 500.5);
    EXPECT_EQ(p.density.kernel, Kernel::kGaussian);
    EXPECT_TRUE(p.density.float64);
    EXPECT_EQ(p.density.smoothing, Smoothing::kAdaptive);
    EXPECT_EQ(parse(kLeast + "[density]\nedge = \"diggle\"\n").density.edge, EdgeCorrection::kDiggle);
    test::expect_error("error.key-choice", [] { (void)parse(kLeast + "[density]\nedge = \"ripley\"\n"); });
    test::expect_error("error.density-adaptive-edge",
                       [] { (void)parse(kLeast + "[density]\nedge = \"uniform\"\nadaptive = true\n"); });
    EXPECT_EQ(p.classify.rule.evidence.elevated_above, 1.5);
    EXPECT_EQ(p.classify.rule.evidence.brought_down_below, 0.7);
    EXPECT_EQ(p.classify.rule.evidence.borderline_below, 0.5);
    EXPECT_EQ(p.classify.rule.evidence.interval, 0.9);
    EXPECT_EQ(p.classify.rule.unit, "Board");
    EXPECT_EQ(p.classify.rule.version, "1");
    EXPECT_EQ(p.classify.rule.evidence.prior, ClassPrior::kGamma);
    EXPECT_TRUE(p.classify.rule.overridden);
    ASSERT_TRUE(p.classify.force_split);
    EXPECT_EQ(p.classify.other_population, "pop2");
    EXPECT_EQ(p.classify.sensitivity_draws, 7u);
    EXPECT_EQ(p.classify.previous, "/folder/register.csv");
    EXPECT_EQ(p.classify.incidents, CountedIncidents::kReported);
    const auto* hotspots = p.section<HotspotMethod>("hotspots");
    ASSERT_NE(hotspots, nullptr);
    EXPECT_EQ(hotspots->local.statistic, LocalStatistic::kMoran);
    EXPECT_EQ(hotspots->rate, RateKind::kLocalEmpiricalBayes);
    EXPECT_EQ(hotspots->weights.rule, WeightRule::kNearest);
    EXPECT_EQ(hotspots->weights.nearest, 5u);
    EXPECT_EQ(hotspots->weights.tolerance.value, 2.5);
    EXPECT_EQ(hotspots->local.rows, RowWeights::kRowStandardised);
    EXPECT_EQ(hotspots->local.permutations, 9999u);
    EXPECT_EQ(hotspots->local.tail, TailRule::kApproximated);
    EXPECT_EQ(hotspots->local.alpha, 0.01);
    EXPECT_EQ(hotspots->local.many_tests, ManyTests::kNone);
    EXPECT_EQ(hotspots->cells, CellChoice::kGiven);
    EXPECT_EQ(hotspots->cell.side.value, 250.0);
    EXPECT_EQ(hotspots->cell.shape, CellShape::kHexagon);
    const auto* sweep = p.section<SweepStudyOptions>("sweep");
    const auto* evaluate = p.section<EvaluateOptions>("evaluate");
    ASSERT_TRUE(sweep != nullptr && evaluate != nullptr);
    EXPECT_EQ(sweep->box_m, 200.0);
    EXPECT_EQ(sweep->placement, BoxPlacement::kFixed);
    EXPECT_EQ(sweep->places + sweep->roads, "/folder/hamlets.gpkg/abs/roads.gpkg");
    EXPECT_EQ(sweep->area_km2, 1.5);
    EXPECT_EQ(sweep->boxes, 7u);
    EXPECT_EQ(sweep->team->team_hours, 120.0);
    EXPECT_EQ(sweep->team->shifts, 20.0);
    EXPECT_EQ(sweep->team->shift_hours, 6.0);
    EXPECT_EQ(sweep->horizon_days, 14.0);
    EXPECT_EQ(sweep->as_of, day(2018, 1, 6));  // the day after the review
    EXPECT_EQ(sweep->model, ForecastModel::kMixture);
    EXPECT_EQ(sweep->detected, DetectedIncidents::kCounted);
    EXPECT_EQ(evaluate->treated + evaluate->control, "/folder/plan.gpkg/abs/plan.gpkg");
    EXPECT_EQ(evaluate->displacement + evaluate->control_displacement, "/folder/ring.gpkg/folder/ring2.gpkg");
    EXPECT_EQ(evaluate->before, (TimeWindow{day(2016, 12, 15), day(2017, 1, 11)}));
    EXPECT_EQ(evaluate->after, (TimeWindow{day(2017, 12, 15), day(2018, 1, 11)}));
    EXPECT_EQ(evaluate->comparison, SideComparison::kByArea);
    EXPECT_FALSE(p.classify.by_category);
    EXPECT_EQ(p.classify.severity.at("Cháy"), 3.0);
    EXPECT_TRUE(p.privacy.drop_personal);
    EXPECT_EQ(p.areas.valid_from + p.areas.valid_to, "fromto");
    EXPECT_EQ(p.incidents.duplicates, DuplicateAction::kDropAll);
    EXPECT_EQ(p.incidents.duplicate_distance_m, 25.0);
    EXPECT_EQ(p.crosswalk.old_code + p.crosswalk.present + p.crosswalk.weight, "old_codenew_coderesidents");
    EXPECT_EQ(p.crosswalk.date, LocalDay{std::chrono::year{2025} / 7 / 1});
    EXPECT_TRUE(p.privacy.show_incidents);
    EXPECT_FALSE(p.output.maps || p.output.viewer || p.output.tables);
    EXPECT_EQ(p.maps.layers, (std::vector<std::string>{"class", "periods"}));
    EXPECT_EQ(p.maps.page, PageSize::kA3);
    EXPECT_EQ(p.maps.orientation, PageOrientation::kPortrait);
    EXPECT_EQ(p.maps.formats, (std::vector<MapFormat>{MapFormat::kSvg, MapFormat::kPdf}));
    EXPECT_TRUE(!p.maps.isolines && p.maps.pack && p.maps.atlas);
    EXPECT_EQ(p.output.formats, (std::vector<std::string>{"geojson", "fgb", "kml"}));
    // The file above names every key of the core sections, and of the studies that it asks for.
    std::string text =
        p.text + "\ntet_days_before =\ntet_days_after =";  // of windows around Tết, which this file has none of
    for (const std::string& key : project_keys(study_tables())) {
        const std::string section = key.substr(0, key.find('.'));
        const bool of_a_study = std::any_of(study_registry().begin(), study_registry().end(),
                                            [&](const Study& study) { return study.name == section; });
        if (of_a_study && text.find("\n[" + section + "]") == std::string::npos) {
            continue;
        }
        const std::string name = key.substr(key.find('.') + 1);
        EXPECT_TRUE(text.find("\n" + name + " =") != std::string::npos ||
                    text.find("." + name + "]") != std::string::npos)
            << key;
    }
}

TEST(ProjectFile, BandwidthByRule) {
    const auto rule = [](const std::string& value) {
        return parse(kLeast + "[density]\nbandwidth_m = " + value + "\n").density;
    };
    EXPECT_EQ(rule("\"auto\"").bandwidth_rule, BandwidthRule::kSilverman);
    EXPECT_EQ(rule("\"auto:ppl\"").bandwidth_rule, BandwidthRule::kPpl);
    EXPECT_FALSE(rule("\"auto:cvl\"").bandwidth_m);
    refused("error.key-range", "[density]\nbandwidth_m = \"automatic\"\n");
    refused("error.key-range", "[density]\nbandwidth_m = 0\n");
}

TEST(ProjectFile, SmallCountsAndSingleIncidentsContradictEachOther) {
    EXPECT_EQ(parse(kLeast + "[privacy]\nsuppress_below = 5\n").privacy.suppress_below, 5u);
    refused("error.privacy-contradiction", "[privacy]\nsuppress_below = 5\nshow_incidents = true\n");
    refused("error.key-range", "[privacy]\nsuppress_below = -1\n");
}

TEST(ProjectFile, AMisspeltKeyNamesItsPlaceAndTheNearest) {
    const auto told = test::expect_error(
        "error.key-unknown", [] { (void)parse_project("[project]\ntitle = \"T\"\n  lenguage = \"vi\"\n", "p.toml"); });
    EXPECT_EQ(told.at("line"), "3");
    EXPECT_EQ(told.at("column"), "3");
    EXPECT_EQ(told.at("section"), "project");
    EXPECT_EQ(told.at("key"), "lenguage");
    EXPECT_EQ(told.at("nearest"), "language");
    EXPECT_EQ(told.at("file"), "p.toml");
    const auto section = refused("error.section-unknown", "[densty]\ncell_m = 5\n");
    EXPECT_EQ(section.at("nearest"), "density");
    EXPECT_EQ(section.at("line"), "11");
    refused("error.section-unknown", "[[periods]]\nmonth_start = 5\n");
    test::expect_error("error.section-unknown", [] { (void)parse("title = \"outside any section\"\n" + kLeast); });
}

TEST(ProjectFile, WrongTypesAndRangesSayWhatIsAllowed) {
    for (const char* extra : {"[density]\ncell_m = \"50\"\n",
                              "[density]\nfloat64 = 1\n",
                              "[density]\nkernel = 3\n",
                              "[periods]\nmonth_start = 1.5\n",
                              "[periods]\nyear_start = \"15/12\"\n",
                              "[periods]\nyear_start = 1215\n",
                              "[periods]\nyear_start = \"13-01\"\n",
                              "[periods]\nyear_start = \"02-30\"\n",
                              "[periods]\nyear_start = \"268-15\"\n",
                              "[periods]\nyear_start = \"12-271\"\n",
                              "[periods]\nyear_start = \"\"\n",
                              "[periods]\nyear_start = \"12-15x\"\n",
                              "[periods]\ncurrent = 2017-01-01\n",
                              "[periods]\ncurrent = [2017-01-01]\n",
                              "[periods]\ncurrent = [2017-01-01, \"2017-06\"]\n",
                              "[periods]\ncurrent = [2017-01-01, \"31/12/2017\"]\n",
                              "[periods]\ncurrent = [2017-01-01, 5]\n",
                              "[periods]\ncurrent = [2017-01-01T00:00:00, 2017-02-01]\n",
                              "[output]\nmaps = \"yes\"\n",
                              "[privacy]\ndrop_personal = 1\n"}) {
        EXPECT_NE(refused("error.key-type", extra)["expected"], "") << extra;
    }
    for (const char* extra :
         {"[density]\ncell_m = 0\n", "[density]\ncell_m = -5\n", "[density]\ncell_m = inf\n",
          "[density]\ncell_m = nan\n", "[density]\ncell_m = 9223372036854775807\n", "[periods]\nmonth_start = 29\n",
          "[periods]\nmonth_start = 0\n", "[classify]\nelevated_above = 1\n", "[classify]\nbrought_down_below = 1\n",
          "[classify]\ninterval = 95\n"}) {
        EXPECT_NE(refused("error.key-range", extra)["expected"], "") << extra;
    }
    for (const auto& [extra, nearest] :
         std::vector<std::pair<std::string, std::string>>{{"[maps]\nlayers = [\"clas\"]\n", "class"},
                                                          {"[maps]\npage = \"A5\"\n", "A4"},
                                                          {"[maps]\nformats = [\"svgz\"]\n", "svg"},
                                                          {"[output]\nformats = [\"geojsn\"]\n", "geojson"},
                                                          {"[density]\nkernel = \"Quartic\"\n", "quartic"},
                                                          {"[classify]\nincidents = \"report\"\n", "reported"}}) {
        EXPECT_EQ(refused("error.key-choice", extra)["nearest"], nearest) << extra;
    }
}

// "+7" once read as no offset at all: every time seven hours off.
TEST(ProjectFile, OffsetsFromUtc) {
    const auto offset = [](const std::string& text) {
        std::string whole = kLeast;
        whole += "utc_offset = \"" + text + "\"\n";
        return parse(whole).incidents.utc_offset;
    };
    EXPECT_EQ(offset("+07:00"), std::chrono::minutes{420});
    EXPECT_EQ(offset("-0600"), std::chrono::minutes{-360});
    EXPECT_EQ(offset("+05:30"), std::chrono::minutes{330});
    EXPECT_EQ(offset("Z"), std::chrono::minutes{0});
    for (const char* text : {"+7", "7", "", "07:00", "+7:00", "+99:00", "ICT", " PM", ".5", "+07:00x"}) {
        test::expect_error("error.key-type", [&] { (void)offset(text); });
    }
}

TEST(ProjectFile, WindowsInOrderAndApart) {
    const auto told = refused("error.window-order", "[periods]\ncurrent = [2017-02-01, 2017-01-01]\n");
    EXPECT_EQ(told.at("line"), "12");
    refused("error.windows-overlap",
            "[periods]\ncurrent = [2017-01-01, 2017-12-31]\nbaseline = [2016-06-01, 2017-01-01]\n");
    refused("error.windows-overlap",
            "[periods]\ncurrent = [2016-01-01, 2016-12-31]\nbaseline = [2017-01-01, 2017-12-31]\n");
    // Longer than a year: the same period a year before overlaps, and no baseline was given.
    refused("error.windows-overlap", "[periods]\ncurrent = [2016-01-01, 2017-06-30]\n");
    EXPECT_EQ(parse(kLeast + "[periods]\ncurrent = [2017-01-01, 2017-01-01]\n").periods.current.days(), 1);
}

TEST(ProjectFile, AsOfIsTheLastDayOfTheCurrentWindowUnlessGiven) {
    std::string text = kLeast;
    text.replace(text.find("as_of = 2017-12-14\n"), 19, "");
    test::expect_error("error.key-missing", [&] { (void)parse(text); });
    EXPECT_EQ(parse(text + "[periods]\ncurrent = [2017-01-01, 2017-06-30]\n").project.as_of, day(2017, 6, 30));
}

TEST(ProjectFile, RequiredKeys) {
    for (const auto& [line, key] :
         std::vector<std::pair<std::string, std::string>>{{"title = \"T\"\n", "project.title"},
                                                          {"source = \"areas.gpkg\"\n", "areas.source"},
                                                          {"id = \"code\"\n", "areas.id | areas.name"},
                                                          {"source = \"points.csv\"\n", "incidents.source"},
                                                          {"time = \"t\"\n", "incidents.time"}}) {
        std::string text = kLeast;
        text.replace(text.find(line), line.size(), "");
        EXPECT_EQ(test::expect_error("error.key-missing", [&] { (void)parse(text); }).at("key"), key);
    }
}

TEST(ProjectFile, HotspotsAreTakenWhereTheyAreAskedFor) {
    const auto method = [](const std::string& lines) {
        return *parse(kLeast + "[hotspots]\n" + lines).section<HotspotMethod>("hotspots");
    };
    EXPECT_EQ(parse(kLeast).section<HotspotMethod>("hotspots"), nullptr);
    const HotspotMethod defaults = method("");
    EXPECT_EQ(defaults.local.statistic, LocalStatistic::kGetisOrdStar);
    EXPECT_EQ(defaults.cells, CellChoice::kNone);
    EXPECT_EQ(method("grid_m = \"auto\"\n").cells, CellChoice::kAutomatic);
    EXPECT_EQ(method("weights = \"file:w.gal\"\n").weights.file, "/folder/w.gal");
    for (const char* line : {"weights = \"knn:0\"", "grid_m = \"wide\""}) {
        test::expect_error("error.key-range", [&] { (void)method(line); });
    }
    for (const char* line : {"stat = \"gistar\"", "rate = \"risk\"", "cell_shape = \"round\""}) {
        test::expect_error("error.key-choice", [&] { (void)method(line); });
    }
    test::expect_error("error.key-missing", [] { (void)parse(kLeast + "[hotspots]\nrate = \"raw\"\n"); });
}

TEST(ProjectFile, LevelsAndTheDateOfThePopulation) {
    const Project p = parse(kLeast +
                            "[[levels]]\nsource = \"districts.gpkg\"\nid = \"ma\"\nparent = \"tinh\"\n"
                            "[[levels]]\nsource = \"/data/provinces.gpkg\"\nlayer = \"p\"\nname = \"ten\"\n");
    ASSERT_EQ(p.levels.size(), 2u);
    EXPECT_EQ(p.levels[0].parent, "tinh");
    EXPECT_EQ(p.levels[1].source, "/data/provinces.gpkg");
    EXPECT_EQ(p.levels[1].layer, "p");
    test::expect_error("error.table-key-unknown", [] { (void)parse(kLeast + "[[levels]]\nsorce = \"x\"\n"); });
    test::expect_error("error.key-missing", [] { (void)parse(kLeast + "[[levels]]\nsource = \"x\"\n"); });
    test::expect_error("error.key-type", [] { (void)parse(kLeast + "[levels]\nsource = \"x\"\n"); });
}

TEST(ProjectFile, SyntaxErrorsHaveTheirPlace) {
    const auto told = test::expect_error("error.toml-syntax", [] { (void)parse("[project]\ntitle = \"T\n"); });
    EXPECT_EQ(told.at("line"), "2");
    test::expect_error("error.toml-syntax", [] { (void)parse("[project]\ntitle = \"\xFF\"\n"); });
    test::expect_error("error.toml-syntax", [] { (void)parse("a = 1\na = 2\n"); });
    test::expect_error("error.toml-syntax", [] { (void)parse("a = " + std::string(100000, '[')); });
}

TEST(ProjectFile, FromDisk) {
    const test::TemporaryFolder folder;
    const std::string file = folder.write("p.toml", "\xEF\xBB\xBF" + kLeast);
    EXPECT_EQ(read_project_file(file, {}).areas.source, (folder / "areas.gpkg").string());
    test::expect_error("error.file-missing", [&] { (void)read_project_file(folder / "absent.toml", {}); });
    test::expect_error("error.file-missing", [&] { (void)read_project_file(folder.path(), {}); });
}

}  // namespace
}  // namespace diaban
