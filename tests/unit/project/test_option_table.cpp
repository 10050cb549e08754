// A table of options of every type, read from a file and from flags.
#include "engine/project/option_table.hpp"

#include <gtest/gtest.h>

#include "engine/project/option_text.hpp"
#include "engine/project/toml_text.hpp"
#include "layers/base/json_value.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/flag_value.hpp"

namespace diaban {
namespace {

enum class Colour { kRed, kGreen };
enum class Rows { kAsGiven, kDivided };

struct Inner {
    double length_m = 2.5;
};
struct All {
    std::string text = "t";
    std::filesystem::path file;
    bool plain = false;
    double reach_m = 60.0;
    std::optional<double> budget;
    unsigned folds = 6;
    std::optional<std::uint64_t> seed;
    std::optional<LocalDay> day;
    TimeWindow window;
    std::vector<std::string> names;
    std::vector<double> counts;
    std::map<std::string, double> weights;
    Colour colour = Colour::kGreen;
    std::optional<Colour> other;
    Rows rows = Rows::kAsGiven;
    std::string source;
    Inner inner;
    int twice = 0;
};

void read_twice(All& all, const Setting& setting) {
    all.twice = static_cast<int>(2 * setting.integer(1, 10));
}
Json print_twice(const All& all) {
    return all.twice == 0 ? Json() : Json(all.twice / 2);
}

const OptionTable& all_options() {
    static const OptionTable table = OptionTable::of<All>(
        "all", {
                   option<&All::text>("text"),
                   option<&All::file>("file"),
                   option<&All::plain>("plain"),
                   option<&All::reach_m>("reach_m").range(1, 100),
                   option<&All::budget>("budget").range(0, 1e6),
                   option<&All::folds>("folds").range(1, 200),
                   option<&All::seed>("seed"),
                   option<&All::day>("day"),
                   option<&All::window>("window").needed(),
                   option<&All::names>("names").out_of({"geojson", "kml"}),
                   option<&All::counts>("counts").range(0, 9),
                   option<&All::weights>("weights").range(0, 9),
                   choice<&All::colour>("colour", {{"red", Colour::kRed}, {"green", Colour::kGreen}}),
                   choice<&All::other>("other", {{"red", Colour::kRed}, {"green", Colour::kGreen}}),
                   switched<&All::rows>("row_standardise", Rows::kAsGiven, Rows::kDivided),
                   option<&All::source>("source").source(),
                   option<&All::inner, &Inner::length_m>("length_m").range(0.5, 3).only(OptionPlace::kFlag),
                   special<&read_twice, &print_twice>("twice").written("N", R"({"type": "integer"})"),
               });
    return table;
}

All from_file(const std::string& text) {
    static const std::filesystem::path file = "p.toml";
    const SettingValue root = parse_toml(text, file);
    All all;
    read_options(all_options(), &all, Setting{&file, "all", root}, "error.key-unknown");
    return all;
}

std::string record(const All& all) {
    return json_line(option_record(all_options(), &all));
}

TEST(OptionTable, AFileAndFlagsGiveTheSameStruct) {
    // Key, its value in a file, and the same of a flag.
    const std::vector<std::array<std::string, 3>> values = {
        {"text", "\"a b\"", "a b"},
        {"file", "\"f.csv\"", "f.csv"},
        {"plain", "true", "true"},
        {"reach_m", "45", "45"},
        {"budget", "0.5", "0.5"},
        {"folds", "200", "200"},
        {"seed", "7", "7"},
        {"day", "2017-12-14", "2017-12-14"},
        {"window", "[2017-01-01, 2017-01-31]", "2017-01-01,2017-01-31"},
        {"names", "[\"kml\", \"geojson\"]", "kml,geojson"},
        {"counts", "[5, 0.5]", "5,0.5"},
        {"colour", "\"red\"", "red"},
        {"other", "\"green\"", "green"},
        {"row_standardise", "true", "true"},
        {"twice", "3", "3"}};
    for (const auto& [key, toml, text] : values) {
        const std::string of_file = record(from_file(key + " = " + toml + "\n"));
        EXPECT_EQ(of_file, record(test::with_flag<All>(all_options(), key, text))) << key;
        EXPECT_NE(of_file, record(All{})) << key;
    }
    const All all =
        from_file("weights = {a = 1, b = 2.5}\nnames = [\"kml\"]\nother = \"red\"\nrow_standardise = true\n");
    EXPECT_EQ(all.weights, (std::map<std::string, double>{{"a", 1.0}, {"b", 2.5}}));
    EXPECT_EQ(all.names, std::vector<std::string>{"kml"});
    EXPECT_EQ(all.other, Colour::kRed);
    EXPECT_EQ(all.rows, Rows::kDivided);
    EXPECT_EQ(test::with_flag<All>(all_options(), "length_m", "0.5").inner.length_m, 0.5);
}

TEST(OptionTable, DefaultsAreThoseOfTheStruct) {
    EXPECT_EQ(record(All{}),
              R"({"text":"t","file":"","plain":false,"reach_m":60.0,"budget":null,"folds":6,"seed":null,"day":null,)"
              R"("window":null,"names":[],"counts":[],"weights":{},"colour":"green","other":null,)"
              R"("row_standardise":false,"source":"","twice":null})");
}

TEST(OptionTable, ARecordNamesFilesWithoutTheirFolders) {
    All all;
    all.source = "/folder/of/somebody/sites.gpkg:sites";
    EXPECT_EQ(option_record(all_options(), &all).at("source").text(), "sites.gpkg:sites");
}

TEST(OptionTable, WhatIsRefusedNamesKeyOrFlag) {
    const std::vector<std::array<std::string, 4>> refused = {
        {"reach_m", "0", "0", "range"},           {"folds", "201", "201", "range"},
        {"budget", "\"much\"", "much", "type"},   {"plain", "\"yes\"", "yes", "type"},
        {"colour", "\"gren\"", "gren", "choice"}, {"names", "[\"kmz\"]", "kmz", "choice"},
        {"counts", "[10]", "10", "range"},        {"twice", "11", "11", "range"}};
    for (const auto& [key, toml, text, ending] : refused) {
        const auto file =
            test::expect_error("error.key-" + ending, [&] { (void)from_file(key + " = " + toml + "\n"); });
        const auto flag =
            test::expect_error("error.flag-" + ending, [&] { (void)test::with_flag<All>(all_options(), key, text); });
        EXPECT_EQ(file.at("key"), "all." + key);
        EXPECT_EQ(flag.at("flag"), all_options().at(key).flag());
        EXPECT_EQ(file.at("expected"), flag.at("expected")) << key;
        EXPECT_EQ(file.count("nearest"), ending == "choice" ? 1u : 0u);
    }
    EXPECT_EQ(test::expect_error("error.key-choice", [] { (void)from_file("colour = \"gren\"\n"); }).at("nearest"),
              "green");
}

TEST(OptionTable, AnUnknownKeyNamesItsPlaceAndTheNearest) {
    const auto told = test::expect_error("error.key-unknown", [] { (void)from_file("text = \"a\"\nfold = 3\n"); });
    EXPECT_EQ(told.at("line"), "2");
    EXPECT_EQ(told.at("column"), "1");
    EXPECT_EQ(told.at("section"), "all");
    EXPECT_EQ(told.at("nearest"), "folds");
    // A flag alone is no key.
    EXPECT_EQ(test::expect_error("error.key-unknown", [] { (void)from_file("length_m = 2\n"); }).at("key"), "length_m");
}

TEST(OptionTable, NamesFlagsUnitsAndWhatIsMissing) {
    EXPECT_EQ(all_options().name_of("row_standardise", OptionVoice::kFlag), "--row-standardise");
    EXPECT_EQ(all_options().name_of("row_standardise", OptionVoice::kKey), "all.row_standardise");
    EXPECT_EQ(all_options().at("reach_m").unit(), "m");
    EXPECT_EQ(all_options().at("folds").unit(), "");
    EXPECT_THROW((void)all_options().at("none"), Error);
    All all;
    ASSERT_NE(missing_option(all_options(), &all), nullptr);
    EXPECT_EQ(missing_option(all_options(), &all)->key, "window");
    all = from_file("window = [2017-01-01, 2017-01-01]\n");
    EXPECT_EQ(missing_option(all_options(), &all), nullptr);
}

TEST(OptionTable, RangesAreCheckedOfAStructToo) {
    All all;
    EXPECT_NO_THROW(check_ranges(all_options(), &all, OptionVoice::kFlag));
    all.reach_m = 100.5;
    EXPECT_EQ(
        test::expect_error("error.option-out-of-range", [&] { check_ranges(all_options(), &all, OptionVoice::kFlag); }),
        (MessageArguments{{"option", "--reach-m"}, {"value", "100.5"}, {"range", "1 .. 100"}}));
    all.reach_m = std::numeric_limits<double>::infinity();
    EXPECT_THROW(check_ranges(all_options(), &all, OptionVoice::kKey), Error);
}

TEST(OptionTable, ARowOfAnotherStructIsADefect) {
    EXPECT_THROW((void)OptionTable::of<All>("all", {option<&Inner::length_m>("length_m")}), Error);
}

TEST(OptionText, ASchemaSaysTypeRangeChoicesDefault) {
    const Json schema = section_schema(all_options(), catalogue(Language::kEnglish));
    EXPECT_FALSE(schema.at("additionalProperties").boolean());
    const auto of = [&](const char* key) {
        Json property = schema.at("properties").at(key);
        property.erase("description");
        return json_line(property);
    };
    EXPECT_EQ(of("reach_m"), R"({"type":"number","minimum":1,"maximum":100,"default":60.0})");
    EXPECT_EQ(of("folds"), R"({"type":"integer","minimum":1,"maximum":200,"default":6})");
    EXPECT_EQ(of("seed"), R"({"type":"integer"})");
    EXPECT_EQ(of("colour"), R"({"enum":["red","green"],"default":"green"})");
    EXPECT_EQ(of("names"), R"({"type":"array","items":{"enum":["geojson","kml"]}})");
    EXPECT_EQ(of("row_standardise"), R"({"type":"boolean","default":false})");
    EXPECT_EQ(of("weights"), R"({"type":"object","additionalProperties":{"type":"number","minimum":0,"maximum":9}})");
    EXPECT_EQ(of("twice"), R"({"type":"integer"})");
    EXPECT_FALSE(schema.at("properties").contains("length_m"));
}

TEST(OptionText, BoundsAndPlaceholders) {
    const Catalogue& words = catalogue(Language::kEnglish);
    EXPECT_EQ(option_bounds(all_options().at("reach_m"), words), "metres; 1 .. 100");
    EXPECT_EQ(option_bounds(all_options().at("colour"), words), "red | green");
    EXPECT_EQ(option_bounds(all_options().at("text"), words), "");
    EXPECT_EQ(option_bounds(all_options().at("reach_m"), catalogue(Language::kVietnamese)), "mét; 1 .. 100");
    EXPECT_EQ(option_placeholder(all_options(), all_options().at("reach_m")), "METRES");
    EXPECT_EQ(option_placeholder(all_options(), all_options().at("day")), "YYYY-MM-DD");
    EXPECT_TRUE(is_flag_without_value(all_options(), all_options().at("plain")));
    EXPECT_FALSE(is_flag_without_value(all_options(), all_options().at("text")));
}

}  // namespace
}  // namespace diaban
