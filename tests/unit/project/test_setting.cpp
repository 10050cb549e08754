#include "engine/project/setting.hpp"

#include <gtest/gtest.h>

#include "engine/project/toml_text.hpp"
#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

const std::filesystem::path kFile = "p.toml";

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

/// The value of `v = TEXT` in a file, looked at by `look`.
template <typename Look>
auto in_file(const std::string& text, Look look) {
    const SettingValue root = parse_toml("v = " + text + "\n", kFile);
    return look(Setting{&kFile, "s.v", root.members()->front().value});
}

template <typename Look>
auto as_flag(const std::string& text, Look look) {
    const SettingValue value = written_text(text);
    return look(Setting{nullptr, "--v", value});
}

/// The same reader refuses a file's value with `key` and a flag's with `flag`, of the code given.
template <typename Look>
void both_refuse(const std::string& toml, const std::string& text, const std::string& ending, Look look) {
    const auto file = test::expect_error("error.key-" + ending, [&] { (void)in_file(toml, look); });
    const auto flag = test::expect_error("error.flag-" + ending, [&] { (void)as_flag(text, look); });
    EXPECT_EQ(file.at("key"), "s.v");
    EXPECT_EQ(file.at("file"), "p.toml");
    EXPECT_EQ(file.at("line"), "1");
    EXPECT_EQ(file.at("column"), "5");
    EXPECT_EQ(flag.at("flag"), "--v");
    EXPECT_EQ(file.at("expected"), flag.at("expected"));
}

TEST(Setting, NumbersOfAFileAndOfAFlag) {
    const auto number = [](const Setting& s) { return s.number(-1.0, 2.5); };
    EXPECT_EQ(in_file("2", number), 2.0);
    EXPECT_EQ(in_file("2.5", number), 2.5);
    EXPECT_EQ(as_flag("-1", number), -1.0);
    EXPECT_EQ(as_flag("1e-3", number), 0.001);
    both_refuse("true", "two", "type", number);
    both_refuse("\"\"", "", "type", number);
    both_refuse("2.6", "2.6", "range", number);
    both_refuse("nan", "nan", "range", number);
    EXPECT_EQ(test::expect_error("error.flag-type", [&] { (void)as_flag("2m", number); }).at("value"), "2m");
    const auto whole = [](const Setting& s) { return s.integer(1, 3); };
    EXPECT_EQ(in_file("3", whole), 3);
    EXPECT_EQ(as_flag("1", whole), 1);
    both_refuse("1.0", "1.0", "type", whole);
    both_refuse("4", "4", "range", whole);
    EXPECT_EQ(test::expect_error("error.flag-range", [&] { (void)as_flag("0", whole); }).at("expected"), "1 .. 3");
}

// Degrees given for metres are the likeliest slip of all.
TEST(Setting, AFigureThatIsProbablyInDegrees) {
    const SettingValue value = written_text("0.0005");
    const Setting metres{nullptr, "--reach-m", value};
    const Setting share{nullptr, "--share", value};
    test::expect_error("error.flag-degrees", [&] { (void)metres.number(1.0, 100.0); });
    test::expect_error("error.flag-range", [&] { (void)share.number(1.0, 100.0); });
}

TEST(Setting, ABadFlagIsBadUsageUnlessItsTableSaysOtherwise) {
    const SettingValue value = written_text("7");
    const auto code = [&](const Setting& setting) {
        try {
            (void)setting.number(1.0, 3.0);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::kInternal;
    };
    EXPECT_EQ(code({nullptr, "--v", value}), ErrorCode::kUsage);
    EXPECT_EQ(code({nullptr, "--v", value, ErrorCode::kInput}), ErrorCode::kInput);
    EXPECT_EQ(code({&kFile, "v", value}), ErrorCode::kInput);
    try {
        (void)Setting{nullptr, "--v", value, ErrorCode::kInput}.integer(1, 3);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kUsage);
    }
}

TEST(Setting, DaysAndWindows) {
    const auto date = [](const Setting& s) { return s.date(); };
    EXPECT_EQ(in_file("2017-12-14", date), day(2017, 12, 14));
    EXPECT_EQ(in_file("\"2017-12-14\"", date), day(2017, 12, 14));
    EXPECT_EQ(as_flag("2017-12-14", date), day(2017, 12, 14));
    EXPECT_EQ(as_flag("14/12/2017", date), day(2017, 12, 14));
    for (const char* text : {"\"2017-12\"", "\"14/12/2017\"", "2017", "2017-12-14T00:00:00", "\"2017-02-29\""}) {
        test::expect_error("error.key-type", [&] { (void)in_file(text, date); });
    }
    for (const char* text : {"2017-12", "soon", "", "2017-02-29", "2017-12-14 08:00"}) {
        EXPECT_EQ(test::expect_error("error.day-unreadable", [&] { (void)as_flag(text, date); }).at("flag"), "--v");
    }
    const auto window = [](const Setting& s) { return s.window(); };
    const TimeWindow january{day(2017, 1, 1), day(2017, 1, 31)};
    EXPECT_EQ(in_file("[2017-01-01, \"2017-01-31\"]", window), january);
    EXPECT_EQ(as_flag("2017-01-01,2017-01-31", window), january);
    test::expect_error("error.window-order", [&] { (void)in_file("[2017-02-01, 2017-01-31]", window); });
    test::expect_error("error.flag-range", [&] { (void)as_flag("2017-02-01,2017-01-31", window); });
    for (const char* text : {"2017-01-01", "2017-01-01,", "2017-01-01,2017-01-02,2017-01-03", ",", "a,b"}) {
        test::expect_error("error.flag-type", [&] { (void)as_flag(text, window); });
    }
}

TEST(Setting, ListsAndThreeCounts) {
    const auto texts = [](const Setting& s) { return s.texts(); };
    EXPECT_EQ(in_file("[\"a\", \"b c\"]", texts), (std::vector<std::string>{"a", "b c"}));
    EXPECT_EQ(as_flag("a,b c", texts), (std::vector<std::string>{"a", "b c"}));
    test::expect_error("error.key-type", [&] { (void)in_file("[1]", texts); });
    const auto counts = [](const Setting& s) { return s.three_counts(); };
    EXPECT_EQ(in_file("[22, 0, 4]", counts), (std::array<std::int64_t, 3>{22, 0, 4}));
    EXPECT_EQ(as_flag("22,0,4", counts), (std::array<std::int64_t, 3>{22, 0, 4}));
    for (const char* text : {"", "22,4", "22,22,4,", "22,22,4,1", "a,b,c", "a,22,22,4", "22, 22, 4", "99999999,1,1"}) {
        test::expect_error("error.flag-type", [&] { (void)as_flag(text, counts); });
    }
    test::expect_error("error.key-range", [&] { (void)in_file("[22, -1, 4]", counts); });
}

TEST(Setting, SwitchesAndWhatTheyAreNot) {
    const auto boolean = [](const Setting& s) { return s.boolean(); };
    EXPECT_TRUE(in_file("true", boolean));
    EXPECT_FALSE(as_flag("false", boolean));
    both_refuse("1", "1", "type", boolean);
    // A file's text is no truth value, however it reads.
    test::expect_error("error.key-type", [&] { (void)in_file("\"true\"", boolean); });
}

}  // namespace
}  // namespace diaban
