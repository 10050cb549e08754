#include "engine/input/duplicates.hpp"

#include <gtest/gtest.h>

#include <random>

namespace diaban {
namespace {

using namespace std::chrono_literals;

struct Row {
    double x, y;
    int day;
    int minute;
    CategoryIndex category;
    const char* area = "";
    bool located = true;
};

IncidentSet layer_of(const std::vector<Row>& rows) {
    IncidentSet layer;
    layer.categories = {"", "Trộm", "=Cướp"};
    for (const Row& row : rows) {
        layer.point.push_back({row.x, row.y});
        layer.located.push_back(row.located ? 1 : 0);
        layer.time.push_back(LocalDay{2017y / 3 / 1} + std::chrono::days{row.day} + std::chrono::minutes{row.minute});
        layer.weight.push_back(1.0);
        layer.category.push_back(row.category);
        layer.area_key.push_back(row.area);
        layer.detected_by_police.push_back(0);
        layer.row.push_back(layer.row.size() + 1);
    }
    return layer;
}

TEST(Duplicates, NearOnesShareDayCategoryAndPlace) {
    const IncidentSet layer = layer_of({{100, 100, 0, 60, 1},   // stands
                                        {106, 108, 0, 600, 1},  // 10 m: near
                                        {107, 108, 0, 600, 1},  // 10.63 m from the first; the second is no stander
                                        {100, 100, 1, 60, 1},   // another day
                                        {100, 100, 0, 60, 2},   // another category
                                        {0, 0, 0, 60, 1, "A", false},
                                        {0, 0, 0, 60, 1, "A", false},    // the same unplaced row
                                        {0, 0, 0, 61, 1, "A", false},    // another minute
                                        {0, 0, 0, 60, 1, "B", false}});  // another area
    const DuplicateReport report = find_duplicates(layer, {}, {10.0});
    EXPECT_EQ(report.exact, 0u);
    ASSERT_EQ(report.near, 2u);
    EXPECT_EQ(report.duplicates[0].incident, 1u);
    EXPECT_EQ(report.duplicates[0].of, 0u);
    EXPECT_DOUBLE_EQ(report.duplicates[0].distance_m, 10.0);
    EXPECT_EQ(report.duplicates[1].incident, 6u);
    EXPECT_EQ(report.duplicates[1].of, 5u);
    EXPECT_EQ(duplicates_csv(report, layer.categories, {}),
              "\xEF\xBB\xBFrow,repeats_row,line,repeats_line,kind,distance_m,day,category\r\n2,1,2,1,near,10.0,2017-03-"
              "01,Trộm\r\n7,6,7,6,near,0.0,2017-03-01,Trộm\r\n");
}

TEST(Duplicates, WholeRowsAreExactWhateverTheirPlace) {
    const IncidentSet layer = layer_of({{0, 0, 0, 1, 1}, {0, 0, 0, 1, 1}, {0, 0, 0, 1, 1}});
    const DuplicateReport report = find_duplicates(layer, {7, 7, 8}, {10.0});
    EXPECT_EQ(report.exact, 1u);
    EXPECT_EQ(report.near, 1u);  // another serial number, the rest the same
    EXPECT_EQ(report.duplicates[0].kind, DuplicateKind::kExact);
    EXPECT_EQ(report.duplicates[1].of, 0u);
}

TEST(Duplicates, MonthsAreNoDays) {
    IncidentSet layer =
        layer_of({{0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}, {0, 0, 31, 0, 1}});  // 1 March, 1 March, 1 April at midnight
    const DuplicateReport months = find_duplicates(layer, {7, 7, 8}, {10.0});
    EXPECT_FALSE(months.days_known);
    EXPECT_EQ(months.exact, 1u);
    EXPECT_EQ(months.near, 0u);
    layer.time[2] += std::chrono::minutes{1};
    EXPECT_TRUE(find_duplicates(layer, {}, {10.0}).days_known);
}

// Against every pair: a row is a duplicate where an earlier one that is none lies within the distance.
TEST(Duplicates, TheSearchBySquaresAgreesWithAllPairs) {
    std::mt19937 random(5);
    std::vector<Row> rows;
    for (int i = 0; i < 600; ++i) {
        rows.push_back({static_cast<double>(random() % 400) / 4.0 - 50.0,
                        static_cast<double>(random() % 400) / 4.0 - 50.0, static_cast<int>(random() % 2), 30,
                        static_cast<CategoryIndex>(1 + random() % 2)});
    }
    const IncidentSet layer = layer_of(rows);
    const DuplicateReport report = find_duplicates(layer, {}, {3.0});
    std::vector<std::size_t> standers;
    std::size_t next = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::size_t of = rows.size();
        for (const std::size_t s : standers) {
            if (rows[s].day == rows[i].day && rows[s].category == rows[i].category &&
                std::hypot(rows[s].x - rows[i].x, rows[s].y - rows[i].y) <= 3.0) {
                of = s;
                break;
            }
        }
        if (of == rows.size()) {
            standers.push_back(i);
        } else {
            ASSERT_LT(next, report.duplicates.size());
            EXPECT_EQ(report.duplicates[next].incident, i);
            EXPECT_EQ(report.duplicates[next].of, of);
            ++next;
        }
    }
    EXPECT_EQ(next, report.duplicates.size());
    EXPECT_GT(next, 50u);
}

}  // namespace
}  // namespace diaban
