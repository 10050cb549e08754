#include "engine/cli/command_line.hpp"

#include <gtest/gtest.h>

#include "tests/support/expect_error.hpp"

namespace diaban::cli {
namespace {

struct Flags {
    std::string folder;
    double cell_m = 50.0;
    std::vector<std::string> formats;
    std::vector<double> extent;
    bool quiet = false;
    std::string output;
};

const OptionTable& flags_table() {
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<Flags>(
        "view", {
                    option<&Flags::folder>("folder").shown("OUT").only(OptionPlace::kPositional).needed(),
                    option<&Flags::cell_m>("cell_m").range(1, 100).only(kFlag).help_of("density"),
                    option<&Flags::formats>("formats").only(kFlag).help_of("output"),
                    option<&Flags::extent>("extent").of(4).only(kFlag).help_of("density"),
                    option<&Flags::quiet>("quiet").only(kFlag).help_of("common"),
                    option<&Flags::output>("output").letter("-o").only(kFlag).help_of("map"),
                });
    return table;
}

struct Outcome {
    CommandLine::Parsed parsed;
    Flags flags;
    std::string out;
    std::string err;
};

Outcome parse(std::vector<const char*> words, std::vector<std::string> needed = {}) {
    Outcome outcome;
    words.insert(words.begin(), {"diaban", "view"});
    CommandLine line(Language::kEnglish);
    line.add({"view", {bind(flags_table(), outcome.flags, std::move(needed))}, [] { return 7; }});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    std::exception_ptr thrown;
    try {
        outcome.parsed = line.parse(static_cast<int>(words.size()), words.data());
    } catch (...) {
        thrown = std::current_exception();
    }
    outcome.out = testing::internal::GetCapturedStdout();
    outcome.err = testing::internal::GetCapturedStderr();
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    return outcome;
}

TEST(CommandLine, FillsTheStruct) {
    const Outcome done =
        parse({"out", "--cell-m", "25", "--formats", "a,b", "--extent=0,-1,2.5,3", "--quiet", "-o", "x"});
    ASSERT_TRUE(done.parsed.work);
    EXPECT_EQ(done.parsed.work(), 7);
    EXPECT_EQ(done.flags.folder, "out");
    EXPECT_EQ(done.flags.cell_m, 25.0);
    EXPECT_EQ(done.flags.formats, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(done.flags.extent, (std::vector<double>{0.0, -1.0, 2.5, 3.0}));
    EXPECT_TRUE(done.flags.quiet);
    EXPECT_EQ(done.flags.output, "x");
    EXPECT_EQ(parse({"out"}).flags.cell_m, 50.0);
}

TEST(CommandLine, BadUsageIsTwoAndNamesTheNearest) {
    for (const std::vector<const char*>& words :
         {std::vector<const char*>{}, {"out", "more"}, {"out", "--cell-m"}, {"out", "--extent", "1,2,3"}}) {
        const Outcome done = parse(words);
        EXPECT_FALSE(done.parsed.work);
        EXPECT_EQ(done.parsed.exit_code, 2);
        EXPECT_NE(done.err, "");
    }
    EXPECT_NE(parse({"out", "--cel-m", "25"}).err.find("--cell-m"), std::string::npos);
    EXPECT_EQ(parse({"out"}, {"cell_m"}).parsed.exit_code, 2);
    EXPECT_TRUE(parse({"out", "--cell-m", "5"}, {"cell_m"}).parsed.work);
}

TEST(CommandLine, AValueIsRefusedByTheTable) {
    EXPECT_EQ(test::expect_error("error.flag-range",
                                 [] {
                                     (void)parse({"out", "--cell-m", "101"});
                                 })
                  .at("flag"),
              "--cell-m");
    test::expect_error("error.flag-type", [] { (void)parse({"out", "--cell-m", "wide"}); });
}

TEST(CommandLine, HelpHasUnitRangeAndDefault) {
    const Outcome done = parse({"--help"});
    EXPECT_EQ(done.parsed.exit_code, 0);
    EXPECT_FALSE(done.parsed.work);
    EXPECT_NE(done.out.find("--cell-m METRES=50"), std::string::npos) << done.out;
    EXPECT_NE(done.out.find("(metres; 1 .. 100)"), std::string::npos);
    EXPECT_NE(done.out.find("Example: diaban view out"), std::string::npos);
    EXPECT_EQ(done.out.find("[["), std::string::npos);
}

TEST(CommandLine, AnotherStructIsADefect) {
    std::string other;
    EXPECT_THROW((void)bind(flags_table(), other), Error);
}

}  // namespace
}  // namespace diaban::cli
