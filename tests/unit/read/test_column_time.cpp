#include "layers/read/column_time.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

constexpr std::chrono::minutes kHanoi{7 * 60};

LocalTime at(int y, unsigned m, unsigned d, int hour = 0, int minute = 0, int second = 0) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}} + std::chrono::hours{hour} +
           std::chrono::minutes{minute} + std::chrono::seconds{second};
}

// Excel 1900 system: 1 is 1/1/1900 and 60 the 29/2/1900 that never was, so 61 is 1/3/1900; 43083 is 14/12/2017
// (=DATEVALUE).
TEST(ColumnTime, ExcelSerialNumbers) {
    EXPECT_EQ(excel_serial_time(43083), at(2017, 12, 14));
    EXPECT_EQ(excel_serial_time(43083.95), at(2017, 12, 14, 22, 48));
    EXPECT_EQ(excel_serial_time(32874), at(1990, 1, 1));
    EXPECT_EQ(excel_serial_time(73050.5), at(2099, 12, 31, 12));
    for (const double outside : {32873.99, 73051.0, 0.0, -1.0, 1e300, std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_FALSE(excel_serial_time(outside));
    }
    EXPECT_TRUE(read_cell_time("43083", kHanoi).serial);
    EXPECT_EQ(read_cell_time(" 43083,95 ", kHanoi).unmistakable->time, at(2017, 12, 14, 22, 48));
    for (const char* text : {"4308", "430830", "43083x", "43.083", "13636", "-43083", "43083.", "99999"}) {
        const CellTime cell = read_cell_time(text, kHanoi);
        EXPECT_FALSE(cell.unmistakable && text != std::string("43083.")) << text;
    }
}

TEST(ColumnTime, EveryReadingOfACell) {
    EXPECT_EQ(read_cell_time("2017-12-14 22:48", kHanoi).unmistakable->time, at(2017, 12, 14, 22, 48));
    const CellTime either = read_cell_time("03/04/2017", kHanoi);
    EXPECT_FALSE(either.unmistakable);
    EXPECT_EQ(either.in_order(DateOrder::kDayMonthYear)->time, at(2017, 4, 3));
    EXPECT_EQ(either.in_order(DateOrder::kMonthDayYear)->time, at(2017, 3, 4));
    EXPECT_FALSE(either.in_order(DateOrder::kYearMonthDay));
    EXPECT_FALSE(read_cell_time("13/04/2017", kHanoi).month_first);
    EXPECT_EQ(read_cell_time("10/2018", kHanoi).unmistakable->time, at(2018, 10, 1));
    EXPECT_EQ(read_cell_time("10/2018", kHanoi).unmistakable->precision, TimePrecision::kMonth);
    EXPECT_EQ(read_cell_time("2018-10", kHanoi).unmistakable->precision, TimePrecision::kMonth);
    EXPECT_EQ(read_cell_time("14/12/2017 10:48 CH", kHanoi).day_first->time, at(2017, 12, 14, 22, 48));
    EXPECT_EQ(read_cell_time("14/12/2017 12:05 SA", kHanoi).day_first->time, at(2017, 12, 14, 0, 5));
    for (const char* text : {"22/48", "13/2018", "1.756", "", "   ", "x", "10/201", "/2018", "10/20188"}) {
        const CellTime cell = read_cell_time(text, kHanoi);
        EXPECT_FALSE(cell.unmistakable || cell.day_first || cell.month_first) << text;
    }
}

TEST(ColumnTime, TheReadingInAColumnOfAFormat) {
    const TimeFormat day_first{"", DateOrder::kDayMonthYear};
    EXPECT_EQ(parse_column_time("03/04/2017", day_first), at(2017, 4, 3));
    EXPECT_EQ(parse_column_time("43083", day_first), at(2017, 12, 14));
    EXPECT_EQ(parse_column_time("2017-12-14", day_first), at(2017, 12, 14));
    EXPECT_FALSE(parse_column_time("04/13/2017", day_first));
    EXPECT_FALSE(parse_column_time("43083", {"%d/%m/%Y"}));  // a declared pattern is all there is
    EXPECT_EQ(parse_column_time("03/04/2017", {"%m/%d/%Y"}), at(2017, 3, 4));
}

std::string joined(const std::vector<std::string_view>& cells) {
    return join_time_cells(cells);
}

TEST(ColumnTime, ATimeInSeveralColumns) {
    EXPECT_EQ(joined({"2020", "1", "31", "5", "7"}), "2020-01-31 05:07");
    EXPECT_EQ(joined({"2020", "12", "31", "23", "5", "9"}), "2020-12-31 23:05:09");
    EXPECT_EQ(joined({"2020", "1", "31", "5", ""}), "2020-01-31 05:00");
    EXPECT_EQ(joined({"2020", "1", "31", "", "30"}), "2020-01-31");  // minutes of no hour
    EXPECT_EQ(joined({"2020", "1", ""}), "2020-01");
    EXPECT_EQ(joined({"14/12/2017", "22:48"}), "14/12/2017 22:48");
    EXPECT_EQ(joined({"14/12/2017", ""}), "14/12/2017");
    EXPECT_EQ(joined({"2017-12-14", "0.95"}), "2017-12-14 22:48:00");
    EXPECT_EQ(joined({"", "1", "31"}), "");
    EXPECT_EQ(joined({"2020", "x", "31"}), "2020 x 31");  // no date: told as it came
    EXPECT_FALSE(read_cell_time(joined({"2020", "2", "30"}), kHanoi).unmistakable);
}

DateOrder order_of(const std::vector<std::string>& column) {
    DateOrderDetector detector;
    for (const std::string& text : column) {
        detector.add(text);
    }
    return detector.decide("f.csv", "Ngày");
}

TEST(DateOrderDetector, OneTellingValueDecidesTheColumn) {
    EXPECT_EQ(order_of({"01/02/2017", "03/04/2017", "13/04/2017"}), DateOrder::kDayMonthYear);
    EXPECT_EQ(order_of({"01/02/2017", "04/13/2017", ""}), DateOrder::kMonthDayYear);
    EXPECT_EQ(order_of({"2017-01-02", "x"}), DateOrder::kYearMonthDay);
}

TEST(DateOrderDetector, TheOrderOfRowsDoesNotMatter) {
    std::vector<std::string> column = {"01/02/2017", "13/04/2017", "2017-01-02", "rubbish", ""};
    std::sort(column.begin(), column.end());
    do {
        ASSERT_EQ(order_of(column), DateOrder::kDayMonthYear);
    } while (std::next_permutation(column.begin(), column.end()));
}

TEST(DateOrderDetector, AnAmbiguousColumnShowsBothReadings) {
    const auto told = test::expect_error("error.date-ambiguous", [] { (void)order_of({"01/02/2017", "03/04/2017"}); });
    EXPECT_EQ(told.at("example"), "01/02/2017");
    EXPECT_EQ(told.at("day_first"), "2017-02-01");
    EXPECT_EQ(told.at("month_first"), "2017-01-02");
    EXPECT_EQ(told.at("field"), "Ngày");
}

TEST(DateOrderDetector, MixedAndUnreadableColumns) {
    const auto told = test::expect_error("error.date-mixed", [] { (void)order_of({"13/04/2017", "04/14/2017"}); });
    EXPECT_EQ(told.at("day_first"), "13/04/2017");
    EXPECT_EQ(told.at("month_first"), "04/14/2017");
    EXPECT_EQ(test::expect_error("error.date-unknown", [] { (void)order_of({"22/48", "x"}); }).at("example"), "22/48");
    test::expect_error("error.date-unknown", [] { (void)order_of({}); });
}

// Real dates, serial numbers and texts in one column: only the texts need an order, and all are read.
TEST(DateOrderDetector, UnmistakableDatesDoNotOutvoteTheOthers) {
    EXPECT_EQ(order_of({"2017-01-02", "2017-01-03", "43083", "13/04/2017"}), DateOrder::kDayMonthYear);
    EXPECT_EQ(order_of({"43083", "43084"}), DateOrder::kYearMonthDay);
    // A few that cannot be told apart among many that can: these few are rejected, not guessed.
    EXPECT_EQ(order_of({"2017-01-02", "2017-01-03", "03/04/2017"}), DateOrder::kYearMonthDay);
    EXPECT_EQ(order_of({"2017-01-02", "2017-01-03", "13/04/2017", "04/13/2017"}), DateOrder::kYearMonthDay);
    test::expect_error("error.date-ambiguous", [] { (void)order_of({"2017-01-02", "03/04/2017", "05/06/2017"}); });
}

TEST(DateOrderDetector, PartsMergeToTheWhole) {
    const std::vector<std::string> column = {"01/02/2017", "x", "43083", "13/04/2017", "2017-10", "04/05/2017"};
    for (std::size_t cut = 0; cut <= column.size(); ++cut) {
        DateOrderDetector first;
        DateOrderDetector second;
        for (std::size_t i = 0; i < column.size(); ++i) {
            (i < cut ? first : second).add(column[i]);
        }
        first.merge(second);
        EXPECT_EQ(first.decide("f", "t"), DateOrder::kDayMonthYear);
        EXPECT_EQ(first.serials(), 1u);
        EXPECT_EQ(first.example_serial(), "43083");
        EXPECT_EQ(first.months_only(), 1u);
    }
}

}  // namespace
}  // namespace diaban
