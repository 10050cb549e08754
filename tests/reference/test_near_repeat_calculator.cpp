// The Knox table of the Near Repeat Calculator 1.3 (Ratcliffe 2009, jratcliffe.net) for 522 arsons of Chicago in 2016, as
// published with the R package NearRepeat (Steenbeek 2019): ../shared/data/reference/nearrepeat.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "engine/near_repeat/knox_table.hpp"

namespace diaban {
namespace {

const std::string kFolder = DIABAN_SHARED_DATA "/reference/nearrepeat/";

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) {
        cells.push_back(cell);
    }
    return cells;
}

/// One cell of the calculator's file.
struct Published {
    std::uint64_t observed = 0;
    double mean = 0.0;
    double p = 0.0;
    std::vector<double> permuted;
};

/// The file's blocks 'Row r Column c', by (row, column).
std::map<std::pair<int, int>, Published> published_cells() {
    std::ifstream file(kFolder + "chicago_arson_NRverbose_2019-09-23_145637.csv");
    std::map<std::pair<int, int>, Published> cells;
    Published* cell = nullptr;
    for (std::string line; std::getline(file, line);) {
        int row = 0, column = 0;
        if (std::sscanf(line.c_str(), "Row %d Column %d", &row, &column) == 2) {
            cell = &cells[{row, column}];
        } else if (line.starts_with("SOURCE DATA")) {
            break;
        } else if (cell != nullptr) {
            const std::vector<std::string> values = cells_of(line);
            const std::string name = values.empty() ? "" : values[0];
            if (name == "Observed") {
                cell->observed = std::stoull(values[1]);
            } else if (name == "Mean") {
                cell->mean = std::stod(values[1]);
            } else if (name == "P value") {
                cell->p = std::stod(values[1]);
            } else if (name == "Expected" || (name.empty() && values.size() > 1)) {
                for (std::size_t k = 1; k < values.size(); ++k) {
                    if (values[k].find_first_of("0123456789") != std::string::npos) {
                        cell->permuted.push_back(std::stod(values[k]));
                    }
                }
            }
        }
    }
    return cells;
}

struct Arsons {
    std::vector<ProjectedPoint> points;
    std::vector<LocalDay> days;
};

Arsons arsons() {
    std::ifstream file(kFolder + "chicago_arson.csv");
    Arsons arsons;
    for (std::string line; std::getline(file, line);) {
        const std::vector<std::string> cells = cells_of(line);
        arsons.points.push_back({std::stof(cells[0]), std::stof(cells[1])});
        arsons.days.push_back(day_from_iso(cells[2].substr(0, 10)).value());
    }
    return arsons;
}

// Settings as the file's table names them: same location, 1 to 200, 201 to 400, 401 to 600 feet, more; 0 to 1, 2 to 2,
// 3 to 3 days, more: the upper ends 1, 2, 3 of bands [from, to). The calculator works in single precision: events 89 and
// 319 are 399.961 feet apart and 400 in its arithmetic, so it gets the coordinates it had. Observed counts are equal.
//
// The calculator drew 99 permutations and tells each one's count, so the standard error of its mean is known from the file;
// ours (9,999 permutations) has a hundredth of its variance. Its p is (k + 1) / 100 with k binomial. Tolerance: 4 standard
// errors, exceeded once in 16,000 cells by chance; for p one step more, as k is a whole number.
TEST(NearRepeatCalculator, ArsonsOfChicago) {
    const auto published = published_cells();
    if (published.empty()) {
        GTEST_SKIP() << "no ../shared/data/reference/nearrepeat";
    }
    ASSERT_EQ(published.size(), 20u);
    const Arsons events = arsons();
    ASSERT_EQ(events.points.size(), 522u);
    KnoxOptions options;
    options.distances_m = {0, 200, 400, 600};  // feet
    options.days = {1, 2, 3};
    options.permutations = 9999;
    Progress progress;
    const KnoxTable table = knox_table({events.points, events.days}, options, progress);
    for (const auto& [at, cell] : published) {
        const KnoxCell& ours =
            table.at(static_cast<std::size_t>(at.first - 1), static_cast<std::size_t>(at.second - 1));
        const std::string name = "row " + std::to_string(at.first) + " column " + std::to_string(at.second);
        ASSERT_EQ(cell.permuted.size(), 99u) << name;
        EXPECT_EQ(ours.pairs, cell.observed) << name;
        double squares = 0.0;
        for (const double count : cell.permuted) {
            squares += (count - cell.mean) * (count - cell.mean);
        }
        const double error = std::sqrt(squares / 98.0 / 99.0 * 1.01);
        EXPECT_NEAR(ours.expected, cell.mean, 4.0 * error) << name;
        if (cell.observed > 0) {
            const double ratio = static_cast<double>(cell.observed) / cell.mean;
            EXPECT_NEAR(ours.ratio.value(), ratio, ours.ratio.value() * 4.0 * error / cell.mean) << name;
        }
        EXPECT_NEAR(ours.p_value, cell.p, 4.0 * std::sqrt(ours.p_value * (1.0 - ours.p_value) / 99.0 * 1.01) + 0.01)
            << name;
    }
}

}  // namespace
}  // namespace diaban
