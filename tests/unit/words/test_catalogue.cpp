#include "layers/words/catalogue.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

const Catalogue& vi = catalogue(Language::kVietnamese);
const Catalogue& en = catalogue(Language::kEnglish);

TEST(Catalogue, FillsPlacesByName) {
    EXPECT_EQ(en.say("error.file-missing", {{"file", "a.csv"}}), "There is no file a.csv.");
    EXPECT_NE(vi.say("error.file-missing", {{"file", "a.csv"}}).find("a.csv"), std::string::npos);
}

TEST(Catalogue, AValueThatLooksLikeAPlaceIsNotFilledAgain) {
    EXPECT_EQ(en.say("error.file-missing", {{"file", "{file}{cause}"}, {"cause", "BAD"}}),
              "There is no file {file}{cause}.");
}

TEST(Catalogue, APlaceWithoutAValueStaysToBeSeen) {
    EXPECT_EQ(en.say("error.file-missing"), "There is no file {file}.");
    EXPECT_EQ(en.say("no.such-key"), "[[no.such-key]]");
    EXPECT_FALSE(en.has("no.such-key"));
}

TEST(Catalogue, NumbersAsEachLanguageWritesThem) {
    EXPECT_EQ(vi.integer(1756), "1.756");
    EXPECT_EQ(en.integer(1756), "1,756");
    EXPECT_EQ(vi.integer(999), "999");
    EXPECT_EQ(vi.integer(-1234567), "-1.234.567");
    EXPECT_EQ(en.integer(std::numeric_limits<std::int64_t>::min()), "-9,223,372,036,854,775,808");
    EXPECT_EQ(en.integer(0), "0");
    EXPECT_EQ(vi.decimal(1234.5, 2), "1.234,50");
    EXPECT_EQ(en.decimal(1234.5, 2), "1,234.50");
    EXPECT_EQ(vi.decimal(0.125, 1), "0,1");
    EXPECT_EQ(en.decimal(1e6, 0), "1,000,000");
    EXPECT_EQ(en.decimal(-0.5, 1), "-0.5");
    EXPECT_EQ(en.decimal(-0.001, 2), "0.00");  // no minus before a nought
    EXPECT_EQ(en.decimal(-999.999, 1), "-1,000.0");
    EXPECT_EQ(en.decimal(std::numeric_limits<double>::quiet_NaN(), 1), "not defined");
    EXPECT_EQ(vi.decimal(std::numeric_limits<double>::infinity(), 1), vi.say("number.undefined"));
}

TEST(Catalogue, DatesAndWindows) {
    const LocalDay from{std::chrono::year{2016} / 12 / 15};
    const LocalDay to{std::chrono::year{2017} / 12 / 14};
    EXPECT_EQ(vi.date(to), "14/12/2017");
    EXPECT_EQ(en.date(to), "2017-12-14");
    EXPECT_EQ(vi.window({from, to}), "15/12/2016 – 14/12/2017");
}

TEST(Catalogue, LanguagesByCode) {
    EXPECT_EQ(language_from_code("vi"), Language::kVietnamese);
    EXPECT_EQ(language_from_code("en"), Language::kEnglish);
    EXPECT_EQ(test::expect_error("error.language-unknown", [] { (void)language_from_code("VI"); }).at("value"), "VI");
    EXPECT_EQ(language_code(Language::kVietnamese), "vi");
}

TEST(Catalogue, AnErrorIsSaidByItsKey) {
    EXPECT_EQ(en.say(Error(ErrorCode::kInput, "error.file-missing", {{"file", "x"}})), "There is no file x.");
}

}  // namespace
}  // namespace diaban
