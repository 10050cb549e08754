#include "engine/input/review_register.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

class RegisterFile : public testing::Test {
protected:
    void SetUp() override {
        m_folder = std::filesystem::temp_directory_path() /
                   ("diaban-register-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
                    ::testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(m_folder);
        areas.id = {"01", "02", "03", "04"};
        areas.name = {"Xã Một", "Xã Hai", "Xã Trùng", "Xã Trùng"};
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }
    ReviewRegister read(const std::string& text) {
        const std::filesystem::path file = m_folder / "register.csv";
        std::ofstream(file) << text;
        return read_review_register(file.string(), areas, day(2017, 6, 14));
    }
    AreaLayer areas;

private:
    std::filesystem::path m_folder;
};

TEST_F(RegisterFile, IdsNamesCodesAndWordsAreRead) {
    const ReviewRegister read_back = read(
        "area,date,class,status\n01,14/12/2016,complex,proposed\nXã Một,14/06/2016,ổn định,\n02,14/12/2016,kiềm "
        "chế,passed\n");
    EXPECT_EQ(read_back.rows_read, 3u);
    EXPECT_TRUE(read_back.rejects.rows.empty());
    ASSERT_EQ(read_back.history[0].size(), 2u);
    EXPECT_EQ(read_back.history[0][0].date, day(2016, 6, 14));  // in order of date
    EXPECT_EQ(read_back.history[0][0].area_class, AreaClass::kStable);
    EXPECT_FALSE(read_back.history[0][0].status);
    EXPECT_EQ(read_back.history[0][1].status, ReviewStatus::kProposed);
    EXPECT_EQ(read_back.history[1][0].area_class, AreaClass::kContained);
}

TEST_F(RegisterFile, BadRowsAreRejectedWithTheirReason) {
    const ReviewRegister read_back = read(
        "area,date,class,status\n01,2016-12-14,complex,proposed\n99,2016-12-14,complex,\nXã Trùng,2016-12-14,complex,\n"
        "01,2016-02-31,complex,\n01,2017-06-14,complex,\n01,2016-06-14,bad,\n02,2016-06-14,stable,lost\n"
        "01,2016-12-14,stable,\n");
    const std::vector<std::string> expected = {"reject.register-area-unknown",  "reject.register-area-unknown",
                                               "reject.date-unreadable",        "reject.register-not-earlier",
                                               "reject.register-class-unknown", "reject.register-status-unknown",
                                               "reject.register-twice"};
    ASSERT_EQ(read_back.rejects.rows.size(), expected.size());
    for (std::size_t k = 0; k < expected.size(); ++k) {
        EXPECT_EQ(read_back.rejects.rows[k].reason_key, expected[k]);
        EXPECT_EQ(read_back.rejects.rows[k].row, k + 2);
    }
    EXPECT_EQ(read_back.rows_read, read_back.rejects.rows.size() + 1);
}

TEST_F(RegisterFile, MissingColumnNamesTheNearest) {
    try {
        read("area,dat,class\n01,2016-12-14,complex\n");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.key(), "error.field-unknown");
        EXPECT_EQ(error.arguments().at("nearest"), "dat");
    }
}

TEST_F(RegisterFile, WhatIsWrittenIsReadBack) {
    const std::vector<std::vector<EarlierReview>> history = {
        {{day(2015, 12, 14), AreaClass::kComplex, ReviewStatus::kProposed}}, {}, {}, {}};
    const PresentReview present{
        day(2016, 12, 14),
        {EarlierReview{day(2016, 12, 14), AreaClass::kContained, ReviewStatus::kPassed, "Hội đồng, 3 (abc)"},
         EarlierReview{day(2016, 12, 14), AreaClass::kStable, std::nullopt}, std::nullopt, std::nullopt}};
    const ReviewRegister read_back = read(register_csv(areas, history, present));
    EXPECT_TRUE(read_back.rejects.rows.empty());
    ASSERT_EQ(read_back.history[0].size(), 2u);
    EXPECT_EQ(read_back.history[0][0].status, ReviewStatus::kProposed);
    EXPECT_EQ(read_back.history[0][1].status, ReviewStatus::kPassed);
    EXPECT_EQ(read_back.history[0][0].rule, "");
    EXPECT_EQ(read_back.history[0][1].rule, "Hội đồng, 3 (abc)");
    ASSERT_EQ(read_back.history[1].size(), 1u);
    EXPECT_TRUE(read_back.history[2].empty());
}

}  // namespace
}  // namespace diaban
